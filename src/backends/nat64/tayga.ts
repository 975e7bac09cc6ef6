/** What a gateway is to run where the plan says tayga: stateless itself, so what it translates to is masqueraded behind pool4. */
import type { TaygaConfig } from "../../../agent/protocol/wants.ts";
import type { Plan } from "../../plan/plan.ts";
import { pool4Of } from "./share.ts";

/**
 * tayga keeps an address for each IPv6 source until two hours after its last packet, and a host with privacy addresses has up to eight
 * at a time (RFC 8981 §3.8): room for 8,000 hosts. Out of RFC 2544's range, which no network routes.
 */
const INNER4 = "198.18.0.0/16";

export function taygaNat64(plan: Plan, host: string): TaygaConfig {
  const nat64 = plan.nat64!;
  return {
    pool6: nat64.prefix,
    pool4: pool4Of(nat64, host),
    clients: nat64.clients,
    mss_clamp: nat64.mssClamp,
    inner4: INNER4,
  };
}
