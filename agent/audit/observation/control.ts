/** Start, read and end the observation of this host. */
import { initOf } from "../../facts/gather.ts";
import type { Observation, ObservationWant } from "../../protocol/audit.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { initScript, observerArgv, unitFile } from "./boot-files.ts";
import { bootIdOf, type ObserverConfig, readConfig, readLedger, writeConfig, writeLedger } from "./config.ts";
import { addGap, emptyLedger, flowsOf, type Ledger } from "./ledger.ts";
import { makeTable, readTable, removeTable, sample, sweep } from "./look.ts";
import { SAMPLE_MS } from "./observer.ts";
import { BOOT_FILES, FOLDER, HOOKS, INIT, LOG, PID, PROGRAMS, RC, UNIT, UNIT_KEPT, UNIT_NOW, WANTS } from "./paths.ts";

/** Where the agent itself lies: the observer runs from a copy, so that `clean` may take the cache away first. */
export interface Programs {
  readonly node: string;
  readonly bundleDir: string;
}

const COMMAND_MS = 30_000;
const READY_MS = 20_000;
const POLL_MS = 50;
const MOST_MS = 90 * 24 * 3_600_000;

/**
 * Idempotent: where it runs already and watches the same, only its end moves.
 * @throws Fault `unsupported` where nft is missing, `io` where the table or the process does not come up; nothing of it stays then.
 */
export async function startObservation(
  sys: System,
  want: ObservationWant,
  programs: Programs,
  newGeneration: () => string,
): Promise<Observation> {
  if (!(want.forMs > 0 && want.forMs <= MOST_MS))
    throw new Fault("bad-request", `observation takes from a moment to 90 days, not ${want.forMs} ms`);
  const old = await readConfig(sys);
  const running = (await observerPid(sys)) !== null;
  const config: ObserverConfig = { ...want, until: sys.now() + want.forMs, bootId: await bootIdOf(sys) };
  await sys.mkdir(FOLDER, 0o700);
  const same = old !== null && watchedOf(old) === watchedOf(want);
  const table = await readTable(sys);
  if (!running || !same || table === null) await begin(sys, config, old, table === null || !same, newGeneration);
  await writeConfig(sys, config);
  if (!running || old?.survivesReboot !== want.survivesReboot || old.connectHooks !== want.connectHooks) {
    try {
      await run(sys, want, programs, running);
    } catch (error) {
      if (!running) await stopObservation(sys);
      throw error;
    }
  }
  return (await readObservation(sys))!;
}

function watchedOf({ nat64, services, queries }: Pick<ObservationWant, "nat64" | "services" | "queries">): string {
  return JSON.stringify([nat64, services, queries]);
}

/** A table that counts from now on. A ledger that is there goes on, with a gap for the time since it was last written. */
async function begin(
  sys: System,
  config: ObserverConfig,
  old: ObserverConfig | null,
  renew: boolean,
  newGeneration: () => string,
): Promise<void> {
  let ledger = old === null ? null : await readLedger(sys);
  if (ledger !== null && !renew) return;
  const generation = newGeneration();
  if (ledger !== null && (await readTable(sys)) !== null) ledger = await sweep(sys, ledger, old!, newGeneration);
  const failed = await makeTable(sys, config, generation);
  if (failed !== null) {
    await sys.remove(FOLDER);
    const missing = (await sys.exec(["nft", "--version"], { timeoutMs: COMMAND_MS })).code === 127;
    throw missing
      ? new Fault("unsupported", "this host has no nft (package nftables): without it short IPv4 flows go unseen")
      : new Fault("io", `the table that counts could not be made: ${failed}`);
  }
  const now = sys.now();
  const next: Ledger =
    ledger === null
      ? emptyLedger(now, generation)
      : { ...addGap(ledger, now, "observation was started again"), generation, counts: {}, sweptAt: now };
  await writeLedger(sys, next);
}

async function run(sys: System, want: ObservationWant, programs: Programs, running: boolean): Promise<void> {
  const node = await installPrograms(sys, programs);
  const systemd = (await initOf(sys)) === "systemd";
  if (running) await endProcess(sys, systemd);
  for (const path of BOOT_FILES) await sys.remove(path);
  if (systemd) {
    await sys.write(want.survivesReboot ? UNIT_KEPT : UNIT_NOW, unitFile(node));
    if (want.survivesReboot) await sys.symlink(`../${UNIT}.service`, WANTS);
    await must(sys, ["systemctl", "daemon-reload"]);
    await must(sys, ["systemctl", "start", UNIT]);
  } else {
    if (want.survivesReboot) {
      await sys.write(INIT, initScript(node), { mode: 0o755 });
      await sys.symlink(`../init.d/${UNIT}`, RC);
    }
    await sys.detach(observerArgv(node), { log: LOG });
  }
  for (let waited = 0; waited < READY_MS; waited += POLL_MS) {
    if ((await observerPid(sys)) !== null) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const last = ((await sys.read(LOG)) ?? "").trim().split("\n").at(-1)!;
  throw new Fault("io", `the observer did not start: ${last || "its log is empty"}`);
}

async function must(sys: System, argv: readonly string[]): Promise<void> {
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `${argv.join(" ")} failed: ${done.stderr.trim()}`);
}

