/** `migrate dns64 --config FILE`: our DNS64 server in the foreground. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { LineCounter, parseDocument } from "yaml";
import { Dns64ConfigError, runDns64 } from "../../agent/dns64/daemon.ts";

const EXIT_INVALID = 65;

/** The command, to be added to the program. Exit codes: 0 after SIGTERM or SIGINT, 65 the file is invalid, 1 anything else. */
export function dns64Command(): Command {
  return new Command("dns64")
    .description("run our DNS64 server in the foreground")
    .requiredOption("--config <file>", "YAML or JSON, see schemas/dns64.schema.json")
    .action(async ({ config }: { config: string }) => {
      process.exitCode = await run(config);
    });
}

async function run(file: string): Promise<number> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once("SIGTERM", onSignal).once("SIGINT", onSignal);
  try {
    const { text, data, problems, position } = read(file);
    if (problems.length > 0) return invalid(problems);
    try {
      await runDns64(data as never, { ready: (line) => process.stdout.write(`${line}\n`), log: complain }, stop.signal);
    } catch (error) {
      if (!(error instanceof Dns64ConfigError)) throw error;
      return invalid(
        error.problems.map(({ path, message }) => `${position(path)}: ${path.join(".") || text}: ${message}`),
      );
    }
    return 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
  }
}

/** Parse the file; `position` gives file:line:col of a path in it, or of the nearest thing above that exists. */
function read(file: string): {
  text: string;
  data: unknown;
  problems: string[];
  position: (path: readonly (string | number)[]) => string;
} {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const problems = document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`);
  return {
    text: "file",
    data: problems.length > 0 ? null : document.toJS(),
    problems,
    position: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
        if (node?.range) return at(node.range[0]);
      }
      return at(0);
    },
  };
}

function invalid(lines: readonly string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return EXIT_INVALID;
}

function complain(line: string): void {
  process.stderr.write(`migrate dns64: ${line}\n`);
}
