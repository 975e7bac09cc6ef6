/** What a gateway is to do where the plan names a backend of the operator's own. */
import type { OwnNat64Want } from "../../../agent/protocol/wants.ts";
import type { Plan } from "../../plan/plan.ts";
import { pool4Of } from "./share.ts";

export function ownNat64(plan: Plan, host: string): OwnNat64Want {
  const nat64 = plan.nat64!;
  return {
    pool6: nat64.prefix,
    pool4: pool4Of(nat64, host),
    clients: nat64.clients,
    reaches: nat64.reaches,
    filtering: nat64.filtering,
    mss_clamp: nat64.mssClamp,
    mtu4: nat64.mtu4,
    mtu6: nat64.mtu6,
    args: nat64.own!.args,
  };
}
