/** What the translator runs on: the configuration with every default filled in, addresses as bytes and numbers, times in milliseconds. */
import type { Prefix4, Prefix6 } from "../net/prefix.ts";
import type { Mapping } from "./tables/eam.ts";
import type { Pool4Entry, Protocol } from "./tables/pool4.ts";
import type { PortBlockSettings } from "./tables/port-blocks.ts";

export interface StaticBinding {
  readonly protocol: Protocol;
  readonly address6: Uint8Array;
  readonly port6: number;
  readonly address4: number;
  readonly port4: number;
}

/** All in milliseconds. RFC 6146 §4. */
export interface Lifetimes {
  readonly udp: number;
  readonly icmp: number;
  readonly tcpEstablished: number;
  readonly tcpTransitory: number;
  readonly tcpIncomingSyn: number;
  readonly fragment: number;
}

export interface Limits {
  readonly sessions: number;
  /** Sessions per source prefix; 0 for no fixed limit. */
  readonly perSource: number;
  /** When most of the table or the pool is in use, no source prefix gets more than a quarter. */
  readonly fairShares: boolean;
  readonly sourcePrefixLength: number;
  /** Fragmented packets tracked at once, and bytes held for those whose first fragment has not come. */
  readonly fragmentedPackets: number;
  readonly fragmentBytes: number;
  /** Unsolicited SYNs held at once. */
  readonly pendingSyns: number;
  /** ICMP messages in our own name per second. */
  readonly icmpPerSecond: number;
}

export interface Settings {
  readonly mode: "nat64" | "siit";
  readonly pool6: readonly Prefix6[];
  readonly pool4: readonly Pool4Entry[];
  /** Our own addresses, for ICMP in our own name; null where there is none to use. */
  readonly self4: number | null;
  readonly self6: Uint8Array | null;
  /** Null where ports are given out one by one. */
  readonly portBlocks: PortBlockSettings | null;
  readonly bib: readonly StaticBinding[];
  readonly eam: readonly Mapping[];
  readonly mtu4: number;
  readonly mtu6: number;
  readonly lowestIpv6Mtu: number;
  readonly udpZeroChecksum: "drop" | "compute";
  readonly rfc6791: { readonly v4: readonly Prefix4[]; readonly v6: readonly Prefix6[] };
  readonly filtering: "eif" | "adf";
  /** Largest MSS a SYN may announce; 0 leaves it alone. */
  readonly mssClamp: number;
  readonly lifetimes: Lifetimes;
  /** IPv6 sources that are translated; null for everyone. */
  readonly clients: readonly Prefix6[] | null;
  readonly limits: Limits;
  readonly allowNonGlobal: boolean;
}
