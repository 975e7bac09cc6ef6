/** How the kernel maps memory of this process: shared with the kernel by mmap(2), or in large pages. */
import koffi from "koffi";
import { errno, SystemCallError } from "./libc.ts";

const mapCall = koffi
  .load(null)
  .func("uintptr_t mmap(uintptr_t address, size_t length, int protection, int flags, int fd, long offset)");
const unmapCall = koffi.load(null).func("int munmap(uintptr_t address, size_t length)");

const adviseCall = koffi.load(null).func("int madvise(uintptr_t address, size_t length, int advice)");

const READ_WRITE = 3;
const SHARED_POPULATED = 0x8001;
const MAP_FAILED = 2 ** 64;
const MADV_HUGEPAGE = 14;
const HUGE_PAGE = 1 << 21;

export interface Mapping {
  readonly address: number;
  readonly buffer: ArrayBuffer;
  /** Nobody may touch `buffer` from then on. */
  unmap(): void;
}

/** @param length bytes. @param offset what of the descriptor's object. @throws SystemCallError */
export function mapShared(fd: number, length: number, offset: number): Mapping {
  const address = Number(mapCall(0, length, READ_WRITE, SHARED_POPULATED, fd, offset));
  if (address >= MAP_FAILED - 4096) throw new SystemCallError("mmap", errno());
  return { address, buffer: koffi.view(BigInt(address), length), unmap: () => unmapCall(address, length) };
}

/** Large pages for memory that is read here and there: fewer of its addresses have to be looked up. Where there are none nothing happens. */
export function preferHugePages(buffer: ArrayBufferLike): void {
  const address = Number(koffi.address(new Uint8Array(buffer)));
  const first = Math.ceil(address / HUGE_PAGE) * HUGE_PAGE;
  const last = Math.floor((address + buffer.byteLength) / HUGE_PAGE) * HUGE_PAGE;
  if (last > first) adviseCall(first, last - first, MADV_HUGEPAGE);
}
