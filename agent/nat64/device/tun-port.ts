/** Frames in from a TUN device, frames out to it. The only place of the translator that touches the kernel. */

import { interfaceState } from "../../kernel/interface.ts";
import { EAGAIN, EINTR, EIO, PinnedMemory, Poller, read, write } from "../../kernel/libc.ts";
import type { Tun } from "../../kernel/tun.ts";
import { Frame, GSO_NONE, HEADROOM } from "../packet/frame.ts";
import { QueueGuard } from "./queue-guard.ts";
import { readVnetHeader, writeVnetHeader } from "./vnet-header.ts";

/** Largest packet: 64 KiB, also as a super-packet. */
export const LARGEST = 65_536;

export type Received = "packet" | "nothing" | "down";

export type QueueDrops = Readonly<Record<"queue-share" | "queue-full", number>>;

export class TunPort {
  /** Packets the kernel did not take: device down, queue full. */
  writeErrors = 0;
  /** Sees to it that no source fills the queue; null where nobody does. */
  protected guard: QueueGuard | null = null;
  readonly #tun: Tun;
  readonly #frame: Frame;
  readonly #memory: PinnedMemory;
  /** For frames that live in memory the kernel cannot be shown. */
  readonly #bounce: PinnedMemory;
  readonly #bounceFrame: Frame;
  readonly #poller: Poller;

  constructor(tun: Tun) {
    this.#tun = tun;
    this.#memory = new PinnedMemory(HEADROOM + LARGEST);
    this.#bounce = new PinnedMemory(HEADROOM + LARGEST);
    this.#frame = new Frame(this.#memory.bytes);
    this.#bounceFrame = new Frame(this.#bounce.bytes);
    this.#poller = new Poller(tun.fd);
  }

  /** The received packet, to be translated in place. */
  get frame(): Frame {
    return this.#frame;
  }

  get name(): string {
    return this.#tun.name;
  }

  /** Whether the device was made here, and goes away when it is closed. */
  get created(): boolean {
    return this.#tun.created;
  }

  get isUp(): boolean {
    return interfaceState(this.#tun.name) === "up";
  }

  /** What the kernel gave, in words. */
  get abilities(): string {
    return `vnet_hdr=${this.#tun.headerLength} offloads=${this.#tun.offloads}`;
  }

  close(): void {
    this.guard?.stop();
    this.#tun.close();
  }

  /** No source prefix may fill the queue from now on. The device has its final queue by now. @throws SystemCallError */
  guardQueue(prefixLength: number): void {
    this.guard = new QueueGuard(this.#tun, prefixLength);
  }

  /** To be called at least once a second. */
  renewGuard(): void {
    this.guard?.renew();
  }

  /** Packets that never came out of the queue, by reason. */
  get queueDrops(): QueueDrops {
    return { "queue-share": this.guard?.shed ?? 0, "queue-full": this.guard?.overflowed ?? 0 };
  }

  /** Wait for a packet; blocks the thread. @returns whether there may be one. */
  wait(timeoutMs: number): boolean {
    return this.#poller.wait(timeoutMs);
  }

  /** Take the next packet into `frame`. @throws where the device is gone. */
  receive(): Received {
    const { headerLength, fd } = this.#tun;
    const frame = this.#frame;
    const { guard } = this;
    const admitted = guard?.admitted ?? 0;
    const n = read(fd, this.#memory.address + HEADROOM - headerLength, headerLength + LARGEST);
    if (n < 0) {
      if (n === -EAGAIN) guard?.empty(admitted);
      return n === -EAGAIN || n === -EINTR ? "nothing" : this.failed(n);
    }
    guard?.take(1);
    frame.start = HEADROOM;
    frame.end = HEADROOM + Math.max(0, n - headerLength);
    if (headerLength > 0) {
      readVnetHeader(frame, this.#memory.view, headerLength);
    } else {
      frame.partial = false;
      frame.gsoType = GSO_NONE;
    }
    return "packet";
  }

  send(frame: Frame): void {
    if (frame.bytes === this.#memory.bytes) this.#write(this.#memory, frame);
    else this.#write(this.#bounce, copyFrame(frame, this.#bounceFrame));
  }

  /** What a failed read means. @param result minus the errno. @throws where the device is gone. */
  protected failed(result: number): "down" {
    if (result === -EIO) return "down";
    throw new Error(`reading from ${this.#tun.name} failed with errno ${-result}: the device is gone`);
  }

  #write(memory: PinnedMemory, frame: Frame): void {
    const { headerLength, fd } = this.#tun;
    if (headerLength > 0) writeVnetHeader(frame, memory.view, headerLength);
    const n = write(fd, memory.address + frame.start - headerLength, frame.length + headerLength);
    if (n < 0) this.writeErrors += 1;
  }
}

/** @returns `copy`, whose memory now holds the packet. */
export function copyFrame(frame: Frame, copy: Frame): Frame {
  copy.start = HEADROOM;
  copy.end = HEADROOM + frame.length;
  copy.bytes.set(frame.bytes.subarray(frame.start, frame.end), HEADROOM);
  copy.partial = frame.partial;
  copy.gsoType = frame.gsoType;
  copy.gsoSize = frame.gsoSize;
  copy.checksumOffset = frame.checksumOffset;
  return copy;
}
