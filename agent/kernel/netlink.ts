/** Netlink: one request, and all that is answered. Sockets belong to this thread's network namespace. */
import koffi from "koffi";
import { close, errno, O_CLOEXEC, PinnedMemory, read, SystemCallError, write } from "./libc.ts";

const openSocket = koffi.load(null).func("int socket(int domain, int type, int protocol)");

const AF_NETLINK = 16;
const SOCK_RAW = 3;

export const NETLINK_ROUTE = 0;
export const NETLINK_NETFILTER = 12;

const HEADER = 16;
const REQUEST = 0x01;
const ACK = 0x04;
const DUMP = 0x300;
/** NLM_F_DUMP_INTR: what is listed changed meanwhile, and some of it may be missing. */
const INTERRUPTED = 0x10;
/** So often a list that changes under way is asked for; then what came last has to do. */
const TRIES = 5;
export const CREATE = 0x400;
export const EXCLUSIVE = 0x200;

const TYPE_ERROR = 2;
const TYPE_DONE = 3;
const RECEIVE_BYTES = 1 << 17;

/** Type bits that are no part of an attribute's number. */
const ATTRIBUTE_TYPE = 0x3fff;
const NESTED = 0x8000;

export interface NetlinkMessage {
  readonly type: number;
  /** What follows the netlink header. */
  readonly body: Uint8Array;
}

const pad = (length: number): number => (length + 3) & ~3;

/** One attribute with its padding. */
export function attribute(type: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(pad(4 + value.length));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 4 + value.length, true);
  view.setUint16(2, type, true);
  bytes.set(value, 4);
  return bytes;
}

export function attribute32(type: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return attribute(type, bytes);
}

export function attributeText(type: number, value: string): Uint8Array {
  return attribute(type, new TextEncoder().encode(`${value}\0`));
}

export function nested(type: number, ...attributes: readonly Uint8Array[]): Uint8Array {
  return attribute(type | NESTED, joined(attributes));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The attributes of a message by number, the last of each. @param from where they start. */
export function attributes(body: Uint8Array, from: number): ReadonlyMap<number, Uint8Array> {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const found = new Map<number, Uint8Array>();
  for (let at = from; at + 4 <= body.length; ) {
    const length = view.getUint16(at, true);
    if (length < 4 || at + length > body.length) break;
    found.set(view.getUint16(at + 2, true) & ATTRIBUTE_TYPE, body.subarray(at + 4, at + length));
    at += pad(length);
  }
  return found;
}

/** Everything of one kind. @throws SystemCallError with what the kernel answered. */
export function netlinkDump(protocol: number, type: number, body: Uint8Array): NetlinkMessage[] {
  for (let tries = 1; ; tries++) {
    const dump = new NetlinkDump(protocol, type, body);
    const messages: NetlinkMessage[] = [];
    for (let more = dump.next(); more !== null; more = dump.next()) messages.push(...more);
    if (!dump.isInterrupted || tries === TRIES) return messages;
  }
}

/** Ask for a change. @param flags CREATE, EXCLUSIVE. @throws SystemCallError with what the kernel answered. */
export function netlinkRequest(protocol: number, type: number, flags: number, body: Uint8Array): void {
  const socket = new Conversation(protocol, type, ACK | flags, body);
  try {
    while (socket.answers() !== null);
  } finally {
    socket.close();
  }
}

/** A dump taken in pieces: a routing table may hold a million entries, and nobody is to wait for all of them. */
export class NetlinkDump {
  readonly #socket: Conversation;

  /** @throws SystemCallError */
  constructor(protocol: number, type: number, body: Uint8Array) {
    this.#socket = new Conversation(protocol, type, DUMP, body);
  }

  /** Something of what it lists changed meanwhile: it may lack some. */
  get isInterrupted(): boolean {
    return this.#socket.isInterrupted;
  }

  /** @returns some of it, or null after the last. @throws SystemCallError with what the kernel answered. */
  next(): NetlinkMessage[] | null {
    try {
      const messages = this.#socket.answers();
      if (messages === null) this.close();
      return messages;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#socket.close();
  }
}

/** One for all: what is read is copied out before anybody else reads. */
const memory = new PinnedMemory(RECEIVE_BYTES);

class Conversation {
  #fd: number;
  #isDone = false;
  isInterrupted = false;

  constructor(protocol: number, type: number, flags: number, body: Uint8Array) {
    this.#fd = openSocket(AF_NETLINK, SOCK_RAW | O_CLOEXEC, protocol);
    if (this.#fd < 0) throw new SystemCallError("a netlink socket", errno());
    const { view, bytes, address } = memory;
    const length = HEADER + body.length;
    view.setUint32(0, length, true);
    view.setUint16(4, type, true);
    view.setUint16(6, REQUEST | flags, true);
    view.setUint32(8, 1, true);
    view.setUint32(12, 0, true);
    bytes.set(body, HEADER);
    const sent = write(this.#fd, address, length);
    if (sent >= 0) return;
    this.close();
    throw new SystemCallError("netlink", -sent);
  }

  /** @returns the next batch, or null once all is answered. */
  answers(): NetlinkMessage[] | null {
    if (this.#isDone) return null;
    const { view, bytes, address } = memory;
    const received = read(this.#fd, address, RECEIVE_BYTES);
    if (received < 0) throw new SystemCallError("netlink", -received);
    const messages: NetlinkMessage[] = [];
    for (let at = 0; at + HEADER <= received; ) {
      const length = view.getUint32(at, true);
      const type = view.getUint16(at + 4, true);
      if ((view.getUint16(at + 6, true) & INTERRUPTED) !== 0) this.isInterrupted = true;
      if (type === TYPE_DONE || type === TYPE_ERROR) {
        // An error of 0 is what was asked for: the acknowledgement.
        const code = view.getInt32(at + HEADER, true);
        if (code < 0) throw new SystemCallError("netlink", -code);
        this.#isDone = true;
        break;
      }
      messages.push({ type, body: bytes.slice(at + HEADER, at + length) });
      at += pad(length);
    }
    return messages;
  }

  close(): void {
    if (this.#fd >= 0) close(this.#fd);
    this.#fd = -1;
  }
}
