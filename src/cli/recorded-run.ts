/** A kept run, read for its report, with the earlier runs of the same plan. */
import type { RecordedRun } from "../report/run/recorded.ts";
import { verifyChain } from "../store/chain.ts";
import { JournalError, type KeptRun, type Store } from "../store/store.ts";
import { EXIT, ExitError } from "./exit.ts";

export async function recordedRun(directory: KeptRun): Promise<RecordedRun> {
  const entries = await directory.entries().catch((error: unknown) => {
    if (!(error instanceof JournalError)) throw error;
    throw new ExitError(
      EXIT.error,
      `${error.message}. What is broken first, and what is still proven: migrate evidence verify ${directory.run}`,
    );
  });
  if (entries[0]?.type !== "run.started")
    throw new ExitError(EXIT.error, `run ${directory.run} has an empty journal: there is nothing to report`);
  const chain = verifyChain(await directory.journal.lines());
  return {
    run: directory.run,
    entries,
    execution: await directory.execution(),
    facts: await directory.facts(),
    subject: await directory.subject(),
    head: chain.intact ? chain.head : null,
  };
}

/** Oldest first. Runs that cannot be read any more are left out: the one asked for is not among them. */
export async function earlierRuns(run: RecordedRun, store: Store): Promise<readonly RecordedRun[]> {
  const found: RecordedRun[] = [];
  for (const directory of (await store.runs()).filter((one) => one.run < run.run)) {
    try {
      const one = await recordedRun(directory);
      if (one.execution.plan === run.execution.plan) found.push(one);
    } catch {
      // An unreadable run says nothing about this one.
    }
  }
  return found.toSorted((a, b) => (a.run < b.run ? -1 : 1));
}
