import type { Frame } from "../packet/frame.ts";
import type { Ip4View } from "../packet/ip4.ts";
import type { Ip6View } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import type { To4, To6 } from "../packet/rewrite.ts";
import type { Sink } from "../packet/sink.ts";

/** null: go on; "held": kept for later, nothing leaves now; else dropped for that reason. */
export type MapOutcome = Reason | "held" | null;

/** Where an IPv6 destination points: a prefix of pool6 (its index) and the IPv4 address in it. */
export interface Destination4 {
  prefix: number;
  address: number;
}

/**
 * What differs between stateful (RFC 6146) and stateless (RFC 7915 with 6052 and 7757) translation: which addresses and ports a
 * packet gets. The results are written into the object given.
 */
export interface AddressMap {
  to4(frame: Frame, view: Ip6View, where: Destination4, nowMs: number, to: To4): MapOutcome;
  to6(frame: Frame, view: Ip4View, nowMs: number, to: To6): MapOutcome;
  /** The message's and the quoted packet's addresses. */
  errorTo4(frame: Frame, view: Ip6View, quoted: Frame, inner: Ip6View, outer: To4, inside: To4): Reason | null;
  errorTo6(
    frame: Frame,
    view: Ip4View,
    quoted: Frame,
    inner: Ip4View,
    outer: To6,
    inside: To6,
    nowMs: number,
  ): Reason | null;
  /** Whether a packet that was translated toward this IPv4 address comes straight back. RFC 6146 §3.8, RFC 7757 §4. */
  hairpins(destination: number): boolean;
  /**
   * Take a UDP fragment from IPv4 if its packet has no checksum. @param lacksChecksum known from the first fragment only.
   * @returns null if it is none of these, else the whole packet once it is complete, "held" before, or why it is dropped.
   */
  gather(frame: Frame, view: Ip4View, lacksChecksum: boolean, nowMs: number): Frame | MapOutcome;
  /** Fragments that waited for the packet just mapped; asked for once after it went out. */
  released(): readonly Frame[];
  /** End what has outlived its time. @param most sessions looked at. @returns whether some are left for the next call. */
  expire(nowMs: number, most: number, sink: Sink): boolean;
}
