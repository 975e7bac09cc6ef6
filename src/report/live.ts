/** Progress on a terminal: phases and services as listr2 tasks, one aggregate line below the one under way. One task per host would cost more CPU than the work. */
import type { ListrTask } from "listr2";
import type { Entry } from "../engine/journal.ts";
import type { RunState } from "../engine/state.ts";
import type { Batch } from "../plan/execution.ts";

export interface Progress {
  observe(entry: Entry, state: RunState): void;
  /** Lines that must not be lost stand below the tasks when these are done. */
  note(text: string): void;
  close(): Promise<void>;
}

type Outcome = "done" | "failed" | "not begun";

interface Row {
  readonly key: string;
  readonly title: string;
  readonly batches: readonly Batch[];
  output: (text: string) => void;
  settle: (outcome: Outcome) => void;
  readonly settled: Promise<Outcome>;
}

export async function liveProgress(batches: readonly Batch[]): Promise<Progress> {
  const { Listr } = await import("listr2");
  const phases = [...new Set(batches.map((batch) => batch.phase))].map((phase) => ({
    phase,
    rows: rowsOf(batches.filter((batch) => batch.phase === phase)),
  }));
  const rows = phases.flatMap((phase) => phase.rows);
  const list = new Listr(
    phases.map(({ phase, rows: own }) => ({
      title: phase,
      task: (_, task) =>
        task.newListr(
          own.map(
            (row): ListrTask => ({
              title: row.title,
              task: async (_context, rowTask) => {
                row.output = (text) => {
                  rowTask.output = text;
                };
                const outcome = await row.settled;
                if (outcome === "failed") throw new Error(row.title);
                if (outcome === "not begun") rowTask.skip();
              },
            }),
          ),
          { concurrent: false, exitOnError: false },
        ),
    })),
    {
      concurrent: false,
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: { collapseSubtasks: false },
    },
  );
  const running = list.run().catch(() => undefined);
  const done = new Set<string>();
  const notes: string[] = [];
  return {
    observe(entry, state) {
      if (entry.type === "batch.done") {
        done.add(entry.batch);
        const row = rows.find((r) => r.batches.some((batch) => batch.id === entry.batch));
        if (row?.batches.every((batch) => done.has(batch.id))) row.settle("done");
      }
      if (entry.type === "run.ended") {
        const failed = entry.exit === 0 ? null : state.execution.batches[state.batch]?.id;
        for (const row of rows) row.settle(row.batches.some((batch) => batch.id === failed) ? "failed" : "not begun");
      }
      const batch = state.execution.batches[state.batch];
      const row = rows.find((r) => r.batches.some((b) => b.id === batch?.id));
      if (row !== undefined && batch !== undefined) row.output(aggregate(batch, state));
    },
    note(text) {
      notes.push(text);
    },
    async close() {
      for (const row of rows) row.settle("not begun");
      await running;
      for (const note of notes.splice(0)) process.stderr.write(`${note}\n`);
    },
  };
}

function rowsOf(batches: readonly Batch[]): Row[] {
  const keys = [...new Set(batches.map((batch) => batch.service ?? batch.id.split("/")[1]!))];
  return keys.map((key) => {
    const { promise: settled, resolve: settle } = Promise.withResolvers<Outcome>();
    const own = batches.filter((batch) => (batch.service ?? batch.id.split("/")[1]!) === key);
    const hosts = new Set(own.flatMap((batch) => batch.hosts)).size;
    return {
      key,
      title: `${key} (${hosts} host${hosts === 1 ? "" : "s"})`,
      batches: own,
      output: () => undefined,
      settle,
      settled,
    };
  });
}

/** What a person asked for must be seen at once, or it is asked for again. */
function stopping({ stop, paused, course }: RunState): string {
  if (stop === null) return paused === null ? "" : "pausing · ";
  if (course.kind === "undoing") return "stopping when it is undone · ";
  return stop.level === "undo" ? "stopping: undo · " : "stopping after this batch (again: undo it now) · ";
}

/** `batch-2: 3 of 12 hosts changed · gates 4/6` */
export function aggregate(batch: Batch, state: RunState): string {
  const task = batch.tasks[state.task];
  const steps = batch.tasks.flatMap((t) => (t.kind === "apply" ? t.steps : []));
  const settled = steps.filter((step) =>
    ["unchanged", "kept", "armed", "confirmed"].includes(state.steps[step.id]?.status ?? ""),
  ).length;
  const gates = Object.keys(state.evidence).length;
  const what = state.course.kind === "undoing" ? "undoing" : (task?.kind ?? "done");
  return `${stopping(state)}${batch.id.split("/").at(-1)}: ${what} · ${settled} of ${steps.length} steps${gates > 0 ? ` · ${gates} gates answered` : ""}`;
}
