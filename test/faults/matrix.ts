/** Runs cells on the hosts of one lab, several at a time, each on a host of its own. */
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HeldLab, startLab } from "../../src/lab/lab.ts";
import { migrate } from "../lab/controller.ts";
import { type Cell, cellId, type StackName } from "./cells.ts";
import { type FaultHost, faultHosts, labOf, type PlanPaths, writePlans } from "./fleet.ts";
import { freshHost, type Result, runCell } from "./run-cell.ts";

export interface MatrixOptions {
  /** Hosts at work at the same time. */
  readonly at: number;
  readonly unguarded?: boolean;
  readonly say: (line: string) => void;
  /** Called as each cell ends. */
  readonly ended: (cell: Cell, result: Result) => Promise<void> | void;
}

const EACH = 2;

export async function runMatrix(cells: readonly Cell[], options: MatrixOptions): Promise<void> {
  const stacks = [...new Set(cells.map(({ stack }) => stack))];
  const hosts = faultHosts(stacks, EACH);
  const name = `faults-${process.pid}`;
  const folder = join(tmpdir(), `migrate-${name}`);
  const stop = new AbortController();
  const lab = await startLab(labOf(name, hosts), { name, say: options.say, signal: stop.signal });
  const leave = (): void => {
    stop.abort();
    void lab.stop().then(() => process.exit(130));
  };
  process.once("SIGINT", leave).once("SIGTERM", leave);
  try {
    const plans = await writePlans(folder, hosts);
    const under = await warmUp(lab, hosts[0]!, plans, folder);
    await inParallel(cells, options.at, hosts, stop.signal, async (cell, host, index) => {
      const world = {
        lab,
        host,
        plans: plans.get(host.name)!,
        folder: join(folder, `cell-${index}`),
        under,
        unguarded: options.unguarded === true,
      };
      await options.ended(cell, await runCell(cell, world));
    });
  } finally {
    process.off("SIGINT", leave).off("SIGTERM", leave);
    await lab.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The runtime and the agent as the first run leaves them on a host, for every host after it. */
async function warmUp(lab: HeldLab, host: FaultHost, plans: Map<string, PlanPaths>, folder: string): Promise<string> {
  const paths = plans.get(host.name)!;
  await freshHost({ lab, host, plans: paths, folder, under: null, unguarded: false });
  const state = join(folder, "warm");
  const { stderr } = await migrate(lab, ["apply", paths.plan, "--phase", "4", "--dry-run", "--state", state]);
  const under = join(folder, "under");
  const cache = join(under, "var/lib/migrate/cache");
  await mkdir(cache, { recursive: true });
  const init = await lab.pid(host.name);
  const copied = await lab.run(["cp", "-a", `/proc/${init}/root/var/lib/migrate/cache/.`, cache]);
  if (copied.code !== 0) throw new Error(`no agent came to ${host.name}: ${copied.stderr.trim()} ${stderr.trim()}`);
  await lab.powerOff(host.name);
  return under;
}

/** Each worker takes the first cell whose stack has a host to spare. */
async function inParallel(
  cells: readonly Cell[],
  at: number,
  hosts: readonly FaultHost[],
  signal: AbortSignal,
  work: (cell: Cell, host: FaultHost, index: number) => Promise<void>,
): Promise<void> {
  const waiting = cells.map((cell, index) => ({ cell, index }));
  const spare = new Map<StackName, FaultHost[]>();
  for (const host of hosts) spare.set(host.stack, [...(spare.get(host.stack) ?? []), host]);
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    if (signal.aborted) return;
    const next = running.size >= at ? -1 : waiting.findIndex(({ cell }) => spare.get(cell.stack)!.length > 0);
    if (next < 0) {
      await Promise.race(running);
      continue;
    }
    const { cell, index } = waiting.splice(next, 1)[0]!;
    const host = spare.get(cell.stack)!.pop()!;
    const one = work(cell, host, index).finally(() => {
      spare.get(cell.stack)!.push(host);
      running.delete(one);
    });
    running.add(one);
  }
}

/** One line per cell. */
export function resultLine(cell: Cell, { finding, host, exit, settledMs, tookMs, because }: Result): string {
  const words = [
    finding.padEnd(5),
    cellId(cell).padEnd(48),
    (host ?? "-").padEnd(9),
    `exit ${exit ?? "-"}`.padEnd(7),
    settledMs === null ? "      -" : `${(settledMs / 1000).toFixed(1).padStart(5)} s`,
    `${(tookMs / 1000).toFixed(1).padStart(5)} s`,
    because,
  ];
  return words.join("  ").trimEnd();
}
