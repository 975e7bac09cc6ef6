import { Command } from "commander";
import { expectedSteps } from "../engine/drift.ts";
import { replay } from "../engine/reduce.ts";
import { planRollback } from "../engine/rollback.ts";
import { initialState } from "../engine/state.ts";
import { vantagesOf } from "../engine/vantage.ts";
import { PHASES } from "../plan/plan.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

interface RollbackOptions {
  readonly service?: string;
  readonly host?: string;
  readonly to?: string;
  readonly yes?: boolean;
}

export function rollbackCommand(): Command {
  return new Command("rollback")
    .argument("<run>", "the run's id, or `last`")
    .option("--service <name>", "only what was done for this service")
    .option("--host <name>", "only what was done on this host")
    .option("--to <phase>", "back to where this phase was done: phase-1, phase-2 or phase-3")
    .option("--yes", "do not ask")
    .action(async (run: string, options: RollbackOptions, command: Command) => {
      process.exitCode = await rollback(run, options, globalsOf(command));
    });
}

/** From the receipts on the hosts, last step first, verified; safe to repeat. */
async function rollback(name: string, options: RollbackOptions, globals: Globals): Promise<number> {
  const { createGatekeeper } = await import("../gates/gatekeeper.ts");
  const { drive, whoAmI } = await import("./drive.ts");
  const { systemClock } = await import("./system-clock.ts");
  const { findRun } = await import("./find-run.ts");
  const { openFleet } = await import("./open-fleet.ts");
  const { openPlan } = await import("./open-plan.ts");
  const { holdLease } = await import("./open-run.ts");
  const { openStore } = await import("./open-store.ts");
  const { runsOf } = await import("./plan-runs.ts");

  const store = await openStore(globals);
  const directory = await findRun(name, store);
  const entries = await directory.entries();
  const started = entries[0];
  if (started?.type !== "run.started")
    throw new ExitError(EXIT.usage, `run ${directory.run} did nothing that could be rolled back`);
  const state = replay(initialState(await directory.execution(), started.mode), entries);
  if (state.course.kind !== "ended") {
    throw new ExitError(
      EXIT.usage,
      `run ${directory.run} has not ended: migrate resume ${directory.run} first, and stop it where you want`,
    );
  }
  const to =
    options.to === undefined
      ? null
      : (PHASES.find((phase) => phase === options.to || phase === `phase-${options.to}`) ?? null);
  if (options.to !== undefined && to === null)
    throw new ExitError(EXIT.usage, `--to ${options.to}: phase-1, phase-2 or phase-3`);
  const standing = expectedSteps((await runsOf(state.execution.plan, store)).map(({ state: of }) => of));
  const plan = planRollback(state, { service: options.service ?? null, host: options.host ?? null, to }, standing);
  if (plan.kind === "refused") throw new ExitError(EXIT.usage, plan.because);
  if (plan.steps.length === 0) {
    process.stderr.write(`run ${directory.run}: nothing of that is left to roll back\n`);
    return EXIT.ok;
  }
  if (!options.yes) {
    for (const step of [...plan.steps].reverse()) process.stderr.write(`  would undo ${step}\n`);
    throw new ExitError(EXIT.waits, `nothing was touched; again with --yes to roll these ${plan.steps.length} back`);
  }
  const opened = await openPlan(started.planFile, globals);
  const lease = await holdLease(opened.plan.name, directory.run, store);
  const fleet = openFleet(opened.plan, opened.inventory, globals);
  try {
    const end = await drive({
      run: directory.run,
      state,
      nextSeq: entries.length + 1,
      first: [{ type: "rollback.started", steps: plan.steps, ...whoAmI() }],
      fleet,
      gatekeeper: createGatekeeper({ ...opened, fleet, clock: systemClock }),
      journal: directory.journal,
      facts: await directory.facts(),
      vantages: vantagesOf(opened.plan),
      approvalLeft: (task) => directory.approval(task),
      yes: true,
      wait: false,
      directory,
      globals,
    });
    return end.course.kind === "ended" ? end.course.exit : EXIT.error;
  } finally {
    await fleet.close();
    await lease.release();
    await store.close();
  }
}
