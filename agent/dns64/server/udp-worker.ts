/**
 * A thread that answers UDP queries out of the cache: it waits in the kernel, takes many datagrams at once and sends as many. One of them has
 * the resolver too, and the sockets to the upstreams: a query not in the cache then never changes threads. The others hand over to it.
 */
import { readSync, writeSync } from "node:fs";
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { ExchangeSockets, ReadableSet } from "../../kernel/epoll.ts";
import { DatagramBatch, DatagramSender } from "../../kernel/mmsg.ts";
import { interfaceIndex, SOCKADDR_BYTES, sleepMicroseconds, writeSockaddr } from "../../kernel/sockets.ts";
import type { Dns64File } from "../config.generated.ts";
import type { Endpoint } from "../endpoint.ts";
import { pieceOf } from "../wire/piece.ts";
import { addressBytes, addressText } from "./clients.ts";
import { monotonicMs } from "./clock.ts";
import { Core, type CoreIo, type FromCore, type ToCore } from "./core.ts";
import { ASK_RESOLVER, Front, type FrontMemory, type FrontSettings, NO_ANSWER } from "./front.ts";
import { HandoverWriter } from "./handover.ts";
import { warmUp } from "./warm-up.ts";

export interface UdpWorkerSocket {
  readonly fd: number;
  /** Bound to every address of the host. */
  readonly wildcard: boolean;
}

export interface UdpWorkerSettings {
  readonly number: number;
  /** Of every worker, by its number. */
  readonly sockets: readonly (readonly UdpWorkerSocket[])[];
  readonly wakeUp: number;
  readonly memory: FrontMemory;
  readonly counters: SharedArrayBuffer;
  /** One word: how many messages were posted to this worker. */
  readonly posted: SharedArrayBuffer;
  /** One word for all: how many queries were handed over and not yet taken. */
  readonly waiting: SharedArrayBuffer;
  /** Of the worker with the resolver. */
  readonly file: Dns64File | null;
  /** Of the others. */
  readonly front: FrontSettings | null;
  readonly toCore: ToWorkerPort | null;
}

/** How to reach a worker that waits in the kernel: post, count, wake up. */
export interface ToWorkerPort {
  readonly port: MessagePort;
  readonly posted: SharedArrayBuffer;
  readonly wakeUp: number;
}

/** What a worker posts before all else: it reads its sockets from now on. */
export const SERVES = "serves";

export type ToWorker = { readonly do: "front"; readonly front: FrontSettings } | { readonly do: "stop" };

const BATCH = 64;
const IDLE_POLL_MS = 60_000;
/** While questions are out, time is let pass this often. */
const TICK_MS = 20;
/** Sockets to the upstreams that are no longer used are looked for this often. */
const SWEEP_MS = 1000;

/** Queries the resolver's thread may have waiting; what exceeds them is dropped, since its clients will have asked again by then. */
const MOST_HANDED_OVER = 4096;

/**
 * From so many datagrams a second on, a pause after a small batch lets the next be about AIM large: fewer system calls and wake-ups for the
 * same answers, as network cards hold back their interrupts.
 */
const PAUSE_FROM_PER_MS = 20;
const AIM = 32;
const LONGEST_PAUSE_US = 500;

/** Tags of what is waited for beside the exchanges: the wake-up, and the sockets of the clients from there downwards. */
const WAKE_UP = -1;
const FIRST_SOCKET = -2;

/** What is added to an eventfd, in the machine's order: every machine Node runs on here is little-endian. */
const ONE = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);
const WAKE_UPS = new Uint8Array(8);

/** Post a message to a worker that waits in the kernel. */
export function postToWorker(
  port: { postMessage(message: unknown): void },
  posted: SharedArrayBuffer,
  wakeUp: number,
  message: unknown,
): void {
  port.postMessage(message);
  Atomics.add(new Int32Array(posted), 0, 1);
  writeSync(wakeUp, ONE);
}

