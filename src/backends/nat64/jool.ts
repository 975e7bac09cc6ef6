/** What a gateway is to run where the plan says Jool, the translator in the kernel. */
import type { JoolConfig } from "../../../agent/protocol/wants.ts";
import type { Plan } from "../../plan/plan.ts";
import { pool4Of } from "./share.ts";

export function joolNat64(plan: Plan, host: string): JoolConfig {
  const nat64 = plan.nat64!;
  return {
    pool6: nat64.prefix,
    pool4: pool4Of(nat64, host),
    clients: nat64.clients,
    mss_clamp: nat64.mssClamp,
    filtering: nat64.filtering,
  };
}
