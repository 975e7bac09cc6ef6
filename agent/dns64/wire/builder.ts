/** Write a message whose records are ours or moved from another: names are compressed anew, since every offset shifts. */
import { HEADER_BYTES, TYPE } from "./constants.ts";
import { NAMES_IN_DATA } from "./layout.ts";
import type { Message, ResourceRecord, Section } from "./message.ts";
import { lowerOctet, readName, skipName } from "./name.ts";
import { pieceOf } from "./piece.ts";

const MAX_MESSAGE = 65535;
/** Further ones are hardly met again, and comparing with all would take the square of an answer's length. */
const MOST_COMPARED = 256;

/** Memory of the last message, for the next. */
let spare: Uint8Array | null = null;

export class MessageBuilder {
  private bytes: Uint8Array;
  private length = HEADER_BYTES;
  private readonly counts = [0, 0, 0];
  /** Where labels start that a pointer may lead to. */
  private readonly known: number[] = [];

  /** @param flags the 16-bit word at offset 2, RCODE included; the id stays 0 until an answer is sent. */
  constructor(flags: number) {
    this.bytes = spare ?? new Uint8Array(1024);
    spare = null;
    this.bytes.fill(0, 0, HEADER_BYTES);
    this.word(2, flags);
  }

  /** The one question. @param name uncompressed. */
  question(name: Uint8Array, type: number, cls: number): this {
    this.word(4, 1);
    this.name(name, true);
    this.append(4);
    this.word(this.length - 4, type);
    this.word(this.length - 2, cls);
    return this;
  }

  /** Append a record of ours. Sections must be written in order. @param owner uncompressed. @param data written as it is. */
  record(section: Section, owner: Uint8Array, type: number, cls: number, ttl: number, data: Uint8Array): this {
    const start = this.open(section, owner, type, cls, ttl);
    this.append(data.length);
    this.bytes.set(data, this.length - data.length);
    this.close(start);
    return this;
  }

  /** Append a record of ours whose data is one name. @param target uncompressed. */
  pointer(section: Section, owner: Uint8Array, type: number, cls: number, ttl: number, target: Uint8Array): this {
    const start = this.open(section, owner, type, cls, ttl);
    this.name(target, NAMES_IN_DATA.get(type)?.compress === true);
    this.close(start);
    return this;
  }

  /** Append an AAAA that takes owner and class from an A record of a parsed message. @param address 16 bytes. */
  addressFrom(from: Message, { section, owner, class: cls }: ResourceRecord, ttl: number, address: Uint8Array): this {
    return this.record(section, readName(from.bytes, owner)!, TYPE.AAAA, cls, ttl, address);
  }

  /** Append a record of a parsed message, with its TTL; parsing has checked its names. */
  copy(section: Section, { bytes }: Message, record: ResourceRecord): this {
    const start = this.open(section, readName(bytes, record.owner)!, record.type, record.class, record.ttl);
    const layout = NAMES_IN_DATA.get(record.type);
    let at = record.data;
    if (layout !== undefined) {
      at += layout.before;
      this.raw(bytes, record.data, at);
      for (let i = 0; i < layout.names; i++) {
        this.name(readName(bytes, at, record.end)!, layout.compress);
        at = skipName(bytes, at, record.end);
      }
    }
    this.raw(bytes, at, record.end);
    this.close(start);
    return this;
  }

  /** The last call. @returns the message, or null where it exceeds what TCP can carry. */
  finish(): Uint8Array | null {
    this.counts.forEach((count, section) => {
      this.word(6 + 2 * section, count);
    });
    spare = this.bytes;
    return this.length > MAX_MESSAGE ? null : pieceOf(this.bytes, 0, this.length);
  }

  private open(section: Section, owner: Uint8Array, type: number, cls: number, ttl: number): number {
    this.counts[section]!++;
    this.name(owner, true);
    this.append(10);
    const at = this.length - 10;
    this.word(at, type);
    this.word(at + 2, cls);
    this.word(at + 4, ttl >>> 16);
    this.word(at + 6, ttl & 0xffff);
    return this.length;
  }

  private close(start: number): void {
    this.word(start - 2, this.length - start);
  }

  private raw(from: Uint8Array, start: number, end: number): void {
    const to = this.length - start;
    this.append(end - start);
    for (let i = start; i < end; i++) this.bytes[to + i] = from[i]!;
  }

  /** Write a name, its longest known suffix as a pointer (RFC 1035 §4.1.4, 14 bits). */
  private name(name: Uint8Array, compress: boolean): void {
    let at = 0;
    // Of this name's own labels none is whole yet.
    const whole = Math.min(this.known.length, MOST_COMPARED);
    while (name[at]! > 0) {
      const known = compress ? this.placeOf(name, at, whole) : -1;
      if (known >= 0) {
        this.append(2);
        this.word(this.length - 2, 0xc000 | known);
        return;
      }
      if (compress && this.length < 0x4000) this.known.push(this.length);
      this.raw(name, at, at + name[at]! + 1);
      at += name[at]! + 1;
    }
    this.append(1);
    this.bytes[this.length - 1] = 0;
  }

  /** Where this suffix stands among the first `whole` places, or -1. */
  private placeOf(name: Uint8Array, from: number, whole: number): number {
    for (let k = 0; k < whole; k++) if (this.standsAt(this.known[k]!, name, from)) return this.known[k]!;
    return -1;
  }

  private standsAt(place: number, name: Uint8Array, from: number): boolean {
    const { bytes } = this;
    let at = place;
    for (let i = from; i < name.length; ) {
      while (bytes[at]! >= 0xc0) at = ((bytes[at]! & 0x3f) << 8) | bytes[at + 1]!;
      const end = i + name[i]! + 1;
      for (; i < end; i++, at++) if (lowerOctet(bytes[at]!) !== lowerOctet(name[i]!)) return false;
    }
    return true;
  }

  private append(count: number): void {
    this.length += count;
    if (this.length <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length, 2 * this.bytes.length));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  private word(at: number, value: number): void {
    this.bytes[at] = (value >>> 8) & 255;
    this.bytes[at + 1] = value & 255;
  }
}
