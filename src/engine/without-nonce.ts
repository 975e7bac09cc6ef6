import type { Entry } from "./journal.ts";

/** The entry as it may leave the workstation: whoever reads it must not be able to confirm a transaction. */
export function withoutNonce<E extends Entry>(entry: E): E {
  if (entry.type === "heartbeat.outcome" || entry.type === "reboot.outcome") {
    const { nonce: _, ...rest } = entry;
    return rest as E;
  }
  if (entry.type !== "step.outcome" || entry.armed === null) return entry;
  return { ...entry, armed: { transaction: entry.armed.transaction } };
}
