/** One cell: a fresh host, the real `migrate apply`, the fault at its moment, and what became of the host and of the run's words. */

import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { type Controller, migrate, startMigrate } from "../lab/controller.ts";
import { type Cell, notApplicable } from "./cells.ts";
import { CONFIRM_MS, type FaultHost, LONG_SOAK_MS, type PlanPaths } from "./fleet.ts";
import { CUT_MS, controllerClock, controllerEnv, type Heal, inject, NoEffect, prepare, redGate } from "./inject.ts";
import { failuresOf, hasIpv4, momentOf, transactionStates } from "./watch.ts";

const GRACE_MS = 10_000;
/** A controller may take longer to find out what the host did; it must end all the same. */
const CONTROLLER_MS = 90_000;
const LEASE_RENEWAL_MS = 65_000;
const SNAPSHOT = readFileSync(new URL("./snapshot.py", import.meta.url), "utf8");

export interface Result {
  readonly finding: "green" | "red" | "n/a";
  /** What the host came to. */
  readonly host: "migrated" | "as-before" | "neither" | null;
  readonly exit: number | null;
  /** From the fault to the host's final state. */
  readonly settledMs: number | null;
  readonly tookMs: number;
  readonly because: string;
}

export interface CellWorld {
  readonly lab: HeldLab;
  readonly host: FaultHost;
  readonly plans: PlanPaths;
  /** For this cell's files. */
  readonly folder: string;
  /** Files that hosts find on their disks: runtime and agent, so that no cell waits for their transfer. */
  readonly under: string | null;
  /** Control: the lab takes the guard's scripts away just before the fault. */
  readonly unguarded: boolean;
}

export async function snapshotOf(lab: HeldLab, host: FaultHost): Promise<string[]> {
  const { code, stdout, stderr } = await lab.exec(host.name, ["python3", "-I", "-"], { input: SNAPSHOT });
  if (code !== 0) throw new Error(`${host.name}: no snapshot: ${stderr.trim().split("\n").at(-1)}`);
  return stdout.trimEnd().split("\n");
}

/** Lines that are on one side only. */
function difference(before: readonly string[], now: readonly string[]): string[] {
  const [was, is] = [new Set(before), new Set(now)];
  return [
    ...before.filter((line) => !is.has(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !was.has(line)).map((line) => `+ ${line}`),
  ];
}

async function reachable(lab: HeldLab, { ipv6 }: FaultHost): Promise<boolean> {
  const { stdout } = await lab.run(["ssh", "-6", "-o", "ConnectTimeout=2", ipv6, "echo $SSH_CONNECTION"], {
    timeoutMs: 5_000,
  });
  return stdout.includes(ipv6);
}

/** A host that has just booted and got all its addresses. */
export async function freshHost({ lab, host, under }: CellWorld): Promise<void> {
  await lab.renew(host.name, under);
  await until(
    `${host.name} to have both its addresses`,
    async () => {
      const init = await lab.pid(host.name);
      return hasIpv4(init, host.ipv4) && (await reachable(lab, host));
    },
    20_000,
  );
}

export async function runCell(cell: Cell, world: CellWorld): Promise<Result> {
  const begun = performance.now();
  const none = notApplicable(cell);
  if (none !== null) return { finding: "n/a", host: null, exit: null, settledMs: null, tookMs: 0, because: none };
  const heals: Heal[] = [];
  let controller: Controller | null = null;
  try {
    const found = await play(cell, world, heals, (started) => {
      controller = started;
    });
    return { ...found, tookMs: Math.round(performance.now() - begun) };
  } catch (error) {
    const { message } = error as Error;
    const because = `${error instanceof NoEffect ? "no effect: " : ""}${endsOf(message)}`;
    return {
      finding: "red",
      host: null,
      exit: null,
      settledMs: null,
      tookMs: Math.round(performance.now() - begun),
      because,
    };
  } finally {
    endController(controller);
    for (const heal of heals) await heal().catch(() => undefined);
    await world.lab.powerOff(world.host.name).catch(() => undefined);
  }
}

/** First and last line of what a program said. */
function endsOf(message: string): string {
  const lines = message.trim().split("\n");
  return lines.length < 3 ? lines.join(" ") : `${lines[0]} … ${lines.at(-1)}`;
}

function endController(controller: Controller | null): void {
  try {
    controller?.kill("SIGKILL");
  } catch {
    // It ended before.
  }
}

async function play(
  cell: Cell,
  world: CellWorld,
  heals: Heal[],
  started: (controller: Controller) => void,
): Promise<Omit<Result, "tookMs">> {
  const { lab, host, folder } = world;
  await mkdir(folder, { recursive: true });
  await writeFile(controllerClock(folder), "+0\n");
  await freshHost(world);
  await prepare(lab, host, cell);
  await lab.exec(host.name, ["sync"]);
  const before = await steadySnapshot(lab, host);

  const waits = cell.fault === "approval-red";
  const apply = ["apply", planFor(cell, world.plans), "--phase", "4", ...(waits ? ["--wait"] : ["--yes"]), "--json"];
  const state = join(folder, "state");
  const controller = await startMigrate(lab, [...apply, "--state", state], controllerEnv(cell, folder));
  started(controller);
  const init = await lab.pid(host.name);
  if (waits) await controller.line((line) => line.type === "approval.needed");
  else if (cell.moment === "undo") {
    await momentOf("intent", controller, init);
    await redGate(lab, host);
  }
  if (!waits) await momentOf(cell.moment, controller, init);
  if (cell.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, cell.delayMs));
  const still = cell.moment === "armed" && !cell.drawn;
  if (still) await lab.freeze(host.name);
  const late = still && host.stack !== "plain" && !hasIpv4(init, host.ipv4);
  if (world.unguarded) await disarm(lab, host);
  const faultAt = performance.now();
  const heal = await inject({ lab, host, cell, controller, apply, folder });
  heals.push(heal);
  if (still && (await lab.state()).machines[host.name]!.pid === init) await lab.freeze(host.name, false);
  if (late) throw new NoEffect("IPv4 was gone before everything stood still");
  if (waits) {
    const { code, stderr } = await migrate(lab, ["approve", "last", "--state", state]);
    if (code !== 0) throw new NoEffect(`approve: ${stderr.trim()}`);
  }
  if (cell.fault === "lease-renewed") await new Promise((resolve) => setTimeout(resolve, LEASE_RENEWAL_MS));

  const allowed =
    cell.fault === "lease-renewed" ? LEASE_RENEWAL_MS : cell.fault === "two-controllers" ? LONG_SOAK_MS : 0;
  const settled = await settle(world, cell, controller, before, faultAt, heal, allowed);
  const exit = await exitOf(controller);
  const last = cell.fault === "journal-torn" ? await resumeTorn(world, state) : exit;
  const end = await stateNow(world, before);
  const wrong = [
    ...(settled.ms === null ? [`not settled within ${(CONFIRM_MS + GRACE_MS) / 1000} s: ${settled.because}`] : []),
    ...(end.kind === "neither" ? [end.because] : []),
    ...untruths(cell, last, end.kind),
    ...(await statusUntruths(world, state, last, end.kind)),
  ];
  if (cell.fault === "journal-torn" && end.kind !== "migrated") wrong.push("resume did not finish it");
  return {
    finding: wrong.length === 0 ? "green" : "red",
    host: end.kind,
    exit: last,
    settledMs: settled.ms,
    because: wrong.join("; "),
  };
}

