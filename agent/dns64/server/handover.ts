/** Queries on their way from a worker to the resolver's thread: one piece of bytes per batch, since a message between threads costs as much as twenty answers. */
import type { Front } from "./front.ts";
import { ASK_RESOLVER } from "./front.ts";

/** Records one after the other; each: u16 length of the address, u16 of the cookie option, u16 of the query, u8 socket, u8 view, u8 why, u8 unused, then the three. */
export interface Handover {
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** To be answered; to be asked anew, as its answer ends soon; only to be logged. */
export const WHY = { answer: 0, refresh: 1, log: 2 } as const;

/** One record, its parts views of the handover's bytes. */
export interface HandedOver {
  readonly socket: number;
  readonly view: number;
  readonly why: number;
  readonly address: Uint8Array;
  readonly cookie: Uint8Array;
  readonly packet: Uint8Array;
}

const HEADER = 10;

export class HandoverWriter {
  count = 0;
  private bytes = new Uint8Array(16_384);
  private length = 0;

  /** @param answer what front.answer returned for it. */
  add(
    socket: number,
    front: Front,
    packet: Uint8Array,
    packetLength: number,
    address: Uint8Array,
    answer: number,
  ): void {
    const cookie = front.query.cookie;
    const need = this.length + HEADER + address.length + cookie.length + packetLength;
    if (need > this.bytes.length) {
      const grown = new Uint8Array(2 * need);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    const { bytes } = this;
    let at = this.length;
    for (const value of [address.length, cookie.length, packetLength]) {
      bytes[at++] = value >>> 8;
      bytes[at++] = value & 255;
    }
    bytes[at++] = socket;
    bytes[at++] = front.view;
    bytes[at++] = answer === ASK_RESOLVER ? WHY.answer : front.refresh ? WHY.refresh : WHY.log;
    bytes[at++] = 0;
    bytes.set(address, at);
    bytes.set(cookie, at + address.length);
    at += address.length + cookie.length;
    for (let i = 0; i < packetLength; i++) bytes[at + i] = packet[i]!;
    this.length = at + packetLength;
    this.count++;
  }

  /** What was added since; it starts anew. */
  take(): Handover {
    const taken = { count: this.count, bytes: this.bytes.slice(0, this.length) };
    this.count = 0;
    this.length = 0;
    return taken;
  }
}

export function* handedOver({ bytes }: Handover): Generator<HandedOver> {
  for (let at = 0; at < bytes.length; ) {
    const word = (offset: number): number => (bytes[at + offset]! << 8) | bytes[at + offset + 1]!;
    const address = at + HEADER;
    const cookie = address + word(0);
    const packet = cookie + word(2);
    const end = packet + word(4);
    yield {
      socket: bytes[at + 6]!,
      view: bytes[at + 7]!,
      why: bytes[at + 8]!,
      address: bytes.subarray(address, cookie),
      cookie: bytes.subarray(cookie, packet),
      packet: bytes.subarray(packet, end),
    };
    at = end;
  }
}
