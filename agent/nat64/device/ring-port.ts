/**
 * A TUN device read and written through io_uring: what one batch of packets became and the reads of the next are one system call.
 * A packet that leaves stays in its slot until that call; a copy does for frames of other memory. Packets that come one by one
 * make no batch: for them plain calls cost less, and they leave at once.
 */
import { IoRing } from "../../kernel/io-uring.ts";
import { EAGAIN, EINTR, PinnedMemory, read, SystemCallError, write } from "../../kernel/libc.ts";
import type { Tun } from "../../kernel/tun.ts";
import { Frame, GSO_NONE, HEADROOM } from "../packet/frame.ts";
import { copyFrame, LARGEST, type Received, TunPort } from "./tun-port.ts";
import { readVnetHeader, writeVnetHeader } from "./vnet-header.ts";

/** Packets read with one call, and frames of other memory that may wait for it. */
const SLOTS = 64;
/** Reads, their packets as writes, and copies as writes. */
const RING = 256;
const SLOT_BYTES = HEADROOM + LARGEST;

/** A TUN device that cannot be told not to wait. */
const EOPNOTSUPP = 95;

/** Packets one right after the other from which on they are a batch, and the reads that are tried for the first. */
const BATCH = 4;

/** Tags: a read's is its slot. */
const WRITE = SLOTS;

interface Slot {
  readonly frame: Frame;
  readonly view: DataView;
  readonly address: number;
}

export class RingPort extends TunPort {
  readonly #device: Tun;
  readonly #ring: IoRing;
  readonly #slots: readonly Slot[];
  readonly #copies: readonly Slot[];
  #current: Slot;
  /** Slots of the last batch that hold packets, from #next on still to be handed out. */
  readonly #ready: Slot[] = [];
  #next = 0;
  #copied = 0;
  /** Reads of the next call: as many as there may be packets. */
  #depth = BATCH;
  /** Packets that came one by one without a gap. */
  #alone = 0;
  #failure = 0;
  #isEmpty = false;
  /** Whether reads and writes go through the ring now. */
  #isBatch = true;

  /** @throws SystemCallError where the kernel has no io_uring for us. */
  constructor(tun: Tun) {
    super(tun);
    this.#device = tun;
    this.#ring = new IoRing(RING);
    this.#slots = slots();
    this.#copies = slots();
    this.#current = this.#slots[0]!;
    this.#turn();
    if (this.#failure === -EOPNOTSUPP) {
      this.#ring.close();
      throw new SystemCallError("reading a TUN device through io_uring", EOPNOTSUPP);
    }
  }

  override get frame(): Frame {
    return this.#current.frame;
  }

  override get abilities(): string {
    return `${super.abilities} io=io_uring`;
  }

  override close(): void {
    this.#ring.close();
    super.close();
  }

  override receive(): Received {
    if (this.#next === this.#ready.length) {
      if (this.#isBatch) this.#turn();
      else this.#readOne();
      if (this.#failure !== 0) return this.failed(this.#failure);
      if (this.#ready.length === 0) return "nothing";
    }
    this.#current = this.#ready[this.#next++]!;
    return "packet";
  }

  override send(frame: Frame): void {
    let slot = this.#current;
    if (frame.bytes !== slot.frame.bytes) {
      if (this.#copied === SLOTS) this.#write();
      slot = this.#copies[this.#isBatch ? this.#copied++ : 0]!;
      copyFrame(frame, slot.frame);
    }
    const { headerLength, fd } = this.#device;
    const { start, length } = slot.frame;
    if (headerLength > 0) writeVnetHeader(slot.frame, slot.view, headerLength);
    const [address, bytes] = [slot.address + start - headerLength, length + headerLength];
    if (this.#isBatch) this.#ring.write(fd, address, bytes, WRITE);
    else if (write(fd, address, bytes) < 0) this.writeErrors += 1;
  }

  /** One packet, or nothing. */
  #readOne(): void {
    const { headerLength, fd } = this.#device;
    this.#ready.length = 0;
    this.#next = 0;
    this.#failure = 0;
    const admitted = this.guard?.admitted ?? 0;
    const { address } = this.#slots[0]!;
    const result = read(fd, address + HEADROOM - headerLength, headerLength + LARGEST);
    this.#done(0, result);
    if (result === -EAGAIN) this.guard?.empty(admitted);
    if (result >= 0) this.guard?.take(1);
    this.#alone = result >= 0 ? this.#alone + 1 : 0;
    if (this.#alone < BATCH) return;
    this.#alone = 0;
    // What is in hand leaves with the next call.
    this.#isBatch = true;
    this.#depth = BATCH;
  }

  /** What waits goes out, and the next batch comes in. */
  #turn(): void {
    const { headerLength, fd } = this.#device;
    const depth = this.#depth;
    this.#ready.length = 0;
    this.#next = 0;
    this.#failure = 0;
    this.#isEmpty = false;
    const admitted = this.guard?.admitted ?? 0;
    for (let i = 0; i < depth; i++) {
      const { address } = this.#slots[i]!;
      this.#ring.read(fd, address + HEADROOM - headerLength, headerLength + LARGEST, i);
    }
    this.#ring.run(this.#done);
    this.#copied = 0;
    const got = this.#ready.length;
    // Together with packets it says nothing: others may have come meanwhile.
    if (got > 0) this.guard?.take(got);
    else if (this.#isEmpty) this.guard?.empty(admitted);
    // A batch that was full may have been cut short; one that was not says how many to expect.
    this.#depth = got === depth ? Math.min(depth * 2, SLOTS) : Math.max(BATCH, got);
    // Nothing is in the ring now.
    this.#isBatch = got > 1;
  }

  /** Only what goes out: the copies are all in use in the middle of a batch. */
  #write(): void {
    this.#ring.run(this.#done);
    this.#copied = 0;
  }

  readonly #done = (tag: number, result: number): void => {
    if (tag === WRITE) {
      if (result < 0) this.writeErrors += 1;
      return;
    }
    if (result < 0) {
      if (result === -EAGAIN) this.#isEmpty = true;
      else if (result !== -EINTR) this.#failure = result;
      return;
    }
    const slot = this.#slots[tag]!;
    const { frame, view } = slot;
    const { headerLength } = this.#device;
    frame.start = HEADROOM;
    frame.end = HEADROOM + Math.max(0, result - headerLength);
    if (headerLength > 0) {
      readVnetHeader(frame, view, headerLength);
    } else {
      frame.partial = false;
      frame.gsoType = GSO_NONE;
    }
    this.#ready.push(slot);
  };
}

function slots(): Slot[] {
  const memory = new PinnedMemory(SLOTS * SLOT_BYTES);
  return Array.from({ length: SLOTS }, (_, i) => {
    const bytes = memory.bytes.subarray(i * SLOT_BYTES, (i + 1) * SLOT_BYTES);
    const view = new DataView(bytes.buffer, bytes.byteOffset, SLOT_BYTES);
    return { frame: new Frame(bytes), view, address: memory.address + i * SLOT_BYTES };
  });
}
