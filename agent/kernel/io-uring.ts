/**
 * io_uring as a way to make many reads and writes with one system call. None of them waits: each is done, or refused with EAGAIN,
 * before the call returns, in the order they were queued, and nothing is left in flight. Linux 5.6.
 */
import koffi from "koffi";
import { close, EAGAIN, EINTR, PinnedMemory, SystemCallError } from "./libc.ts";
import { syscall } from "./syscall.ts";

const mapCall = koffi
  .load(null)
  .func("uintptr_t mmap(uintptr_t address, size_t length, int protection, int flags, int fd, long offset)");
const unmapCall = koffi.load(null).func("int munmap(uintptr_t address, size_t length)");

const READ_WRITE = 3;
const SHARED_POPULATED = 0x8001;
const MAP_FAILED = 2 ** 64;

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
  readonly #ring: { readonly address: number; readonly length: number; readonly words: Int32Array };
  readonly #entries: { readonly address: number; readonly length: number; readonly view: DataView };
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
      const rings = map(fd, length, RINGS_AT);
      this.#ring = { ...rings, words: new Int32Array(rings.buffer, 0, length >> 2) };
      const entries = map(fd, sqEntries * SQE, SQES_AT);
      this.#entries = { ...entries, view: new DataView(entries.buffer) };
    } catch (error) {
      close(fd);
      throw error;
    }
    const { words } = this.#ring;
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
    const { words } = this.#ring;
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
    unmapCall(this.#ring.address, this.#ring.length);
    unmapCall(this.#entries.address, this.#entries.length);
    close(this.#fd);
  }

  #queue(operation: number, fd: number, address: number, length: number, tag: number): void {
    const { view } = this.#entries;
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

function map(fd: number, length: number, offset: number): { address: number; length: number; buffer: ArrayBuffer } {
  const address = Number(mapCall(0, length, READ_WRITE, SHARED_POPULATED, fd, offset));
  if (address >= MAP_FAILED - 4096) throw new Error("io_uring: its rings cannot be mapped");
  return { address, length, buffer: koffi.view(BigInt(address), length) };
}
