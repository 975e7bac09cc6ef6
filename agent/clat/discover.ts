/** Which prefix the network's NAT64 uses: what its DNS64 makes of a name that has well-known IPv4 addresses only. RFC 7050. */
import { formatPrefix6, type Prefix6 } from "../net/prefix.ts";
import { extract, isTranslationPrefix, PREFIX_LENGTHS } from "../net/rfc6052.ts";

export const NAME = "ipv4only.arpa";

/** 192.0.0.170 and 192.0.0.171. RFC 7050 §2.2. */
const WELL_KNOWN: readonly number[] = [0xc00000aa, 0xc00000ab];

/** @param answers AAAA of `NAME`, 16 bytes each. @returns the prefix as text, or null where none of them has the addresses in it. */
export function prefixFrom(answers: readonly Uint8Array[]): string | null {
  for (const address of answers) {
    // RFC 7050 §3: the addresses must stand where RFC 6052 puts them; a /96 is the most usual one.
    for (const length of [...PREFIX_LENGTHS].reverse()) {
      const prefix = prefixOf(address, length);
      const found = isTranslationPrefix(prefix) ? extract(prefix, address) : null;
      if (found !== null && WELL_KNOWN.includes(found)) return formatPrefix6(prefix);
    }
  }
  return null;
}

function prefixOf(address: Uint8Array, length: number): Prefix6 {
  const bytes = new Uint8Array(16);
  bytes.set(address.subarray(0, length / 8));
  return { bytes, length };
}
