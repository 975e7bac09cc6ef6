/** What a lab is built from: a fleet, the names its hosts look for on the IPv4-only internet, and who translates. Plain data. */

export type Family = 4 | 6;

/**
 * A server on a machine of the lab.
 * http, https: every GET answers 200 with `body`; `routes` says which paths do something else.
 * tcp-echo, udp-echo: send back what they get.
 */
export interface Serve {
  readonly port: number;
  readonly kind: "http" | "https" | "tcp-echo" | "udp-echo";
  readonly families: readonly Family[];
  readonly status?: number;
  readonly body?: string;
  /** download: 2 MB with their digest · upload: the body's sha256 · client: the address the request came from. */
  /** Every connection begins with the PROXY protocol's header, which names the client. */
  readonly proxied?: true;
  readonly routes?: Readonly<Record<string, "download" | "upload" | "client">>;
}

/** A zone a fleet host serves from a file of its own. */
export interface ServedZone {
  readonly zone: string;
  readonly file: string;
  readonly ttlSeconds: number;
  readonly records: readonly { readonly name: string; readonly type: "A" | "AAAA"; readonly address: string }[];
  /** Updated over the network (RFC 2136) by whoever has the key in this file; left out: by editing the file. */
  readonly updateKey?: string;
}

/** Who configures the network of a host that boots its own Debian. */
export const NETWORK_STACKS = [
  "networkd",
  "networkmanager",
  "netplan-networkd",
  "netplan-nm",
  "ifupdown-static",
  "ifupdown-dhcp",
] as const;
export type NetworkStack = (typeof NETWORK_STACKS)[number];

export interface LabHost {
  readonly name: string;
  /** Where the controller connects: an address or a name. */
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Whether `user` needs a password for sudo; null: no password. */
  readonly sudoPassword: string | null;
  readonly ipv4: string | null;
  readonly ipv6: string | null;
  /** Behind the router's far side: a vantage point outside the fleet's network. */
  readonly outside: boolean;
  readonly serves: readonly Serve[];
  readonly zones: readonly ServedZone[];
  /** Lines for its /etc/hosts. */
  readonly hostsFile: readonly string[];
  /** Boots a Debian of its own with systemd and this network stack. Without: this machine's files in namespaces, ifupdown, no systemd. */
  readonly systemd?: NetworkStack;
  /** Megabytes of an ext4 of its own for all that is written on it: can be full, and loses what was not synced when its power is cut. Without: a folder here. */
  readonly diskMegabytes?: number;
  /** Not started with the lab. */
  readonly off?: boolean;
}

/** A name on the internet of the lab. `a` and `aaaa`: whether it has such a record. */
export interface InternetName {
  /** May begin with `*.`. */
  readonly name: string;
  readonly a: boolean;
  readonly aaaa: boolean;
  /** Its signature is made wrong on purpose; its zone must be signed. */
  readonly bogus: boolean;
}

export interface LabSpec {
  readonly name: string;
  readonly hosts: readonly LabHost[];
  readonly nat64: { readonly prefix: string; readonly gateway: string; readonly pool4: readonly string[] } | null;
  /** Further prefixes that lead to a host of the fleet. */
  readonly routes?: readonly { readonly prefix: string; readonly via: string }[];
  /** Addresses and ports of the validating resolver that knows the lab's names: the plan's `dns64.upstream`. */
  readonly upstream: readonly { readonly address: string; readonly port: number }[];
  /** IPv4 prefix, at least a /24, that the IPv4-only internet has: globally routable, or RFC 1918. */
  readonly internet: string;
  readonly names: readonly InternetName[];
  /** Zones that are signed; the others of `names` are not. */
  readonly signed: readonly string[];
  /** What listens on the IPv4-only internet. */
  readonly serves: readonly Serve[];
  /** MTU of the link to the IPv4-only internet. */
  readonly internetMtu: number;
}

/** Globally routable numbers, used inside the namespaces of a lab only. RFC 6052 §3.1 refuses others under 64:ff9b::/96. */
export const GLOBAL_INTERNET = "93.184.216.0/24";
/** For prefixes of one's own. */
export const PRIVATE_INTERNET = "10.93.184.0/24";

/** Zone of an internet name: its last two labels. */
export function zoneOf(name: string): string {
  return name.replace(/\.$/, "").toLowerCase().split(".").slice(-2).join(".");
}
