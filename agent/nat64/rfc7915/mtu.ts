/** MTU arithmetic of packet-too-big messages. RFC 7915 §4.2 and §5.2. */

export const MIN_MTU6 = 1280;
const MIN_MTU4 = 68;

/** What a packet grows by from IPv4 to IPv6. */
export const GROWTH = 20;
const GROWTH_WITH_FRAGMENT_HEADER = 28;

/** RFC 1191 §7.1, from large to small. */
const PLATEAUS: readonly number[] = [65_535, 32_000, 17_914, 8166, 4352, 2002, 1492, 1006, 508, 296, 68];

/** §4.2, type 3 code 4: a router older than RFC 1191 says 0; then the greatest plateau below the quoted Total Length counts. */
export function advertisedMtu4(field: number, quotedTotalLength: number): number {
  if (field !== 0) return field;
  return PLATEAUS.find((plateau) => plateau < quotedTotalLength) ?? MIN_MTU4;
}

/** §4.2: max(1280, min(advertised + 20, MTU of the IPv6 next hop, MTU of the IPv4 next hop + 20)). */
export function mtuTo6(advertised: number, mtu6: number, mtu4: number): number {
  return Math.max(MIN_MTU6, Math.min(advertised + GROWTH, mtu6, mtu4 + GROWTH));
}

/**
 * §5.2: min(advertised − 20, MTU of the IPv4 next hop, MTU of the IPv6 next hop − 20), "taking into account whether or not
 * the packet in error includes a Fragment Header": one that has it was 28 bytes shorter on the IPv4 side.
 */
export function mtuTo4(advertised: number, mtu6: number, mtu4: number, hasFragmentHeader: boolean): number {
  const growth = hasFragmentHeader ? GROWTH_WITH_FRAGMENT_HEADER : GROWTH;
  return Math.max(MIN_MTU4, Math.min(advertised - growth, mtu4, mtu6 - growth));
}
