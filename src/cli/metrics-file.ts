/** Keeps a Prometheus textfile of a run up to date while it goes: written beside and renamed, so that a collector never reads half of one. */
import { rename, writeFile } from "node:fs/promises";
import type { Entry } from "../engine/journal.ts";
import { prometheusText } from "../report/prometheus.ts";
import { runReport } from "../report/run/run-report.ts";
import type { KeptRun } from "../store/store.ts";
import { recordedRun } from "./recorded-run.ts";

export interface MetricsFile {
  observe(entry: Entry): void;
  /** Resolves when the last state is written, or could not be. */
  close(): Promise<void>;
}

/** What a dashboard wants to know at once; a step or a gate more is told with the next of these. */
const WORTH_WRITING: ReadonlySet<Entry["type"]> = new Set([
  "run.started",
  "run.resumed",
  "batch.started",
  "batch.done",
  "approval.needed",
  "approval.given",
  "pause.requested",
  "pause.lifted",
  "window.awaited",
  "window.entered",
  "undo.started",
  "run.ended",
]);

/** @param complain told once, if the file cannot be written: the run goes on without it. */
export function metricsFile(path: string, directory: KeptRun, complain: (text: string) => void): MetricsFile {
  let tail: Promise<void> = Promise.resolve();
  let waiting = false;
  let complained = false;
  const write = async (): Promise<void> => {
    waiting = false;
    try {
      const text = prometheusText(runReport(await recordedRun(directory), [], Date.now()));
      await writeFile(`${path}.new`, text);
      await rename(`${path}.new`, path);
    } catch (error) {
      if (!complained) complain(`${path} cannot be written: ${(error as Error).message}; the run goes on without it`);
      complained = true;
    }
  };
  return {
    observe(entry) {
      if (waiting || !WORTH_WRITING.has(entry.type)) return;
      waiting = true;
      tail = tail.then(write);
    },
    close: () => tail,
  };
}
