/**
 * A thread that answers UDP queries out of the cache: it waits in the kernel, takes many datagrams at once and sends as many. What it cannot
 * answer goes to the resolver's thread, which sends the answer itself by the same socket.
 */
import { readSync } from "node:fs";
import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { DatagramBatch } from "../../kernel/mmsg.ts";
import { PollSet, sleepMicroseconds } from "../../kernel/sockets.ts";
import { monotonicMs } from "./clock.ts";
import { ASK_RESOLVER, Front, type FrontMemory, type FrontSettings, NO_ANSWER } from "./front.ts";
import { type Handover, HandoverWriter } from "./handover.ts";

export interface UdpWorkerSocket {
  readonly fd: number;
  /** Bound to every address of the host. */
  readonly wildcard: boolean;
}

export interface UdpWorkerSettings {
  readonly thread: "dns64-udp";
  readonly sockets: readonly UdpWorkerSocket[];
  readonly wakeUp: number;
  readonly front: FrontSettings;
  readonly memory: FrontMemory;
  readonly counters: SharedArrayBuffer;
  /** Words by `SHARED`. */
  readonly shared: SharedArrayBuffer;
}

/** Words both threads see: how many messages were posted to the worker, and how many handed-over queries the resolver has yet to take. */
export const SHARED = { posted: 0, handedOver: 1 } as const;

export type ToWorker = { readonly front: FrontSettings } | "stop";

/** Worker to resolver. */
export type FromWorker = { readonly handover: Handover } | { readonly broken: string };

const BATCH = 64;
const POLL_MS = 60_000;

/** Queries the resolver's thread may have waiting; what exceeds them is dropped, since its clients will have asked again by then. */
const MOST_HANDED_OVER = 4096;

/**
 * With so many datagrams a second, a pause after a small batch lets the next be larger: fewer system calls and wake-ups for the same answers,
 * as network cards hold back their interrupts.
 */
const PAUSE_FROM_PER_S = 20_000;
const PAUSE_US = 50;
const SMALL_BATCH = 16;

/** Runs until told to stop. */
export function runUdpWorker(settings: UdpWorkerSettings, port: MessagePort): void {
  const shared = new Int32Array(settings.shared);
  const front = new Front(settings.front, settings.memory, new Float64Array(settings.counters));
  const polls = new PollSet([settings.wakeUp, ...settings.sockets.map(({ fd }) => fd)]);
  const batches = settings.sockets.map(({ wildcard }) => new DatagramBatch(BATCH, wildcard));
  const handover = new HandoverWriter();
  const wakeUps = new Uint8Array(8);
  const bugs = { count: 0 };
  let tell = settings.front.tell;
  let seen = 0;
  let taken = 0;
  let takenSince = monotonicMs();
  let busy = false;

  function obey(): boolean {
    for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
      const message = got.message as ToWorker;
      seen++;
      if (message === "stop") return false;
      front.configure(message.front);
      tell = message.front.tell;
    }
    return true;
  }

  function handle(socket: number, batch: DatagramBatch, count: number, nowMs: number): void {
    for (let i = 0; i < count; i++) {
      batch.answer(i, 0);
      try {
        one(socket, batch, i, nowMs);
      } catch (error) {
        // A bug that one message brings out must not end the service for everybody else.
        bugs.count++;
        if (bugs.count <= 10) port.postMessage({ broken: error instanceof Error ? error.stack! : String(error) });
      }
    }
    batch.send(settings.sockets[socket]!.fd, count);
    if (handover.count === 0) return;
    Atomics.add(shared, SHARED.handedOver, handover.count);
    port.postMessage({ handover: handover.take() } satisfies FromWorker);
  }

  function one(socket: number, batch: DatagramBatch, i: number, nowMs: number): void {
    const at = batch.sockaddrAt[i]!;
    const length = batch.length(i);
    // Nothing can be sent to port 0: such a source is forged.
    if (length === 0 || (batch.bytes[at + 2] === 0 && batch.bytes[at + 3] === 0)) return;
    const four = batch.bytes[at] === 2;
    const packet = batch.received[i]!;
    const answer = front.answer(
      packet,
      length,
      false,
      batch.bytes,
      four ? at + 4 : at + 8,
      four ? 4 : 16,
      batch.answers[i]!,
      nowMs,
    );
    if (answer > 0) batch.answer(i, answer);
    if (answer === NO_ANSWER || (answer > 0 && !front.refresh && !tell)) return;
    if (Atomics.load(shared, SHARED.handedOver) + handover.count >= MOST_HANDED_OVER) {
      if (answer === ASK_RESOLVER) front.countOverload();
      return;
    }
    handover.add(socket, front, packet, length, batch.addressOf(i), answer);
  }

  for (;;) {
    let took = 0;
    const nowMs = monotonicMs();
    for (let s = 0; s < batches.length; s++) {
      const count = batches[s]!.receive(settings.sockets[s]!.fd);
      if (count <= 0) continue;
      took += count;
      handle(s, batches[s]!, count, nowMs);
    }
    taken += took;
    if (nowMs - takenSince >= 20) {
      busy = taken / (nowMs - takenSince) >= PAUSE_FROM_PER_S / 1000;
      taken = 0;
      takenSince = nowMs;
    }
    if (Atomics.load(shared, SHARED.posted) !== seen && !obey()) return;
    if (took === 0) {
      polls.wait(POLL_MS);
      if (polls.readable(0)) readSync(settings.wakeUp, wakeUps);
    }
    if (busy && took < SMALL_BATCH) sleepMicroseconds(PAUSE_US);
  }
}
