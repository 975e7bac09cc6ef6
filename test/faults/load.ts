/** A service under load while its own host loses IPv4: how many requests its users lose, stack by stack. */
import type { ChildProcess } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type HeldLab, startLab } from "../../src/lab/lab.ts";
import { migrate } from "../lab/controller.ts";
import type { StackName } from "./cells.ts";
import { type FaultHost, faultHosts, labOf, PORT, writePlans } from "./fleet.ts";
import { freshHost } from "./run-cell.ts";

const PER_SECOND = 200;

/**
 * Longest time in which a stack's own reload may leave requests without an answer: what was seen of networkd and netplan by themselves, and
 * none for stacks that need no reload.
 */
export const RELOAD_MS: Readonly<Record<StackName, number>> = {
  networkd: 2_600,
  "netplan-networkd": 2_600,
  networkmanager: 0,
  "netplan-nm": 0,
  "ifupdown-static": 0,
  "ifupdown-dhcp": 0,
  plain: 0,
};

export interface Load {
  readonly stack: StackName;
  readonly exit: number | null;
  readonly sent: number;
  readonly lost: number;
  readonly longestGapMs: number;
  /** The last thing the run said, where it did not end with 0. */
  readonly because: string;
}

/** Whether no more was lost than the stack's own reload costs. */
export function withinReload({ stack, exit, lost }: Load): boolean {
  return exit === 0 && lost <= (RELOAD_MS[stack] / 1000) * PER_SECOND;
}

/** One stack after the other: load is not to be disturbed by other hosts. */
export async function measureLoad(stacks: readonly StackName[], say: (line: string) => void): Promise<Load[]> {
  const hosts = faultHosts(stacks, 1);
  const name = `load-${process.pid}`;
  const folder = join(tmpdir(), `migrate-${name}`);
  const lab = await startLab(labOf(name, hosts), { name, say });
  const loads: Load[] = [];
  try {
    const plans = await writePlans(folder, hosts);
    for (const host of hosts) {
      await freshHost({ lab, host, plans: plans.get(host.name)!, folder, under: null, unguarded: false });
      const { plan } = plans.get(host.name)!;
      const state = join(folder, host.name);
      await mkdir(state, { recursive: true });
      // The transfer of agent and runtime is not what is measured.
      await migrate(lab, ["apply", plan, "--phase", "4", "--dry-run", "--state", join(state, "dry")]);
      loads.push(
        await underLoad(lab, host, [
          "apply",
          plan,
          "--phase",
          "4",
          "--confirm-within",
          "60s",
          "--yes",
          "--state",
          join(state, "run"),
        ]),
      );
      await lab.powerOff(host.name);
    }
    return loads;
  } finally {
    await lab.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function underLoad(lab: HeldLab, host: FaultHost, apply: readonly string[]): Promise<Load> {
  const script = new URL("./load.py", import.meta.url).pathname;
  const argv = ["/usr/bin/python3", "-I", script, host.ipv6, String(PORT), String(PER_SECOND)];
  const load = await lab.operator(argv, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: load.stdout! })[Symbol.asyncIterator]();
  await lines.next();
  const { code, stderr } = await migrate(lab, apply);
  const counts = await endOf(load, lines);
  return {
    stack: host.stack,
    exit: code,
    sent: counts.sent,
    lost: counts.lost,
    longestGapMs: counts.longest_gap_ms,
    because: code === 0 ? "" : (stderr.trim().split("\n").at(-1) ?? ""),
  };
}

async function endOf(
  load: ChildProcess,
  lines: AsyncIterator<string>,
): Promise<{ sent: number; lost: number; longest_gap_ms: number }> {
  load.stdin!.end();
  const { value } = await lines.next();
  return JSON.parse(String(value));
}

export function loadText(loads: readonly Load[]): string {
  const rows = loads.map((one) =>
    [
      withinReload(one) ? "ok " : "RED",
      one.stack.padEnd(18),
      `exit ${one.exit ?? "-"}`,
      `${String(one.lost).padStart(5)} of ${one.sent} lost`,
      `longest gap ${one.longestGapMs} ms`,
      `(reload alone: ${RELOAD_MS[one.stack]} ms)`,
      one.because,
    ]
      .join("  ")
      .trimEnd(),
  );
  return `HTTP over IPv6 at ${PER_SECOND}/s during the host's own migration\n${rows.join("\n")}\n`;
}
