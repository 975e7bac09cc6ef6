/** Under a plan's changes: who uses the IPv4 addresses that go, as `audit` saw it. */
import { fleetAddresses } from "../assess/assessment.ts";
import { addressesGone, type Blast, blastRadius, blastText } from "../assess/blast.ts";
import type { RunState } from "../engine/state.ts";
import type { Inventory } from "../plan/hosts.ts";
import { changesOf } from "../report/summary.ts";
import { keptAssessment } from "./assessments.ts";

export interface BlastOfPlan {
  /** When the audit was made; null: there was none. */
  readonly at: number | null;
  readonly blasts: readonly Blast[];
  /** For people. */
  readonly lines: readonly string[];
}

/** @param plan its name: another plan's audit says nothing of this fleet. */
export async function blastOfPlan(
  state: RunState,
  plan: string,
  inventory: Inventory,
  home: string,
): Promise<BlastOfPlan> {
  const assessment = await keptAssessment(home, plan);
  const hosts = assessment?.hosts ?? [];
  const fleet = fleetAddresses(inventory, hosts);
  const changes = changesOf(state).map(({ host, change }) => ({ host, key: change.key, after: change.after }));
  const gone = addressesGone(changes, fleet);
  if (gone.length === 0) return { at: null, blasts: [], lines: [] };
  if (assessment === null || hosts.every(({ observation }) => observation === null))
    return {
      at: null,
      blasts: [],
      lines: ["who uses the addresses that go is unknown: `migrate audit PLAN --for 7d` finds out"],
    };
  const blasts = gone.map(({ host, address }) => blastRadius(host, address, hosts, fleet));
  const at = `as audited at ${new Date(assessment.at).toISOString()}:`;
  return { at: assessment.at, blasts, lines: [at, ...blasts.map((blast) => `  ${blastText(blast)}`)] };
}
