import type { TrustAnchors } from "./anchors.ts";
import { believedTime, type WallClock } from "./clock.ts";
import type { HeldSignatures } from "./held-signatures.ts";
import { Work } from "./work.ts";
import type { ZoneStates } from "./zone-states.ts";

/** What one validation works with. */
export class Context {
  readonly anchors: TrustAnchors;
  readonly zones: ZoneStates;
  readonly work: Work;
  /** Seconds since 1970, null where the clock cannot be believed. */
  readonly now: number | null;
  /** Monotonic. */
  readonly nowMs: number;

  constructor(anchors: TrustAnchors, zones: ZoneStates, held: HeldSignatures, clock: WallClock, nowMs: number) {
    this.work = new Work(held);
    this.anchors = anchors;
    this.zones = zones;
    this.now = believedTime(clock);
    this.nowMs = nowMs;
  }
}
