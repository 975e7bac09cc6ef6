/** Which packets are ours to translate at all, by their addresses. RFC 6146 §3.5, RFC 6052 §3.1, RFC 7915 §4.1 and §5.1. */
import { isGlobalIp4 } from "../../net/ip4.ts";
import { contains6 } from "../../net/prefix.ts";
import { extract, isWellKnown } from "../../net/rfc6052.ts";
import type { Frame } from "../packet/frame.ts";
import type { Ip4View } from "../packet/ip4.ts";
import type { Ip6View } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import { ICMP6 } from "../packet/transport.ts";
import { isError6 } from "../rfc7915/icmp-tables.ts";
import type { Settings } from "../settings.ts";
import type { Destination4 } from "./address-map.ts";

const NONE = -1;

export class Admission {
  readonly #settings: Settings;
  readonly #inPool4: (address: number) => boolean;
  /** Own addresses that are nobody else's: pings of them are answered. */
  readonly #ping4: number | null;
  readonly #ping6: Uint8Array | null;
  /** Prefixes under which only global IPv4 may stand. */
  readonly #globalOnly: readonly boolean[];

  constructor(settings: Settings, inPool4: (address: number) => boolean) {
    this.#settings = settings;
    this.#inPool4 = inPool4;
    const { self4, self6 } = settings;
    this.#ping4 = self4 === null || inPool4(self4) ? null : self4;
    const embedded = self6 === null ? null : this.#extractAny(self6, 0);
    this.#ping6 = self6 === null || (embedded !== null && inPool4(embedded)) ? null : self6;
    this.#globalOnly = settings.pool6.map((prefix) => !settings.allowNonGlobal && isWellKnown(prefix));
  }

  isPing4(address: number): boolean {
    return this.#ping4 === address;
  }

  isPing6(bytes: Uint8Array, at: number): boolean {
    return this.#ping6 !== null && equal16(bytes, at, this.#ping6);
  }

  /** Whether a non-global address must not appear under this prefix of pool6. RFC 6052 §3.1. */
  isForbidden(prefix: number, address: number): boolean {
    return this.#globalOnly[prefix] === true && !isGlobalIp4(address);
  }

  /** @param where receives where the destination points (stateful mode). */
  ipv6(frame: Frame, view: Ip6View, where: Destination4): Reason | null {
    const { bytes } = frame;
    if (isUnusable6(bytes, view.source) || isMulticastOrLinkLocal(bytes, view.destination)) return "unusable-address";
    const isError = view.protocol === ICMP6 && view.transport < frame.end && isError6(bytes[view.transport]!);
    // An error may come from any router on the way; what it quotes decides.
    if (!isError && !this.#isClient(bytes, view.source)) return "not-a-client";
    if (this.#settings.mode === "siit") return null;
    if (!this.locate(bytes, view.destination, where)) return "not-in-pool6";
    // RFC 6146 §3.5 and §5.4: such a source would loop.
    if (this.#settings.pool6.some((prefix) => contains6(prefix, bytes, view.source))) return "source-in-pool6";
    if (isUnusable4(where.address)) return "unusable-address";
    return this.isForbidden(where.prefix, where.address) ? "non-global-under-well-known-prefix" : null;
  }

  ipv4(view: Ip4View): Reason | null {
    if (isUnusable4(view.source) || isUnusable4(view.destination)) return "unusable-address";
    if (this.#settings.mode === "siit") return null;
    return this.#inPool4(view.destination) ? null : "not-in-pool4";
  }

  #isClient(bytes: Uint8Array, at: number): boolean {
    const { clients } = this.#settings;
    if (clients === null) return true;
    for (const prefix of clients) if (contains6(prefix, bytes, at)) return true;
    return false;
  }

  /** Find the prefix of pool6 that covers an address. @returns false if none does. */
  locate(bytes: Uint8Array, at: number, where: Destination4): boolean {
    const { pool6 } = this.#settings;
    for (let i = 0; i < pool6.length; i++) {
      const address = extract(pool6[i]!, bytes, at);
      if (address === null) continue;
      where.prefix = i;
      where.address = address;
      return true;
    }
    where.prefix = NONE;
    return false;
  }

  #extractAny(bytes: Uint8Array, at: number): number | null {
    for (const prefix of this.#settings.pool6) {
      const address = extract(prefix, bytes, at);
      if (address !== null) return address;
    }
    return null;
  }
}

/** "This network", loopback, multicast and limited broadcast never leave or enter through a router. RFC 1812 §5.3.7. */
export function isUnusable4(address: number): boolean {
  const first = address >>> 24;
  return first === 0 || first === 127 || (first >= 224 && first < 240) || address === 0xffffffff;
}

/** Unspecified, loopback, link-local and multicast sources. */
function isUnusable6(bytes: Uint8Array, at: number): boolean {
  if (isMulticastOrLinkLocal(bytes, at)) return true;
  for (let i = 0; i < 15; i++) if (bytes[at + i] !== 0) return false;
  return bytes[at + 15]! <= 1;
}

function isMulticastOrLinkLocal(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff || (bytes[at] === 0xfe && (bytes[at + 1]! & 0xc0) === 0x80);
}

function equal16(a: Uint8Array, at: number, b: Uint8Array): boolean {
  for (let i = 0; i < 16; i++) if (a[at + i] !== b[i]) return false;
  return true;
}
