/** `migrate dns64 --config FILE`: our DNS64 server in the foreground. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import type { Problem } from "../../agent/dns64/config.ts";

const EXIT_INVALID = 65;

/** The command, to be added to the program. Exit codes: 0 after SIGTERM or SIGINT, 65 the file is invalid, 1 anything else. */
export function dns64Command(): Command {
  return new Command("dns64")
    .requiredOption("--config <file>", "YAML or JSON, see schemas/dns64.schema.json")
    .action(async ({ config }: { config: string }) => {
      process.exitCode = await run(config);
    });
}

async function run(file: string): Promise<number> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  const { Dns64ConfigError, runDns64 } = await import("../../agent/dns64/daemon.ts");
  try {
    const config = await readConfigFile(file);
    if (config.errors.length > 0) return invalid(config.errors);
    try {
      const io = { ready: (line: string) => process.stdout.write(`${line}\n`), log: complain };
      await runDns64(config.data as never, io, stop.signal);
    } catch (error) {
      if (!(error instanceof Dns64ConfigError)) throw error;
      return invalid(error.problems.map((problem) => `${config.locate(problem)}: ${words(problem)}`));
    }
    return 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
  }
}

interface ConfigFile {
  readonly data: unknown;
  readonly errors: readonly string[];
  /** file:line:col of a problem's place, or of the nearest thing above it that the file has. */
  locate(problem: Problem): string;
}

/** YAML, and with it JSON. */
async function readConfigFile(file: string): Promise<ConfigFile> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const errors = document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`);
  return {
    data: errors.length > 0 ? null : document.toJS(),
    errors,
    locate: ({ path }) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
        if (node?.range) return at(node.range[0]);
      }
      return at(0);
    },
  };
}

function words({ path, message }: Problem): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}

function invalid(lines: readonly string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return EXIT_INVALID;
}

function complain(line: string): void {
  process.stderr.write(`migrate dns64: ${line}\n`);
}
