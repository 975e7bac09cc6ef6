/**
 * Many datagrams per system call: recvmmsg(2) into pinned slots, sendmmsg(2) out of them to where they came from. Answers of one length for
 * one client leave as one large datagram that the kernel (or the network card) cuts up (UDP_SEGMENT, Linux 4.18).
 */
import koffi from "koffi";
import { EAGAIN, EINTR, errno, PinnedMemory } from "./libc.ts";

const libc = koffi.load(null);
const recvmmsg = libc.func(
  "int recvmmsg(int fd, uintptr_t messages, unsigned int count, int flags, uintptr_t timeout)",
);
const sendmmsg = libc.func("int sendmmsg(int fd, uintptr_t messages, unsigned int count, int flags)");

const MSG_DONTWAIT = 0x40;
const MSG_CTRUNC = 0x08;
const MSG_TRUNC = 0x20;
const SOL_UDP = 17;
const UDP_SEGMENT = 103;

/** struct mmsghdr and its fields on 64-bit Linux. */
const HEADER = 64;
const NAME = 0;
const NAME_LENGTH = 8;
const IOV = 16;
const IOV_COUNT = 24;
const CONTROL = 32;
const CONTROL_LENGTH = 40;
const FLAGS = 48;
const LENGTH = 56;
const IOVEC = 16;
const SOCKADDR = 32;
/** Holds a packet-info message (40 bytes at most) and a segment size (24). */
const CONTROLS = 72;
const SEGMENT_CONTROL = 24;

/** A large datagram may not hold more pieces (UDP_MAX_SEGMENTS of the kernels before 6.9), nor more bytes than one IP packet. */
const MOST_PIECES = 64;
const MOST_PIECE_BYTES = 65_000;
/** Every link carries pieces of this length whole; longer ones go one by one, for the IP layer to fragment. */
const LONGEST_PIECE = 1232;

const RECEIVE_BYTES = 2048;
const SEND_BYTES = 1280;

export class DatagramBatch {
  /** Datagram i of the last receive starts at byte 0 of received[i]. */
  readonly received: readonly Uint8Array[];
  /** What is to be sent in answer to datagram i. */
  readonly answers: readonly Uint8Array[];
  /** All of it. */
  readonly bytes: Uint8Array;
  /** Where the sender's sockaddr of datagram i starts in `bytes`. */
  readonly sockaddrAt: Int32Array;
  private readonly size: number;
  private readonly memory: PinnedMemory;
  private readonly i32: Int32Array;
  private readonly lengths: Int32Array;
  private readonly receiveHeaders: number;
  private readonly sendHeaders: number;
  private readonly sendVectors: number;
  private readonly receiveControls: number;
  private readonly sendControls: number;
  private readonly firstAnswer: number;
  private readonly withInfo: boolean;
  /** Groups of one batch: for each the first datagram, the last, pieces, length. */
  private readonly groupFirst: Int32Array;
  private readonly groupCount: Int32Array;
  private readonly groupFilled: Int32Array;
  private readonly groupOf: Int32Array;
  private segmentation = true;

  /** @param size datagrams per call. @param withInfo whether the socket tells which address was asked. */
  constructor(size: number, withInfo: boolean) {
    this.size = size;
    this.withInfo = withInfo;
    let end = 0;
    const take = (bytes: number): number => {
      const at = end;
      end += size * bytes;
      return at;
    };
    this.receiveHeaders = take(HEADER);
    this.sendHeaders = take(HEADER);
    const receiveVectors = take(IOVEC);
    this.sendVectors = take(IOVEC);
    const names = take(SOCKADDR);
    this.receiveControls = take(CONTROLS);
    this.sendControls = take(CONTROLS);
    const inputs = take(RECEIVE_BYTES);
    this.firstAnswer = take(SEND_BYTES);
    this.memory = new PinnedMemory(end);
    this.bytes = this.memory.bytes;
    this.i32 = new Int32Array(this.bytes.buffer);
    const slots = Array.from({ length: size }, (_, i) => i);
    this.sockaddrAt = Int32Array.from(slots, (i) => names + i * SOCKADDR);
    this.received = slots.map((i) => this.bytes.subarray(inputs + i * RECEIVE_BYTES, inputs + (i + 1) * RECEIVE_BYTES));
    this.answers = slots.map((i) =>
      this.bytes.subarray(this.firstAnswer + i * SEND_BYTES, this.firstAnswer + (i + 1) * SEND_BYTES),
    );
    this.lengths = new Int32Array(size);
    this.groupFirst = new Int32Array(size);
    this.groupCount = new Int32Array(size);
    this.groupFilled = new Int32Array(size);
    this.groupOf = new Int32Array(size);
    for (const i of slots) {
      this.pointer(receiveVectors + i * IOVEC, inputs + i * RECEIVE_BYTES);
      this.i32[(receiveVectors + i * IOVEC + 8) >> 2] = RECEIVE_BYTES;
      const header = this.receiveHeaders + i * HEADER;
      this.pointer(header + NAME, this.sockaddrAt[i]!);
      this.pointer(header + IOV, receiveVectors + i * IOVEC);
      this.i32[(header + IOV_COUNT) >> 2] = 1;
      if (withInfo) this.pointer(header + CONTROL, this.receiveControls + i * CONTROLS);
    }
  }

