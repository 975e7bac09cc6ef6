/** One thread's readable descriptors, epoll(7), and the connected UDP sockets of exchanges among them. */
import koffi from "koffi";
import { close, EAGAIN, EINTR, errno, PinnedMemory, SystemCallError } from "./libc.ts";

const libc = koffi.load(null);
const epollCreate = libc.func("int epoll_create1(int flags)");
const epollControl = libc.func("int epoll_ctl(int epoll, int operation, int fd, uintptr_t event)");
const epollWait = libc.func("int epoll_wait(int epoll, uintptr_t events, int most, int timeout)");
const socketCall = libc.func("int socket(int domain, int type, int protocol)");
const connectCall = libc.func("int connect(int fd, uintptr_t address, unsigned int length)");
const sendCall = libc.func("long send(int fd, uintptr_t bytes, size_t length, int flags)");
const recvCall = libc.func("long recv(int fd, uintptr_t bytes, size_t length, int flags)");

const EPOLL_CLOEXEC = 0o2000000;
const EPOLL_CTL_ADD = 1;
const EPOLLIN = 1;
const SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0o4000 | 0o2000000;
const AF_INET = 2;
const MSG_DONTWAIT = 0x40;

/** struct epoll_event is packed on x86-64 only. */
const EVENT_BYTES = process.arch === "x64" ? 12 : 16;
const EVENT_DATA = process.arch === "x64" ? 4 : 8;
const MOST_EVENTS = 64;
/** Where in the set's memory its events lie, behind the one that is added. */
const EVENTS_AT = 64;

/** Descriptors to be read, each with a tag of its owner's choice. */
export class ReadableSet {
  private readonly fd: number;
  private readonly memory = new PinnedMemory(EVENTS_AT + MOST_EVENTS * EVENT_BYTES);

  /** @throws SystemCallError */
  constructor() {
    this.fd = epollCreate(EPOLL_CLOEXEC);
    if (this.fd < 0) throw new SystemCallError("epoll_create1", errno());
  }

  /** Until it is closed; closing takes a descriptor out. @param tag 32 bits, signed. @returns whether the kernel took it. */
  add(fd: number, tag: number): boolean {
    const { view, address } = this.memory;
    view.setUint32(0, EPOLLIN, true);
    view.setInt32(EVENT_DATA, tag, true);
    view.setInt32(EVENT_DATA + 4, 0, true);
    return epollControl(this.fd, EPOLL_CTL_ADD, fd, address) === 0;
  }

  /** Blocks the thread. @returns how many are readable or in error; 0 after `timeoutMs` or on a signal. */
  wait(timeoutMs: number): number {
    return Math.max(0, epollWait(this.fd, this.memory.address + EVENTS_AT, MOST_EVENTS, timeoutMs));
  }

  /** Of the last wait. */
  tag(i: number): number {
    return this.memory.view.getInt32(EVENTS_AT + i * EVENT_BYTES + EVENT_DATA, true);
  }

  close(): void {
    close(this.fd);
  }
}

const LONGEST = 65_535;
const BUFFER_AT = 64;

/** A port carries this many exchanges, one after the other, within so long a time; then another is drawn. */
const MOST_EXCHANGES = 16;
const OLDEST_MS = 1000;

/** A socket; in `tag` of its events stands its place in the list. */
interface Place {
  readonly fd: number;
  /** Where it is connected to: who asked for it by the same object gets it again. */
  readonly to: Uint8Array;
  readonly openedMs: number;
  carried: number;
  /** 0: between two exchanges. */
  exchange: number;
}

/**
 * Connected UDP sockets, each on a port the kernel draws. One whose exchange ended with its answer is used again for a short while: opening
 * and closing costs several times what sending does. Whatever arrives between two exchanges closes it, as nobody was asked anything.
 */
export class ExchangeSockets {
  private readonly set: ReadableSet;
  private readonly places: (Place | null)[] = [];
  private readonly vacant: number[] = [];
  /** Places between two exchanges, the latest last. */
  private idle: number[] = [];
  private readonly byExchange = new Map<number, number>();
  private readonly memory = new PinnedMemory(BUFFER_AT + LONGEST);
  /** The exchange whose datagram is being looked at. */
  private looking = 0;

