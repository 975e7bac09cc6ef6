/** What a run came to: counts, what it waits for, and the next command. */

import { currentBatch, currentTask, type RunState, waitingApproval } from "../engine/state.ts";
import { stepsOf } from "../plan/execution.ts";
import { changeId, groupChanges, type HostChange } from "./change-list.ts";
import type { Paint } from "./color.ts";

/** Changes a dry run found, or a run made. */
export function changesOf(state: RunState): readonly HostChange[] {
  return state.execution.batches.flatMap((batch) =>
    stepsOf(batch).flatMap((step) => {
      const done = state.steps[step.id];
      const changes =
        state.mode === "dry-run" ? (state.checked[step.id] ?? []) : done?.status === "kept" ? done.changes : [];
      return changes.map((change) => ({ id: changeId(step.id, change), host: step.host, step: step.id, change }));
    }),
  );
}

export function changesText(state: RunState, paint: Paint): string {
  const all = changesOf(state);
  const lines: string[] = [];
  for (const phase of new Set(state.execution.batches.map((batch) => batch.phase))) {
    const groups = groupChanges(all.filter((change) => change.step.startsWith(`${phase}/`)));
    if (groups.length > 0) lines.push(paint("bold", phase));
    for (const group of groups) {
      lines.push(`  ${hostList(group.hosts)}: ${group.title}`);
      if (group.diff !== null) lines.push(...group.diff.split("\n").map((line) => `    ${paintDiff(line, paint)}`));
    }
  }
  return lines.join("\n");
}

/** What the batch under way would change, as its checks found: for the person who is asked whether it may. */
export function pendingText(state: RunState, paint: Paint): string {
  const batch = currentBatch(state);
  const steps = (batch?.tasks ?? []).flatMap((task) => (task.kind === "check" ? task.steps : []));
  const changes = steps.flatMap((step) =>
    (state.checked[step.id] ?? []).map((change) => ({
      id: changeId(step.id, change),
      host: step.host,
      step: step.id,
      change,
    })),
  );
  return groupChanges(changes)
    .map(({ hosts, title }) => paint("dim", `  ${hostList(hosts)}: ${title}`))
    .join("\n");
}

function paintDiff(line: string, paint: Paint): string {
  if (line.startsWith("+")) return paint("green", line);
  if (line.startsWith("-")) return paint("red", line);
  return paint("dim", line);
}

function hostList(hosts: readonly string[]): string {
  return hosts.length <= 4
    ? hosts.join(", ")
    : `${hosts.slice(0, 4).join(", ")} and ${hosts.length - 4} more (${hosts.length} hosts)`;
}

/** One line for the end of a run. */
export function endLine(state: RunState, run: string): string {
  const changes = changesOf(state);
  const hosts = new Set(changes.map((change) => change.host)).size;
  const counts = `${changes.length} change${changes.length === 1 ? "" : "s"} on ${hosts} host${hosts === 1 ? "" : "s"}`;
  if (state.course.kind !== "ended") return `run ${run}: under way`;
  const { exit, because } = state.course;
  if (state.mode === "dry-run")
    return `dry run: ${counts} would be made; nothing was changed${exit === 4 ? `; ${because}` : ""}`;
  if (exit === 0) return `run ${run}: ${counts}; ${because}`;
  return `run ${run}: exit ${exit}: ${because}. ${counts} kept. ${nextStep(state, run)}`;
}

/** The next command, where the run has ended and there is one. */
export function nextStep(state: RunState, run: string): string {
  if (state.course.kind !== "ended") return "";
  if (state.stop?.signal === "abort" && state.course.exit === 5 && !state.course.ofRollback)
    return "It was aborted: nothing of it goes on.";
  switch (state.course.exit) {
    case 3:
      return "Mend what the gate saw, then run the same apply again.";
    case 4:
      return "Nothing was changed on them; bring them back, or leave them out with --limit, and apply again.";
    case 6:
      return `Look at the named hosts now; the way out on a console is: sh /var/lib/migrate/guard/undo.sh`;
    case 9:
      return waitingApproval(state) === null
        ? `Next: migrate resume ${run}.`
        : `Next: migrate approve ${run}, then migrate resume ${run}.`;
    case 5:
    case 130:
    case 143:
      return state.course.ofRollback ? `Next: migrate rollback ${run} --yes.` : `Next: migrate resume ${run}.`;
    default:
      return "";
  }
}

/** What the run waits for now. */
export function waitsFor(state: RunState): string {
  const batch = currentBatch(state);
  const task = currentTask(state);
  if (state.course.kind === "ended") return state.course.because;
  if (state.paused !== null && state.course.kind === "forward")
    return `${state.paused.who}, who paused it${state.paused.why === "" ? "" : ` (${state.paused.why})`}; what is in flight is finished`;
  if (state.awaited !== null)
    return `the window of ${state.awaited.batch}, which opens ${new Date(state.awaited.opens).toISOString()}`;
  const asked = waitingApproval(state);
  if (asked !== null) return `approval of ${asked.replace(/\/(approval|step)$/, "")}`;
  if (state.course.kind === "undoing") return `undo of ${batch?.id ?? "the last batch"}: ${state.course.because}`;
  if (state.course.kind === "settling") return "what the hosts say of transactions an interrupted run left open";
  if (batch === null || task === null) return "the end";
  const words = {
    check: "what would change",
    gates: "gates",
    apply: "changes on hosts",
    confirm: "confirmation over a new IPv6 connection",
    commit: "the hosts to disarm",
    release: "the hosts to take back what was for a while",
    reboot: "hosts that boot again",
    soak: "the soak: gates go on",
    approval: "approval",
  } as const;
  return `${batch.id}: ${words[task.kind]}`;
}
