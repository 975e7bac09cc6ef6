/**
 * Programs that the namespaces of the NAT64 benchmark run: datagrams by blocking system calls, so that as little as possible is
 * measured besides the way. `echo` and `rr`: round trips. `flood`: one way, as fast as they go; `sip` asks `pour` for the same
 * from the other side. `open`: one packet or more over each of many new sessions, at a steady
 * pace. `random`: packets over sessions that are there, as fast as they go. Each prints one JSON line.
 */
import koffi from "koffi";
import { PinnedMemory } from "../../agent/kernel/libc.ts";
import { sleepMicroseconds, writeSockaddr } from "../../agent/kernel/sockets.ts";
import { parseIp4 } from "../../agent/net/ip4.ts";
import { parseIp6 } from "../../agent/net/ip6.ts";

const libc = koffi.load(null);
const socketCall = libc.func("int socket(int domain, int type, int protocol)");
const bindCall = libc.func("int bind(int fd, uintptr_t address, unsigned int length)");
const connectCall = libc.func("int connect(int fd, uintptr_t address, unsigned int length)");
const sendCall = libc.func("long send(int fd, uintptr_t buffer, size_t length, int flags)");
const receiveCall = libc.func(
  "long recvfrom(int fd, uintptr_t buffer, size_t length, int flags, uintptr_t address, uintptr_t addressLength)",
);
const sendToCall = libc.func(
  "long sendto(int fd, uintptr_t buffer, size_t length, int flags, uintptr_t address, unsigned int addressLength)",
);
const sendManyCall = libc.func("int sendmmsg(int fd, uintptr_t messages, unsigned int count, int flags)");

const setOptionCall = libc.func("int setsockopt(int fd, int level, int name, uintptr_t value, unsigned int length)");

const SOL_SOCKET = 1;
const SO_SNDBUFFORCE = 32;
const SEND_BUFFER = 1 << 24;
const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_DGRAM = 2;
const PAYLOAD = 18;
const SOCKADDR = 28;
const MMSGHDR = 64;
const BATCH = 64;
const FIRST_SOURCE = 20_000;
const FIRST_DESTINATION = 30_000;

function address(text: string): Uint8Array {
  const six = parseIp6(text);
  if (six !== null) return six;
  const four = parseIp4(text)!;
  return Uint8Array.of(four >>> 24, (four >>> 16) & 255, (four >>> 8) & 255, four & 255);
}

function bound(family: number, port: number): number {
  const fd = socketCall(family, SOCK_DGRAM, 0);
  const memory = new PinnedMemory(SOCKADDR);
  const length = writeSockaddr(memory.view, 0, new Uint8Array(family === AF_INET ? 4 : 16), port);
  if (fd < 0 || bindCall(fd, memory.address, length) !== 0) throw new Error(`port ${port} cannot be had`);
  return fd;
}

/** Send everything back, over IPv6 and, where that is not free, IPv4: an IPv6 socket takes both. */
function echo(port: string): void {
  // What nobody reads costs the receiver least.
  bound(AF_INET6, Number(port) + 1);
  const fd = bound(AF_INET6, Number(port));
  const buffer = new PinnedMemory(2048);
  const from = new PinnedMemory(64);
  console.log("echoing");
  for (;;) {
    from.view.setUint32(32, SOCKADDR, true);
    const n = receiveCall(fd, buffer.address, 2048, 0, from.address, from.address + 32);
    if (n >= 0) sendToCall(fd, buffer.address, n, 0, from.address, from.view.getUint32(32, true));
  }
}

/** Room for what waits at the translator: a sender that sleeps for it would be what is measured. */
function widen(fd: number): number {
  const value = new PinnedMemory(4);
  value.view.setInt32(0, SEND_BUFFER, true);
  setOptionCall(fd, SOL_SOCKET, SO_SNDBUFFORCE, value.address, 4);
  return fd;
}

/** @returns packets handed to the kernel. */
function pump(fd: number, table: PinnedMemory, seconds: number): number {
  const start = performance.now();
  let sent = 0;
  while (performance.now() - start < seconds * 1000) sent += Math.max(0, sendManyCall(fd, table.address, BATCH, 0));
  return sent;
}

function flood(host: string, port: string, seconds: string): unknown {
  const fd = widen(socketCall(AF_INET6, SOCK_DGRAM, 0));
  const table = messages(address(host), new Array(BATCH).fill(Number(port)));
  return { sent: pump(fd, table, Number(seconds)), seconds: Number(seconds) };
}

