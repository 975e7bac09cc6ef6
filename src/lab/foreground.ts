/** A program that has the terminal while the process that holds the lab waits for it. */
import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";

/**
 * Wait for its end; signals are its business meanwhile, and ours again after. Ctrl-C at a terminal reaches both by itself.
 * @param child started just now. @param stop a wish to stop from before it was there to hear it: passed on.
 * @returns its exit code, or 128 and the number of the signal that ended it.
 */
export async function runForeground(child: ChildProcess, stop?: AbortSignal): Promise<number> {
  const interrupted = () => undefined;
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", interrupted).on("SIGTERM", passOn).on("SIGHUP", passOn);
  if (stop?.aborted) child.kill("SIGTERM");
  try {
    return await new Promise<number>((resolve) => {
      child.once("error", () => resolve(127));
      child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", passOn).off("SIGHUP", passOn);
  }
}
