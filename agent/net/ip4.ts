/** IPv4 addresses as unsigned 32-bit numbers. */

/** Parse dotted-quad text. @returns the address as an unsigned 32-bit number, or null if it is not exactly four decimal octets without leading zeros. */
export function parseIp4(text: string): number | null {
  const octets = text.split(".");
  if (octets.length !== 4) return null;
  let value = 0;
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet)) return null;
    const n = Number(octet);
    if (n > 255) return null;
    value = value * 256 + n;
  }
  return value;
}

/** @param address unsigned 32-bit. */
export function formatIp4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** Special-purpose ranges that are not globally reachable (RFC 6890 and its updates; the IANA IPv4 special-purpose registry). */
const NON_GLOBAL: readonly (readonly [network: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Globally reachable within an otherwise reserved block: PCP and TURN anycast (RFC 7723, RFC 8155) and the NAT64 discovery addresses (RFC 7050 §8.2 makes them answerable, not routable, so they stay out). */
const GLOBAL_WITHIN = new Set([parseIp4("192.0.0.9"), parseIp4("192.0.0.10")]);

/** As prefixes in text: what never stands under the well-known prefix. */
export const NON_GLOBAL_IP4: readonly string[] = NON_GLOBAL.map(([network, bits]) => `${network}/${bits}`);

const NON_GLOBAL_MASKED = NON_GLOBAL.map(([network, bits]) => {
  const mask = bits === 0 ? 0 : (-1 << (32 - bits)) >>> 0;
  return { network: parseIp4(network)!, mask };
});

/** Whether an address may appear under the well-known prefix (RFC 6052 §3.1 forbids non-global IPv4 there). @param address unsigned 32-bit. */
export function isGlobalIp4(address: number): boolean {
  if (GLOBAL_WITHIN.has(address)) return true;
  return !NON_GLOBAL_MASKED.some(({ network, mask }) => (address & mask) >>> 0 === network);
}
