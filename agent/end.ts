import { log } from "./log.ts";

/** Loaded at the start, as `remove` takes the files away. */
const exitNow = import("./kernel/exit.ts").then(
  (module) => module.exitNow,
  (error: Error) => {
    log(`no _exit here: ${error.message}`);
    return null;
  },
);

/**
 * Node's own exit waits for V8's compiler threads; one of them may be waiting for a garbage collection by this very thread, and then
 * neither ever ends (Node 24.21, about one exit in ten after a hello). Nothing here needs what Node does at exit.
 */
export async function end(code: number): Promise<void> {
  (await exitNow)?.(code);
  process.kill(process.pid, "SIGKILL");
}

export function endWith(error: unknown): Promise<void> {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return end(1);
}
