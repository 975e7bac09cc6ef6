/** What this host would be without, with IPv4 gone: address, route, names. */
import { claims } from "../../facts/network-owner.ts";
import { MOST_NAMESERVERS } from "../../formats/resolv-conf.ts";
import { parseIp6 } from "../../net/ip6.ts";
import type { RouteFact } from "../../protocol/facts.ts";
import type { Ipv4AddressFacts } from "./facts.ts";

/** Null where the host lives on; what it lives by goes to `because`. Pure. */
export function lacksIpv6(facts: Ipv4AddressFacts, because: string[]): string | null {
  return lacksPath(facts, because) ?? lacksNames(facts, because);
}

/** An address that stays and a route that is renewed. */
export function lacksPath(facts: Ipv4AddressFacts, because: string[]): string | null {
  const global = facts.addresses.filter((a) => a.family === 6 && a.scope === "global" && a.interface !== "lo");
  const usable = global.filter((a) => !a.deprecated && !a.unusable);
  if (usable.length === 0) {
    const failed = global.find((a) => a.unusable);
    const why =
      failed === undefined ? "" : ` (${failed.address} is still tentative or failed duplicate address detection)`;
    return `this host has no usable global IPv6 address${why}; without IPv4 it would be lost`;
  }
  const lasting = usable.find((a) => !a.temporary);
  if (lasting === undefined) {
    return `every global IPv6 address of this host is temporary (${usable.map((a) => a.address).join(", ")}): it would change within a day, and nobody would find it`;
  }
  const routes = facts.routes6.filter(({ destination, table }) => destination === "default" && table === "main");
  if (routes.length === 0) return "this host has no IPv6 default route; without IPv4 it would be lost";
  const problems = routes.map((route) => notRenewed(facts, route));
  const at = problems.indexOf(null);
  if (at < 0) return problems.find((problem) => problem !== null)!;
  const route = routes[at]!;
  const life =
    route.expiresSeconds === undefined ? "" : `, renewed by router advertisements (${route.expiresSeconds} s left)`;
  because.push(
    `IPv6 carries on: ${lasting.address} on ${lasting.interface}, default route ${route.via === null ? "" : `via ${route.via} `}on ${route.interface}${life}`,
  );
  return null;
}

/** A route from a router advertisement lives on only while somebody goes on listening to routers. */
function notRenewed(facts: Ipv4AddressFacts, { protocol, interface: name, expiresSeconds }: RouteFact): string | null {
  if (protocol !== "ra" || name === null) return null;
  // systemd-networkd and NetworkManager listen themselves, and switch the kernel's own listening off.
  if (claims(facts.signs).some((claim) => claim.interface === name && claim.stack !== "ifupdown")) return null;
  const settings = facts.routerSettings[name];
  if (settings === undefined) return null;
  const gone = expiresSeconds === undefined ? "with its lifetime" : `in ${expiresSeconds} s`;
  if (settings.acceptRa === "0") {
    return `the IPv6 default route on ${name} was learned from a router, and accept_ra is 0: nobody renews it, it is gone ${gone}; set net.ipv6.conf.${name}.accept_ra`;
  }
  if (settings.forwarding === "1" && settings.acceptRa !== "2") {
    return `this host forwards IPv6, so the kernel ignores router advertisements on ${name} unless accept_ra is 2: its default route is gone ${gone}; set net.ipv6.conf.${name}.accept_ra=2`;
  }
  return null;
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
