import { Command, Option } from "commander";
import type { RunState } from "../engine/state.ts";
import type { SavedPlan } from "../store/saved-plan.ts";
import type { ApplyOptions } from "./apply-options.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";
import { globalsOf } from "./globals.ts";
import type { PlanBasis } from "./saved-plan.ts";

export function applyCommand(): Command {
  return scopeOptions(new Command("apply"))
    .argument("<plan>", "the plan file, or one that `migrate plan -o` saved")
    .option("--dry-run", "the same up to the last step: shows every change, makes none")
    .option("--yes", "approve what the plan wants approved")
    .option("--step", "ask before each batch that would change something")
    .option("--wait", "stay and wait for `migrate approve`")
    .option("--by-runners", "hand it to the runners of --store: `migrate runner` on any machine goes on with it")
    .option("--metrics <file>", "keep a Prometheus textfile of the run up to date")
    .option("--confirm-within <time>", "dead man's switch: undo unless confirmed within this time")
    .action(async (plan: string, options: ApplyOptions, command: Command) => {
      process.exitCode = await apply(plan, options, globalsOf(command));
    });
}

export function planCommand(): Command {
  return scopeOptions(new Command("plan"))
    .argument("<plan>", "the plan file")
    .option("-o, --output <file>", "save it: `migrate apply FILE` then does this and nothing else, once")
    .option("--expires <time>", "how long a saved plan is good (default: 24h)")
    .option("--confirm-within <time>", "of a saved plan: dead man's switch, undo unless confirmed within this time")
    .addOption(new Option("--detailed-exitcode", "exit 2 where something would change"))
    .action(async (plan: string, options: ApplyOptions, command: Command) => {
      process.exitCode = await apply(plan, { ...options, dryRun: true }, globalsOf(command));
    });
}

function scopeOptions(command: Command): Command {
  return command
    .option("--phase <n>", "only this phase, 1 to 4")
    .option("--service <name>", "only this service")
    .option("--limit <pattern>", "only these hosts: names, groups, *, !, separated by commas");
}

export async function apply(file: string, options: ApplyOptions, globals: Globals): Promise<number> {
  const { openRun } = await import("./open-run.ts");
  const { openSavedPlan, savePlan } = await import("./saved-plan.ts");
  const saved = await openSavedPlan(file, options);
  const opened =
    saved === null
      ? await openRun(file, options, globals)
      : await openRun(saved.planFile, { ...options, ...scopeOfSaved(saved) }, inventoryOfSaved(saved, globals), {
          path: file,
          plan: saved,
        });
  try {
    if (options.byRunners) {
      await opened.handOver();
      return 0;
    }
    const state = await opened.start();
    const exit = state.course.kind === "ended" ? state.course.exit : 1;
    if (options.dryRun === true) await tellBlast(opened.basis, state, globals);
    if (options.output !== undefined) {
      if (exit !== 0) throw new ExitError(exit, `${options.output} was not written: the plan did not come to its end`);
      await savePlan(options.output, opened.basis, state, options, globals);
    }
    if (exit !== 0 || !options.detailedExitcode) return exit;
    const { changesOf } = await import("../report/summary.ts");
    return changesOf(state).length > 0 ? 2 : 0;
  } finally {
    await opened.close();
  }
}

function scopeOfSaved({ scope }: SavedPlan): ApplyOptions {
  return {
    ...(scope.phase === null ? {} : { phase: scope.phase }),
    ...(scope.service === null ? {} : { service: scope.service }),
    ...(scope.limit === null ? {} : { limit: scope.limit }),
    ...(scope.confirmWithin === null ? {} : { confirmWithin: scope.confirmWithin }),
  };
}

function inventoryOfSaved({ inventory }: SavedPlan, globals: Globals): Globals {
  if (globals.inventory !== undefined)
    throw new ExitError(EXIT.usage, "--inventory belongs to making a plan; a saved one has its own");
  return inventory === null ? globals : { ...globals, inventory };
}

/** Who uses the addresses that would go. */
async function tellBlast(basis: PlanBasis, state: RunState, globals: Globals): Promise<void> {
  const { stateFolder } = await import("./state-folder.ts");
  const { blastOfPlan } = await import("./blast-lines.ts");
  const { plan, inventory } = basis.opened;
  const { at, blasts, lines } = await blastOfPlan(state, plan.name, inventory, stateFolder(globals));
  if (globals.json)
    for (const blast of blasts) process.stdout.write(`${JSON.stringify({ type: "blast", at, ...blast })}\n`);
  else for (const line of lines) process.stdout.write(`${line}\n`);
}
