/** The IPv4 transport addresses that clients are mapped to. RFC 6146 §3.5.1.1, RFC 4787 §4.1 (paired pooling). */
import type { Prefix4 } from "../../net/prefix.ts";
import { type PortRange, PortSet, type Random } from "./ports.ts";

export interface Pool4Entry {
  readonly prefix: Prefix4;
  readonly ports: readonly PortRange[];
}

/** An address and a port of the pool. */
export interface TransportAddress {
  readonly address: number;
  readonly port: number;
}

/** Sessions, BIB and ports are kept apart for these three. */
export const PROTOCOLS = ["tcp", "udp", "icmp"] as const;
export type Protocol = 0 | 1 | 2;
export const TCP_TABLE: Protocol = 0;
export const UDP_TABLE: Protocol = 1;
export const ICMP_TABLE: Protocol = 2;

export interface PoolUse {
  /** Share of ports in use at the (address, protocol) that has the fewest left, 0 to 1. */
  readonly busiest: number;
  /** Share of all ports of the pool in use for the busiest protocol, 0 to 1. */
  readonly whole: number;
}

export class Pool4 {
  /** In the order of the configuration; an address counts once. */
  readonly addresses: readonly number[];
  readonly #entries: readonly Pool4Entry[];
  readonly #ranges = new Map<number, PortRange[]>();
  readonly #sets = new Map<number, PortSet>();
  readonly #random: Random;
  /** Ports of the whole pool, for each protocol. */
  readonly size: number;
  readonly #used = [0, 0, 0];

  constructor(entries: readonly Pool4Entry[], random: Random) {
    this.#entries = entries;
    this.#random = random;
    for (const { prefix, ports } of entries) {
      for (let i = 0; i < 2 ** (32 - prefix.length); i++) {
        const address = prefix.network + i;
        const known = this.#ranges.get(address);
        if (known) known.push(...ports);
        else this.#ranges.set(address, [...ports]);
      }
    }
    this.addresses = [...this.#ranges.keys()];
    this.size = sizeOf(this.#ranges.values());
  }

  has(address: number): boolean {
    for (const { prefix } of this.#entries) {
      const size = 2 ** (32 - prefix.length);
      if (address >= prefix.network && address < prefix.network + size) return true;
    }
    return false;
  }

  /** Reserve one transport address. @returns false if it is outside the ranges or in use. */
  take(protocol: Protocol, address: number, port: number): boolean {
    if (this.#setOf(address, protocol)?.take(port) !== true) return false;
    this.#used[protocol]! += 1;
    return true;
  }

  release(protocol: Protocol, address: number, port: number): void {
    const set = this.#setOf(address, protocol);
    if (set === undefined) return;
    set.release(port);
    this.#used[protocol]! -= 1;
  }

  /** Ports in use. */
  used(protocol: Protocol): number {
    return this.#used[protocol]!;
  }

  /**
   * Find a mapping for a client. The address follows from `clientHash` alone, so that all of a client's mappings share it as
   * long as it has ports left (RFC 4787 REQ-2).
   */
  allocate(protocol: Protocol, clientHash: number, wantedPort: number): TransportAddress | null {
    if (this.#used[protocol]! >= this.size) return null;
    const count = this.addresses.length;
    for (let i = 0; i < count; i++) {
      const address = this.addresses[(clientHash + i) % count]!;
      const port = this.#setOf(address, protocol)!.takeNear(wantedPort, protocol === UDP_TABLE, this.#random);
      if (port < 0) continue;
      this.#used[protocol]! += 1;
      return { address, port };
    }
    return null;
  }

  use(): PoolUse {
    let busiest = 0;
    for (const set of this.#sets.values()) if (set.size > 0) busiest = Math.max(busiest, set.used / set.size);
    return { busiest, whole: this.size === 0 ? 0 : Math.max(...this.#used) / this.size };
  }

  #setOf(address: number, protocol: Protocol): PortSet | undefined {
    const key = address * 4 + protocol;
    let set = this.#sets.get(key);
    if (set === undefined) {
      const ranges = this.#ranges.get(address);
      if (ranges === undefined) return undefined;
      set = new PortSet(ranges);
      this.#sets.set(key, set);
    }
    return set;
  }
}

/** Ports of all addresses. Most have the same ranges, which are counted once. */
function sizeOf(all: Iterable<readonly PortRange[]>): number {
  const known = new Map<string, number>();
  let sum = 0;
  for (const ranges of all) {
    const key = JSON.stringify(ranges);
    const size = known.get(key) ?? new PortSet(ranges).size;
    known.set(key, size);
    sum += size;
  }
  return sum;
}
