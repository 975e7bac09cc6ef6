import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import type { Globals } from "./globals.ts";
import { globalsOf } from "./globals.ts";
import type { ScopeOptions } from "./scope-options.ts";

export interface ApplyOptions extends ScopeOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly wait?: boolean;
  readonly step?: boolean;
  readonly metrics?: string;
  readonly confirmWithin?: string;
  readonly detailedExitcode?: boolean;
}

export function applyCommand(): Command {
  return scopeOptions(new Command("apply"))
    .argument("<plan>", "the plan file")
    .option("--dry-run", "the same up to the last step: shows every change, makes none")
    .option("--yes", "approve what the plan wants approved")
    .option("--step", "ask before each batch that would change something")
    .option("--wait", "stay and wait for `migrate approve`")
    .option("--metrics <file>", "keep a Prometheus textfile of the run up to date")
    .option("--confirm-within <time>", "dead man's switch: undo unless confirmed within this time")
    .action(async (plan: string, options: ApplyOptions, command: Command) => {
      process.exitCode = await apply(plan, options, globalsOf(command));
    });
}

export function planCommand(): Command {
  return scopeOptions(new Command("plan"))
    .argument("<plan>", "the plan file")
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

async function apply(planFile: string, options: ApplyOptions, globals: Globals): Promise<number> {
  const { openRun } = await import("./open-run.ts");
  const { changesOf } = await import("../report/summary.ts");
  const opened = await openRun(planFile, options, globals);
  try {
    const state = await opened.start();
    const exit = state.course.kind === "ended" ? state.course.exit : 1;
    if (exit === 0 && options.detailedExitcode && changesOf(state).length > 0) return 2;
    return exit;
  } finally {
    await opened.close();
  }
}

/** Binds a run to the very bytes of its plan. */
export async function planSha256(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}
