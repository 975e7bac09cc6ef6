/** `agent.cjs nat64|nat64-tayga|nat64-jool|nat64-spread|dns64|clat --config FILE`: one of our daemons in the foreground, until SIGTERM or SIGINT. */
import type { System } from "./system.ts";

export interface CommandIo {
  readonly sys: System;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly signal: AbortSignal;
}

type Run = (
  config: never,
  io: { sys: System; ready(line: string): void; log(line: string): void; reread(): Promise<never> },
  signal: AbortSignal,
) => Promise<void>;

const DAEMONS: Readonly<Record<string, () => Promise<Run>>> = {
  nat64: async () => (await import("./nat64/daemon.ts")).runNat64 as Run,
  clat: async () => (await import("./clat/daemon.ts")).runClat as Run,
  "nat64-tayga": async () => (await import("./gateway/keeper.ts")).keepTayga as Run,
  "nat64-jool": async () => (await import("./gateway/keeper.ts")).keepJool as Run,
  "nat64-spread": async () => {
    const { runSpread } = await import("./gateway/spread.ts");
    const { startLeaving } = await import("./start-leaving.ts");
    return ((config, io, signal) =>
      runSpread(config, io, signal, () => startLeaving(io.sys, [process.execPath, process.argv[1]!]))) as Run;
  },
  dns64: async () => (await import("./dns64/daemon.ts")).runDns64 as Run,
};

export function isDaemon(name: string): boolean {
  return Object.hasOwn(DAEMONS, name);
}

/** @returns the exit code: 0 after a signal, 64 for bad usage, 65 for a configuration that cannot be used, 1 for any other error. */
export async function runDaemon(name: string, argv: readonly string[], io: CommandIo): Promise<number> {
  const [flag, file, ...rest] = argv;
  if (flag !== "--config" || file === undefined || rest.length > 0) {
    io.err(`usage: ${name} --config FILE`);
    return 64;
  }
  const text = await io.sys.read(file);
  if (text === null) {
    io.err(`${name}: there is no ${file}`);
    return 65;
  }
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    io.err(`${name}: ${file} is not JSON: ${(error as Error).message}`);
    return 65;
  }
  const run = await DAEMONS[name]!();
  const reread = async (): Promise<never> => JSON.parse((await io.sys.read(file)) ?? "") as never;
  try {
    await run(config as never, { sys: io.sys, ready: io.out, log: io.err, reread }, io.signal);
    return 0;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    io.err(`${name}: ${message}`);
    return code === `${name}-config` ? 65 : 1;
  }
}
