/** What a host lives by once IPv4 is gone: an IPv6 address that stays, and a default route that somebody renews. */
import type { RouteFact } from "../protocol/facts.ts";
import type { System } from "../system.ts";
import type { InterfaceAddress } from "./addresses.ts";
import { claims, type NetworkOwnerSigns, networkOwnerSigns } from "./network-owner.ts";

export interface Ipv6Path {
  /** Of both families. */
  readonly addresses: readonly InterfaceAddress[];
  readonly routes6: readonly RouteFact[];
  readonly signs: NetworkOwnerSigns;
  /** `accept_ra` and `forwarding` of interfaces with a default route learned from a router, as numbers in text. */
  readonly routerSettings: Readonly<Record<string, { readonly acceptRa: string; readonly forwarding: string }>>;
}

export async function ipv6Path(sys: System): Promise<Ipv6Path> {
  const { addresses, links } = await sys.network();
  const addressed = [...new Set(addresses.map((a) => a.interface))].filter((name) => name !== "lo");
  const routes6 = await sys.routes(6);
  return {
    addresses,
    routes6,
    signs: await networkOwnerSigns(sys, addressed, links),
    routerSettings: await routerSettings(sys, routes6),
  };
}

/** An address that stays and a route that is renewed. */
export function lacksPath(facts: Ipv6Path, because: string[]): string | null {
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
function notRenewed(facts: Ipv6Path, { protocol, interface: name, expiresSeconds }: RouteFact): string | null {
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

export async function routerSettings(sys: System, routes6: readonly RouteFact[]): Promise<Ipv6Path["routerSettings"]> {
  const found: Record<string, { acceptRa: string; forwarding: string }> = {};
  for (const { destination, protocol, interface: name } of routes6) {
    if (destination !== "default" || protocol !== "ra" || name === null) continue;
    const folder = `/proc/sys/net/ipv6/conf/${name}`;
    const acceptRa = await sys.read(`${folder}/accept_ra`);
    const forwarding = await sys.read(`${folder}/forwarding`);
    if (acceptRa !== null && forwarding !== null) {
      found[name] = { acceptRa: acceptRa.trim(), forwarding: forwarding.trim() };
    }
  }
  return found;
}
