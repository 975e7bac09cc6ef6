/** The configuration file of one of our daemons, read for people: every mistake with its place in the file. */
import { readFileSync } from "node:fs";
import { EXIT } from "./exit.ts";

/** One thing that is wrong, as the daemons' own checks tell it. */
export interface Problem {
  /** Keys and indexes from the top. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface ConfigFile {
  readonly data: unknown;
  readonly errors: readonly string[];
  /** file:line:col of a problem's place, or of the nearest thing above it that the file has. */
  locate(problem: Problem): string;
}

export interface DaemonIo {
  ready(line: string): void;
  log(line: string): void;
  /** The file as it is now, for a daemon that reloads. Rejects where it cannot be read. */
  reread(): Promise<unknown>;
}

/** Runs until the signal is aborted. Rejects with an error whose `code` is `NAME-config` and which has `problems`. */
export type RunDaemon = (data: unknown, io: DaemonIo, signal: AbortSignal) => Promise<void>;

/**
 * Run a daemon in the foreground, until SIGTERM or SIGINT.
 * @param load brings the daemon's code, which no other command needs.
 * @returns 0 after a signal, 65 where the file is invalid, 1 for anything else.
 */
export async function runDaemon(name: string, file: string, load: () => Promise<RunDaemon>): Promise<number> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  const log = (line: string): void => {
    process.stderr.write(`migrate ${name}: ${line}\n`);
  };
  const reread = async (): Promise<unknown> => {
    const again = await readConfigFile(file);
    if (again.errors.length > 0) throw new Error(again.errors.join("; "));
    return again.data;
  };
  try {
    const [run, config] = await Promise.all([load(), readConfigFile(file)]);
    if (config.errors.length > 0) return invalid(config.errors);
    try {
      await run(config.data, { ready: (line) => process.stdout.write(`${line}\n`), log, reread }, stop.signal);
    } catch (error) {
      const { code, problems } = error as { code?: unknown; problems?: readonly Problem[] };
      if (code !== `${name}-config` || problems === undefined) throw error;
      return invalid(problems.map((problem) => `${config.locate(problem)}: ${words(problem)}`));
    }
    return EXIT.ok;
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
    return EXIT.error;
  } finally {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
  }
}

/** YAML, and with it JSON. */
export async function readConfigFile(file: string): Promise<ConfigFile> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false });
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

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? `${file} does not exist` : `${file} cannot be read: ${message}`, {
      cause: error,
    });
  }
}

function words({ path, message }: Problem): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}

function invalid(lines: readonly string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return EXIT.invalidPlan;
}
