/** Commands that must succeed. */
import type { System } from "../system.ts";

const COMMAND_MS = 20_000;

/** @throws Error with what the command said. @returns its standard output. */
export async function must(sys: System, argv: readonly string[], input?: string): Promise<string> {
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS, ...(input === undefined ? {} : { input }) });
  if (done.code === 0) return done.stdout;
  throw new Error(
    `${argv.join(" ")}: ${done.stderr.trim() || done.stdout.trim() || `ended with ${done.code ?? done.signal}`}`,
  );
}

/** For what may be gone already. */
export async function attempt(sys: System, argv: readonly string[]): Promise<void> {
  await sys.exec(argv, { timeoutMs: COMMAND_MS });
}
