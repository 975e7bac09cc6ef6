/** `ip -j address show` → addresses, with everything needed to add one again. */
import { canonicalIp6 } from "../net/ip6.ts";
import type { AddressFact } from "../protocol/facts.ts";

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

/** An address as `ip` shows it, one step richer than the fact the controller sees. */
export interface InterfaceAddress extends AddressFact {
  readonly broadcast: string | null;
  readonly peer: string | null;
  readonly label: string | null;
  readonly metric: number | null;
  readonly noPrefixRoute: boolean;
  /** Not to be used yet, or at all: duplicate address detection runs or failed. */
  readonly unusable: boolean;
  /** Seconds left, null for ever. */
  readonly validSeconds: number | null;
  readonly preferredSeconds: number | null;
}

export interface LinkFact {
  readonly name: string;
  readonly index: number;
  readonly up: boolean;
  readonly mtu: number;
  /** `veth`, `tun`, `bridge`, … as `ip -d` names it; null for hardware. */
  readonly kind: string | null;
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

/** Only what the controller is told. */
export function asFact(address: InterfaceAddress): AddressFact {
  return {
    interface: address.interface,
    family: address.family,
    address: address.address,
    prefixLength: address.prefixLength,
    scope: address.scope,
    dynamic: address.dynamic,
    temporary: address.temporary,
    deprecated: address.deprecated,
  };
}
