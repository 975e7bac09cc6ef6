/** What `ip -j` prints, as a System gives it: for hosts that answer from a recording, and to hold the kernel's own words against. */
import type { InterfaceAddress, LinkFact } from "../../agent/facts/addresses.ts";
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import type { AddressFact, RouteFact } from "../../agent/protocol/facts.ts";

interface IpAddressInfo {
  readonly family: string;
  readonly local: string;
  readonly address?: string;
  readonly prefixlen: number;
  readonly scope: string;
  readonly broadcast?: string;
  readonly label?: string;
  readonly metric?: number;
  readonly noprefixroute?: boolean;
  readonly dynamic?: boolean;
  readonly temporary?: boolean;
  readonly deprecated?: boolean;
  readonly tentative?: boolean;
  readonly dadfailed?: boolean;
  readonly valid_life_time?: number;
  readonly preferred_life_time?: number;
}

interface IpLink {
  readonly ifname?: string;
  readonly ifindex?: number;
  readonly flags?: readonly string[];
  readonly link_type?: string;
  readonly mtu?: number;
  readonly linkinfo?: { readonly info_kind?: string };
  readonly addr_info?: readonly IpAddressInfo[];
}

const FOREVER = 4294967295;
const SCOPES: Readonly<Record<string, AddressFact["scope"]>> = {
  global: "global",
  link: "link",
  host: "host",
  site: "site",
};

/** @throws SyntaxError where the text is not what `ip -j` prints. */
export function parseAddresses(json: string): { addresses: InterfaceAddress[]; links: LinkFact[] } {
  const addresses: InterfaceAddress[] = [];
  const links: LinkFact[] = [];
  for (const link of JSON.parse(json.trim() === "" ? "[]" : json) as IpLink[]) {
    if (link.ifname === undefined) continue;
    links.push({
      name: link.ifname,
      index: link.ifindex ?? 0,
      up: link.flags?.includes("UP") ?? false,
      mtu: link.mtu ?? 0,
      kind: link.linkinfo?.info_kind ?? null,
    });
    for (const info of link.addr_info ?? []) {
      const family = info.family === "inet" ? 4 : info.family === "inet6" ? 6 : null;
      if (family === null) continue;
      addresses.push({
        interface: link.ifname,
        family,
        address: family === 6 ? (canonicalIp6(info.local) ?? info.local) : info.local,
        prefixLength: info.prefixlen,
        // A scope with a number of the operator's own counts as global: it is not confined to link or host.
        scope: SCOPES[info.scope] ?? "global",
        dynamic: info.dynamic ?? false,
        temporary: info.temporary ?? false,
        deprecated: info.deprecated ?? false,
        broadcast: info.broadcast ?? null,
        peer: info.address ?? null,
        label: info.label ?? null,
        metric: info.metric ?? null,
        noPrefixRoute: info.noprefixroute ?? false,
        unusable: (info.tentative ?? false) || (info.dadfailed ?? false),
        validSeconds: lifetime(info.valid_life_time),
        preferredSeconds: lifetime(info.preferred_life_time),
      });
    }
  }
  return { addresses, links };
}

function lifetime(seconds: number | undefined): number | null {
  return seconds === undefined || seconds >= FOREVER ? null : seconds;
}

interface IpRoute {
  readonly type?: string;
  readonly dst?: string;
  readonly gateway?: string;
  readonly via?: { readonly host?: string };
  readonly dev?: string;
  readonly protocol?: string;
  readonly table?: string;
  /** Seconds. */
  readonly expires?: number;
  readonly nexthops?: readonly { readonly gateway?: string; readonly dev?: string }[];
}

/** `ip -j route show table all`; routes that the kernel keeps for its own addresses are left out. @throws SyntaxError where the text is not what `ip -j` prints. */
export function parseRoutes(json: string, family: 4 | 6): RouteFact[] {
  const routes: RouteFact[] = [];
  for (const route of JSON.parse(json.trim() === "" ? "[]" : json) as IpRoute[]) {
    if (route.dst === undefined || !(route.type === undefined || route.type === "unicast")) continue;
    if (route.table === "local") continue;
    const hops = route.nexthops ?? [route];
    for (const hop of hops) {
      routes.push({
        family,
        destination: route.dst,
        via: hop.gateway ?? route.via?.host ?? null,
        interface: hop.dev ?? route.dev ?? null,
        protocol: route.protocol ?? "boot",
        table: route.table ?? "main",
        ...(route.expires === undefined ? {} : { expiresSeconds: route.expires }),
      });
    }
  }
  return routes;
}
