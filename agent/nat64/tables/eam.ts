/** Explicit address mappings. RFC 7757. */
import { contains4, contains6, mask4, type Prefix4, type Prefix6 } from "../../net/prefix.ts";

export interface Mapping {
  readonly v4: Prefix4;
  readonly v6: Prefix6;
}

/** Bits of an IPv4 address after its prefix. */
function suffixBits(mapping: Mapping): number {
  return 32 - mapping.v4.length;
}

export class EamTable {
  readonly #by4: readonly Mapping[];
  readonly #by6: readonly Mapping[];

  constructor(mappings: readonly Mapping[]) {
    // RFC 7757 §3.2: the longest prefix decides.
    this.#by4 = [...mappings].sort((a, b) => b.v4.length - a.v4.length);
    this.#by6 = [...mappings].sort((a, b) => b.v6.length - a.v6.length);
  }

  has4(address: number): boolean {
    return this.#by4.some(({ v4 }) => contains4(v4, address));
  }

  /** §3.3.1: prefix of the IPv6 side, then the IPv4 suffix, then zeros. @returns false if no mapping covers the address. */
  to6(address: number, into: Uint8Array): boolean {
    const mapping = this.#by4.find(({ v4 }) => contains4(v4, address));
    if (mapping === undefined) return false;
    into.set(mapping.v6.bytes);
    const suffix = (address & ~mask4(mapping.v4.length)) >>> 0;
    const bits = suffixBits(mapping);
    for (let i = 0; i < bits; i++) {
      if ((suffix >>> (bits - 1 - i)) & 1) {
        const position = mapping.v6.length + i;
        into[position >> 3]! |= 0x80 >> (position & 7);
      }
    }
    return true;
  }

  /** §3.3.2: prefix of the IPv4 side, then as many bits of the IPv6 suffix as fit. @returns null if no mapping covers the address. */
  to4(bytes: Uint8Array, at: number): number | null {
    const mapping = this.#by6.find(({ v6 }) => contains6(v6, bytes, at));
    if (mapping === undefined) return null;
    let suffix = 0;
    const bits = suffixBits(mapping);
    for (let i = 0; i < bits; i++) {
      const position = mapping.v6.length + i;
      suffix = suffix * 2 + ((bytes[at + (position >> 3)]! >> (7 - (position & 7))) & 1);
    }
    return mapping.v4.network + suffix;
  }
}
