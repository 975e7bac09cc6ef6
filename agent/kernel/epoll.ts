/** Many short-lived connected UDP sockets, opened, read and closed by one thread that waits in the kernel. */
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
const LONGEST = 65_535;

/** Where in the memory what is handed to the kernel lies. */
const EVENT_AT = 0;
const SOCKADDR_AT = 64;
const EVENTS_AT = 128;
const BUFFER_AT = EVENTS_AT + MOST_EVENTS * 16;

export class ExchangeSockets {
  /** To be polled for reading. */
  readonly fd: number;
  private readonly open = new Map<number, number>();
  private readonly memory = new PinnedMemory(BUFFER_AT + LONGEST);

  /** @throws SystemCallError */
  constructor() {
    this.fd = epollCreate(EPOLL_CLOEXEC);
    if (this.fd < 0) throw new SystemCallError("epoll_create1", errno());
  }

  /**
   * Open a socket on a port the kernel draws, connected to one address, and send one datagram.
   * @param id under 2^31, of this exchange. @param sockaddr as writeSockaddr writes it. @returns 0, or minus the errno; nothing is open then.
   */
  send(id: number, sockaddr: Uint8Array, message: Uint8Array): number {
    const { bytes, view, address } = this.memory;
    const fd = socketCall(sockaddr[0]!, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
    if (fd < 0) return -errno();
    bytes.set(sockaddr, SOCKADDR_AT);
    bytes.set(message, BUFFER_AT);
    view.setUint32(EVENT_AT, EPOLLIN, true);
    view.setInt32(EVENT_AT + EVENT_DATA, fd, true);
    view.setInt32(EVENT_AT + EVENT_DATA + 4, id, true);
    const done =
      connectCall(fd, address + SOCKADDR_AT, sockaddr[0] === AF_INET ? 16 : 28) === 0 &&
      sendCall(fd, address + BUFFER_AT, message.length, 0) === message.length &&
      epollControl(this.fd, EPOLL_CTL_ADD, fd, address + EVENT_AT) === 0;
    if (done) {
      this.open.set(id, fd);
      return 0;
    }
    const code = errno();
    close(fd);
    return -code;
  }

  /** Closing takes the socket out of the set. */
  close(id: number): void {
    const fd = this.open.get(id);
    if (fd === undefined) return;
    this.open.delete(id);
    close(fd);
  }

  closeAll(): void {
    for (const fd of this.open.values()) close(fd);
    this.open.clear();
    close(this.fd);
  }

  /** Read what has arrived, without waiting. @param arrived called per datagram, with a copy of it; null: the socket reports an error. @returns how many sockets had something. */
  read(arrived: (id: number, datagram: Uint8Array | null) => void): number {
    const { view, address, bytes } = this.memory;
    const count = epollWait(this.fd, address + EVENTS_AT, MOST_EVENTS, 0);
    for (let i = 0; i < count; i++) {
      const at = EVENTS_AT + i * EVENT_BYTES + EVENT_DATA;
      const fd = view.getInt32(at, true);
      const id = view.getInt32(at + 4, true);
      // Closed because of what came before it in this turn; its number may already be another's.
      if (this.open.get(id) !== fd) continue;
      const length = recvCall(fd, address + BUFFER_AT, LONGEST, MSG_DONTWAIT);
      const code = length < 0 ? errno() : 0;
      if (code === EAGAIN || code === EINTR) continue;
      arrived(id, code === 0 ? bytes.slice(BUFFER_AT, BUFFER_AT + length) : null);
    }
    return Math.max(0, count);
  }
}
