/** `migrate txn`: what each host itself says of its transactions, and the way to undo an open one without waiting for its switch. */
import { Command } from "commander";
import type { Transaction } from "../../agent/protocol/messages.ts";
import type { Fleet } from "../engine/ports.ts";
import { versionLine } from "../report/version-line.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

export function txnCommand(): Command {
  const txn = new Command("txn");
  txn
    .command("ls")
    .description("transactions of every host of the plan, open ones first")
    .argument("<plan>", "the plan file")
    .action((plan: string, _options: unknown, command: Command) => ls(plan, globalsOf(command)));
  txn
    .command("show")
    .description("one host's transactions, with the way out on a console")
    .argument("<plan>", "the plan file")
    .argument("<host>", "the host")
    .action((plan: string, host: string, _options: unknown, command: Command) => show(plan, host, globalsOf(command)));
  txn
    .command("undo")
    .description("undo a host's open transaction now")
    .argument("<plan>", "the plan file")
    .argument("<host>", "the host")
    .action((plan: string, host: string, _options: unknown, command: Command) => undo(plan, host, globalsOf(command)));
  txn
    .command("adopt")
    .description(
      "take over a transaction whose run died: confirmed anew, judged by its gates once, then kept or undone",
    )
    .argument("<plan>", "the plan file")
    .argument("<host>", "the host")
    .requiredOption("--reason <text>", "kept on the host")
    .action(async (plan: string, host: string, options: { reason: string }, command: Command) => {
      process.exitCode = await adopt(plan, host, options.reason, globalsOf(command));
    });
  return txn;
}

const OPEN = new Set(["armed", "confirmed"]);

async function withFleet(
  planFile: string,
  globals: Globals,
  work: (fleet: Fleet, hosts: readonly string[]) => Promise<void>,
): Promise<void> {
  const { hostsOf } = await import("../plan/scope.ts");
  const { openFleet } = await import("./open-fleet.ts");
  const { openPlan } = await import("./open-plan.ts");
  const { plan, inventory } = await openPlan(planFile, globals);
  const fleet = openFleet(plan, inventory, globals);
  try {
    await work(fleet, hostsOf(plan));
  } finally {
    await fleet.close();
  }
}

async function transactionsOf(fleet: Fleet, host: string): Promise<readonly Transaction[] | string> {
  const { AgentError, UnreachableError } = await import("../engine/ports.ts");
  try {
    const link = await fleet.link(host);
    return (await link.call("transactions", {})).transactions;
  } catch (error) {
    if (error instanceof UnreachableError || error instanceof AgentError) return error.message;
    throw error;
  }
}

async function ls(planFile: string, globals: Globals): Promise<void> {
  await withFleet(planFile, globals, async (fleet, hosts) => {
    const answers = await Promise.all(hosts.map(async (host) => [host, await transactionsOf(fleet, host)] as const));
    const rows = answers.flatMap(([host, found]) =>
      typeof found === "string" ? [] : found.map((transaction) => ({ host, transaction })),
    );
    rows.sort(
      (a, b) =>
        Number(OPEN.has(b.transaction.state)) - Number(OPEN.has(a.transaction.state)) ||
        a.transaction.armedAt - b.transaction.armedAt,
    );
    if (globals.json) process.stdout.write(versionLine());
    for (const { host, transaction } of rows) {
      process.stdout.write(
        globals.json
          ? `${JSON.stringify({ type: "transaction", host, ...transaction })}\n`
          : `${line(host, transaction)}\n`,
      );
    }
    if (rows.length === 0) process.stderr.write("no host has a transaction\n");
    for (const [host, found] of answers) {
      if (typeof found !== "string") continue;
      process.stderr.write(`${host}: ${found}\n`);
      process.exitCode = EXIT.unreachable;
    }
  });
}

function line(host: string, { id, state, armedAt, deadline }: Transaction): string {
  const until = OPEN.has(state) ? `, undoes itself at ${new Date(deadline).toISOString()}` : "";
  return `${state.padEnd(11)} ${host}  ${id}  armed ${new Date(armedAt).toISOString()}${until}`;
}