function planFor({ fault, moment }: Cell, plans: PlanPaths): string {
  if (fault === "approval-red") return plans.approved;
  if (fault === "two-controllers") return plans.long;
  return moment === "brownout" || moment === "rebooting" ? plans.proven : plans.plan;
}

/** Two equal looks in a row: addresses of a boot that is just over may still be settling. */
async function steadySnapshot(lab: HeldLab, host: FaultHost): Promise<string[]> {
  let last = await snapshotOf(lab, host);
  await until(
    `${host.name} to stay as it is`,
    async () => {
      const now = await snapshotOf(lab, host);
      const same = difference(last, now).length === 0;
      last = now;
      return same;
    },
    15_000,
  );
  return last;
}

/** Control: whatever fires, timer, boot hook or agent, finds a script that does nothing. */
async function disarm(lab: HeldLab, host: FaultHost): Promise<void> {
  const script =
    'for script in /var/lib/migrate/guard/undo.sh /var/lib/migrate/guard/*/undo.sh; do [ ! -e "$script" ] || echo "exit 0" >"$script"; done';
  await lab.exec(host.name, ["sh", "-c", `${script}; sync`]);
}

interface Standing {
  readonly kind: "migrated" | "as-before" | "neither";
  readonly because: string;
}

const FINAL = new Set(["committed", "undone", "undo_failed"]);
/** One without a state was never armed: nothing was changed under it. */
const OPEN = new Set(["armed", "confirmed"]);

async function stateNow({ lab, host }: CellWorld, before: readonly string[]): Promise<Standing> {
  const { pid } = (await lab.state()).machines[host.name]!;
  if (pid === null) return { kind: "neither", because: "the host is off" };
  const states = transactionStates(pid);
  const open = states.filter((state) => OPEN.has(state));
  if (open.length > 0) return { kind: "neither", because: `a transaction is ${open.join(", ")}` };
  if (states.includes("committed") && !hasIpv4(pid, host.ipv4)) {
    const four = await lab.exec(host.name, ["ip", "-4", "-o", "addr", "show", "scope", "global"]);
    if (four.stdout !== "") return { kind: "neither", because: `committed, and ${four.stdout.trim()}` };
    return (await reachable(lab, host))
      ? { kind: "migrated", because: "" }
      : { kind: "neither", because: "committed, and not reached over IPv6" };
  }
  const lines = difference(before, await snapshotOf(lab, host));
  if (lines.length === 0)
    return (await reachable(lab, host))
      ? { kind: "as-before", because: "" }
      : { kind: "neither", because: "as before, and not reached over IPv6" };
  return {
    kind: "neither",
    because: `transactions ${states.join(", ") || "none"}${failuresOf(pid)}; ${lines.length} lines differ: ${lines.slice(0, 8).join(" | ")}`,
  };
}

