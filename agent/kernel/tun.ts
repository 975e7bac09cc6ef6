/** A TUN device: one queue, no packet information, with a virtio-net header and offloads where the kernel gives them. */
import type { BpfProgram } from "./bpf.ts";
import { interfaceRequest, interfaceState } from "./interface.ts";
import {
  close,
  EBUSY,
  EINVAL,
  ioctl,
  O_CLOEXEC,
  O_NONBLOCK,
  O_RDWR,
  open,
  PinnedMemory,
  SystemCallError,
} from "./libc.ts";

const TUNSETIFF = 0x400454ca;
const TUNSETOFFLOAD = 0x400454d0;
const TUNSETVNETHDRSZ = 0x400454d8;
const TUNSETFILTEREBPF = 0x800454e1;

const IFF_TUN = 0x0001;
const IFF_NO_PI = 0x1000;
const IFF_VNET_HDR = 0x4000;

const TUN_F_CSUM = 0x01;
const TUN_F_TSO4 = 0x02;
const TUN_F_TSO6 = 0x04;
const TUN_F_USO4 = 0x20;
const TUN_F_USO6 = 0x40;

const IFNAMSIZ = 16;

/** From the most to the least; the first set the kernel takes is used. Kernels before 6.2 refuse USO. */
const OFFLOAD_SETS: readonly (readonly [name: string, flags: number])[] = [
  ["csum+tso+uso", TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6 | TUN_F_USO4 | TUN_F_USO6],
  ["csum+tso", TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6],
  ["csum", TUN_F_CSUM],
];

export interface Tun {
  readonly fd: number;
  readonly name: string;
  /** Whether the device was made by this call (and goes away with its descriptor). */
  readonly created: boolean;
  /** Bytes of virtio-net header before each packet; 0 where the kernel refused one. */
  readonly headerLength: 0 | 10 | 12;
  /** What the kernel took, for the log. */
  readonly offloads: string;
  close(): void;
}

/**
 * Attach to the TUN device of that name, or create it.
 * @param vnetHeader false to go without header and offloads.
 * @throws SystemCallError; EBUSY where another process holds the only queue.
 */
export function openTun(name: string, vnetHeader = true): Tun {
  const created = interfaceState(name) === "absent";
  const fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  try {
    const header = vnetHeader && attach(fd, name, IFF_TUN | IFF_NO_PI | IFF_VNET_HDR);
    if (!header && !attach(fd, name, IFF_TUN | IFF_NO_PI)) throw new SystemCallError(`attach to ${name}`, EINVAL);
    const headerLength = header ? sizeHeader(fd) : 0;
    const offloads = header ? setOffloads(fd) : "none";
    return { fd, name, created, headerLength, offloads, close: () => close(fd) };
  } catch (error) {
    close(fd);
    throw error;
  }
}

/** @returns false where the kernel refuses these flags. */
function attach(fd: number, name: string, flags: number): boolean {
  const request = interfaceRequest(name);
  request.view.setInt16(IFNAMSIZ, flags, true);
  const result = ioctl(fd, TUNSETIFF, request.address);
  if (result === 0) return true;
  if (result === -EINVAL) return false;
  throw new SystemCallError(
    result === -EBUSY ? `${name} is in use by another process: TUNSETIFF` : `TUNSETIFF ${name}`,
    -result,
  );
}

/** 12 bytes keep what follows aligned to four; a kernel that refuses leaves its 10. */
function sizeHeader(fd: number): 10 | 12 {
  const size = new PinnedMemory(4);
  size.view.setInt32(0, 12, true);
  return ioctl(fd, TUNSETVNETHDRSZ, size.address) === 0 ? 12 : 10;
}

function setOffloads(fd: number): string {
  for (const [name, flags] of OFFLOAD_SETS) if (ioctl(fd, TUNSETOFFLOAD, flags) === 0) return name;
  return "none";
}

/**
 * Have a socket filter decide which packets may queue at the device: what it returns 0 for is dropped. It stays with the device,
 * which may outlive us. Linux 4.16. @param program null: no more. @throws SystemCallError
 */
export function filterTun(tun: Tun, program: BpfProgram | null): void {
  const fd = new PinnedMemory(4);
  fd.view.setInt32(0, program?.fd ?? -1, true);
  const result = ioctl(tun.fd, TUNSETFILTEREBPF, fd.address);
  if (result < 0) throw new SystemCallError(`filtering ${tun.name}`, -result);
}
