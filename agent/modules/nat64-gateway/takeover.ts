/**
 * From one translator to another on a host that carries traffic. The old one's control files go with the step, so that it does not come
 * back at boot, but its process stays: established sessions are its, new ones the other's, until it holds none or its time is over.
 */
import { endDrain, hold, letTry } from "../../gateway/drain.ts";
import { deviceOf } from "../../gateway/drain-rules.ts";
import type { TranslatorName } from "../../protocol/daemons.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { pidPath, unitName } from "../daemon/control-files.ts";
import type { ServiceFacts } from "../daemon/service.ts";
import { fileChange } from "../files.ts";
import type { FileEdit } from "../module.ts";
import { BACKENDS } from "./backends.ts";

/** UDP flows that speak within this time before the new one is tried keep their mapping. */
const LISTEN_MS = 3_000;

export interface Takeover {
  readonly old: TranslatorName;
  readonly service: ServiceFacts;
  readonly pool6: string;
  /** IPv6 addresses of those who try the new one before anybody else: gates ask from there. */
  readonly first: readonly string[];
}

/** Take an old one's control files away. Pure. */
export function removal(name: TranslatorName, service: ServiceFacts, drainS: number) {
  const unit = unitName(BACKENDS[name].daemon);
  const changes = Object.entries(service.files).map(([path, content]) =>
    fileChange(path, content, null, `${unit} is not started any more`),
  );
  if (service.running)
    changes.push({
      key: `drain:${unit}`,
      title: `let the sessions of ${unit} end, for at most ${duration(drainS)}, then stop it`,
      before: "running",
      after: "draining",
    });
  const edits: FileEdit[] = Object.keys(service.files).map((path) => ({ path, after: null, replaceLink: true }));
  return { changes, edits };
}

/** `2 h`, `10 min`, `30 s`. */
export function duration(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** Before the new one starts. @returns when the old one began to be listened to. */
export async function makeWay(
  sys: System,
  draining: TranslatorName | null,
  takeover: Takeover | null,
): Promise<number> {
  if (draining !== null) await endDrain(sys, true);
  if (takeover !== null) await hold(sys, takeover.pool6, takeover.old);
  return sys.now();
}

/** Once the new one is ready. Who begins what where is for `nat64-switch` to change. @param heldSince milliseconds since the epoch. @returns what to tell the operator. */
export async function isTried(sys: System, takeover: Takeover | null, heldSince: number): Promise<string[]> {
  if (takeover === null) return [];
  const { old, service, pool6, first } = takeover;
  const name = BACKENDS[old].daemon;
  const left = heldSince + LISTEN_MS - sys.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  const unit = service.systemd ? unitName(name) : null;
  await letTry(sys, { old, pool6, unit, pidFile: pidPath(name), until: null }, first);
  return [`it stands beside ${unitName(name)}, and what begins at ${first.join(", ") || "nobody"} goes to it`];
}

/** In undo: an old one that has not ended gets its route back. @returns whether it had not. */
export async function comesBack(sys: System, old: TranslatorName, pool6: string): Promise<boolean> {
  const device = deviceOf(old);
  if (device === null || (await sys.stat(`/sys/class/net/${device}`)) === null) return false;
  const moved = await sys.exec(["ip", "-6", "route", "replace", pool6, "dev", device], { timeoutMs: 10_000 });
  if (moved.code !== 0)
    throw new Fault("io", `the route of ${pool6} could not be given back to ${old}: ${moved.stderr}`);
  return true;
}
