/** Cloud NAT translates for IPv6-only instances, then Cloud DNS synthesises. */
import type { GcpPlan } from "../../../plan/plan.ts";
import type { Action, Cloud, Planned } from "../action.ts";
import type { Rest } from "../rest.ts";
import { dnsPolicyActions, makePolicy, unmakePolicy } from "./dns-policy.ts";
import { natActions, setNat64, unsetNat64 } from "./nats.ts";

/** The two services a plan speaks to. */
export interface GcpApis {
  readonly compute: Rest;
  readonly dns: Rest;
}

export function gcpCloud(plan: GcpPlan, apis: GcpApis): Cloud {
  return {
    plan: async (): Promise<Planned> => {
      const refused: string[] = [];
      const actions = [
        ...(await natActions(apis.compute, plan, refused)),
        ...(await dnsPolicyActions(apis.dns, plan, refused)),
      ];
      if (refused.length > 0) return { refused: `${plan.name}: ${refused.join("; ")}` };
      return {
        actions,
        because: ["IPv6-only instances alone are served: dual-stack ones get neither NAT64 nor DNS64 there"],
      };
    },
    make: (action: Action) =>
      action.kind === "nat64" ? setNat64(apis.compute, plan, action) : makePolicy(apis.dns, plan, action),
    unmake: (action: Action) =>
      action.kind === "nat64" ? unsetNat64(apis.compute, plan, action) : unmakePolicy(apis.dns, plan, action),
  };
}
