import { Command } from "commander";
import type { Entry } from "../engine/journal.ts";
import { replay } from "../engine/reduce.ts";
import { type ScaleOut, scaleOutOf } from "../engine/scale-out.ts";
import { initialState, type RunState } from "../engine/state.ts";
import { FAILED_CONNECTIONS } from "../plan/gates.ts";
import { endLine, nextStep, waitsFor } from "../report/summary.ts";
import { versionLine } from "../report/version-line.ts";
import type { KeptRun } from "../store/store.ts";
import { findRun } from "./find-run.ts";
import { globalsOf } from "./globals.ts";
import { withStore } from "./open-store.ts";

export function statusCommand(): Command {
  return new Command("status")
    .argument("[run]", "the run's id, or `last`; without it, every run in one line")
    .option("--watch", "stay, and show the fleet as it goes; without a run, the newest")
    .action(async (name: string | undefined, options: { watch?: boolean }, command: Command) => {
      const globals = globalsOf(command);
      if (options.watch) {
        const { watch } = await import("./watch.ts");
        process.exitCode = await watch(name ?? "last", globals);
        return;
      }
      await withStore(globals, async (store) => {
        if (globals.json) process.stdout.write(versionLine());
        if (name !== undefined) {
          const kept = await findRun(name, store);
          const { state, entries } = await replayed(kept);
          process.stdout.write(globals.json ? json(kept.run, state, entries) : text(kept.run, state, entries));
          return;
        }
        const runs = await store.runs();
        if (runs.length === 0) process.stderr.write(`no runs are kept in ${store.where}\n`);
        for (const kept of runs) {
          const { state, entries } = await replayed(kept);
          process.stdout.write(globals.json ? json(kept.run, state, entries) : `${endLineOrWait(kept.run, state)}\n`);
        }
      });
    });
}

async function replayed(directory: KeptRun): Promise<{ readonly state: RunState; readonly entries: readonly Entry[] }> {
  const entries = await directory.entries();
  const state = replay(initialState(await directory.execution(), "apply"), entries);
  return { state, entries };
}

function endLineOrWait(run: string, state: RunState): string {
  return state.course.kind === "ended" ? endLine(state, run) : `run ${run}: ${waitsFor(state)}`;
}

function text(run: string, state: RunState, entries: readonly Entry[]): string {
  const last = entries.at(-1);
  const lines = [
    endLineOrWait(run, state),
    `  since ${last === undefined ? "?" : new Date(last.at).toISOString()}; batch ${Math.min(state.batch + 1, state.execution.batches.length)} of ${state.execution.batches.length}`,
  ];
  for (const [step, now] of Object.entries(state.steps)) {
    if (now.openUntil !== null && ["armed", "confirmed", "committing"].includes(now.status)) {
      lines.push(`  ${step}: ${now.status}; the host undoes it by itself at ${new Date(now.openUntil).toISOString()}`);
    }
    if (now.status === "undo-failed") lines.push(`  ${step}: undo failed or unknown: ${now.because}`);
  }
  const failed = failedConnections(entries);
  if (failed !== null) lines.push(`  ${failed}`);
  const full = fullGateways(entries);
  if (full !== null) lines.push(`  ${full.because}`, `  Next: ${full.next}`);
  for (const [host, because] of Object.entries(state.unreachable)) lines.push(`  ${host}: unreachable: ${because}`);
  if (state.course.kind !== "ended") lines.push(`  Next, if no process runs it: migrate resume ${run}`);
  else if (nextStep(state, run) !== "") lines.push(`  ${nextStep(state, run)}`);
  return `${lines.join("\n")}\n`;
}

/** What the newest `nat64.failures` saw; null where nothing failed, or nobody asked. */
function failedConnections(entries: readonly Entry[]): string | null {
  const last = entries.findLast((entry) => entry.type === "gate.answered" && entry.evidence.name === "nat64.failures");
  if (last?.type !== "gate.answered" || !last.evidence.because.startsWith(FAILED_CONNECTIONS)) return null;
  return `at ${new Date(last.at).toISOString()}: ${last.evidence.because}`;
}

/** As the newest answer of `nat64.state` has it. */
function fullGateways(entries: readonly Entry[]): ScaleOut | null {
  const last = entries.findLast((entry) => entry.type === "gate.answered" && entry.evidence.name === "nat64.state");
  return last?.type === "gate.answered" ? scaleOutOf(last.evidence) : null;
}

function json(run: string, state: RunState, entries: readonly Entry[]): string {
  return `${JSON.stringify({
    type: "status",
    run,
    course: state.course,
    waits_for: waitsFor(state),
    since: entries.at(-1)?.at ?? null,
    batch: state.execution.batches[state.batch]?.id ?? null,
    unreachable: state.unreachable,
    failed_connections: failedConnections(entries),
    gateway_full: fullGateways(entries),
    steps: Object.fromEntries(Object.entries(state.steps).map(([id, step]) => [id, step.status])),
  })}\n`;
}
