/** The C library calls the data planes need. The only place where foreign code is called. */
import koffi from "koffi";

const libc = koffi.load(null);

const openPath = libc.func("int open(const char *path, int flags, ...)");
const openSocket = libc.func("int socket(int domain, int type, int protocol)");
const bindAt = libc.func("int bind(int fd, uintptr_t address, unsigned int length)");
const closeFd = libc.func("int close(int fd)");
const readAt = libc.func("long read(int fd, uintptr_t address, size_t length)");
const writeAt = libc.func("long write(int fd, uintptr_t address, size_t length)");
const pollAt = libc.func("int poll(uintptr_t address, unsigned long count, int timeout)");
const yieldCall = libc.func("int sched_yield()");
const ioctlValue = libc.func("int ioctl(int fd, unsigned long request, uintptr_t value)");

export const O_RDWR = 2;
export const O_NONBLOCK = 0o4000;
export const O_CLOEXEC = 0o2000000;

export const EINTR = 4;
export const EIO = 5;
export const EAGAIN = 11;
export const EBUSY = 16;
export const EINVAL = 22;

const ERRNO_NAMES: Readonly<Record<number, string>> = {
  1: "EPERM",
  2: "ENOENT",
  4: "EINTR",
  5: "EIO",
  6: "ENXIO",
  9: "EBADF",
  11: "EAGAIN",
  12: "ENOMEM",
  13: "EACCES",
  16: "EBUSY",
  17: "EEXIST",
  19: "ENODEV",
  22: "EINVAL",
  25: "ENOTTY",
  77: "EBADFD",
  95: "EOPNOTSUPP",
  97: "EAFNOSUPPORT",
  98: "EADDRINUSE",
  99: "EADDRNOTAVAIL",
  105: "ENOBUFS",
};

/** A system call that failed. `code` is the errno's name as Node spells it. */
export class SystemCallError extends Error {
  readonly code: string;
  readonly errno: number;
  constructor(call: string, errno: number) {
    const code = ERRNO_NAMES[errno] ?? `errno ${errno}`;
    super(`${call}: ${code}`);
    this.name = "SystemCallError";
    this.code = code;
    this.errno = errno;
  }
}

export function errno(): number {
  return koffi.errno();
}

/**
 * Memory the kernel may read and write: its address stays put for the life of the object. Node moves small typed arrays about,
 * so the least that is allocated is 64 KiB, which lies outside V8's moving heap.
 */
export class PinnedMemory {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Address of `bytes[0]`; below 2^53 on every Linux platform Node runs on. */
  readonly address: number;
  constructor(length: number) {
    const buffer = new ArrayBuffer(Math.max(length, 65_536));
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.address = Number(koffi.address(this.bytes));
  }
}

/** @throws SystemCallError */
export function open(path: string, flags: number): number {
  const fd = openPath(path, flags);
  if (fd < 0) throw new SystemCallError(`open ${path}`, errno());
  return fd;
}

/** A datagram socket to ask the kernel things with; nothing is sent. @throws SystemCallError */
export function socket(): number {
  const [AF_INET, SOCK_DGRAM] = [2, 2];
  const fd = openSocket(AF_INET, SOCK_DGRAM | O_CLOEXEC, 0);
  if (fd < 0) throw new SystemCallError("socket", errno());
  return fd;
}

/** A socket for whole frames of one protocol on one link, which does not block. packet(7). @throws SystemCallError */
export function openPacketSocket(protocol: number, link: number): number {
  const [AF_PACKET, SOCK_RAW] = [17, 3];
  const swapped = ((protocol & 0xff) << 8) | (protocol >> 8);
  const fd = openSocket(AF_PACKET, SOCK_RAW | O_NONBLOCK | O_CLOEXEC, swapped);
  if (fd < 0) throw new SystemCallError("packet socket", errno());
  // struct sockaddr_ll
  const memory = new PinnedMemory(20);
  memory.view.setUint16(0, AF_PACKET, true);
  memory.view.setUint16(2, protocol);
  memory.view.setInt32(4, link, true);
  if (bindAt(fd, memory.address, 20) === 0) return fd;
  const code = errno();
  closeFd(fd);
  throw new SystemCallError("bind", code);
}

/** Let whoever else waits for this processor run first. */
export function yieldProcessor(): void {
  yieldCall();
}

export function close(fd: number): void {
  closeFd(fd);
}

/** read(2) into memory at `address`. @returns bytes read, or minus the errno. */
export function read(fd: number, address: number, length: number): number {
  const n = readAt(fd, address, length);
  return n < 0 ? -errno() : n;
}

/** write(2) from memory at `address`. @returns bytes written, or minus the errno. */
export function write(fd: number, address: number, length: number): number {
  const n = writeAt(fd, address, length);
  return n < 0 ? -errno() : n;
}

/** ioctl(2) whose argument is a number or an address. @returns 0 or more, or minus the errno. */
export function ioctl(fd: number, request: number, value: number): number {
  const n = ioctlValue(fd, request, value);
  return n < 0 ? -errno() : n;
}

const POLLIN = 1;

/** Waits on one file descriptor; blocks the thread. */
export class Poller {
  readonly #memory = new PinnedMemory(8);
  constructor(fd: number) {
    this.#memory.view.setInt32(0, fd, true);
    this.#memory.view.setInt16(4, POLLIN, true);
  }

  /** @returns whether the descriptor is readable or in error; false after `timeoutMs` or on a signal. */
  wait(timeoutMs: number): boolean {
    return pollAt(this.#memory.address, 1, timeoutMs) > 0;
  }
}
