/** What people are told of a run, as its journal goes. Pure. */
import type { Entry } from "../engine/journal.ts";
import { scaleOutOf } from "../engine/scale-out.ts";
import { findStep, type RunState } from "../engine/state.ts";
import { FAILED_CONNECTIONS } from "../plan/gates.ts";
import type { NotifyEvent } from "../plan/plan.ts";

export interface Notification {
  readonly event: NotifyEvent;
  readonly plan: string;
  readonly run: string;
  /** ISO 8601. */
  readonly at: string;
  /** One line. */
  readonly title: string;
  /** What was seen, and what happens now. */
  readonly text: string;
  /** The next command; null where nobody needs to do anything. */
  readonly next: string | null;
}

export function notificationsOf(entry: Entry, state: RunState, run: string): readonly Notification[] {
  const { plan } = state.execution;
  const tell = (event: NotifyEvent, title: string, text: string, next: string | null = null): Notification => ({
    event,
    plan,
    run,
    at: new Date(entry.at).toISOString(),
    title: `${plan}: ${title}`,
    text,
    next,
  });
  switch (entry.type) {
    case "gate.answered": {
      const { name, finding, because } = entry.evidence;
      const scaleOut = scaleOutOf(entry.evidence);
      const full =
        scaleOut === null ? [] : [tell("gateway.full", "a gateway is nearly full", scaleOut.because, scaleOut.next)];
      const failed = because.startsWith(FAILED_CONNECTIONS);
      if (failed) return [tell("connections.failed", "connections to IPv4-only servers fail", because), ...full];
      if (finding === "pass") return full;
      return [tell(finding === "fail" ? "gate.failed" : "gate.unknown", `${name} says ${finding}`, because), ...full];
    }
    case "host.unreachable":
      return [tell("unreachable", `${entry.host} cannot be reached`, entry.because)];
    case "approval.needed":
      return [
        tell(
          "approval.needed",
          `${entry.task.replace(/\/(approval|step)$/, "")} waits for approval`,
          "Nothing is armed and nothing in flight meanwhile.",
          `migrate approve ${run}`,
        ),
      ];
    case "window.awaited":
      return [
        tell(
          "window.awaited",
          `${entry.batch} waits for its window`,
          `It opens ${new Date(entry.opens).toISOString()}.`,
        ),
      ];
    case "undo.outcome": {
      if (entry.outcome !== "failed") return [];
      const { host, title } = findStep(state.execution, entry.step).step;
      return [tell("undo.failed", `undo failed on ${host}`, `${title}: ${entry.because}. Look there now.`)];
    }
    case "batch.done":
      return phaseDone(entry.batch, state) ? [tell("phase.done", `${phaseOf(entry.batch)} is done`, "")] : [];
    case "run.ended":
      return [
        ...(entry.exit === 3 ? [tell("undone", "what was changed is put back", entry.because)] : []),
        tell(
          "run.done",
          `run ended with exit ${entry.exit}`,
          entry.because,
          entry.exit === 0 ? null : `migrate status ${run}`,
        ),
      ];
    default:
      return [];
  }
}

function phaseOf(batch: string): string {
  return batch.split("/")[0]!;
}

function phaseDone(batch: string, { execution }: RunState): boolean {
  return execution.batches.filter(({ id }) => phaseOf(id) === phaseOf(batch)).at(-1)?.id === batch;
}

/** For channels that carry text alone. */
export function plainText({ title, text, next, run }: Notification): string {
  return [title, text, ...(next === null ? [] : [`Next: ${next}`]), `run ${run}`]
    .filter((line) => line !== "")
    .join("\n");
}
