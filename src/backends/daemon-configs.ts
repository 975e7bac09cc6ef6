/** The backend a plan names, to what its hosts are to run. */
import type { DaemonConfigs } from "../plan/context.ts";
import { builtinDns64 } from "./dns64/builtin.ts";
import { builtinNat64 } from "./nat64/builtin.ts";

export const daemonConfigs: DaemonConfigs = {
  gateway: (plan, host) => builtinNat64(plan, host),
  resolver: (plan, _host, facts, ipv6) => builtinDns64(plan, facts, ipv6),
};
