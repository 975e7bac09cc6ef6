import { Command } from "commander";
import type { EntryBody, Person } from "../engine/journal.ts";
import { replay } from "../engine/reduce.ts";
import { gatherFacts } from "../engine/run.ts";
import { initialState } from "../engine/state.ts";
import { vantagesOf } from "../engine/vantage.ts";
import type { KeptRun, Store } from "../store/store.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

export function resumeCommand(): Command {
  return new Command("resume")
    .argument("<run>", "the run's id, or `last`")
    .option("--yes", "approve what the plan wants approved")
    .option("--wait", "stay and wait for `migrate approve`")
    .option("--metrics <file>", "keep a Prometheus textfile of the run up to date")
    .action(async (run: string, options: GoOn, command: Command) => {
      process.exitCode = await resume(run, options, globalsOf(command));
    });
}

/** Exits after which nothing is left to go on with. */
const OVER = new Set([0, 1, 3, 4, 6]);

async function resume(name: string, options: GoOn, globals: Globals): Promise<number> {
  const { whoAmI } = await import("./drive.ts");
  const { isDriven } = await import("./driven.ts");
  const { findRun } = await import("./find-run.ts");
  const { withStore } = await import("./open-store.ts");
  return withStore(globals, async (store) => {
    const kept = await findRun(name, store);
    const state = replay(initialState(await kept.execution(), "apply"), await kept.entries());
    if (state.paused !== null && state.course.kind !== "ended" && (await isDriven(kept, store))) {
      await kept.ask({ verb: "lift", by: { ...whoAmI(), why: "" } });
      process.stderr.write(`the pause of run ${kept.run} is lifted; its process goes on\n`);
      return EXIT.ok;
    }
    return goOn(kept, options, globals, store);
  });
}

interface GoOn {
  readonly yes?: boolean;
  readonly wait?: boolean;
  readonly metrics?: string;
  /** Go on only to end it: what the interrupted run left in flight is undone. */
  readonly abort?: Person;
}

export async function goOn(directory: KeptRun, options: GoOn, globals: Globals, store: Store): Promise<number> {
  const { createGatekeeper } = await import("../gates/gatekeeper.ts");
  const { hostsOf } = await import("../plan/scope.ts");
  const { drive } = await import("./drive.ts");
  const { systemClock } = await import("./system-clock.ts");
  const { notifierFor } = await import("./notify.ts");
  const { openFleet } = await import("./open-fleet.ts");
  const { openPlan } = await import("./open-plan.ts");
  const { holdLease } = await import("./open-run.ts");
  const { planSha256 } = await import("./plan-sha256.ts");

  const entries = await directory.entries();
  const started = entries[0];
  if (started?.type !== "run.started")
    throw new ExitError(EXIT.error, `run ${directory.run} has an empty journal: nothing was done in it, apply again`);
  const state = replay(initialState(await directory.execution(), started.mode), entries);
  if (state.course.kind === "ended" && state.course.ofRollback)
    throw new ExitError(
      EXIT.usage,
      `run ${directory.run} was rolled back in part: ${state.course.because}. Next: migrate rollback ${directory.run} --yes, or run apply again.`,
    );
  if (state.course.kind === "ended" && OVER.has(state.course.exit)) {
    throw new ExitError(
      EXIT.usage,
      `run ${directory.run} has ended with exit ${state.course.exit}: ${state.course.because}. Run apply again.`,
    );
  }
  if (state.stop?.signal === "abort" && options.abort === undefined) {
    const { by } = state.stop;
    throw new ExitError(
      EXIT.usage,
      `run ${directory.run} was aborted${by === undefined ? "" : ` by ${by.who}${by.why === "" ? "" : ` (${by.why})`}`}. Run apply again.`,
    );
  }
  if ((await planSha256(started.planFile)) !== started.planSha256) {
    throw new ExitError(
      EXIT.usage,
      `${started.planFile} has changed since run ${directory.run} began. Put it back to resume, or run apply to begin anew.`,
    );
  }
  const { plan, inventory } = await openPlan(started.planFile, globals);
  const notifier = await notifierFor(plan, directory.run, systemClock);
  const lease = await holdLease(plan.name, directory.run, store);
  const fleet = openFleet(plan, inventory, globals);
  try {
    const { facts, unreachable } = await gatherFacts(fleet, hostsOf(plan));
    const first: EntryBody[] = [
      { type: "run.resumed" },
      ...(options.abort === undefined
        ? []
        : [{ type: "stop.requested", level: "undo", signal: "abort", by: options.abort } as const]),
      ...[...unreachable].map(([host, because]): EntryBody => ({ type: "host.unreachable", host, because })),
    ];
    const end = await drive({
      run: directory.run,
      state,
      nextSeq: entries.length + 1,
      first,
      fleet,
      gatekeeper: createGatekeeper({ plan, inventory, fleet, clock: systemClock }),
      journal: directory.journal,
      facts: new Map([...(await directory.facts()), ...facts]),
      vantages: vantagesOf(plan),
      approvalLeft: (task) => directory.approval(task),
      yes: options.yes ?? false,
      wait: options.wait ?? false,
      directory,
      notifier,
      ...(options.metrics === undefined ? {} : { metrics: options.metrics }),
      globals,
    });
    return end.course.kind === "ended" ? end.course.exit : EXIT.error;
  } finally {
    await fleet.close();
    await lease.release();
  }
}