  /** @param set its tags from 0 upwards are used. */
  constructor(set: ReadableSet) {
    this.set = set;
  }

  /** Whether `closeIdle` should be called now and then. */
  get hasIdle(): boolean {
    return this.idle.length > 0;
  }

  /** @param exchange positive, below 2^31. @param to as writeSockaddr writes it; the same object for the same address. @returns 0, or minus the errno; nothing is open then. */
  send(exchange: number, to: Uint8Array, message: Uint8Array, nowMs: number): number {
    const number = this.takeIdle(to, nowMs) ?? this.open(to, nowMs);
    if (number < 0) return number;
    const place = this.places[number]!;
    const { bytes, address } = this.memory;
    bytes.set(message, BUFFER_AT);
    if (sendCall(place.fd, address + BUFFER_AT, message.length, 0) !== message.length) {
      const code = errno();
      this.drop(number);
      return -code;
    }
    place.exchange = exchange;
    place.carried++;
    this.byExchange.set(exchange, number);
    return 0;
  }

  /** The exchange is over. */
  close(exchange: number): void {
    const number = this.byExchange.get(exchange);
    if (number === undefined) return;
    this.byExchange.delete(exchange);
    const place = this.places[number]!;
    place.exchange = 0;
    // Unanswered: its answer may still come, and belongs to nobody.
    if (exchange !== this.looking || place.carried >= MOST_EXCHANGES) this.drop(number);
    else this.idle.push(number);
  }

  closeAll(): void {
    this.places.forEach((place, number) => {
      if (place !== null) this.drop(number);
    });
    this.byExchange.clear();
    this.idle = [];
  }

  /** Close what has been open for long. */
  closeIdle(nowMs: number): void {
    const old = this.idle.filter((number) => this.places[number]!.openedMs <= nowMs - OLDEST_MS);
    if (old.length === 0) return;
    this.idle = this.idle.filter((number) => !old.includes(number));
    for (const number of old) this.drop(number);
  }

  /**
   * Read one datagram from a readable socket.
   * @param tag of the set's. @param arrived called with the exchange and the datagram, which is there until it returns; null: the socket reports an error.
   */
  read(tag: number, arrived: (exchange: number, datagram: Uint8Array | null) => void): void {
    const place = this.places[tag] ?? null;
    // Closed because of what came before it in this turn.
    if (place === null) return;
    const { exchange } = place;
    if (exchange === 0) {
      this.idle = this.idle.filter((number) => number !== tag);
      this.drop(tag);
      return;
    }
    const length = recvCall(place.fd, this.memory.address + BUFFER_AT, LONGEST, MSG_DONTWAIT);
    const code = length < 0 ? errno() : 0;
    // Also where another socket has got this place in this turn.
    if (code === EAGAIN || code === EINTR) return;
    if (code !== 0) {
      arrived(exchange, null);
      return;
    }
    this.looking = exchange;
    try {
      arrived(exchange, this.memory.bytes.subarray(BUFFER_AT, BUFFER_AT + length));
    } finally {
      this.looking = 0;
    }
  }

  private takeIdle(to: Uint8Array, nowMs: number): number | null {
    for (let i = this.idle.length - 1; i >= 0; i--) {
      const number = this.idle[i]!;
      const place = this.places[number]!;
      if (place.to !== to || place.openedMs <= nowMs - OLDEST_MS) continue;
      this.idle.splice(i, 1);
      return number;
    }
    return null;
  }

  private open(to: Uint8Array, openedMs: number): number {
    const { bytes, address } = this.memory;
    const fd = socketCall(to[0]!, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
    if (fd < 0) return -errno();
    bytes.set(to);
    const number = this.vacant.pop() ?? this.places.length;
    const done = connectCall(fd, address, to[0] === AF_INET ? 16 : 28) === 0 && this.set.add(fd, number);
    this.places[number] = { fd, to, openedMs, carried: 0, exchange: 0 };
    if (done) return number;
    const code = errno();
    this.drop(number);
    return -code;
  }

  private drop(number: number): void {
    close(this.places[number]!.fd);
    this.places[number] = null;
    this.vacant.push(number);
  }
}
