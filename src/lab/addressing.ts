/** Which addresses the lab's own machines have, and which networks the fleet's addresses lie in. Pure. */
import { formatIp4, parseIp4 } from "../../agent/net/ip4.ts";
import { canonicalIp6, formatIp6, parseIp6 } from "../../agent/net/ip6.ts";
import { mask4, parsePrefix4 } from "../../agent/net/prefix.ts";
import { LabError } from "./process.ts";
import type { LabHost, LabSpec } from "./spec.ts";

/** A network of the fleet on one of the router's bridges; the router is its default gateway. */
export interface FleetNetwork {
  readonly bridge: "inside" | "outside";
  readonly prefix: string;
  /** Of the router, without length. */
  readonly router: string;
}

/** A machine of the lab itself on a cable of its own to the router. Null where it has no such family. */
export interface Link {
  readonly router4: string | null;
  readonly own4: string | null;
  readonly router6: string | null;
  readonly own6: string | null;
}

export interface Addressing {
  readonly networks4: readonly FleetNetwork[];
  readonly networks6: readonly FleetNetwork[];
  readonly links: Readonly<Record<"internet" | "resolver" | "client" | "operator", Link>>;
  /** IPv4 of the web server, the echo servers and every name on the internet. */
  readonly server4: string;
  /** IPv4 of the authoritative name server. */
  readonly dns4: string;
  /** IPv6 of the names that have AAAA; the dual-stack client serves there. */
  readonly server6: string;
  /** IPv4 and IPv6 of the resolver that hosts begin with. */
  readonly resolvers: readonly string[];
}

/** Shared address space (RFC 6598) and a corner of the documentation prefix: what fleets do not use. /30 and /64 each. */
const LINK4 = "100.64.255.";
const LINK6 = "2001:db8:ffff:";

function link(index: number, families: readonly (4 | 6)[]): Link {
  const four = families.includes(4);
  const six = families.includes(6);
  return {
    router4: four ? `${LINK4}${4 * index + 1}` : null,
    own4: four ? `${LINK4}${4 * index + 2}` : null,
    router6: six ? `${LINK6}${index}::1` : null,
    own6: six ? `${LINK6}${index}::2` : null,
  };
}

/** The /24 of an IPv4 address. */
export function network4(address: string): string {
  return `${formatIp4((parseIp4(address)! & mask4(24)) >>> 0)}/24`;
}

/** The /64 of an IPv6 address. */
export function network6(address: string): string {
  const bytes = Uint8Array.from(parseIp6(address)!);
  bytes.fill(0, 8);
  return `${formatIp6(bytes)}/64`;
}

/** First address of the network that no host has, from the customary one on. */
function routerOf(prefix: string, taken: ReadonlySet<string>): string {
  const [network] = prefix.split("/") as [string];
  for (let last = 1; last < 255; last++) {
    const candidate = network.includes(":")
      ? canonicalIp6(`${network}${last.toString(16)}`)!
      : formatIp4((parseIp4(network)! + last) >>> 0);
    if (!taken.has(candidate)) return candidate;
  }
  throw new LabError(`no address of ${prefix} is left for the lab's router`);
}

function networks(hosts: readonly LabHost[], family: 4 | 6): FleetNetwork[] {
  const addressOf = (host: LabHost) => (family === 4 ? host.ipv4 : host.ipv6);
  const taken = new Set(hosts.map(addressOf).filter((a) => a !== null));
  const found = new Map<string, "inside" | "outside">();
  for (const host of hosts) {
    const address = addressOf(host);
    if (address === null) continue;
    const prefix = family === 4 ? network4(address) : network6(address);
    const bridge = host.outside ? "outside" : "inside";
    if (found.has(prefix) && found.get(prefix) !== bridge) {
      throw new LabError(
        `${prefix} holds hosts of the fleet and outside vantage points: give the latter a network of their own`,
      );
    }
    found.set(prefix, bridge);
  }
  return [...found].map(([prefix, bridge]) => ({ bridge, prefix, router: routerOf(prefix, taken) }));
}

/** @throws LabError where the fleet's addresses cannot be laid out. */
export function addressing(spec: LabSpec): Addressing {
  const internet = parsePrefix4(spec.internet);
  if (internet === null || internet.length > 24)
    throw new LabError(`internet: ${spec.internet} is not an IPv4 prefix of /24 or shorter`);
  const seen = new Map<string, string>();
  for (const host of spec.hosts) {
    for (const address of [host.ipv4, host.ipv6]) {
      if (address === null) continue;
      const other = seen.get(address);
      if (other !== undefined) throw new LabError(`${host.name} and ${other} both have ${address}`);
      if (address.startsWith(LINK4) || address.startsWith(LINK6))
        throw new LabError(`${host.name}: the lab itself uses ${address}`);
      seen.set(address, host.name);
    }
    if (host.ipv4 === null && host.ipv6 === null)
      throw new LabError(`${host.name} has neither ipv4 nor ipv6 in the inventory`);
  }
  const at = (offset: number) => formatIp4((internet.network + offset) >>> 0);
  const links = {
    internet: link(1, [4]),
    resolver: link(2, [4, 6]),
    client: link(3, [4, 6]),
    operator: link(4, [4, 6]),
  };
  return {
    networks4: networks(spec.hosts, 4),
    networks6: networks(spec.hosts, 6),
    links,
    server4: at(10),
    dns4: at(53),
    server6: links.client.own6!,
    resolvers: [links.resolver.own6!, links.resolver.own4!],
  };
}
