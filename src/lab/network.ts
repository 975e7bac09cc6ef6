/** The lab's router and cables as lines for `ip -batch`. Pure. */
import { type Addressing, type Link, network4, network6 } from "./addressing.ts";
import type { LabHost, LabSpec } from "./spec.ts";

/** Roles of the lab's own machines. */
export const OWN = {
  router: "lab-router",
  internet: "lab-internet",
  resolver: "lab-resolver",
  client: "lab-client",
  operator: "lab-operator",
} as const;

/** A cable into the router: `port` is its end there, `eth0` the other. */
export interface Cable {
  readonly port: string;
  readonly mac: string;
  /** The bridge it is plugged into, or the addresses of the router's end. */
  readonly plugged: { readonly bridge: "inside" | "outside" } | { readonly link: Link; readonly mtu: number };
}

/** Bridges and their addresses, for a router that has just started. Their MACs are given: a bridge without one takes on that of a port, and changes it when hosts reboot. */
export function routerLines({ networks4, networks6 }: Addressing, seed: number): string[] {
  const lines: string[] = [];
  for (const [index, bridge] of ["inside", "outside"].entries()) {
    lines.push(
      `link add ${bridge} address ${macOf(seed, 8 + index)} type bridge forward_delay 0 mcast_snooping 0`,
      `link set ${bridge} up`,
    );
  }
  for (const { bridge, prefix, router } of [...networks4, ...networks6]) {
    lines.push(`addr add ${router}/${prefix.split("/")[1]} dev ${bridge}${router.includes(":") ? " nodad" : ""}`);
  }
  return lines;
}

/** Routes over the lab's own cables and to the translator. The operator's network is prepared: prefix and pool4 lead to the first gateway, what IPv4 clients of an edge need to the first edge. */
export function routeLines(spec: LabSpec, { links, networks4 }: Addressing): string[] {
  const lines = [`route replace default via ${links.internet.own4}`];
  for (const { address } of spec.upstream) {
    const via = address.includes(":") ? links.resolver.own6 : links.resolver.own4;
    if (address !== via) lines.push(`route replace ${address}/${address.includes(":") ? 128 : 32} via ${via}`);
  }
  for (const { prefix, via } of spec.routes ?? []) {
    const host = spec.hosts.find(({ name }) => name === via);
    const hop = prefix.includes(":") ? host?.ipv6 : host?.ipv4;
    if (hop != null) lines.push(`route replace ${prefix} via ${hop}`);
  }
  const gateway = spec.hosts.find((host) => host.name === spec.nat64?.gateway);
  if (spec.nat64 !== null && gateway !== undefined) {
    if (gateway.ipv6 !== null) lines.push(`route replace ${spec.nat64.prefix} via ${gateway.ipv6}`);
    // A pool out of the fleet's own network stays on link for everybody else there: the gateway answers ARP for it or nobody does.
    if (gateway.ipv4 !== null) {
      for (const pool of spec.nat64.pool4) {
        if (!networks4.some(({ prefix }) => prefix === pool)) lines.push(`route replace ${pool} via ${gateway.ipv4}`);
      }
    }
  }
  return lines;
}

/** Plug in a machine whose network namespace is that of process `pid`. */
export function cableLines({ port, mac, plugged }: Cable, pid: number): string[] {
  const lines = [`link add ${port} type veth peer name eth0 address ${mac} netns ${pid}`];
  if ("bridge" in plugged) return [...lines, `link set ${port} master ${plugged.bridge} up`];
  const { link, mtu } = plugged;
  lines.push(`link set ${port} mtu ${mtu} up`);
  if (link.router4 !== null) lines.push(`addr add ${link.router4}/30 dev ${port}`);
  if (link.router6 !== null) lines.push(`addr add ${link.router6}/64 dev ${port} nodad`);
  return lines;
}

/** Address of the same locally administered MAC at every boot; differs between labs of different seeds. */
export function macOf(seed: number, index: number): string {
  const bytes = [0x02, (seed >>> 16) & 255, (seed >>> 8) & 255, seed & 255, (index >>> 8) & 255, index & 255];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** /etc/network/interfaces of a machine: ifupdown, static, both families where it has them. */
export function interfacesFile(
  eth0: {
    readonly ipv4: string | null;
    readonly router4: string | null;
    readonly ipv6: string | null;
    readonly router6: string | null;
  },
  extra: { readonly mtu?: number; readonly loopback?: readonly string[] } = {},
): string {
  const lines = ["auto lo", "iface lo inet loopback"];
  for (const address of extra.loopback ?? []) {
    lines.push(`    up ip addr add ${address}/${address.includes(":") ? 128 : 32} dev lo`);
  }
  if (eth0.ipv4 !== null || eth0.ipv6 !== null) lines.push("", "auto eth0");
  if (eth0.ipv4 !== null) {
    lines.push("iface eth0 inet static", `    address ${eth0.ipv4}`);
    if (eth0.router4 !== null) lines.push(`    gateway ${eth0.router4}`);
    if (extra.mtu !== undefined) lines.push(`    mtu ${extra.mtu}`);
  }
  if (eth0.ipv6 !== null) {
    lines.push("iface eth0 inet6 static", `    address ${eth0.ipv6}`);
    if (eth0.router6 !== null) lines.push(`    gateway ${eth0.router6}`);
    lines.push("    accept_ra 0", "    autoconf 0");
  }
  return `${lines.join("\n")}\n`;
}

/** Of the fleet's host with this place in the specification. */
export function macOfHost(seed: number, index: number): string {
  return macOf(seed, 16 + index);
}

/** A fleet host's addresses with their lengths, and its routers. */
export function placeOf(host: LabHost, { networks4, networks6 }: Addressing) {
  const routerOf = (network: string, all: Addressing["networks4"]) =>
    all.find(({ prefix }) => prefix === network)?.router ?? null;
  return {
    ipv4: host.ipv4 === null ? null : `${host.ipv4}/24`,
    router4: host.ipv4 === null ? null : routerOf(network4(host.ipv4), networks4),
    ipv6: host.ipv6 === null ? null : `${host.ipv6}/64`,
    router6: host.ipv6 === null ? null : routerOf(network6(host.ipv6), networks6),
  };
}
