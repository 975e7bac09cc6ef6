/**
 * What another gateway must hear of our sessions: what was opened, changed or closed since the last time, and, going round
 * slowly, all of them, so that lifetimes there follow the traffic here and nothing that was lost stays lost.
 */
import type { Settings } from "../settings.ts";
import type { Bindings, SessionObserver } from "../tables/bindings.ts";
import { adoptRecord, findRecord, RECORD_BYTES, remainingMs, stateOf, writeRecord } from "./record.ts";

/** A round over all sessions takes this long, in calls of `drain`. */
const ROUND = 600;
/** The first round, for a gateway that knows nothing yet, goes faster: sessions for each call. */
const FIRST_ROUND = 16_384;
/** More than this is not kept for a gateway that does not take it; the next round makes up for it. */
const MOST_PENDING = 262_144;
/** A lifetime that was renewed by less is not worth telling; also what two clocks may differ by. */
const RENEWED_MS = 1000;

/** opened or changed: as it is here. alive: it exists and lives at least as long. closed: it is no more. */
export type FeedKind = "changed" | "alive" | "closed";

export class SessionFeed implements SessionObserver {
  readonly #bindings: Bindings;
  /** For each session the deadline the other gateway gave; 0 for our own. Who hears of a session does not tell it back. */
  readonly #given: Float64Array;
  #isOn = false;
  #isApplying = false;
  #changed: number[] = [];
  #closed: Uint8Array[] = [];
  #cursor = 0;
  #isFirstRound = false;
  #nowMs = 0;
  /** Sessions of the other one that had no place here. */
  conflicts = 0;

  constructor(settings: Settings, bindings: Bindings) {
    this.#bindings = bindings;
    this.#given = new Float64Array(settings.limits.sessions);
    bindings.observe(this);
  }

  /** Somebody listens from now on, and knows nothing yet. */
  start(): void {
    this.#isOn = true;
    this.#isFirstRound = true;
    this.#cursor = 0;
  }

  stop(): void {
    this.#isOn = false;
    this.#changed = [];
    this.#closed = [];
  }

  opened(session: number): void {
    if (!this.#isApplying) this.changed(session);
  }

  changed(session: number): void {
    if (this.#isApplying) return;
    this.#given[session] = 0;
    if (this.#isOn && this.#changed.length < MOST_PENDING) this.#changed.push(session);
  }

  closing(session: number): void {
    this.#given[session] = 0;
    if (!this.#isOn || this.#isApplying || this.#closed.length >= MOST_PENDING) return;
    this.#closed.push(this.#written(session));
  }

  /** Hand over what is new and the next part of the round. @param send gets records, one after the other. */
  drain(nowMs: number, send: (kind: FeedKind, records: Uint8Array) => void): void {
    this.#nowMs = nowMs;
    // First what is closed: its place may have been taken by what is open now.
    if (this.#closed.length > 0) send("closed", Buffer.concat(this.#closed));
    this.#closed = [];
    this.#send("changed", this.#changed, send);
    this.#changed = [];
    this.#send("alive", this.#nextOfRound(), send);
  }

  /** The other gateway told us. @param prefixes our index for each of its pool6. */
  apply(kind: FeedKind, records: Uint8Array, prefixes: readonly number[], nowMs: number): void {
    this.#isApplying = true;
    try {
      for (let at = 0; at + RECORD_BYTES <= records.length; at += RECORD_BYTES) {
        this.#applyOne(kind, records, at, prefixes, nowMs);
      }
    } finally {
      this.#isApplying = false;
    }
  }

  #applyOne(kind: FeedKind, records: Uint8Array, at: number, prefixes: readonly number[], nowMs: number): void {
    const { sessions } = this.#bindings;
    const known = findRecord(this.#bindings, records, at, prefixes);
    if (kind === "closed") {
      if (known >= 0) this.#bindings.close(known);
      return;
    }
    const deadline = nowMs + remainingMs(records, at);
    if (known < 0) {
      const adopted = adoptRecord(this.#bindings, records, at, prefixes, deadline);
      if (adopted < 0) this.conflicts += 1;
      else this.#given[adopted] = deadline;
      return;
    }
    if (kind === "changed") {
      const state = stateOf(records, at);
      if (state !== sessions.state(known)) this.#bindings.setState(known, state);
      sessions.setDeadline(known, deadline);
      this.#given[known] = deadline;
    } else if (deadline > sessions.deadline(known)) {
      sessions.setDeadline(known, deadline);
      if (this.#given[known] !== 0) this.#given[known] = deadline;
    }
  }

  #nextOfRound(): number[] {
    const { sessions } = this.#bindings;
    const next: number[] = [];
    const count = this.#isFirstRound ? FIRST_ROUND : Math.ceil(sessions.reach / ROUND);
    for (let i = 0; i < count; i++) {
      if (this.#cursor >= sessions.reach) {
        this.#cursor = 0;
        this.#isFirstRound = false;
        break;
      }
      const session = this.#cursor++;
      if (sessions.isOpen(session) && (this.#isFirstRound || this.#isCarriedHere(session))) next.push(session);
    }
    return next;
  }

  /** Our own, or one of the other gateway's whose traffic comes this way now: it lives longer than we were told. */
  #isCarriedHere(session: number): boolean {
    const given = this.#given[session]!;
    if (given === 0) return true;
    if (this.#bindings.sessions.deadline(session) <= given + RENEWED_MS) return false;
    this.#given[session] = 0;
    return true;
  }

  #send(kind: FeedKind, all: readonly number[], send: (kind: FeedKind, records: Uint8Array) => void): void {
    const { sessions } = this.#bindings;
    const open = all.filter((session) => sessions.isOpen(session));
    if (open.length === 0) return;
    const records = new Uint8Array(open.length * RECORD_BYTES);
    for (const [i, session] of open.entries())
      writeRecord(this.#bindings, session, this.#nowMs, records, i * RECORD_BYTES);
    send(kind, records);
  }

  #written(session: number): Uint8Array {
    const record = new Uint8Array(RECORD_BYTES);
    writeRecord(this.#bindings, session, this.#nowMs, record, 0);
    return record;
  }
}