/** Whoever writes one datagram gets a flood back. */
function pour(port: string, seconds: string): void {
  const fd = widen(bound(AF_INET6, Number(port)));
  const buffer = new PinnedMemory(2048);
  const from = new PinnedMemory(64);
  for (;;) {
    from.view.setUint32(32, SOCKADDR, true);
    if (receiveCall(fd, buffer.address, 2048, 0, from.address, from.address + 32) < 0) continue;
    const table = messages(from.bytes.slice(8, 24), new Array(BATCH).fill(from.view.getUint16(2)));
    pump(fd, table, Number(seconds));
  }
}

function sip(host: string, port: string, seconds: string): unknown {
  const fd = socketCall(AF_INET6, SOCK_DGRAM, 0);
  const to = new PinnedMemory(SOCKADDR);
  sendToCall(fd, to.address, 1, 0, to.address, writeSockaddr(to.view, 0, address(host), Number(port)));
  sleepMicroseconds((Number(seconds) + 0.2) * 1e6);
  return { seconds: Number(seconds) };
}

/** Round trips one after the other; microseconds. */
function roundTrips(host: string, port: string, count: string): unknown {
  const fd = socketCall(AF_INET6, SOCK_DGRAM, 0);
  const to = new PinnedMemory(SOCKADDR);
  connectCall(fd, to.address, writeSockaddr(to.view, 0, address(host), Number(port)));
  const buffer = new PinnedMemory(2048);
  const times = new Float64Array(Number(count));
  for (let i = 0; i < times.length; i++) {
    const start = performance.now();
    sendCall(fd, buffer.address, PAYLOAD, 0);
    receiveCall(fd, buffer.address, 2048, 0, 0, 0);
    times[i] = (performance.now() - start) * 1000;
  }
  times.sort();
  return { p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] };
}

/** One message per destination port, in the order given. */
function messages(bytes: Uint8Array, ports: readonly number[]): PinnedMemory {
  const memory = new PinnedMemory(ports.length * (MMSGHDR + SOCKADDR + 4) + 64);
  const { view, address: base } = memory;
  const names = ports.length * MMSGHDR;
  const vector = names + ports.length * (SOCKADDR + 4);
  view.setBigUint64(vector, BigInt(base + vector + 16), true);
  view.setBigUint64(vector + 8, BigInt(PAYLOAD), true);
  for (const [i, port] of ports.entries()) {
    const name = names + i * (SOCKADDR + 4);
    const length = writeSockaddr(view, name, bytes, port);
    view.setBigUint64(i * MMSGHDR, BigInt(base + name), true);
    view.setUint32(i * MMSGHDR + 8, length, true);
    view.setBigUint64(i * MMSGHDR + 16, BigInt(base + vector), true);
    view.setBigUint64(i * MMSGHDR + 24, 1n, true);
  }
  return memory;
}

const sources = (count: string, first = FIRST_SOURCE): number[] =>
  Array.from({ length: Number(count) }, (_, i) => widen(bound(AF_INET6, first + i)));

const destinations = (count: string): number[] =>
  Array.from({ length: Number(count) }, (_, i) => FIRST_DESTINATION + i);

/** Each source to each destination. @param packets per session, one after the other. @param perSecond sessions opened. */
function open(host: string, from: string, to: string, packets: string, perSecond: string, first: string): unknown {
  const fds = sources(from, Number(first));
  const ports = destinations(to);
  const table = messages(address(host), ports);
  const start = performance.now();
  let opened = 0;
  let sent = 0;
  for (const fd of fds) {
    for (let at = 0; at < ports.length; at += BATCH) {
      const count = Math.min(BATCH, ports.length - at);
      for (let i = 0; i < Number(packets); i++)
        sent += Math.max(0, sendManyCall(fd, table.address + at * MMSGHDR, count, 0));
      opened += count;
      const ahead = start + (opened * 1000) / Number(perSecond) - performance.now();
      if (ahead > 0.1) sleepMicroseconds(ahead * 1000);
    }
  }
  return { opened, sent, seconds: (performance.now() - start) / 1000 };
}

function random(host: string, from: string, to: string, seconds: string): unknown {
  const fds = sources(from);
  const ports = destinations(to);
  for (let i = ports.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [ports[i], ports[j]] = [ports[j]!, ports[i]!];
  }
  const table = messages(address(host), ports);
  const start = performance.now();
  let sent = 0;
  while (performance.now() - start < Number(seconds) * 1000) {
    const fd = fds[Math.floor(Math.random() * fds.length)]!;
    const at = Math.floor(Math.random() * (ports.length - BATCH + 1));
    sent += Math.max(0, sendManyCall(fd, table.address + at * MMSGHDR, BATCH, 0));
  }
  return { sent, seconds: (performance.now() - start) / 1000 };
}

const [command, ...args] = process.argv.slice(2) as [string, ...string[]];
const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
  echo,
  rr: roundTrips,
  flood,
  pour,
  sip,
  open,
  random,
};
const result = commands[command]!(...(args as never[]));
if (result !== undefined) console.log(JSON.stringify(result));
