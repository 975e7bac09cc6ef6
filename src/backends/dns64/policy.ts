/** The plan's policy for a resolver that is not ours: bind9 and unbound are told the same. */

import { NON_GLOBAL_IP4 } from "../../../agent/net/ip4.ts";
import { parsePrefix6 } from "../../../agent/net/prefix.ts";
import { isWellKnown } from "../../../agent/net/rfc6052.ts";
import { type HostFacts, stableAddress } from "../../../agent/protocol/facts.ts";
import type { Dns64Policy } from "../../../agent/protocol/wants.ts";
import type { Plan } from "../../plan/plan.ts";

export function dns64Policy(plan: Plan, facts: HostFacts | undefined, ipv6: string | null): Dns64Policy {
  const dns64 = plan.dns64!;
  const prefix = plan.nat64!.prefix;
  return {
    prefix,
    listen: ipv6 ?? (facts === undefined ? null : stableAddress(facts, 6)),
    upstream: dns64.upstream,
    clients: dns64.clients,
    // RFC 6052 §3.1: only global IPv4 may stand under the well-known prefix.
    exclude_a: [...new Set([...(isWellKnown(parsePrefix6(prefix)!) ? NON_GLOBAL_IP4 : []), ...dns64.excludeA])],
    exclude_aaaa: dns64.excludeAaaa,
    validate: dns64.validate,
    trust_anchors: dns64.trustAnchors,
    unvalidated: dns64.unvalidated,
  };
}
