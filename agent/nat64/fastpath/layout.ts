/**
 * What the kernel program and we keep together: four maps. Addresses, ports and checksum deltas lie as on the wire, the rest in
 * host order, which is little-endian wherever we run.
 */

/** One session in one direction: key of `sessions6`. */
export const KEY6 = { bytes: 40, source: 0, destination: 16, ports: 32, protocol: 36 } as const;

/** Key of `sessions4`. */
export const KEY4 = { bytes: 16, source: 0, destination: 4, ports: 8, protocol: 12 } as const;

/**
 * What a packet toward IPv4 leaves with. `lastSeen` is the kernel's monotonic clock in nanoseconds. From `ifindex` on: the route it
 * took then, and the largest packet that fits; 0 where none has been asked for.
 */
export const VALUE6 = {
  bytes: 64,
  lastSeen: 0,
  session: 8,
  source: 12,
  destination: 16,
  sourcePort: 20,
  addressDelta: 24,
  portDelta: 28,
  ifindex: 32,
  mtu: 36,
  neighbour: 40,
} as const;

/** What a packet toward IPv6 leaves with, likewise. */
export const VALUE4 = {
  bytes: 88,
  lastSeen: 0,
  session: 8,
  destinationPort: 12,
  source: 16,
  destination: 32,
  addressDelta: 48,
  portDelta: 52,
  ifindex: 56,
  mtu: 60,
  neighbour: 64,
} as const;

/** One record per CPU, under key 0. `identification` goes up by one with each packet toward IPv4. */
export const COUNTERS = {
  bytes: 40,
  packets6to4: 0,
  bytes6to4: 8,
  packets4to6: 16,
  bytes4to6: 24,
  identification: 32,
} as const;

/**
 * Under key 0. `until`: when the program stops by itself, on the kernel's monotonic clock in nanoseconds. `mtu4`, `mtu6`: the
 * largest packets it lets out toward IPv4 and IPv6.
 */
export const CONTROL = { bytes: 16, until: 0, mtu4: 8, mtu6: 12 } as const;

/**
 * A packet that goes through the TUN device makes three hops: into it, the translator's own, and out of it. The kernel program
 * takes as many, so that nobody can tell from a hop limit which way a packet went.
 */
export const HOPS = 3;
