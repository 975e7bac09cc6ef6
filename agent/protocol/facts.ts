/** What is, on one host: gathered once per run, by commands with pure parsers. */

export interface AddressFact {
  readonly interface: string;
  readonly family: 4 | 6;
  /** RFC 5952 or dotted-quad text, without the length. */
  readonly address: string;
  readonly prefixLength: number;
  readonly scope: "global" | "link" | "host" | "site";
  /** Lease or SLAAC rather than configured. */
  readonly dynamic: boolean;
  readonly temporary: boolean;
  readonly deprecated: boolean;
}

export interface RouteFact {
  readonly family: 4 | 6;
  /** `default` or a prefix. */
  readonly destination: string;
  readonly via: string | null;
  readonly interface: string | null;
  readonly protocol: string;
  readonly table: string;
  /** Seconds until the kernel drops it unless it is learned again; absent where it stays. */
  readonly expiresSeconds?: number;
}

/** A base chain of nftables that drops ICMPv6 a gateway needs. */
export interface Icmpv6Block {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  readonly hook: "input" | "forward";
  /** Types by nft's names. */
  readonly missing: readonly string[];
}

export interface HostFacts {
  readonly hostname: string;
  readonly os: { readonly id: string; readonly version: string; readonly name: string };
  readonly kernel: string;
  readonly arch: string;
  readonly init: "systemd" | "other";
  /** Changes with every boot: the kernel's boot id, and when PID 1 began, for containers share the first. */
  readonly bootId: string;
  readonly addresses: readonly AddressFact[];
  /** Without those of routing daemons, of which there may be a million, but for default routes. */
  readonly routes: readonly RouteFact[];
  /** Who owns the addresses, and the trail that says so. */
  readonly networkOwner: {
    readonly owner: "ifupdown" | "networkd" | "networkmanager" | "netplan" | "plain" | "unknown";
    readonly because: readonly string[];
  };
  readonly resolverOwner: {
    readonly owner: "plain-file" | "resolved" | "networkmanager" | "resolvconf" | "unknown";
    readonly because: readonly string[];
  };
  /** Nameservers in /etc/resolv.conf, in order. */
  readonly nameservers: readonly string[];
  /** Programs we look for that are not there. */
  readonly missing: readonly string[];
  /** Bytes since boot by family, loopback left out (per-interface sum minus lo is not known per family: from /proc/net/netstat IpExt and /proc/net/snmp6, so loopback counts; said in `because` of the gate). */
  readonly traffic: { readonly ipv4Bytes: number; readonly ipv6Bytes: number } | null;
}

/** The address a service is reached at: global, not temporary, not deprecated; a configured one before a leased one. Null where the host has none. */
export function stableAddress(facts: HostFacts, family: 4 | 6): string | null {
  const usable = facts.addresses.filter(
    (a) => a.family === family && a.scope === "global" && !a.temporary && !a.deprecated && a.interface !== "lo",
  );
  return (usable.find((a) => !a.dynamic) ?? usable[0])?.address ?? null;
}
