/**
 * io_uring as a way to make many reads and writes with one system call. None of them waits: each is done, or refused with EAGAIN,
 * before the call returns, in the order they were queued, and nothing is left in flight. Linux 5.6.
 */
import { close, EAGAIN, EINTR, PinnedMemory, SystemCallError } from "./libc.ts";
import { type Mapping, mapShared } from "./mapping.ts";
import { syscall } from "./syscall.ts";

const PARAMS_BYTES = 120;
const FEATURES = 20;
const SQ_OFFSETS = 40;
const CQ_OFFSETS = 80;
/** Both rings lie in one mapping: Linux 5.4. */
const SINGLE_MMAP = 1;
const RINGS_AT = 0;
const SQES_AT = 0x10000000;

const SQE = 64;
const CQE = 16;
const OP_READ = 22;
const OP_WRITE = 23;
/** Of files that can do without waiting O_NONBLOCK is no longer enough: the ring would wait for us, and keep the buffer. */
const RWF_NOWAIT = 8;
const GETEVENTS = 1;

export class IoRing {
  readonly #fd: number;
  readonly #rings: Mapping;
  readonly #words: Int32Array;
  readonly #entries: Mapping;
  readonly #entry: DataView;
  readonly #mask: number;
  readonly #sqTail: number;
  readonly #sqArray: number;
  readonly #cqHead: number;
  readonly #cqTail: number;
  readonly #cqMask: number;
  readonly #cqes: number;
  #queued = 0;
  #tail = 0;

  /** @param size most operations per call; a power of two. @throws SystemCallError where the kernel has none, or none for us. */
  constructor(size: number) {
    const params = new PinnedMemory(PARAMS_BYTES);
    const fd = syscall("io_uring_setup", size, params.address, 0);
    if (fd < 0) throw new SystemCallError("io_uring_setup", -fd);
    this.#fd = fd;
    const word = (at: number): number => params.view.getUint32(at, true);
    try {
      if ((word(FEATURES) & SINGLE_MMAP) === 0) throw new Error("io_uring: this kernel's is too old");
      const [sqEntries, cqEntries] = [word(0), word(4)];
      const length = Math.max(word(SQ_OFFSETS + 24) + sqEntries * 4, word(CQ_OFFSETS + 20) + cqEntries * CQE);
      this.#rings = mapShared(fd, length, RINGS_AT);
      this.#words = new Int32Array(this.#rings.buffer, 0, length >> 2);
      this.#entries = mapShared(fd, sqEntries * SQE, SQES_AT);
      this.#entry = new DataView(this.#entries.buffer);
    } catch (error) {
      close(fd);
      throw error;
    }
    const words = this.#words;
    this.#sqTail = word(SQ_OFFSETS + 4) >> 2;
    this.#mask = words[word(SQ_OFFSETS + 8) >> 2]!;
    this.#sqArray = word(SQ_OFFSETS + 24) >> 2;
    this.#cqHead = word(CQ_OFFSETS) >> 2;
    this.#cqTail = word(CQ_OFFSETS + 4) >> 2;
    this.#cqMask = words[word(CQ_OFFSETS + 8) >> 2]!;
    this.#cqes = word(CQ_OFFSETS + 20) >> 2;
    // What is queued third is entry three: the kernel's list of entries stays as it is from here on.
    for (let i = 0; i <= this.#mask; i++) words[this.#sqArray + i] = i;
  }

  get queued(): number {
    return this.#queued;
  }

  /** @param tag comes back with the result. */
  read(fd: number, address: number, length: number, tag: number): void {
    this.#queue(OP_READ, fd, address, length, tag);
  }

  write(fd: number, address: number, length: number, tag: number): void {
    this.#queue(OP_WRITE, fd, address, length, tag);
  }

  /** Do what is queued. @param done hears each tag and result: bytes, or minus the errno. @throws SystemCallError */
  run(done: (tag: number, result: number) => void): void {
    if (this.#queued === 0) return;
    const words = this.#words;
    Atomics.store(words, this.#sqTail, this.#tail);
    let left = this.#queued;
    this.#queued = 0;
    let submit = left;
    while (left > 0) {
      const taken = syscall("io_uring_enter", this.#fd, submit, left, GETEVENTS);
      if (taken < 0 && taken !== -EINTR && taken !== -EAGAIN) throw new SystemCallError("io_uring_enter", -taken);
      if (taken > 0) submit -= taken;
      const tail = Atomics.load(words, this.#cqTail);
      let head = words[this.#cqHead]!;
      for (; head !== tail; head = (head + 1) | 0) {
        const at = this.#cqes + (head & this.#cqMask) * (CQE >> 2);
        done(words[at]!, words[at + 2]!);
        left -= 1;
      }
      Atomics.store(words, this.#cqHead, head);
    }
  }

  close(): void {
    this.#rings.unmap();
    this.#entries.unmap();
    close(this.#fd);
  }

  #queue(operation: number, fd: number, address: number, length: number, tag: number): void {
    const view = this.#entry;
    const at = (this.#tail & this.#mask) * SQE;
    view.setBigUint64(at, 0n, true);
    view.setUint8(at, operation);
    view.setInt32(at + 4, fd, true);
    view.setUint32(at + 16, address % 2 ** 32, true);
    view.setUint32(at + 20, Math.floor(address / 2 ** 32), true);
    view.setUint32(at + 24, length, true);
    view.setUint32(at + 28, RWF_NOWAIT, true);
    view.setUint32(at + 32, tag, true);
    this.#tail = (this.#tail + 1) | 0;
    this.#queued += 1;
  }
}
