/** The process that reads the counters now and then, for as long as it was told, with or without a controller. */
import type { System } from "../../system.ts";
import { bootIdOf, readConfig, readLedger, writeConfig, writeLedger } from "./config.ts";
import type { ConnectHooks } from "./connect-hooks.ts";
import { addConnects, addGap, emptyLedger, type Ledger } from "./ledger.ts";
import { removeTable, sample, sweep, tellServed, userNames } from "./look.ts";
import { BOOT_FILES, HOOKS, PID } from "./paths.ts";

/** A flow shorter than this may go unnamed; the table still counts it. */
export const SAMPLE_MS = 5_000;
export const SWEEP_MS = 30_000;
/** It waits so many times what its last look took, so that it never takes more than half a percent of a core. */
const RESTRAINT = 200;

export interface ObserverIo {
  readonly pid: number;
  readonly signal: AbortSignal;
  /** Resolves early when the signal fires. */
  readonly wait: (ms: number) => Promise<void>;
  readonly newGeneration: () => string;
  /** @throws where this kernel, or this user, cannot. */
  readonly attachHooks: (root: string) => Promise<ConnectHooks>;
  readonly log: (line: string) => void;
}

/** Until its time is over, its configuration is gone, or the signal. @returns the exit code. */
export async function observe(sys: System, io: ObserverIo): Promise<number> {
  const config = await readConfig(sys);
  if (config === null) {
    io.log("there is nothing to observe: no configuration");
    return 65;
  }
  await sys.write(PID, `${io.pid}\n`);
  let ledger = await resumed(sys, config.bootId, io);
  if (ledger === null) return 0;
  const hooks = config.connectHooks ? await hooked(sys, io) : null;
  const pids = (await sys.stat("/proc/self/ns/pid"))?.content === FIRST_PID_NAMESPACE;
  let served = "";
  let sweptMs = -SWEEP_MS;
  while (!io.signal.aborted) {
    const now = await readConfig(sys);
    if (now === null) return 0;
    const began = await cpuMs(sys);
    ledger = await sample(sys, ledger, now);
    if (sys.now() - sweptMs >= SWEEP_MS || sys.now() >= now.until) {
      served = await tellServed(sys, served);
      ledger = await sweep(sys, ledger, now, io.newGeneration);
      if (hooks !== null) ledger = addConnects(ledger, hooks.read(), await userNames(sys), pids);
      await writeLedger(sys, ledger);
      sweptMs = sys.now();
    }
    if (sys.now() >= now.until) {
      await removeTable(sys);
      for (const path of BOOT_FILES) await sys.remove(path);
      io.log("the time it was to observe is over");
      return 0;
    }
    const spent = (await cpuMs(sys)) - began;
    await io.wait(Math.min(Math.max(SAMPLE_MS, spent * RESTRAINT), Math.max(0, now.until - sys.now()) + 1));
  }
  // What came since the last sweep is still in the table, and stays there for the next one to read.
  return 0;
}

/** The kernel counts processes in the first namespace (PROC_PID_INIT_INO): in a container their numbers are others. */
const FIRST_PID_NAMESPACE = "pid:[4026531836]";

async function hooked(sys: System, io: ObserverIo): Promise<ConnectHooks | null> {
  const root = /^\S+ (\S+) cgroup2 /m.exec((await sys.read("/proc/mounts")) ?? "")?.[1];
  try {
    if (root === undefined) throw new Error("control groups of version 2 are not mounted here");
    const hooks = await io.attachHooks(root);
    await sys.write(HOOKS, "attached\n");
    return hooks;
  } catch (error) {
    await sys.write(HOOKS, `${(error as Error).message.split("\n")[0]}\n`);
    return null;
  }
}

/** Go on with what is there. A boot since then is a gap, and ends an observation that was not to survive one. */
async function resumed(sys: System, bootId: string, io: ObserverIo): Promise<Ledger | null> {
  const ledger = (await readLedger(sys)) ?? emptyLedger(sys.now(), io.newGeneration());
  const boot = await bootIdOf(sys);
  if (boot === bootId) return ledger;
  const config = (await readConfig(sys))!;
  if (!config.survivesReboot) return null;
  await writeConfig(sys, { ...config, bootId: boot });
  return { ...addGap(ledger, sys.now(), "the host restarted"), sweptAt: sys.now() };
}

/** Processor time of this process and of every child it has waited for. 14 to 17 in proc(5)'s list for stat, in ticks of 10 ms. */
export async function cpuMs(sys: System): Promise<number> {
  const stat = (await sys.read("/proc/self/stat")) ?? "";
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10;
}
