/** Options every command takes. */
import { type Command, InvalidArgumentError } from "commander";
import { EXIT, ExitError } from "./exit.ts";

export interface Globals {
  readonly inventory?: readonly string[];
  /** Hosts at a time. */
  readonly forks?: number;
  readonly json?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
  /** False with --no-input. */
  readonly input: boolean;
  readonly quiet?: boolean;
  readonly verbose?: number;
  readonly settings?: string;
  readonly state?: string;
  readonly store?: string;
}

export function withGlobals(program: Command): Command {
  return program
    .option("-i, --inventory <file>", "inventory instead of the plan's; may be given again", collect)
    .option("-f, --forks <n>", "how many hosts at a time (also MIGRATE_FORKS)", hosts)
    .option("--json", "NDJSON on stdout, first line the version")
    .option("--no-color", "no colours (also NO_COLOR)")
    .option("--no-input", "never ask")
    .option("-q, --quiet", "only what failed and how it ended")
    .option("-v, --verbose", "more; twice: every connection", (_: string, before: number) => before + 1, 0)
    .option("--settings <file>", "values for these options: docs/reference/settings.md (also MIGRATE_SETTINGS)")
    .option("--state <dir>", "where runs are kept (also MIGRATE_STATE)")
    .option(
      "--store <url>",
      "keep runs in a PostgreSQL that several machines share: postgres://… (also MIGRATE_STORE)",
    );
}

export function globalsOf(command: Command): Globals {
  const globals = command.optsWithGlobals() as Globals;
  const forks = process.env.MIGRATE_FORKS;
  if (globals.forks !== undefined || forks === undefined || forks === "") return globals;
  const count = countFrom(forks);
  if (count === null) throw new ExitError(EXIT.usage, `MIGRATE_FORKS=${forks}: a number of hosts, such as 20`);
  return { ...globals, forks: count };
}

function hosts(text: string): number {
  const count = countFrom(text);
  if (count === null) throw new InvalidArgumentError("It is a number of hosts, such as 20.");
  return count;
}

function countFrom(text: string): number | null {
  const count = Number(text);
  return Number.isInteger(count) && count > 0 ? count : null;
}

function collect(file: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), file];
}