/** What a worker thread is started with. */
export interface UdpWorkerData {
  readonly settings: UdpWorkerSettings;
  /** To the workers that hand over to this one. */
  readonly others: readonly MessagePort[];
}

/** In a thread that was started with UdpWorkerData: runs until told to stop. */
export function startUdpWorker(): void {
  const { settings, others } = workerData as UdpWorkerData;
  if (settings.file !== null) new CoreWorker(settings, parentPort!, others, settings.file).run();
  else new HitWorker(settings, parentPort!).run();
}

abstract class UdpWorker {
  protected readonly settings: UdpWorkerSettings;
  protected readonly port: MessagePort;
  protected readonly sockets: readonly UdpWorkerSocket[];
  protected readonly batches: readonly DatagramBatch[];
  protected readonly set = new ReadableSet();
  /** Per socket: whether something is to be read. */
  private readonly readable: Uint8Array;
  private readonly posted: Int32Array;
  private seen = 0;
  protected bugs = 0;

  constructor(settings: UdpWorkerSettings, port: MessagePort) {
    this.settings = settings;
    this.port = port;
    this.sockets = settings.sockets[settings.number]!;
    this.batches = this.sockets.map(({ wildcard }) => new DatagramBatch(BATCH, wildcard));
    this.readable = new Uint8Array(this.sockets.length);
    this.posted = new Int32Array(settings.posted);
  }

  protected abstract readonly front: Front;
  protected abstract beyond(socket: number, i: number, answer: number): number;
  /** @returns false where it is told to stop. */
  protected abstract obey(message: unknown): boolean;
  protected abstract ports(): readonly MessagePort[];
  /** After each batch. */
  protected abstract afterBatch(): void;
  /** Something has arrived from upstream, under this tag. */
  protected abstract upstreamReadable(tag: number): void;
  /** Whether questions are out. */
  protected abstract readonly busy: boolean;
  /** Let time pass. @returns for how long it may then stand still. */
  protected abstract pollMs(nowMs: number): number;

  run(): void {
    try {
      this.serve();
    } finally {
      this.set.close();
    }
  }

  private serve(): void {
    const { settings, sockets, batches, set } = this;
    this.port.postMessage(SERVES);
    set.add(settings.wakeUp, WAKE_UP);
    sockets.forEach(({ fd }, s) => {
      set.add(fd, FIRST_SOCKET - s);
    });
    let nowMs = monotonicMs();
    let took = 0;
    let taken = 0;
    let takenSince = nowMs;
    let pauseUs = 0;
    // The kernel hands a client's datagrams to one of the workers: where there are several, fewer clients' come together in a batch.
    const aim = AIM * Math.min(2, settings.sockets.length);
    for (;;) {
      const pollMs = this.pollMs(nowMs);
      // Where much comes in, the next batch is likely there: its own call finds out soonest.
      const likely = pauseUs > 0 && took > 0;
      if (!likely || this.busy) this.wait(likely ? 0 : pollMs);
      // The first of many woke us up.
      if (!likely && pauseUs > 0) sleepMicroseconds(pauseUs >> 1);
      nowMs = monotonicMs();
      took = 0;
      for (let s = 0; s < batches.length; s++) {
        if (pauseUs === 0 && this.readable[s] === 0) continue;
        this.readable[s] = 0;
        const count = batches[s]!.receive(sockets[s]!.fd);
        if (count <= 0) continue;
        took += count;
        this.handle(s, batches[s]!, count, nowMs);
      }
      taken += took;
      if (nowMs - takenSince >= TICK_MS) {
        const perMs = taken / (nowMs - takenSince);
        pauseUs = perMs < PAUSE_FROM_PER_MS ? 0 : Math.min(LONGEST_PAUSE_US, Math.round((1000 * aim) / perMs));
        taken = 0;
        takenSince = nowMs;
      }
      if (Atomics.load(this.posted, 0) !== this.seen && !this.takeMessages()) return;
      if (pauseUs > 0 && took < AIM) sleepMicroseconds(pauseUs);
    }
  }

