/** Journal entries in words: one line each, or none where a line would say nothing new. */
import type { Entry, Person } from "../engine/journal.ts";
import { findStep, type RunState } from "../engine/state.ts";
import type { Paint } from "./color.ts";

/** Of a run's state, what a sentence needs. */
type Known = Pick<RunState, "execution" | "mode"> & Partial<Pick<RunState, "course">>;

export function sentence(entry: Entry, state: Known, paint: Paint, verbose: boolean): string | null {
  switch (entry.type) {
    case "run.started":
      return `run ${entry.run}: ${entry.plan}${entry.mode === "dry-run" ? " (dry run: nothing is changed)" : ""}`;
    case "run.resumed":
      return "resumed: every gate is asked afresh";
    case "host.unreachable":
      return paint("red", `unreachable ${entry.host}: ${entry.because}`);
    case "batch.started":
      return verbose ? paint("dim", `begin ${entry.batch}`) : null;
    case "batch.done":
      return state.mode === "dry-run"
        ? null
        : `${entry.outcome === "done" ? paint("green", "done") : paint("dim", "ok  ")} ${batchLine(entry.batch, state, entry.outcome)}`;
    case "check.outcome":
      return entry.refused === null ? null : paint("red", `refused on ${hostOf(state, entry.step)}: ${entry.refused}`);
    case "step.intent":
      return verbose ? paint("dim", `apply ${entry.step}`) : null;
    case "step.outcome":
      return stepLine(entry, state, paint);
    case "step.failed":
      return paint("red", `failed ${titleOf(state, entry.step)} on ${hostOf(state, entry.step)}: ${entry.because}`);
    case "confirm.outcome":
      return entry.ok
        ? `     ${hostOf(state, entry.step)}: confirmed over a new IPv6 connection`
        : paint("red", `${hostOf(state, entry.step)}: ${entry.because}`);
    case "release.outcome":
      return entry.ok
        ? `     ${hostOf(state, entry.step)}: ${titleOf(state, entry.step)}: over, and taken back: ${entry.because}`
        : paint("red", `${hostOf(state, entry.step)}: ${titleOf(state, entry.step)}: ${entry.because}`);
    case "reboot.intent":
      return `     ${hostOf(state, entry.step)}: boots again; its switch is armed through the boot`;
    case "reboot.outcome":
      return entry.transaction === null
        ? paint("red", `${hostOf(state, entry.step)}: ${entry.because}`)
        : `     ${hostOf(state, entry.step)}: ${entry.because}`;
    case "commit.outcome":
      return entry.ok
        ? `     ${hostOf(state, entry.step)}: kept; the switch is disarmed`
        : paint("red", `${hostOf(state, entry.step)}: ${entry.because}`);
    case "gate.answered":
      return gateLine(entry, paint, verbose);
    case "rollback.started":
      return `roll back ${entry.steps.length} step${entry.steps.length === 1 ? "" : "s"}, asked by ${entry.who}`;
    case "undo.started":
      return paint("yellow", `undo ${entry.batch}: ${entry.because}`);
    case "undo.outcome":
      return `     ${hostOf(state, entry.step)}: ${titleOf(state, entry.step)}: ${entry.outcome === "failed" ? paint("red", `undo failed or unknown: ${entry.because}`) : entry.outcome === "refused" ? paint("red", `refused, and not touched: ${entry.because}`) : entry.outcome === "undone" ? "undone, and checked" : "nothing to undo"}`;
    case "settle.outcome":
      return `     ${hostOf(state, entry.step)}: what the interrupted run left is ${entry.found} (${entry.because})`;
    case "approval.needed":
      return paint("yellow", `${entry.task.replace(/\/(approval|step)$/, "")} waits for approval`);
    case "approval.given":
      return `approved by ${entry.who}${entry.why === "" ? "" : `: ${entry.why}`}`;
    case "stop.requested":
      return paint(
        "yellow",
        state.course?.kind === "undoing"
          ? `stopping: ${state.course.cause === "rollback" ? "the batch under way is taken back, and no other" : "the undo under way goes on to its end"}${entry.by === undefined ? " (a third time: leave at once)" : asked(entry.by)}`
          : entry.level === "finish"
            ? "stopping: no new batch; what is in flight is finished (again to undo it now)"
            : `stopping: undoing what is in flight${entry.by === undefined ? "" : asked(entry.by)}`,
      );
    case "pause.requested":
      return paint("yellow", `pausing: nothing new begins; what is in flight is finished${asked(entry.by)}`);
    case "pause.lifted":
      return `the pause is lifted${asked(entry.by)}`;
    case "window.awaited":
      return paint("yellow", `${entry.batch} waits for its window, which opens ${new Date(entry.opens).toISOString()}`);
    case "window.entered":
      return verbose
        ? paint("dim", `${entry.batch}: its window is open until ${new Date(entry.until).toISOString()}`)
        : null;
    case "heartbeat.outcome":
      return entry.transaction === null ? paint("red", `${hostOf(state, entry.step)}: ${entry.because}`) : null;
    case "soak.started":
    case "soak.round":
    case "commit.intent":
    case "release.intent":
    case "undo.intent":
      return null;
    case "run.ended":
      return null;
  }
}

function asked({ who, from, why }: Person): string {
  return ` (${who} from ${from}${why === "" ? "" : `: ${why}`})`;
}

function stepLine(entry: Entry & { type: "step.outcome" }, state: Known, paint: Paint): string | null {
  if (entry.outcome === "unchanged") return null;
  const armed =
    entry.armed === null
      ? ""
      : paint(
          "yellow",
          ` (armed: the host undoes it unless confirmed; on a console: sh ${entry.armed.transaction.undoScript})`,
        );
  return `${paint("cyan", "     ")}${hostOf(state, entry.step)}: ${entry.changes.map((change) => change.title).join("; ")}${armed}`;
}

function gateLine(
  { evidence, round }: Entry & { type: "gate.answered" },
  paint: Paint,
  verbose: boolean,
): string | null {
  if (evidence.finding === "pass" && round > 0 && !verbose) return null;
  const word = { pass: paint("green", "pass"), fail: paint("red", "fail"), unknown: paint("yellow", "unknown") }[
    evidence.finding
  ];
  return `     gate ${evidence.name}: ${word}: ${evidence.because}`;
}

function batchLine(id: string, state: Known, outcome: "done" | "nothing-to-do"): string {
  const batch = state.execution.batches.find((b) => b.id === id);
  const hosts = batch?.hosts ?? [];
  const gates = (batch?.tasks ?? []).flatMap((task) =>
    task.kind === "soak" ? task.gates.map((gate) => gate.name) : [],
  );
  const passed = gates.length === 0 ? "" : ` (through its soak: ${gates.join(", ")})`;
  return `${id}: ${hosts.length === 1 ? hosts[0] : `${hosts.length} hosts`}${outcome === "done" ? passed : batch?.tasks.some((task) => task.kind === "apply") ? ", nothing to change" : ", every gate passed"}`;
}

function hostOf(state: Known, step: string): string {
  return findStep(state.execution, step).step.host;
}

function titleOf(state: Known, step: string): string {
  return findStep(state.execution, step).step.title;
}
