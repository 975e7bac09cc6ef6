/** The backend a plan names, to what its hosts are to run. */
import type { DaemonConfigs } from "../plan/context.ts";
import { builtinDns64 } from "./dns64/builtin.ts";
import { dns64Policy } from "./dns64/policy.ts";
import { edgeWants } from "./inbound/edge.ts";
import { builtinNat64 } from "./nat64/builtin.ts";
import { joolNat64 } from "./nat64/jool.ts";
import { ownNat64 } from "./nat64/own.ts";
import { spreadOf } from "./nat64/spread.ts";
import { taygaNat64 } from "./nat64/tayga.ts";

export const daemonConfigs: DaemonConfigs = {
  gateway(plan, host) {
    switch (plan.nat64!.backend) {
      case "tayga":
        return { ...taygaNat64(plan, host) };
      case "jool":
        return { ...joolNat64(plan, host) };
      case "own":
        return { ...ownNat64(plan, host) };
      default:
        return builtinNat64(plan, host);
    }
  },
  resolver(plan, _host, facts, ipv6) {
    switch (plan.dns64!.backend) {
      case "bind9":
      case "unbound":
        return { ...dns64Policy(plan, facts, ipv6) };
      case "own":
        return { ...dns64Policy(plan, facts, ipv6), args: plan.dns64!.own!.args };
      default:
        return builtinDns64(plan, facts, ipv6);
    }
  },
  spread: spreadOf,
  edge: edgeWants,
};