  /** Wait in the kernel, and take what has come but from the clients. */
  private wait(ms: number): void {
    const { set, settings, readable } = this;
    const count = set.wait(ms);
    for (let i = 0; i < count; i++) {
      const tag = set.tag(i);
      if (tag >= 0) this.upstreamReadable(tag);
      else if (tag === WAKE_UP) readSync(settings.wakeUp, WAKE_UPS);
      else readable[FIRST_SOCKET - tag] = 1;
    }
  }

  private takeMessages(): boolean {
    for (const port of this.ports()) {
      for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
        this.seen++;
        if (!this.obey(got.message)) return false;
      }
    }
    return true;
  }

  private handle(socket: number, batch: DatagramBatch, count: number, nowMs: number): void {
    for (let i = 0; i < count; i++) {
      batch.answer(i, 0);
      try {
        batch.answer(i, this.one(socket, batch, i, nowMs));
      } catch (error) {
        // A bug that one message brings out must not end the service for everybody else.
        this.bugs++;
        const line = `bug: ${error instanceof Error ? error.stack : String(error)}`;
        if (this.bugs <= 10) this.port.postMessage({ do: "log", line } satisfies FromCore);
      }
    }
    batch.send(this.sockets[socket]!.fd, count);
    this.afterBatch();
  }

  private one(socket: number, batch: DatagramBatch, i: number, nowMs: number): number {
    const at = batch.sockaddrAt[i]!;
    const { bytes } = batch;
    const length = batch.length(i);
    // Nothing can be sent to port 0: such a source is forged.
    if (length === 0 || (bytes[at + 2] === 0 && bytes[at + 3] === 0)) return 0;
    const four = bytes[at] === 2;
    const { front } = this;
    const from = four ? at + 4 : at + 8;
    const answer = front.answer(
      batch.received[i]!,
      length,
      false,
      bytes,
      from,
      four ? 4 : 16,
      batch.answers[i]!,
      nowMs,
    );
    if (answer > 0 && !front.refresh && !front.tell) return answer;
    return answer === NO_ANSWER ? 0 : this.beyond(socket, i, answer);
  }
}

/** Where a later answer goes. */
interface DatagramClient {
  readonly fd: number;
  /** As DatagramSender takes it: a sockaddr first. */
  readonly address: Uint8Array;
}

/** The worker with the resolver. */
class CoreWorker extends UdpWorker implements CoreIo {
  protected readonly front: Front;
  private readonly upstream = new ExchangeSockets(this.set);
  private readonly core: Core;
  private readonly others: readonly MessagePort[];
  private readonly sender = new DatagramSender();
  private readonly sockaddrs = new WeakMap<Endpoint, Uint8Array>();
  private readonly arrived: (id: number, datagram: Uint8Array | null) => void;
  private readonly waiting: Int32Array;
  private wokenMs = 0;
  private sweptMs = 0;

  constructor(settings: UdpWorkerSettings, port: MessagePort, others: readonly MessagePort[], file: Dns64File) {
    super(settings, port);
    this.others = others;
    this.waiting = new Int32Array(settings.waiting);
    this.core = new Core(file, settings.memory, new Float64Array(settings.counters), this);
    this.front = this.core.front;
    this.arrived = (id, datagram) => this.core.arrived(id, datagram === null ? null : pieceOf(datagram));
  }

  override run(): void {
    warmUp();
    try {
      super.run();
    } finally {
      this.upstream.closeAll();
    }
  }

  protected ports(): readonly MessagePort[] {
    return [this.port, ...this.others];
  }

  protected obey(message: ToCore): boolean {
    if (message.do === "stop") return false;
    this.core.handle(message);
    return true;
  }

  protected beyond(socket: number, i: number, answer: number): number {
    const batch = this.batches[socket]!;
    const client = (): DatagramClient => ({ fd: this.sockets[socket]!.fd, address: batch.addressOf(i) });
    const length = this.core.afterFront(answer, batch.received[i]!, batch.length(i), false, client, batch.answers[i]!);
    return Math.max(0, length);
  }

