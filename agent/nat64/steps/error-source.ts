/** A source address for errors from routers that have none in the other family. RFC 6791. */
import type { Prefix4, Prefix6 } from "../../net/prefix.ts";
import type { Settings } from "../settings.ts";
import type { Random } from "../tables/ports.ts";

/** @returns an address of the pool at random (RFC 6791 §3), our own where there is no pool, or null. */
export function errorSource4(settings: Settings, random: Random): number | null {
  const { v4 } = settings.rfc6791;
  return v4.length === 0 ? settings.self4 : pick4(v4[Math.floor(random() * v4.length)]!, random);
}

/** The same in IPv6. */
export function errorSource6(settings: Settings, random: Random): Uint8Array | null {
  const { v6 } = settings.rfc6791;
  return v6.length === 0 ? settings.self6 : pick6(v6[Math.floor(random() * v6.length)]!, random);
}

function pick4(prefix: Prefix4, random: Random): number {
  return prefix.network + Math.floor(random() * 2 ** (32 - prefix.length));
}

function pick6(prefix: Prefix6, random: Random): Uint8Array {
  const address = prefix.bytes.slice();
  for (let bit = prefix.length; bit < 128; bit++) if (random() < 0.5) address[bit >> 3]! |= 0x80 >> (bit & 7);
  return address;
}
