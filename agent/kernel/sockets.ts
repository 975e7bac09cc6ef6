/** UDP sockets and wake-ups by file descriptor, for threads that wait in the kernel instead of in an event loop. */
import koffi from "koffi";
import { errno, PinnedMemory, SystemCallError } from "./libc.ts";

const libc = koffi.load(null);
const socketCall = libc.func("int socket(int domain, int type, int protocol)");
const bindCall = libc.func("int bind(int fd, uintptr_t address, unsigned int length)");
const setOption = libc.func("int setsockopt(int fd, int level, int name, uintptr_t value, unsigned int length)");
const nameToIndex = libc.func("unsigned int if_nametoindex(const char *name)");
const eventFdCall = libc.func("int eventfd(unsigned int value, int flags)");
const closeCall = libc.func("int close(int fd)");
const sleepCall = libc.func("int usleep(unsigned int us)");

const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_DGRAM = 2;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;

const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_REUSEPORT = 15;
const SO_RCVBUFFORCE = 33;
const IPPROTO_IP = 0;
const IP_PKTINFO = 8;
const IP_MTU_DISCOVER = 10;
const IPPROTO_IPV6 = 41;
const IPV6_MTU_DISCOVER = 23;
const IPV6_V6ONLY = 26;
const IPV6_RECVPKTINFO = 49;
/** IP_PMTUDISC_OMIT and IPV6_PMTUDISC_OMIT: no path MTU that a forged ICMP error could lower. */
const PMTUDISC_OMIT = 5;

/** Room for a sockaddr_in or sockaddr_in6. */
export const SOCKADDR_BYTES = 28;

/** Write a sockaddr. @param address 4 or 16 bytes. @param scope index of the interface of a link-local address, else 0. @returns its length. */
export function writeSockaddr(into: DataView, at: number, address: Uint8Array, port: number, scope = 0): number {
  into.setUint16(at, address.length === 4 ? AF_INET : AF_INET6, true);
  into.setUint16(at + 2, port);
  if (address.length === 4) {
    for (let i = 0; i < 4; i++) into.setUint8(at + 4 + i, address[i]!);
    for (let i = 8; i < 16; i++) into.setUint8(at + i, 0);
    return 16;
  }
  into.setUint32(at + 4, 0);
  for (let i = 0; i < 16; i++) into.setUint8(at + 8 + i, address[i]!);
  into.setUint32(at + 24, scope, true);
  return SOCKADDR_BYTES;
}

/** @returns the interface's index, or 0 where there is none of that name. */
export function interfaceIndex(name: string): number {
  return nameToIndex(name);
}

export interface UdpSocketOptions {
  /** 4 or 16 bytes; all zero: every address. */
  readonly address: Uint8Array;
  readonly port: number;
  readonly scope: number;
  /** Other sockets of this process or user may bind the same address: the kernel spreads the clients over them. */
  readonly shared: boolean;
  readonly receiveBuffer: number;
}

/** A bound UDP socket that does not block. One on every address tells with each datagram which of them was asked. @throws SystemCallError */
export function openUdp({ address, port, scope, shared, receiveBuffer }: UdpSocketOptions): number {
  const six = address.length === 16;
  const fd = socketCall(six ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) throw new SystemCallError("socket", errno());
  const memory = new PinnedMemory(SOCKADDR_BYTES);
  const option = (level: number, name: number, value: number): boolean => {
    memory.view.setInt32(0, value, true);
    return setOption(fd, level, name, memory.address, 4) === 0;
  };
  try {
    if (six) option(IPPROTO_IPV6, IPV6_V6ONLY, 1);
    if (shared && !option(SOL_SOCKET, SO_REUSEPORT, 1)) throw new SystemCallError("SO_REUSEPORT", errno());
    // The first wants CAP_NET_ADMIN, the second stays within the system's limit.
    if (!option(SOL_SOCKET, SO_RCVBUFFORCE, receiveBuffer)) option(SOL_SOCKET, SO_RCVBUF, receiveBuffer);
    option(six ? IPPROTO_IPV6 : IPPROTO_IP, six ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, PMTUDISC_OMIT);
    if (address.every((octet) => octet === 0)) {
      const told = six ? option(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1) : option(IPPROTO_IP, IP_PKTINFO, 1);
      if (!told) throw new SystemCallError("PKTINFO", errno());
    }
    const length = writeSockaddr(memory.view, 0, address, port, scope);
    if (bindCall(fd, memory.address, length) < 0) throw new SystemCallError("bind", errno());
    return fd;
  } catch (error) {
    closeCall(fd);
    throw error;
  }
}

const EFD_NONBLOCK = 0o4000;
const EFD_CLOEXEC = 0o2000000;

/** A descriptor that becomes readable when 8 bytes are written to it. @throws SystemCallError */
export function openWakeUp(): number {
  const fd = eventFdCall(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (fd < 0) throw new SystemCallError("eventfd", errno());
  return fd;
}

/** Blocks the thread. */
export function sleepMicroseconds(us: number): void {
  sleepCall(us);
}
