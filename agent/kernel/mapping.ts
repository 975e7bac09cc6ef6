/** Memory that the kernel and this process share, by mmap(2). */
import koffi from "koffi";
import { errno, SystemCallError } from "./libc.ts";

const mapCall = koffi
  .load(null)
  .func("uintptr_t mmap(uintptr_t address, size_t length, int protection, int flags, int fd, long offset)");
const unmapCall = koffi.load(null).func("int munmap(uintptr_t address, size_t length)");

const READ_WRITE = 3;
const SHARED_POPULATED = 0x8001;
const MAP_FAILED = 2 ** 64;

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