  /** Take what is there, without waiting. @returns how many datagrams; 0: none; minus the errno where the socket is in error. */
  receive(fd: number): number {
    for (let i = 0; i < this.size; i++) {
      const header = this.receiveHeaders + i * HEADER;
      this.i32[(header + NAME_LENGTH) >> 2] = SOCKADDR;
      if (this.withInfo) this.i32[(header + CONTROL_LENGTH) >> 2] = CONTROLS;
    }
    const count = recvmmsg(fd, this.memory.address + this.receiveHeaders, this.size, MSG_DONTWAIT, 0);
    if (count >= 0) return count;
    const code = errno();
    return code === EAGAIN || code === EINTR ? 0 : -code;
  }

  /** Of datagram i; 0 where it was longer than a slot or came without all that is needed to answer it. */
  length(i: number): number {
    const header = this.receiveHeaders + i * HEADER;
    if ((this.i32[(header + FLAGS) >> 2]! & (MSG_TRUNC | MSG_CTRUNC)) !== 0) return 0;
    return this.i32[(header + LENGTH) >> 2]!;
  }

  /** Say how long the answer to datagram i is. @param length 0: none now. */
  answer(i: number, length: number): void {
    this.lengths[i] = length;
  }

  /** Bytes of sockaddr and packet info of datagram i, for an answer that comes later from another thread. @returns what `DatagramSender` takes. */
  addressOf(i: number): Uint8Array {
    const header = this.receiveHeaders + i * HEADER;
    const info = this.withInfo ? this.i32[(header + CONTROL_LENGTH) >> 2]! : 0;
    const out = new Uint8Array(SOCKADDR + info);
    out.set(this.bytes.subarray(this.sockaddrAt[i]!, this.sockaddrAt[i]! + SOCKADDR));
    if (info > 0) {
      this.forgetInterface(i);
      const control = this.receiveControls + i * CONTROLS;
      out.set(this.bytes.subarray(control, control + info), SOCKADDR);
    }
    return out;
  }

  /** Send the answers to the first `count` datagrams. @returns how many could not be handed to the kernel. */
  send(fd: number, count: number): number {
    const groups = this.group(count);
    this.layOut(count);
    for (let g = 0; g < groups; g++) this.prepare(g);
    let lost = 0;
    for (let done = 0; done < groups; ) {
      const sent = sendmmsg(fd, this.memory.address + this.sendHeaders + done * HEADER, groups - done, 0);
      if (sent > 0) {
        done += sent;
        continue;
      }
      const code = errno();
      if (code === EINTR) continue;
      lost += this.sendOneByOne(fd, done);
      done++;
    }
    return lost;
  }

  /** Put answers for the same client together where they can leave as one. @returns how many groups there are. */
  private group(count: number): number {
    const { lengths, groupOf, groupFirst, groupCount } = this;
    let groups = 0;
    for (let i = 0; i < count; i++) {
      const length = lengths[i]!;
      groupOf[i] = -1;
      if (length === 0) continue;
      let g = this.segmentation && length <= LONGEST_PIECE ? groups - 1 : -1;
      while (g >= 0 && !this.joins(g, i, length)) g--;
      if (g < 0) {
        g = groups++;
        groupFirst[g] = i;
        groupCount[g] = 0;
      }
      groupCount[g] = groupCount[g]! + 1;
      groupOf[i] = g;
    }
    return groups;
  }

  /** Whether datagram i came from where group g's did, asked the same address, and has an answer as long. */
  private joins(g: number, i: number, length: number): boolean {
    const first = this.groupFirst[g]!;
    const pieces = this.groupCount[g]!;
    if (this.lengths[first] !== length || pieces === MOST_PIECES || (pieces + 1) * length > MOST_PIECE_BYTES)
      return false;
    const { i32, bytes } = this;
    const a = this.sockaddrAt[first]! >> 2;
    const b = this.sockaddrAt[i]! >> 2;
    const words = bytes[4 * a] === 2 ? 2 : 7;
    for (let w = 0; w < words; w++) if (i32[a + w] !== i32[b + w]) return false;
    if (!this.withInfo) return true;
    const one = this.receiveControls + first * CONTROLS;
    const other = this.receiveControls + i * CONTROLS;
    const info = i32[(this.receiveHeaders + first * HEADER + CONTROL_LENGTH) >> 2]!;
    for (let w = 0; w < info; w += 4) if (i32[(one + w) >> 2] !== i32[(other + w) >> 2]) return false;
    return true;
  }

