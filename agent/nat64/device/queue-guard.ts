/**
 * Who floods the TUN device must not fill its queue for the others. The kernel runs a program of ours before it queues a packet:
 * as long as the queue is less than half full everything may wait; from there on each source prefix gets at most a quarter of what
 * the translator takes out. So the others always find room, and what is too much is dropped before it costs a wake-up, a copy and
 * a translation. Nothing is to be configured: time is counted in packets taken out, which is what the translator can do just now.
 */
import { BpfMap, BpfProgram } from "../../kernel/bpf.ts";
import { Assembler, FP, R0, R1, R2, R3, R4, R6, R7, R8 } from "../../kernel/bpf-assembler.ts";
import { queueLength } from "../../kernel/interface.ts";
import { close, SystemCallError } from "../../kernel/libc.ts";
import { type Mapping, mapShared } from "../../kernel/mapping.ts";
import { filterTun, type Tun } from "../../kernel/tun.ts";

/** What the program and we keep together, each on a cache line of its own. Host order. */
export const QUEUE = { bytes: 256, admitted: 0, taken: 64, until: 128, shed: 192 } as const;
/** What one prefix got, and in which epoch. */
export const PREFIX = { bytes: 8, epoch: 0, count: 4 } as const;
/** IPv6: the first eight bytes of the address under the prefix's mask. IPv4, whose attackers have no /64: a 4 and the first three. */
const KEY_BYTES = 8;
const PREFIXES = 16_384;
const PAGE = 4096;

const EPOCH_SHIFT = 10;
/** An epoch is as long as it takes to take this many packets out. */
export const TAKEN_PER_EPOCH = 1 << EPOCH_SHIFT;
/** Most packets of one prefix in an epoch while the queue is crowded. */
export const SHARE = TAKEN_PER_EPOCH / 4;
const TERM_MS = 3000;

const MAP_LOOKUP = 1;
const MAP_UPDATE = 2;
const CLOCK = 5;
const LOAD_BYTES = 26;
const SKB_PROTOCOL = 16;
const ETHERTYPE6_WIRE = 0xdd86;
const SOURCE6 = 8;
const SOURCE4 = 12;
const NEGATIVE = 0x80000000 | 0;

const KEY = -8;
const VALUE = -16;
const INDEX = -24;

/** @param crowded packets in the queue from which on shares count. @param prefixLength of an IPv6 source, 1 to 64. */
export function queueProgram(crowded: number, prefixLength: number): Assembler {
  const code = new Assembler()
    .move(R6, R1)
    .storeImmediate(4, FP, INDEX, 0)
    .map(R1, "queue")
    .move(R2, FP)
    .aluImmediate("add", R2, INDEX)
    .call(MAP_LOOKUP)
    .jumpIfImmediate("equal", R0, 0, "pass")
    .move(R7, R0)
    .load(4, R8, R7, QUEUE.taken)
    .load(4, R2, R7, QUEUE.admitted)
    .alu32("sub", R2, R8)
    // Taken before it was counted: packets on their way in from two sides.
    .jumpIfImmediate("anyBit", R2, NEGATIVE, "admit")
    .jumpIfImmediate("belowOrEqual", R2, crowded, "admit")
    // A device may outlive the translator that counts for it.
    .call(CLOCK)
    .load(8, R2, R7, QUEUE.until)
    .jumpIf("above", R0, R2, "admit")
    .storeImmediate(8, FP, KEY, 0)
    .load(4, R2, R6, SKB_PROTOCOL)
    .move(R1, R6)
    .move(R3, FP)
    .jumpIfImmediate("equal", R2, ETHERTYPE6_WIRE, "IPv6")
    .storeImmediate(4, FP, KEY, 4)
    .set(R2, SOURCE4)
    .aluImmediate("add", R3, KEY + 4)
    .set(R4, 3)
    .call(LOAD_BYTES)
    .jump("share")
    .label("IPv6")
    .set(R2, SOURCE6)
    .aluImmediate("add", R3, KEY)
    .set(R4, KEY_BYTES)
    .call(LOAD_BYTES)
    .load(8, R2, FP, KEY)
    .set64(R3, maskInMemory(prefixLength))
    .alu("and", R2, R3)
    .store(8, FP, KEY, R2)
    .label("share")
    .alu32Immediate("shiftRight", R8, EPOCH_SHIFT)
    .map(R1, "prefixes")
    .move(R2, FP)
    .aluImmediate("add", R2, KEY)
    .call(MAP_LOOKUP)
    .jumpIfImmediate("equal", R0, 0, "new prefix")
    .load(4, R2, R0, PREFIX.epoch)
    .jumpIf("equal", R2, R8, "same epoch")
    .store(4, R0, PREFIX.epoch, R8)
    .storeImmediate(4, R0, PREFIX.count, 1)
    .jump("admit")
    .label("same epoch")
    // Two processors may count one packet for two: shares are no more exact than that.
    .load(4, R2, R0, PREFIX.count)
    .jumpIfImmediate("aboveOrEqual", R2, SHARE, "shed")
    .aluImmediate("add", R2, 1)
    .store(4, R0, PREFIX.count, R2)
    .jump("admit")
    .label("new prefix")
    .store(4, FP, VALUE + PREFIX.epoch, R8)
    .storeImmediate(4, FP, VALUE + PREFIX.count, 1)
    .map(R1, "prefixes")
    .move(R2, FP)
    .aluImmediate("add", R2, KEY)
    .move(R3, FP)
    .aluImmediate("add", R3, VALUE)
    .set(R4, 0)
    .call(MAP_UPDATE)
    .label("admit")
    .set(R1, 1)
    .atomicAdd(4, R7, QUEUE.admitted, R1)
    .label("pass")
    // All of the packet.
    .set(R0, -1)
    .exit()
    .label("shed")
    .set(R1, 1)
    .atomicAdd(8, R7, QUEUE.shed, R1)
    .set(R0, 0)
    .exit();
  return code;
}

