/** A network interface of this process's network namespace. Asked by ioctl: /sys may belong to another namespace than we do. */
import { close, ioctl, PinnedMemory, SystemCallError, socket } from "./libc.ts";

const SIOCGIFFLAGS = 0x8913;
const SIOCGIFTXQLEN = 0x8942;
const IFNAMSIZ = 16;
const ENODEV = 19;
const IFF_UP = 1;

/** An `ifreq` with the name filled in; what follows starts at byte 16. */
export function interfaceRequest(name: string): PinnedMemory {
  const request = new PinnedMemory(40);
  const length = Math.min(name.length, IFNAMSIZ - 1);
  for (let i = 0; i < length; i++) request.bytes[i] = name.charCodeAt(i);
  return request;
}

/** "absent", "down" or "up". @throws SystemCallError */
export function interfaceState(name: string): "absent" | "down" | "up" {
  const flags = ask(name, SIOCGIFFLAGS, (view) => view.getInt16(IFNAMSIZ, true));
  if (flags === null) return "absent";
  return (flags & IFF_UP) !== 0 ? "up" : "down";
}

/** Packets that may wait to be sent. @throws SystemCallError */
export function queueLength(name: string): number {
  return ask(name, SIOCGIFTXQLEN, (view) => view.getInt32(IFNAMSIZ, true)) ?? 0;
}

/** @returns null where there is no such interface. */
function ask(name: string, question: number, read: (answer: DataView) => number): number | null {
  const request = interfaceRequest(name);
  const fd = socket();
  try {
    const result = ioctl(fd, question, request.address);
    if (result === -ENODEV) return null;
    if (result < 0) throw new SystemCallError(`asking for ${name}`, -result);
    return read(request.view);
  } finally {
    close(fd);
  }
}