/** A hard link where it can be. A Node of the host's own package stays where it is. @returns path of the Node to run. */
async function installPrograms(sys: System, { node, bundleDir }: Programs): Promise<string> {
  await sys.mkdir(PROGRAMS, 0o755);
  const own = node.startsWith("/var/lib/migrate/");
  const names = (await sys.list(bundleDir)).filter((name) => /^(agent\.cjs|.*\.node)$/.test(name));
  const wanted = names.map((name) => [`${bundleDir}/${name}`, `${PROGRAMS}/${name}`]);
  if (own) wanted.push([node, `${PROGRAMS}/node`]);
  for (const [from, to] of wanted) {
    if ((await sys.exec(["ln", "-fL", from!, to!], { timeoutMs: COMMAND_MS })).code === 0) continue;
    await must(sys, ["cp", "-fpL", from!, to!]);
  }
  return own ? `${PROGRAMS}/node` : node;
}

/** Null where this host was never told to observe, or it was ended. */
export async function readObservation(sys: System): Promise<Observation | null> {
  const [config, kept] = [await readConfig(sys), await readLedger(sys)];
  if (config === null || kept === null) return null;
  const pid = await observerPid(sys);
  const ended = kept.sweptAt >= config.until;
  const table = ended ? null : await readTable(sys);
  let ledger = kept;
  if (table !== null && table.generation === kept.generation) {
    // A copy: the observer alone writes the ledger.
    ledger = await sample(sys, await sweep(sys, kept, config, () => kept.generation), config);
  } else if (!ended) {
    ledger = addGap(kept, sys.now(), "the table of the counters is gone");
  }
  return {
    running: pid !== null,
    because: await standing(sys, config, pid, ended),
    startedAt: ledger.startedAt,
    until: config.until,
    survivesReboot: config.survivesReboot,
    unbrokenSince: ledger.unbrokenSince,
    readAt: ended ? kept.sweptAt : sys.now(),
    gaps: ledger.gaps,
    overflowAt: ledger.overflowAt,
    flows: flowsOf(ledger),
    traffic: ledger.traffic,
    services: ledger.services,
    history: ledger.history,
    queries: ledger.queries,
    sampling: { everyMs: SAMPLE_MS, samples: ledger.samples },
    connectHooks: config.connectHooks ? ((await sys.read(HOOKS)) ?? "not attached yet").trim() : "not asked for",
    cost: pid === null ? { cpuMs: 0, rssBytes: 0 } : await costOf(sys, pid),
  };
}

async function standing(sys: System, config: ObserverConfig, pid: number | null, ended: boolean): Promise<string> {
  if (ended) return "its time is over";
  if (pid !== null) return "it observes";
  return (await bootIdOf(sys)) === config.bootId
    ? `the observer is not running (see ${LOG}); the counters go on without it`
    : "the host restarted, and observation was not to survive that";
}

/** Processor time of the observer and the commands it ran, and its resident memory. */
async function costOf(sys: System, pid: number): Promise<Observation["cost"]> {
  const stat = (await sys.read(`/proc/${pid}/stat`)) ?? "";
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
  const pages = Number(((await sys.read(`/proc/${pid}/statm`)) ?? "").split(" ")[1] ?? 0);
  return { cpuMs: ticks * 10, rssBytes: pages * 4_096 };
}

/** End it and take everything of it away: process, table, boot files, ledger. @returns what there was. */
export async function stopObservation(sys: System): Promise<string[]> {
  const removed: string[] = [];
  const systemd = (await initOf(sys)) === "systemd";
  if ((await observerPid(sys)) !== null) {
    await endProcess(sys, systemd);
    removed.push("the observer");
  }
  if ((await sys.stat(FOLDER)) !== null && (await readTable(sys)) !== null) {
    await removeTable(sys);
    removed.push("the table of the counters");
  }
  for (const path of [...BOOT_FILES, FOLDER]) {
    if ((await sys.stat(path)) === null) continue;
    await sys.remove(path);
    removed.push(path);
  }
  if (systemd && removed.some((path) => path.endsWith(".service"))) await must(sys, ["systemctl", "daemon-reload"]);
  return removed;
}

async function endProcess(sys: System, systemd: boolean): Promise<void> {
  if (systemd) await sys.exec(["systemctl", "stop", UNIT], { timeoutMs: COMMAND_MS });
  for (let waited = 0; waited < READY_MS; waited += POLL_MS) {
    const pid = await observerPid(sys);
    if (pid === null) return;
    await sys.exec(["sh", "-c", 'kill "$1"', "sh", String(pid)], { timeoutMs: COMMAND_MS });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Fault("io", "the observer does not end");
}

async function observerPid(sys: System): Promise<number | null> {
  const pid = (await sys.read(PID))?.trim() ?? "";
  if (!/^\d+$/.test(pid)) return null;
  const command = (await sys.read(`/proc/${pid}/cmdline`)) ?? "";
  return command.includes(`${PROGRAMS}/agent.cjs\0observe`) ? Number(pid) : null;
}