/** The mask of a prefix as a number loaded from memory, where the first byte is the lowest. */
function maskInMemory(prefixLength: number): bigint {
  let mask = 0n;
  for (let i = 0; i < KEY_BYTES; i++) {
    const bits = Math.max(0, Math.min(8, prefixLength - 8 * i));
    mask |= BigInt((0xff << (8 - bits)) & 0xff) << BigInt(8 * i);
  }
  return mask;
}

export class QueueGuard {
  readonly #tun: Tun;
  readonly #memory: Mapping;
  readonly #words: Int32Array;
  readonly #view: DataView;
  #overflowed = 0;

  /** @param prefixLength what counts as one IPv6 source, bits. @throws SystemCallError where the kernel has no such filter for us. */
  constructor(tun: Tun, prefixLength: number) {
    this.#tun = tun;
    const queue = new BpfMap({ name: "queue", kind: "shared", keyBytes: 4, valueBytes: QUEUE.bytes, entries: 1 });
    this.#memory = mapShared(queue.fd, PAGE, 0);
    this.#words = new Int32Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
    this.renew();
    const prefixes = new BpfMap({
      name: "prefixes",
      kind: "recent",
      keyBytes: KEY_BYTES,
      valueBytes: PREFIX.bytes,
      entries: PREFIXES,
    });
    const code = queueProgram(queueLength(tun.name) >> 1, prefixLength);
    const maps = { queue: queue.fd, prefixes: prefixes.fd };
    const program = new BpfProgram("nat64_queue", code.assemble(maps), "socketFilter");
    filterTun(tun, program);
    // The device holds the program, and the program its maps.
    for (const { fd } of [queue, prefixes, program]) close(fd);
  }

  /** Packets let in so far, modulo 2^32. */
  get admitted(): number {
    return Atomics.load(this.#words, QUEUE.admitted >> 2);
  }

  /** Packets dropped because their source had its share. */
  get shed(): number {
    return Number(this.#view.getBigUint64(QUEUE.shed, true));
  }

  /** Packets that were let in and found the queue full. */
  get overflowed(): number {
    return Math.max(0, this.#overflowed);
  }

  /** @param count packets were taken out. */
  take(count: number): void {
    this.#words[QUEUE.taken >> 2]! += count;
  }

  /** The queue was found empty. @param admitted by then, at least: read before the attempt. */
  empty(admitted: number): void {
    this.#overflowed += (admitted - this.#words[QUEUE.taken >> 2]!) | 0;
    this.#words[QUEUE.taken >> 2] = admitted;
  }

  /** To be called at least once a second: what nobody renews lets everything through. */
  renew(): void {
    this.#view.setBigUint64(QUEUE.until, process.hrtime.bigint() + BigInt(TERM_MS * 1e6), true);
  }

  stop(): void {
    try {
      filterTun(this.#tun, null);
    } catch (error) {
      // Gone with its device.
      if (!(error instanceof SystemCallError)) throw error;
    }
    this.#memory.unmap();
  }
}