  /** One vector per answer, those of a group next to each other. */
  private layOut(count: number): void {
    const { groupOf, groupCount, groupFilled, i32 } = this;
    let next = 0;
    for (let i = 0; i < count; i++) {
      const g = groupOf[i]!;
      if (g < 0) continue;
      if (this.groupFirst[g] === i) {
        groupFilled[g] = next;
        next += groupCount[g]!;
        this.pointer(this.sendHeaders + g * HEADER + IOV, this.sendVectors + groupFilled[g]! * IOVEC);
      }
      const vector = this.sendVectors + groupFilled[g]! * IOVEC;
      groupFilled[g] = groupFilled[g]! + 1;
      this.pointer(vector, this.firstAnswer + i * SEND_BYTES);
      i32[(vector + 8) >> 2] = this.lengths[i]!;
    }
  }

  private prepare(g: number): void {
    const { i32 } = this;
    const header = this.sendHeaders + g * HEADER;
    const first = this.groupFirst[g]!;
    const pieces = this.groupCount[g]!;
    this.pointer(header + NAME, this.sockaddrAt[first]!);
    i32[(header + NAME_LENGTH) >> 2] = i32[(this.receiveHeaders + first * HEADER + NAME_LENGTH) >> 2]!;
    i32[(header + IOV_COUNT) >> 2] = pieces;
    const control = this.sendControls + g * CONTROLS;
    let length = 0;
    if (this.withInfo) length = this.copyInfo(first, control);
    if (pieces > 1) {
      const at = (control + length) >> 2;
      i32[at] = 18;
      i32[at + 1] = 0;
      i32[at + 2] = SOL_UDP;
      i32[at + 3] = UDP_SEGMENT;
      i32[at + 4] = this.lengths[first]!;
      length += SEGMENT_CONTROL;
    }
    this.pointer(header + CONTROL, control);
    i32[(header + CONTROL_LENGTH) >> 2] = length;
  }

  /** The packet info of datagram i, so that its answer leaves from the address that was asked. @returns its length. */
  private copyInfo(i: number, to: number): number {
    const { i32 } = this;
    this.forgetInterface(i);
    const from = (this.receiveControls + i * CONTROLS) >> 2;
    const length = i32[(this.receiveHeaders + i * HEADER + CONTROL_LENGTH) >> 2]!;
    for (let w = 0; w < length >> 2; w++) i32[(to >> 2) + w] = i32[from + w]!;
    return length;
  }

  /** The interface a query came in by says nothing about the way back, but for link-local addresses. */
  private forgetInterface(i: number): void {
    const info = this.receiveControls + i * CONTROLS + 16;
    if (this.bytes[this.sockaddrAt[i]!] === 2) this.i32[info >> 2] = 0;
    else if (this.bytes[info] !== 0xfe || (this.bytes[info + 1]! & 0xc0) !== 0x80) this.i32[(info + 16) >> 2] = 0;
  }

  /** A group the kernel refused: its pieces alone. A path that cannot segment is not asked to again. @returns how many pieces failed too. */
  private sendOneByOne(fd: number, g: number): number {
    const { i32 } = this;
    const header = this.sendHeaders + g * HEADER;
    const pieces = this.groupCount[g]!;
    if (pieces === 1) return 1;
    this.segmentation = false;
    const vectors = this.groupFilled[g]! - pieces;
    i32[(header + CONTROL_LENGTH) >> 2] = i32[(header + CONTROL_LENGTH) >> 2]! - SEGMENT_CONTROL;
    i32[(header + IOV_COUNT) >> 2] = 1;
    let lost = 0;
    for (let piece = 0; piece < pieces; piece++) {
      this.pointer(header + IOV, this.sendVectors + (vectors + piece) * IOVEC);
      if (sendmmsg(fd, this.memory.address + header, 1, 0) !== 1) lost++;
    }
    return lost;
  }

  private pointer(at: number, to: number): void {
    const address = this.memory.address + to;
    this.i32[at >> 2] = (address % 0x1_0000_0000) | 0;
    this.i32[(at >> 2) + 1] = Math.floor(address / 0x1_0000_0000);
  }
}

/** Sends single datagrams to where earlier ones came from. */
export class DatagramSender {
  private readonly memory = new PinnedMemory(65_536 + 256);

  /** @param address of DatagramBatch.addressOf. @returns whether the kernel took it. */
  send(fd: number, address: Uint8Array, message: Uint8Array): boolean {
    const { memory } = this;
    const NAME_AT = 128;
    const pointer = (at: number, to: number): void => memory.view.setBigUint64(at, BigInt(memory.address + to), true);
    memory.bytes.fill(0, 0, NAME_AT);
    memory.bytes.set(address, NAME_AT);
    memory.bytes.set(message, 256);
    pointer(NAME, NAME_AT);
    memory.view.setInt32(NAME_LENGTH, address[0] === 2 ? 16 : 28, true);
    pointer(IOV, HEADER);
    memory.view.setInt32(IOV_COUNT, 1, true);
    pointer(HEADER, 256);
    memory.view.setInt32(HEADER + 8, message.length, true);
    if (address.length > SOCKADDR) {
      pointer(CONTROL, NAME_AT + SOCKADDR);
      memory.view.setInt32(CONTROL_LENGTH, address.length - SOCKADDR, true);
    }
    return sendmmsg(fd, memory.address, 1, 0) === 1;
  }
}
