/** The old translator of a host, from the moment another takes over until its last session has ended. All of it is in memory: a reboot ends it too. */
import { DRAIN_TABLE, NAT64_STATUS_SOCKETS, type TranslatorName } from "../protocol/daemons.ts";
import type { System } from "../system.ts";
import { attempt, must } from "./commands.ts";
import { deviceOf, holding, MARK, ROUTES, switched, trying } from "./drain-rules.ts";

export const DRAIN_FILE = "/run/migrate-nat64-drain.json";
const DRAIN_PID = "/run/migrate-nat64-drain.pid";
const LOOK_MS = 5_000;
const ENDS_MS = 20_000;
/** Behind those of nat64-spread: what is another gateway's is none of ours. */
const RULE = ["priority", "6500", "fwmark", `${MARK}/${MARK}`, "lookup", ROUTES];

export interface Drain {
  readonly old: TranslatorName;
  readonly pool6: string;
  /** Its unit, or null where its supervisor is no systemd. */
  readonly unit: string | null;
  /** File with the process id of its supervisor. */
  readonly pidFile: string;
  /** Milliseconds since the epoch: sessions left by then are cut. Null: it still has what begins, but for those who try the new one. */
  readonly until: number | null;
}

/** Send everything to the old one, also once the new one has replaced its routes. */
export async function hold(sys: System, pool6: string, old: TranslatorName): Promise<void> {
  const device = deviceOf(old);
  if (device !== null) {
    await must(sys, ["ip", "-6", "route", "replace", pool6, "dev", device, "table", ROUTES]);
    await attempt(sys, ["ip", "-6", "rule", "del", ...RULE]);
    await must(sys, ["ip", "-6", "rule", "add", ...RULE]);
  }
  await must(sys, ["nft", "-f", "-"], holding(pool6, old));
}

/** Let these sources try the new one. */
export async function letTry(
  sys: System,
  drain: Drain & { readonly until: null },
  first: readonly string[],
): Promise<void> {
  await must(sys, ["nft", "-f", "-"], trying(drain.pool6, drain.old, first));
  await sys.write(DRAIN_FILE, `${JSON.stringify(drain)}\n`);
}

export async function switchOver(sys: System, { pool6, old }: Drain): Promise<void> {
  await must(sys, ["nft", "-f", "-"], switched(pool6, old));
}

/** Let the kernel's own routes decide again. */
export async function letGo(sys: System): Promise<void> {
  await attempt(sys, ["nft", "delete", "table", "ip6", DRAIN_TABLE]);
  await attempt(sys, ["ip", "-6", "rule", "del", ...RULE]);
  await attempt(sys, ["ip", "-6", "route", "flush", "table", ROUTES]);
}

export async function readDrain(sys: System): Promise<Drain | null> {
  const text = await sys.read(DRAIN_FILE);
  return text === null ? null : (JSON.parse(text) as Drain);
}

/** Leave it to a process of its own: nobody has to stay connected. @param agent argv that runs `agent.cjs`. */
export async function startDrain(sys: System, drain: Drain, agent: readonly string[]): Promise<void> {
  await sys.write(DRAIN_FILE, `${JSON.stringify(drain)}\n`);
  const pid = await sys.detach([...agent, "nat64-drain"], { log: "/var/log/migrate-nat64-drain.log" });
  await sys.write(DRAIN_PID, `${pid}\n`);
}

/** End the drain now. @param stop whether the old translator is stopped too. */
export async function endDrain(sys: System, stop: boolean): Promise<void> {
  const pid = (await sys.read(DRAIN_PID))?.trim() ?? "";
  if (/^\d+$/.test(pid) && ((await sys.read(`/proc/${pid}/cmdline`)) ?? "").includes("nat64-drain"))
    await attempt(sys, ["kill", "-KILL", pid]);
  await sys.remove(DRAIN_PID);
  const drain = await readDrain(sys);
  if (drain !== null && stop) await stopOld(sys, drain);
  await letGo(sys);
  await sys.remove(DRAIN_FILE);
}

/** Its control files are gone already: whoever supervises it is told directly. */
async function stopOld(sys: System, { unit, pidFile }: Drain): Promise<void> {
  if (unit !== null) {
    await attempt(sys, ["systemctl", "stop", unit]);
    return;
  }
  const pid = (await sys.read(pidFile))?.trim() ?? "";
  const runs = async (): Promise<boolean> =>
    /^\d+$/.test(pid) && ((await sys.read(`/proc/${pid}/cmdline`)) ?? "").includes("supervise");
  if (!(await runs())) return;
  await attempt(sys, ["kill", pid]);
  for (let waited = 0; waited < ENDS_MS && (await runs()); waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** `agent.cjs nat64-drain`: until the old one holds nothing any more, or its time is over. @param sessions of it; null where it does not answer. */
export async function drainUntilEmpty(
  sys: System,
  sessions: (socket: string) => Promise<number | null>,
  log: (line: string) => void,
): Promise<void> {
  for (;;) {
    const drain = await readDrain(sys);
    if (drain === null) return;
    const left = await sessions(NAT64_STATUS_SOCKETS[drain.old]);
    const late = drain.until !== null && sys.now() >= drain.until;
    if (left === null || left === 0 || late) {
      log(`${drain.old}: ${left ?? "no"} sessions left${late ? ", and its time is over" : ""}: it is stopped`);
      await sys.remove(DRAIN_PID);
      await endDrain(sys, true);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
