/** What a resolver host is to run: our own DNS64, configured from the plan. Keys as schemas/dns64.schema.json has them. */
import { DNS64_STATUS_SOCKET } from "../../../agent/protocol/daemons.ts";
import { type HostFacts, stableAddress } from "../../../agent/protocol/facts.ts";
import type { Plan } from "../../plan/plan.ts";

export function builtinDns64(
  plan: Plan,
  facts: HostFacts | undefined,
  ipv6: string | null,
): Readonly<Record<string, unknown>> {
  const dns64 = plan.dns64!;
  const address = ipv6 ?? (facts === undefined ? null : stableAddress(facts, 6));
  return {
    listen: address === null ? [] : [`[${address}]:53`],
    upstream: dns64.upstream.map((server) =>
      server.address.includes(":") ? `[${server.address}]:${server.port}` : `${server.address}:${server.port}`,
    ),
    prefixes: plan.nat64 === null ? [] : [plan.nat64.prefix],
    ...(dns64.excludeA.length === 0 ? {} : { exclude_a: dns64.excludeA }),
    ...(dns64.excludeAaaa.length === 0 ? {} : { exclude_aaaa: dns64.excludeAaaa }),
    clients: dns64.clients,
    validate: dns64.validate ? "local" : "off",
    ...(dns64.validate && dns64.trustAnchors.length > 0 ? { trust_anchors: dns64.trustAnchors } : {}),
    ...(dns64.validate && dns64.unvalidated.length > 0 ? { unvalidated: dns64.unvalidated } : {}),
    status: DNS64_STATUS_SOCKET,
  };
}
