/** Who has an IPv4 address on a link: ARP probes, which claim nothing. RFC 5227 §2.1.1. */
import { interfaceRequest } from "./interface.ts";
import {
  close,
  EAGAIN,
  errno,
  ioctl,
  openPacketSocket,
  PinnedMemory,
  read,
  SystemCallError,
  socket,
  write,
} from "./libc.ts";

const ETH_P_ARP = 0x0806;
const SIOCGIFHWADDR = 0x8927;
const SIOCGIFINDEX = 0x8933;
const IFR_DATA = 16;
const ARPHRD_ETHER = 1;
const FRAME_BYTES = 42;
/** RFC 5227 §1.1: PROBE_NUM, PROBE_MIN, and ANNOUNCE_WAIT after the last. */
const PROBES = 3;
const BETWEEN_MS = 1_000;
const LAST_MS = 2_000;
const LOOK_MS = 20;

/**
 * Ask for some addresses of one link, one beside the other, for four seconds.
 * @param addresses four bytes each. @returns for each that somebody has, the six bytes of the hardware that said so; null where the link has no
 * ARP to ask by. @throws SystemCallError
 */
export async function probeAddresses(
  name: string,
  addresses: readonly Uint8Array[],
): Promise<ReadonlyMap<Uint8Array, Uint8Array> | null> {
  const link = ethernet(name);
  if (link === null) return null;
  const found = new Map<Uint8Array, Uint8Array>();
  const fd = openPacketSocket(ETH_P_ARP, link.index);
  const memory = new PinnedMemory(2048);
  try {
    for (let probe = 0; probe < PROBES; probe++) {
      for (const address of addresses) {
        memory.bytes.set(probeFrame(link.hardware, address));
        const sent = write(fd, memory.address, FRAME_BYTES);
        if (sent < 0) throw new SystemCallError(`ARP probe on ${name}`, -sent);
      }
      const until = performance.now() + (probe === PROBES - 1 ? LAST_MS : BETWEEN_MS);
      while (performance.now() < until && found.size < addresses.length) {
        const length = read(fd, memory.address, memory.bytes.length);
        if (length === -EAGAIN) {
          await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
          continue;
        }
        if (length < 0) throw new SystemCallError(`ARP on ${name}`, -length);
        const frame = memory.bytes.slice(0, length);
        for (const address of addresses) {
          const owner = conflict(frame, address, link.hardware);
          if (owner !== null) found.set(address, owner);
        }
      }
    }
    return found;
  } finally {
    close(fd);
  }
}

function ethernet(name: string): { readonly index: number; readonly hardware: Uint8Array } | null {
  const request = interfaceRequest(name);
  const fd = socket();
  try {
    if (ioctl(fd, SIOCGIFINDEX, request.address) < 0) throw new SystemCallError(`SIOCGIFINDEX ${name}`, errno());
    const index = request.view.getInt32(IFR_DATA, true);
    if (ioctl(fd, SIOCGIFHWADDR, request.address) < 0) throw new SystemCallError(`SIOCGIFHWADDR ${name}`, errno());
    if (request.view.getUint16(IFR_DATA, true) !== ARPHRD_ETHER) return null;
    return { index, hardware: request.bytes.slice(IFR_DATA + 2, IFR_DATA + 8) };
  } finally {
    close(fd);
  }
}

/** An ARP request from the hardware with no address of its own. RFC 826, RFC 5227 §2.1.1. */
export function probeFrame(hardware: Uint8Array, address: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_BYTES);
  frame.fill(0xff, 0, 6);
  frame.set(hardware, 6);
  frame.set([0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1], 12);
  frame.set(hardware, 22);
  frame.set(address, 38);
  return frame;
}

/**
 * Whether a frame says that somebody else has the address, or is about to take it: its sender has it, or probes for it as we do. RFC 5227 §2.1.1.
 * @returns the hardware of that somebody.
 */
export function conflict(frame: Uint8Array, address: Uint8Array, own: Uint8Array): Uint8Array | null {
  if (frame.length < FRAME_BYTES || !equal(frame.subarray(12, 20), [0x08, 0x06, 0, 1, 0x08, 0, 6, 4])) return null;
  const sender = frame.slice(22, 28);
  if (equal(sender, own)) return null;
  const claims = equal(frame.subarray(28, 32), address);
  const probes =
    equal(frame.subarray(28, 32), [0, 0, 0, 0]) && frame[21] === 1 && equal(frame.subarray(38, 42), address);
  return claims || probes ? sender : null;
}

function equal(a: Uint8Array, b: ArrayLike<number>): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
