import type { HostAudit, Observation } from "../../agent/protocol/audit.ts";
import type { HostFacts } from "../../agent/protocol/facts.ts";

/** What one host said; `error` where it said nothing. */
export interface HostReport {
  readonly host: string;
  readonly facts: HostFacts | null;
  readonly audit: HostAudit | null;
  readonly observation: Observation | null;
  /** Where our own connection came from, if over IPv4: that flow is ours. */
  readonly ownClient: string | null;
  readonly error: string | null;
}
