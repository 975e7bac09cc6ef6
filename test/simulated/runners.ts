/** Three runners on one PostgreSQL; one is killed every few seconds and the database is restarted twice, until every host is done. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openRun } from "../../src/cli/open-run.ts";
import { verifyChain } from "../../src/store/chain.ts";
import { openPostgres } from "../../src/store/postgres/open.ts";
import { createFleet } from "../../src/transport/fleet.ts";
import type { Cluster } from "../lab/postgres-cluster.ts";
import { atFarm, farm } from "./farm.ts";
import { namesOf, SimulatedHosts, writePlan } from "./fleet.ts";

export interface RunnersOptions {
  readonly cluster: Cluster;
  readonly hosts: number;
  readonly seed: number;
  readonly runners?: number;
  /** Longest time between two kills; the shortest is a third of it. */
  readonly killMs: number;
  readonly restarts: number;
  readonly patienceMs: number;
  /** How long a step takes on a host: from here, and up to so much longer. */
  readonly stepMs?: readonly [number, number];
  readonly log?: (text: string) => void;
}

export interface RunnersResult {
  readonly exit: number | null;
  readonly because: string;
  /** Hosts whose policy table was written once, and otherwise. */
  readonly once: number;
  readonly otherwise: readonly string[];
  /** Steps with more than one outcome that changed something, or none. */
  readonly wrongSteps: readonly string[];
  readonly chain: ReturnType<typeof verifyChain>;
  readonly kills: number;
  readonly restarts: number;
  readonly drivers: number;
  readonly entries: number;
  readonly elapsedMs: number;
}

const COMPILED = join(tmpdir(), "migrate-compiled");

const PLAYBOOK = `playbook: 1
phase: phase-1
name: Prefer IPv6
rollout: {batch: [10, 25%, 100%], soak: 0s}
steps:
  - name: policy table puts native IPv6 above IPv4
    id: prefer-ipv6
    on: services
    module: gai-conf
    want: {ipv6: 50, ipv4: 40, nat64: 30, nat64_prefixes: []}
on_fail: undo
`;

export async function runners(options: RunnersOptions): Promise<RunnersResult> {
  const { cluster, log = () => undefined } = options;
  const random = pseudoRandom(options.seed);
  const folder = mkdtempSync(join(tmpdir(), "migrate-runners-"));
  const socket = join(folder, "farm");
  const [least, more] = options.stepMs ?? [20, 150];
  const hosts = new SimulatedHosts({ stepMs: () => least + Math.floor(random() * more) });
  const server = await farm(hosts, socket);
  const plan = writePlan(folder, options.hosts, {
    playbook: PLAYBOOK,
    rollout: "{stop_after: {failed: 100%, unreachable: 100%}}",
  });
  const children = new Map<number, ChildProcess>();
  let stopping = false;
  const startRunner = (slot: number): void => {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "runner-program.ts"), cluster.url, socket],
      {
        stdio: ["ignore", "ignore", "pipe"],
        // As bin/migrate starts it.
        env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
      },
    );
    child.stderr!.on("data", (text: Buffer) => log(`runner ${slot} (${child.pid}): ${text.toString("utf8").trim()}`));
    child.once("exit", () => {
      if (!stopping) startRunner(slot);
    });
    children.set(slot, child);
  };
  const startedAt = performance.now();
  try {
    const globals = { color: false, input: false, quiet: true, store: cluster.url };
    const reach = () =>
      createFleet({
        hosts: (name) => ({ name, become: { method: "none" as const } }),
        log: () => undefined,
        memory: (name) => atFarm(socket, name),
      });
    const opened = await openRun(plan, { phase: "1", byRunners: true }, globals, null, reach);
    await opened.handOver();
    await opened.close();
    const slots = options.runners ?? 3;
    for (let slot = 0; slot < slots; slot++) startRunner(slot);
    const store = await openPostgres(cluster.url, { complain: () => undefined });
    const kept = (await store.runs())[0]!;
    let kills = 0;
    let restarts = 0;
    const over = new AbortController();
    const killing = (async () => {
      while (!over.signal.aborted) {
        const pause = options.killMs * (1 / 3 + (2 / 3) * random());
        await wait(pause, undefined, { signal: over.signal }).catch(() => undefined);
        if (over.signal.aborted) return;
        if (restarts < options.restarts && kills >= 2 * (restarts + 1) - 1) {
          restarts += 1;
          log(`database restart ${restarts}`);
          cluster.stop(restarts % 2 === 0 ? "fast" : "immediate");
          cluster.start();
          continue;
        }
        const slot = Math.floor(random() * slots);
        const child = children.get(slot)!;
        log(`kill -9 runner ${slot} (${child.pid})`);
        child.kill("SIGKILL");
        kills += 1;
      }
    })();
    const ended = async (): Promise<boolean> => {
      const rows = await store.sql.query<{ ended: boolean }>(
        'select coalesce((select entry like \'%"type":"run.ended"%\' from migrate.journal where run = $1 order by seq desc limit 1), false) as ended',
        [kept.run],
      );
      return rows[0]!.ended;
    };
    while (!(await ended()) && performance.now() - startedAt < options.patienceMs) await wait(500);
    over.abort();
    const elapsedMs = performance.now() - startedAt;
    await killing;
    const entries = await kept.entries();
    const last = entries.at(-1);
    const outcomes = new Map<string, number>();
    for (const entry of entries)
      if (entry.type === "step.outcome") outcomes.set(entry.step, (outcomes.get(entry.step) ?? 0) + 1);
    const names = namesOf(options.hosts);
    const result: RunnersResult = {
      exit: last?.type === "run.ended" ? last.exit : null,
      because: last?.type === "run.ended" ? last.because : "it has not ended",
      once: names.filter((name) => hosts.changed.get(name) === 1).length,
      otherwise: names.filter((name) => hosts.changed.get(name) !== 1),
      wrongSteps: [...outcomes].filter(([, count]) => count !== 1).map(([step]) => step),
      chain: verifyChain(await kept.journal.lines()),
      kills,
      restarts,
      drivers: entries.filter((entry) => entry.type === "run.resumed").length,
      entries: entries.length,
      elapsedMs,
    };
    await store.close();
    return result;
  } finally {
    stopping = true;
    for (const child of children.values()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    }
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same numbers for the same seed: mulberry32. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
