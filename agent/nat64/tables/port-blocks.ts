/**
 * Ports in blocks, so that an operator knows who had one without a log line per session. Deterministic (RFC 7422): a block
 * follows from the subscriber's prefix alone and nothing need be logged. Dynamic: a subscriber gets blocks when it needs them,
 * and one line is logged for each.
 */
import { formatIp6 } from "../../net/ip6.ts";
import { contains6, type Prefix6 } from "../../net/prefix.ts";
import { put32 } from "../packet/bytes.ts";
import type { Pool4, Pool4Entry, Protocol, TransportAddress } from "./pool4.ts";
import { UDP_TABLE } from "./pool4.ts";
import type { Random } from "./ports.ts";

export interface PortBlockSettings {
  readonly mode: "deterministic" | "dynamic";
  /** Ports of one block. */
  readonly size: number;
  /** Bits of an address that name a subscriber, at most 64. */
  readonly subscriberLength: number;
  /** Deterministic: the subscribers, in the order of their prefixes. */
  readonly clients: Prefix6 | null;
  /** Dynamic: most blocks of one subscriber. */
  readonly most: number;
}

export interface Block {
  readonly address: number;
  readonly from: number;
  readonly to: number;
}

/** One line for the log. */
export interface BlockEvent extends Block {
  readonly what: "allocated" | "released";
  /** As text: 2001:db8:1:2::/64. */
  readonly subscriber: string;
}

/** Blocks in the order of the pool; what is left over at the end of a range belongs to none. */
export function blocksOf(pool: readonly Pool4Entry[], size: number): Block[] {
  const blocks: Block[] = [];
  for (const { prefix, ports } of pool) {
    for (let i = 0; i < 2 ** (32 - prefix.length); i++) {
      for (const range of ports) {
        for (let from = range.from; from + size - 1 <= range.to; from += size) {
          blocks.push({ address: prefix.network + i, from, to: from + size - 1 });
        }
      }
    }
  }
  return blocks;
}

interface Subscriber {
  readonly blocks: number[];
  ports: number;
}

export class PortBlocks {
  readonly #settings: PortBlockSettings;
  readonly #blocks: readonly Block[];
  readonly #random: Random;
  readonly #onEvent: (event: BlockEvent) => void;
  /** Dynamic: blocks nobody has. */
  readonly #free: number[];
  /** By prefix, as text. */
  readonly #subscribers = new Map<string, Subscriber>();

  constructor(
    settings: PortBlockSettings,
    pool: readonly Pool4Entry[],
    random: Random,
    onEvent: (event: BlockEvent) => void,
  ) {
    this.#settings = settings;
    this.#blocks = blocksOf(pool, settings.size);
    this.#random = random;
    this.#onEvent = onEvent;
    this.#free = settings.mode === "dynamic" ? this.#blocks.map((_, i) => this.#blocks.length - 1 - i) : [];
  }

