/** How clients are spread over several gateways, whatever translates there. */
import type { SpreadConfig } from "../../../agent/protocol/wants.ts";
import type { Plan } from "../../plan/plan.ts";
import { pool4Of } from "./share.ts";

/**
 * @param host one of the gateways, or one that leaves.
 * @param address in service, of any host. A gateway without IPv6 is known to the host's facts later; until then it stands as `::`.
 */
export function spreadOf(
  plan: Plan,
  host: string,
  address: (host: string, family: 4 | 6) => string | null,
): SpreadConfig {
  const nat64 = plan.nat64!;
  const place = nat64.gateways.indexOf(host);
  const gateway = (name: string, pool4: ReturnType<typeof pool4Of>) => ({
    ipv4: address(name, 4),
    ipv6: address(name, 6) ?? "::",
    pool4: pool4.map(({ prefix }) => prefix),
  });
  return {
    pool6: nat64.prefix,
    self: place < 0 ? null : place,
    gateways: nat64.gateways.map((name) => gateway(name, pool4Of(nat64, name))),
    leaving: nat64.retiring.filter((other) => other.host !== host).map((other) => gateway(other.host, other.pool4)),
  };
}
