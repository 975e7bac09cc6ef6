/** What lies ahead besides the changes themselves: how many, what will be armed, who will be asked, and how long the waiting alone takes. */
import type { RunState } from "../engine/state.ts";
import { formatDuration } from "../plan/durations.ts";
import type { Batch } from "../plan/execution.ts";
import { changesOf } from "./summary.ts";

export function forecastLines(state: RunState): readonly string[] {
  const busy = state.execution.batches.filter((batch) => changes(state, batch));
  const armed = new Set(
    busy.flatMap((batch) =>
      batch.tasks.flatMap((task) =>
        task.kind === "apply"
          ? task.steps.filter((step) => step.guarded && found(state, step.id)).map((step) => step.host)
          : [],
      ),
    ),
  );
  const lines: string[] = [countLine(state)].filter((line) => line !== "");
  if (armed.size > 0) {
    const within = formatDuration(Math.min(...busy.map((batch) => batch.confirmMs)));
    lines.push(
      `Armed: ${[...armed].sort().join(", ")}: each undoes itself unless confirmed over a new IPv6 connection within ${within}.`,
    );
  }
  const booted = busy.flatMap((batch) =>
    batch.tasks.flatMap((task) =>
      task.kind === "reboot" ? task.steps.filter(({ id }) => found(state, id)).map(({ host }) => host) : [],
    ),
  );
  if (booted.length > 0) lines.push(`Booted again, under the armed switch: ${[...new Set(booted)].sort().join(", ")}.`);
  const asked = state.execution.batches.flatMap((batch) =>
    batch.tasks.flatMap((task) =>
      task.kind === "approval" &&
      batch.tasks.some((one) => one.kind === "check" && one.steps.some((s) => found(state, s.id)))
        ? [task.phase]
        : [],
    ),
  );
  if (asked.length > 0) lines.push(`Asked: approval before ${asked.join(", ")}.`);
  const windows = [...new Set(busy.flatMap((batch) => batch.windows ?? []))];
  if (windows.length > 0) lines.push(`Only within: ${windows.join(", ")}.`);
  const soak = busy
    .flatMap((batch) => batch.tasks)
    .reduce((sum, task) => sum + (task.kind === "soak" ? task.forMs : 0), 0);
  if (busy.length > 0) {
    const count = `${busy.length} batch${busy.length === 1 ? "" : "es"}`;
    lines.push(
      soak > 0
        ? `Time: ${count}, at least ${formatDuration(soak)} of soak, and the work itself.`
        : `Time: ${count}, without a soak.`,
    );
  }
  return lines;
}

/** `Plan: 2 to add, 3 to change, 1 to remove, on 4 hosts.`; nothing where nothing would change. */
function countLine(state: RunState): string {
  const all = changesOf(state);
  if (all.length === 0) return "";
  const counts = { add: 0, change: 0, remove: 0 };
  for (const { change } of all)
    counts[change.before === null ? "add" : change.after === null ? "remove" : "change"] += 1;
  const words = Object.entries(counts).map(([what, count]) => `${count} to ${what}`);
  const hosts = new Set(all.map(({ host }) => host)).size;
  return `Plan: ${words.join(", ")}, on ${hosts} host${hosts === 1 ? "" : "s"}.`;
}

function changes(state: RunState, batch: Batch): boolean {
  return batch.tasks.some((task) => task.kind === "apply" && task.steps.some((step) => found(state, step.id)));
}

function found(state: RunState, step: string): boolean {
  return (state.checked[step] ?? []).length > 0;
}
