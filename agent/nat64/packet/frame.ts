/** A packet in a buffer with room before it, and what a virtio-net header says about it. Translated in place. */

/** Room the translation may need in front of a packet: 28 bytes of longer header, 12 of virtio-net header. */
export const HEADROOM = 128;

/** virtio-net gso_type values. */
export const GSO_NONE = 0;
export const GSO_TCP4 = 1;
export const GSO_TCP6 = 4;
export const GSO_UDP = 5;
export const GSO_ECN = 0x80;

export class Frame {
  bytes: Uint8Array;
  /** The IP header starts here. */
  start = 0;
  /** The packet ends before this. */
  end = 0;
  /** The transport checksum field holds only the uncomplemented pseudo-header sum (virtio NEEDS_CSUM). */
  partial = false;
  /** Where the checksum to complete starts, absolute; meaningful when `partial`. */
  checksumStart = 0;
  /** Where it is stored, counted from checksumStart. */
  checksumOffset = 0;
  /** GSO_NONE, or the kind of super-packet (GSO_ECN may be added). */
  gsoType = GSO_NONE;
  /** Payload bytes per segment of a super-packet. */
  gsoSize = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** A frame of its own memory holding a copy of `packet`. */
  static of(packet: Uint8Array): Frame {
    const frame = Frame.ofSize(packet.length);
    frame.bytes.set(packet, HEADROOM);
    return frame;
  }

  /** An empty frame with room for `length` bytes. */
  static ofSize(length: number): Frame {
    const frame = new Frame(new Uint8Array(HEADROOM + length));
    frame.start = HEADROOM;
    frame.end = HEADROOM + length;
    return frame;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** A copy of the packet's bytes. */
  packet(): Uint8Array {
    return this.bytes.slice(this.start, this.end);
  }
}
