/** How clients are spread over several gateways, whatever translates there. */
import type { SpreadConfig } from "../../../agent/protocol/wants.ts";
import type { Plan } from "../../plan/plan.ts";
import { pool4Of } from "./share.ts";

/** @param address in service, of any host. A gateway without IPv6 is known to the host's facts later; until then it stands as `::`. */
export function spreadOf(
  plan: Plan,
  host: string,
  address: (host: string, family: 4 | 6) => string | null,
): SpreadConfig {
  const nat64 = plan.nat64!;
  return {
    pool6: nat64.prefix,
    self: nat64.gateways.indexOf(host),
    gateways: nat64.gateways.map((gateway) => ({
      ipv4: address(gateway, 4),
      ipv6: address(gateway, 6) ?? "::",
      pool4: pool4Of(nat64, gateway).map(({ prefix }) => prefix),
    })),
  };
}
