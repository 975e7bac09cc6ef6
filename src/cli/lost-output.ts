/** Whoever reads what a command writes may go away: `| head` has seen enough, `| jq` died, the terminal hung up. */
import type { Interface } from "node:readline/promises";

/** A closed pipe, a terminal that is gone. */
const GONE: ReadonlySet<string | undefined> = new Set(["EPIPE", "EIO"]);

let readerNeeded = true;

/** A command whose reader is gone ends; after `goOnUnread` it goes on instead. */
export function watchOutput(): void {
  process.stderr.on("error", expectGone);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    expectGone(error);
    if (readerNeeded) process.exit(process.exitCode);
  });
}

/** From now on hosts may be half way: the journal is the record, whoever reads along. */
export function goOnUnread(): void {
  readerNeeded = false;
}

/** A terminal that hangs up while it asks: an answer that does not come. */
export function expectHangUp(prompt: Interface): void {
  prompt.on("error", expectGone);
}

function expectGone(error: NodeJS.ErrnoException): void {
  if (!GONE.has(error.code)) throw error;
}
