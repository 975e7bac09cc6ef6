/** What this host would be without, with IPv4 gone: address, route, names. */
import { lacksPath } from "../../facts/ipv6-path.ts";
import { MOST_NAMESERVERS } from "../../formats/resolv-conf.ts";
import { parseIp6 } from "../../net/ip6.ts";
import type { Ipv4AddressFacts } from "./facts.ts";

/** Null where the host lives on; what it lives by goes to `because`. Pure. */
export function lacksIpv6(facts: Ipv4AddressFacts, because: string[]): string | null {
  return lacksPath(facts, because) ?? lacksNames(facts, because);
}

function lacksNames(facts: Ipv4AddressFacts, because: string[]): string | null {
  const asked = facts.nameservers.slice(0, MOST_NAMESERVERS);
  const servers = asked.some((server) => server === "127.0.0.53" || server === "127.0.0.54")
    ? (facts.resolvedUpstream ?? asked)
    : asked;
  const six = servers.filter((server) => parseIp6(server.split("%", 1)[0]!) !== null);
  if (six.length === 0) {
    return servers.length === 0
      ? "this host has no nameserver; run the resolver step first"
      : `every nameserver is reached over IPv4 (${servers.join(", ")}): names would no longer resolve; run the resolver step first`;
  }
  because.push(`DNS over IPv6: ${six.join(", ")}`);
  const four = servers.filter((server) => !six.includes(server));
  if (four.length > 0) because.push(`${four.join(", ")} in resolv.conf will no longer be reachable`);
  return null;
}