async function settle(
  world: CellWorld,
  { fault }: Cell,
  controller: Controller,
  before: readonly string[],
  faultAt: number,
  heal: Heal,
  more: number,
): Promise<{ ms: number | null; because: string }> {
  const { lab, host } = world;
  const cut = fault === "ipv6-cut" || fault === "both-cut";
  let healed = !cut;
  let running = true;
  void controller.exited.then(() => {
    running = false;
  });
  let last: Standing = { kind: "neither", because: "not looked at" };
  while (performance.now() - faultAt < CONFIRM_MS + GRACE_MS + more) {
    const { pid } = (await lab.state()).machines[host.name]!;
    const states = pid === null ? [] : transactionStates(pid);
    const decided = states.some((state) => FINAL.has(state)) && !states.some((state) => OPEN.has(state));
    if (!healed && (decided || performance.now() - faultAt > CUT_MS)) {
      await heal();
      healed = true;
    }
    // A run that goes on, or an agent that outlived it, may be about to change something.
    if (healed && (decided || !(running || (await isAtWork(world))))) {
      last = await stateNow(world, before);
      if (last.kind !== "neither") return { ms: Math.round(performance.now() - faultAt), because: "" };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (!healed) await heal();
  return { ms: null, because: last.because };
}

async function isAtWork({ lab, host }: CellWorld): Promise<boolean> {
  const { pid } = (await lab.state()).machines[host.name]!;
  return pid !== null && (await lab.exec(host.name, ["pgrep", "-f", "[s]ession.cjs"])).code === 0;
}

async function exitOf(controller: Controller): Promise<number | null> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`the controller did not end in ${CONTROLLER_MS / 1000} s`)),
      CONTROLLER_MS,
    ).unref();
  });
  return (await Promise.race([controller.exited, late])).code;
}

/** A power cut at the workstation: the last line is cut in the middle. Then resume. */
async function resumeTorn({ lab, host }: CellWorld, state: string): Promise<number | null> {
  const [run] = await readdir(join(state, "runs"));
  const journal = join(state, "runs", run!, "journal.ndjson");
  const text = await readFile(journal, "utf8");
  await writeFile(journal, text.slice(0, -20));
  await until(`${host.name} to be reached`, () => reachable(lab, host), 10_000);
  const { code, stderr } = await migrate(lab, ["resume", "last", "--yes", "--json", "--state", state]);
  if (code !== 0) throw new Error(`resume: exit ${code}: ${stderr.trim().split("\n").at(-1)}`);
  return code;
}

/** Faults in which a controller may truthfully say that it could not see how the host ended. */
const BLIND = new Set([
  "ssh-cut",
  "ipv6-cut",
  "both-cut",
  "reboot",
  "power-cut",
  "agent-killed",
  "sshd-restarted",
  "tool-missing-ip",
  "tool-missing-cmp",
]);

function untruths({ fault }: Cell, exit: number | null, host: Standing["kind"]): string[] {
  const lie = (what: string) => [`exit ${exit} says ${what}, and the host is ${host}`];
  switch (exit) {
    case null:
      return ["controller-killed", "journal-torn", "tool-missing-cmp"].includes(fault)
        ? []
        : ["the controller was ended by a signal"];
    case 0:
      return host === "migrated" ? [] : lie("done");
    case 3:
    case 4:
      return host === "as-before" ? [] : lie("put back");
    case 5:
    case 9:
      return host === "neither" ? lie("consistent") : [];
    case 6:
      return BLIND.has(fault) ? [] : ["exit 6 wants a person, and nothing kept it from seeing the host"];
    default:
      return [`exit ${exit}`];
  }
}

async function statusUntruths(
  { lab }: CellWorld,
  state: string,
  exit: number | null,
  host: Standing["kind"],
): Promise<string[]> {
  const { code, stdout, stderr } = await migrate(lab, ["status", "last", "--json", "--state", state]);
  if (code !== 0) return [`status: exit ${code}: ${stderr.trim()}`];
  // Behind the version.
  const status = JSON.parse(stdout.trim().split("\n").at(-1)!) as {
    course: { kind: string; exit?: number };
    steps: Record<string, string>;
  };
  const wrong: string[] = [];
  if (exit !== null && (status.course.kind !== "ended" || status.course.exit !== exit))
    wrong.push(`status says ${JSON.stringify(status.course)}, and the exit code was ${exit}`);
  if (exit === null && status.course.kind === "ended" && status.course.exit === 0 && host !== "migrated")
    wrong.push("status says done");
  const step = Object.entries(status.steps).find(([id]) => id.includes("remove-ipv4"))?.[1];
  if (step === "committed" && host !== "migrated") wrong.push(`status says committed, and the host is ${host}`);
  if (step === "undone" && host !== "as-before") wrong.push(`status says undone, and the host is ${host}`);
  return wrong;
}
