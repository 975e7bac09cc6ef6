/** Options every command takes. */
import type { Command } from "commander";

export interface Globals {
  readonly inventory?: readonly string[];
  readonly json?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
  /** False with --no-input. */
  readonly input: boolean;
  readonly quiet?: boolean;
  readonly verbose?: number;
  readonly state?: string;
  readonly store?: string;
}

export function withGlobals(program: Command): Command {
  return program
    .option("-i, --inventory <file>", "inventory instead of the plan's; may be given again", collect)
    .option("--json", "NDJSON on stdout, first line the version")
    .option("--no-color", "no colours (also NO_COLOR)")
    .option("--no-input", "never ask")
    .option("-q, --quiet", "only what failed and how it ended")
    .option("-v, --verbose", "more; twice: every connection", (_: string, before: number) => before + 1, 0)
    .option("--state <dir>", "where runs are kept (also MIGRATE_STATE)")
    .option(
      "--store <url>",
      "keep runs in a PostgreSQL that several machines share: postgres://… (also MIGRATE_STORE)",
    );
}

export function globalsOf(command: Command): Globals {
  return command.optsWithGlobals() as Globals;
}

function collect(file: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), file];
}
