/** Put one step back and learn from the host that it is back. */
import type { Millis, UndoResult } from "../../agent/protocol/messages.ts";
import type { Effect } from "./effects.ts";
import { AgentError, type Clock, type Fleet, UnreachableError } from "./ports.ts";
import { receiptId } from "./state.ts";

/** The host's own undo may still be running when its deadline has passed. */
const GRACE_MS: Millis = 10_000;
const RETRY_MS: Millis = 1_000;
/** How long a host that does not answer is tried for a step that nothing on it will undo by itself. */
const UNGUARDED_PATIENCE_MS: Millis = 20_000;

/**
 * A step whose transaction is open is undone by the transaction's own script; the host does so by itself at its deadline, so an unreachable host is
 * asked until then and a little longer. Any other step is undone from its receipt. `failed` means: not known to be as before.
 */
export async function undoStep(
  fleet: Fleet,
  clock: Clock,
  run: string,
  { step, attempt, openUntil, confirmMs }: Effect & { kind: "undo" },
): Promise<{ readonly outcome: UndoResult["outcome"]; readonly because: string }> {
  const patience = step.guarded
    ? (openUntil ?? clock.now() + confirmMs) + GRACE_MS
    : clock.now() + UNGUARDED_PATIENCE_MS;
  const id = receiptId(step.id, attempt);
  for (;;) {
    try {
      const link = await fleet.link(step.host);
      if (step.guarded) {
        const { transactions } = await link.call("transactions", {}, { timeoutMs: 10_000 });
        const open = transactions.findLast((t) => t.steps.includes(id));
        if (open !== undefined && open.state !== "committed") {
          const after =
            open.state === "undone"
              ? open
              : await link.call("transaction.undo", { id: open.id }, { timeoutMs: 30_000 });
          if (after.state === "undone")
            return { outcome: "undone", because: `the host says undone: ${after.because.join("; ")}` };
          return { outcome: "failed", because: `the host says ${after.state}: ${after.because.join("; ")}` };
        }
      }
      const result = await link.call("undo", { run, step: id }, { timeoutMs: 60_000 });
      return { outcome: result.outcome, because: result.because.join("; ") };
    } catch (error) {
      if (error instanceof AgentError) return { outcome: "failed", because: error.message };
      if (!(error instanceof UnreachableError)) throw error;
      if (clock.now() >= patience)
        return { outcome: "failed", because: `${error.message}; whether the host is as before is unknown` };
      await clock.wait(RETRY_MS, new AbortController().signal);
    }
  }
}