async function show(planFile: string, host: string, globals: Globals): Promise<void> {
  await withFleet(planFile, globals, async (fleet, hosts) => {
    for (const transaction of await found(fleet, hosts, host)) {
      process.stdout.write(
        `${line(host, transaction)}\n  steps: ${transaction.steps.join(", ")}\n  on a console: sh ${transaction.undoScript}\n`,
      );
      for (const because of transaction.because) process.stdout.write(`  ${because}\n`);
    }
  });
}

async function undo(planFile: string, host: string, globals: Globals): Promise<void> {
  await withFleet(planFile, globals, async (fleet, hosts) => {
    const open = (await found(fleet, hosts, host)).filter(({ state }) => OPEN.has(state));
    if (open.length === 0) {
      process.stderr.write(`${host} has no open transaction\n`);
      return;
    }
    const link = await fleet.link(host);
    for (const { id } of open) {
      const after = await link.call("transaction.undo", { id }, { timeoutMs: 120_000 });
      process.stderr.write(`${host}: ${id}: ${after.state}\n`);
      if (after.state !== "undone") process.exitCode = EXIT.undoFailed;
    }
  });
}

async function found(fleet: Fleet, hosts: readonly string[], host: string): Promise<readonly Transaction[]> {
  if (!hosts.includes(host)) throw new ExitError(EXIT.usage, `${host} is not in the plan: it has ${hosts.join(", ")}`);
  const transactions = await transactionsOf(fleet, host);
  if (typeof transactions === "string") throw new ExitError(EXIT.unreachable, transactions);
  return transactions;
}

/** Only where no run is alive that could still keep it: the lease of the plan's fleet is taken meanwhile. */
async function adopt(planFile: string, host: string, why: string, globals: Globals): Promise<number> {
  const { daemonConfigs } = await import("../backends/daemon-configs.ts");
  const { adopt: takeOver, gatesOf } = await import("../engine/adopt.ts");
  const { gatherFacts } = await import("../engine/run.ts");
  const { vantagesOf } = await import("../engine/vantage.ts");
  const { createGatekeeper } = await import("../gates/gatekeeper.ts");
  const { compile } = await import("../plan/compile.ts");
  const { hostsOf, WHOLE_PLAN } = await import("../plan/scope.ts");
  const { newRunId } = await import("../store/run-directory.ts");
  const { whoAmI } = await import("./drive.ts");
  const { systemClock } = await import("./system-clock.ts");
  const { openFleet } = await import("./open-fleet.ts");
  const { openPlan } = await import("./open-plan.ts");
  const { holdLease } = await import("./open-run.ts");
  const { withStore } = await import("./open-store.ts");
  const { plan, inventory } = await openPlan(planFile, globals);
  return withStore(globals, async (store) => {
    const lease = await holdLease(plan.name, `adopt-${newRunId(new Date())}`, store);
    const fleet = openFleet(plan, inventory, globals);
    try {
      const open = (await found(fleet, hostsOf(plan), host)).filter(({ state }) => OPEN.has(state));
      if (open.length === 0) {
        process.stderr.write(`${host} has no open transaction\n`);
        return EXIT.ok;
      }
      const { execution } = compile({ plan, inventory, facts: new Map(), configs: daemonConfigs }, WHOLE_PLAN);
      const { id, steps } = open[0]!;
      const gates = gatesOf(execution, steps[0]!);
      if (gates === null)
        throw new ExitError(
          EXIT.usage,
          `${planFile} has no step ${steps[0]} that could be kept: undo it instead: migrate txn undo ${planFile} ${host}`,
        );
      const gatekeeper = createGatekeeper({ plan, inventory, fleet, clock: systemClock });
      const ended = new AbortController().signal;
      const facts = async () => (await gatherFacts(fleet, hostsOf(plan))).facts;
      const world = { fleet, clock: systemClock, vantages: vantagesOf(plan), gatekeeper, facts, ended };
      const { outcome, because, evidence } = await takeOver(world, host, id, gates, { ...whoAmI(), why });
      for (const { name, finding, because: said } of evidence)
        process.stderr.write(`     gate ${name}: ${finding}: ${said}\n`);
      process.stderr.write(`${host}: ${id}: ${outcome}: ${because}\n`);
      return outcome === "committed" ? EXIT.ok : outcome === "undone" ? EXIT.gateFailed : EXIT.undoFailed;
    } finally {
      await fleet.close();
      await lease.release();
    }
  });
}
