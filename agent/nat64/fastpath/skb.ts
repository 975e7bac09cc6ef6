/** Names for what the kernel's interface for traffic-control programs calls by number. linux/bpf.h. */

/** Offsets in `struct __sk_buff`, each 32 bits wide. */
export const SKB_LENGTH = 0;
export const SKB_PACKET_TYPE = 4;
export const SKB_PROTOCOL = 16;
export const SKB_VLAN_PRESENT = 20;
export const SKB_DATA = 76;
export const SKB_DATA_END = 80;
export const SKB_GSO_SIZE = 176;

/** The frame was sent to us, by its MAC address. */
export const PACKET_HOST = 0;

/** "Not mine": what would have happened without us happens. The same number in tcx and clsact. */
export const GO_ON = -1;

export const MAP_LOOKUP = 1;
export const SKB_STORE_BYTES = 9;
export const L4_CHECKSUM_REPLACE = 11;
export const SKB_CHANGE_PROTOCOL = 31;
export const SKB_CHANGE_TAIL = 38;
export const SKB_PULL_DATA = 39;
export const FIB_LOOKUP = 69;
export const REDIRECT_NEIGHBOUR = 152;
export const CLOCK_COARSE = 160;

/** Flags of SKB_STORE_BYTES. */
export const RECOMPUTE_CHECKSUM = 1;
/** Flags of L4_CHECKSUM_REPLACE. */
export const PSEUDO_HEADER = 0x10;
export const MANGLED_ZERO = 0x20;

/** Flags and answers of FIB_LOOKUP. Before Linux 6.4 the neighbour is always looked up; that it is not known yet is no matter. */
export const FIB_SKIP_NEIGHBOUR = 4;
export const FIB_FOUND = 0;
export const FIB_NO_NEIGHBOUR = 7;

/** `struct bpf_fib_lookup`. */
export const FIB = {
  bytes: 64,
  family: 0,
  protocol: 1,
  ports: 2,
  totalLength: 6,
  ifindex: 8,
  tos: 12,
  source: 16,
  destination: 32,
} as const;

/** `struct bpf_redir_neigh`. */
export const NEIGHBOUR = { bytes: 20, family: 0, address: 4 } as const;

export const AF_INET = 2;
export const AF_INET6 = 10;