  /** Blocks that are given to somebody, and all there are. */
  get use(): { readonly given: number; readonly all: number } {
    const all = this.#blocks.length;
    return { given: this.#settings.mode === "dynamic" ? all - this.#free.length : all, all };
  }

  /** @param a and b the first two words of the client's address. @returns null where its blocks are full. */
  allocate(pool4: Pool4, protocol: Protocol, a: number, b: number, wantedPort: number): TransportAddress | null {
    const subscriber = this.#subscriberOf(a, b);
    if (subscriber === null) return null;
    for (;;) {
      for (const index of subscriber.blocks) {
        const block = this.#blocks[index]!;
        const port = this.#takeIn(pool4, protocol, block, wantedPort);
        if (port < 0) continue;
        subscriber.ports += 1;
        return { address: block.address, port };
      }
      if (!this.#give(subscriber, a, b, this.#free.at(-1))) {
        this.#forgetIfEmpty(a, b, subscriber);
        return null;
      }
    }
  }

  /** Note a port that was chosen elsewhere. @returns false where it is not this subscriber's and cannot become so. */
  claim(a: number, b: number, address: number, port: number): boolean {
    const subscriber = this.#subscriberOf(a, b);
    if (subscriber === null) return false;
    const holds = (index: number): boolean => {
      const block = this.#blocks[index]!;
      return block.address === address && port >= block.from && port <= block.to;
    };
    if (!subscriber.blocks.some(holds) && !this.#give(subscriber, a, b, this.#free.find(holds))) {
      this.#forgetIfEmpty(a, b, subscriber);
      return false;
    }
    subscriber.ports += 1;
    return true;
  }

  /** A port of this subscriber is free again. Its blocks go back with the last one. */
  release(a: number, b: number): void {
    const key = this.#textOf(a, b);
    const subscriber = this.#subscribers.get(key);
    if (subscriber === undefined) return;
    subscriber.ports -= 1;
    if (subscriber.ports > 0) return;
    this.#subscribers.delete(key);
    if (this.#settings.mode === "deterministic") return;
    for (const index of subscriber.blocks) {
      this.#free.unshift(index);
      this.#tell("released", index, a, b);
    }
  }

  /** Who got nothing leaves no trace: there are many random sources in an attack. */
  #forgetIfEmpty(a: number, b: number, subscriber: Subscriber): void {
    if (subscriber.ports === 0) this.#subscribers.delete(this.#textOf(a, b));
  }

  /** Dynamic: one block more. */
  #give(subscriber: Subscriber, a: number, b: number, index: number | undefined): boolean {
    if (this.#settings.mode === "deterministic" || index === undefined) return false;
    if (subscriber.blocks.length >= this.#settings.most) return false;
    this.#free.splice(this.#free.lastIndexOf(index), 1);
    subscriber.blocks.push(index);
    this.#tell("allocated", index, a, b);
    return true;
  }

  #subscriberOf(a: number, b: number): Subscriber | null {
    const key = this.#textOf(a, b);
    const known = this.#subscribers.get(key);
    if (known !== undefined) return known;
    const blocks: number[] = [];
    if (this.#settings.mode === "deterministic") {
      const index = this.#indexOf(a, b);
      if (index === null) return null;
      blocks.push(index);
    }
    const subscriber = { blocks, ports: 0 };
    this.#subscribers.set(key, subscriber);
    return subscriber;
  }

  /** RFC 7422 §2: the place of the subscriber among all of them is the place of its block. */
  #indexOf(a: number, b: number): number | null {
    const { clients, subscriberLength } = this.#settings;
    const address = addressOf(a, b);
    if (clients === null || !contains6(clients, address)) return null;
    const index = subscriberIndex(address, clients.length, subscriberLength);
    return index < this.#blocks.length ? index : null;
  }

  /** The port itself if it lies in the block and is free, else one of the same parity for UDP, else any. */
  #takeIn(pool4: Pool4, protocol: Protocol, { address, from, to }: Block, wanted: number): number {
    if (wanted >= from && wanted <= to && pool4.take(protocol, address, wanted)) return wanted;
    const size = to - from + 1;
    const first = Math.floor(this.#random() * size);
    for (const parity of protocol === UDP_TABLE ? [wanted & 1, -1] : [-1]) {
      for (let i = 0; i < size; i++) {
        const port = from + ((first + i) % size);
        if ((parity < 0 || (port & 1) === parity) && pool4.take(protocol, address, port)) return port;
      }
    }
    return -1;
  }

  #tell(what: BlockEvent["what"], index: number, a: number, b: number): void {
    this.#onEvent({ what, ...this.#blocks[index]!, subscriber: this.#textOf(a, b) });
  }

  #textOf(a: number, b: number): string {
    const address = addressOf(a, b);
    for (let bit = this.#settings.subscriberLength; bit < 64; bit++) address[bit >> 3]! &= ~(0x80 >> (bit & 7));
    return `${formatIp6(address)}/${this.#settings.subscriberLength}`;
  }
}

function addressOf(a: number, b: number): Uint8Array {
  const bytes = new Uint8Array(16);
  put32(bytes, 0, a);
  put32(bytes, 4, b);
  return bytes;
}

/** The bits [from, to) of an address as a number. There are at most 24 of them. */
function subscriberIndex(address: Uint8Array, from: number, to: number): number {
  let index = 0;
  for (let bit = from; bit < to; bit++) index = index * 2 + ((address[bit >> 3]! >> (7 - (bit & 7))) & 1);
  return index;
}

/** RFC 7422 §2 read backwards: whose port it is, or null. */
export function subscriberAt(
  { clients, size, subscriberLength }: PortBlockSettings,
  pool: readonly Pool4Entry[],
  address: number,
  port: number,
): string | null {
  if (clients === null) return null;
  const index = blocksOf(pool, size).findIndex((b) => b.address === address && port >= b.from && port <= b.to);
  if (index < 0 || index >= 2 ** (subscriberLength - clients.length)) return null;
  const bytes = clients.bytes.slice();
  for (let i = 0, rest = index; i < subscriberLength - clients.length; i++, rest = Math.floor(rest / 2)) {
    const bit = subscriberLength - 1 - i;
    if (rest % 2 === 1) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  }
  return `${formatIp6(bytes)}/${subscriberLength}`;
}