  protected afterBatch(): void {}

  protected upstreamReadable(tag: number): void {
    this.upstream.read(tag, this.arrived);
  }

  protected get busy(): boolean {
    return this.core.busy;
  }

  protected pollMs(nowMs: number): number {
    const { core, upstream } = this;
    if (nowMs - this.sweptMs >= SWEEP_MS) {
      this.sweptMs = nowMs;
      upstream.closeIdle(nowMs);
    }
    if (!core.busy) return upstream.hasIdle ? SWEEP_MS : IDLE_POLL_MS;
    if (nowMs - this.wokenMs >= TICK_MS) {
      this.wokenMs = nowMs;
      core.wake();
    }
    return TICK_MS;
  }

  replyDatagram(client: object, message: Uint8Array): void {
    const { fd, address } = client as DatagramClient;
    this.sender.send(fd, address, message);
  }

  clientOf(worker: number, { socket, address }: { socket: number; address: Uint8Array }): DatagramClient {
    return { fd: this.settings.sockets[worker]![socket]!.fd, address: address.slice() };
  }

  sendUpstream(exchange: number, to: Endpoint, message: Uint8Array): boolean {
    let sockaddr = this.sockaddrs.get(to);
    if (sockaddr === undefined) {
      sockaddr = sockaddrOf(to);
      this.sockaddrs.set(to, sockaddr);
    }
    return this.upstream.send(exchange, sockaddr, message, monotonicMs()) === 0;
  }

  textOf(client: object): string {
    const { address } = client as DatagramClient;
    return addressText(address[0] === 2 ? address.subarray(4, 8) : address.subarray(8, 24));
  }

  tookOver(count: number): void {
    Atomics.sub(this.waiting, 0, count);
  }

  closeUpstream(exchange: number): void {
    this.upstream.close(exchange);
  }

  tell(message: FromCore): void {
    this.port.postMessage(message);
  }
}

/** A worker without resolver. */
class HitWorker extends UdpWorker {
  protected readonly front: Front;
  protected readonly busy = false;
  private readonly handover = new HandoverWriter();
  private readonly waiting: Int32Array;

  constructor(settings: UdpWorkerSettings, port: MessagePort) {
    super(settings, port);
    this.front = new Front(settings.front!, settings.memory, new Float64Array(settings.counters));
    this.waiting = new Int32Array(settings.waiting);
  }

  protected ports(): readonly MessagePort[] {
    return [this.port];
  }

  protected obey(message: ToWorker): boolean {
    if (message.do === "stop") return false;
    this.front.configure(message.front);
    return true;
  }

  protected beyond(socket: number, i: number, answer: number): number {
    const batch = this.batches[socket]!;
    if (Atomics.load(this.waiting, 0) + this.handover.count < MOST_HANDED_OVER)
      this.handover.add(socket, this.front, batch.received[i]!, batch.length(i), batch.addressOf(i), answer);
    else if (answer === ASK_RESOLVER) this.front.countOverload();
    return Math.max(0, answer);
  }

  protected afterBatch(): void {
    if (this.handover.count === 0) return;
    const { port, posted, wakeUp } = this.settings.toCore!;
    Atomics.add(this.waiting, 0, this.handover.count);
    const message: ToCore = { do: "handover", worker: this.settings.number, handover: this.handover.take() };
    postToWorker(port, posted, wakeUp, message);
  }

  protected upstreamReadable(): void {}

  protected pollMs(): number {
    return IDLE_POLL_MS;
  }
}

function sockaddrOf({ address, port }: Endpoint): Uint8Array {
  const [, zone = ""] = address.split("%");
  const bytes = new Uint8Array(SOCKADDR_BYTES);
  const scope = zone === "" ? 0 : interfaceIndex(zone);
  writeSockaddr(new DataView(bytes.buffer), 0, addressBytes(address)!, port, scope);
  return bytes;
}
