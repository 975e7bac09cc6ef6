/** The UDP side of the server on Linux: sockets by descriptor, threads that answer out of the cache, and what they hand over. */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { close } from "../../kernel/libc.ts";
import { DatagramSender } from "../../kernel/mmsg.ts";
import { interfaceIndex, openUdp, openWakeUp } from "../../kernel/sockets.ts";
import { type Endpoint, formatEndpoint, isWildcard, withoutCovered } from "../endpoint.ts";
import { addressBytes } from "./clients.ts";
import { FRONT_COUNTERS, type FrontMemory, type FrontSettings } from "./front.ts";
import { type HandedOver, handedOver } from "./handover.ts";
import { type FromWorker, SHARED, type ToWorker, type UdpWorkerSettings } from "./udp-worker.ts";

/** Where a later answer goes. */
export interface FastClient {
  readonly fd: number;
  /** As DatagramSender takes it: a sockaddr first. */
  readonly sockaddr: Uint8Array;
}

/** Called per query that no worker could answer. */
export type OnHandedOver = (query: HandedOver, client: FastClient) => void;

const RECEIVE_BUFFER = 4 << 20;

interface Running {
  readonly worker: Worker;
  readonly fds: readonly number[];
  readonly wakeUp: number;
  readonly shared: Int32Array;
  readonly counters: Float64Array;
  readonly ended: Promise<void>;
}

export class FastUdp {
  private readonly workers: Running[] = [];
  private readonly sender = new DatagramSender();
  private readonly onQuery: OnHandedOver;
  private readonly log: (line: string) => void;
  private closing = false;
  /** Called where a worker ended by itself: nobody would answer any more. */
  private readonly onDeath: (error: Error) => void;

  constructor(onQuery: OnHandedOver, log: (line: string) => void, onDeath: (error: Error) => void) {
    this.onQuery = onQuery;
    this.log = log;
    this.onDeath = onDeath;
  }

  /** Bind every endpoint for every worker and start them. @throws SystemCallError where an address cannot be bound; nothing stays open then. */
  open(endpoints: readonly Endpoint[], workers: number, front: FrontSettings, memory: FrontMemory): void {
    const opened: number[] = [];
    try {
      const sets = Array.from({ length: workers }, () =>
        withoutCovered(endpoints).map((endpoint) => {
          const fd = bound(endpoint, workers > 1);
          opened.push(fd);
          return { fd, wildcard: isWildcard(endpoint) };
        }),
      );
      for (const sockets of sets) this.start(sockets, front, memory);
    } catch (error) {
      for (const fd of opened) close(fd);
      throw error;
    }
  }

  /** Send an answer from any thread's socket. */
  send({ fd, sockaddr }: FastClient, message: Uint8Array): void {
    if (!this.closing) this.sender.send(fd, sockaddr, message);
  }

  configure(front: FrontSettings): void {
    for (const running of this.workers) post(running, { front });
  }

  /** Sums over the workers, in the order of FRONT_COUNTERS. */
  counters(): number[] {
    return FRONT_COUNTERS.map((_, i) => this.workers.reduce((sum, { counters }) => sum + counters[i]!, 0));
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const running of this.workers) post(running, "stop");
    await Promise.all(this.workers.map(({ ended }) => ended));
    for (const { fds, wakeUp } of this.workers) for (const fd of [...fds, wakeUp]) close(fd);
  }

  private start(sockets: UdpWorkerSettings["sockets"], front: FrontSettings, memory: FrontMemory): void {
    const wakeUp = openWakeUp();
    const counters = new SharedArrayBuffer(8 * FRONT_COUNTERS.length);
    const shared = new SharedArrayBuffer(8);
    const settings: UdpWorkerSettings = { thread: "dns64-udp", sockets, wakeUp, front, memory, counters, shared };
    const worker = new Worker(workerFile(), {
      workerData: settings,
      // Its loop allocates next to nothing.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
    });
    const words = new Int32Array(shared);
    const ended = new Promise<void>((resolve) => {
      worker.once("exit", () => {
        resolve();
        if (!this.closing) this.onDeath(new Error("a UDP worker ended by itself"));
      });
    });
    worker.on("error", (error) => this.log(`udp worker: ${error instanceof Error ? error.stack : error}`));
    worker.on("message", (message: FromWorker) => {
      if ("broken" in message) {
        this.log(`bug: ${message.broken}`);
        return;
      }
      const { handover } = message;
      Atomics.sub(words, SHARED.handedOver, handover.count);
      if (this.closing) return;
      for (const query of handedOver(handover))
        this.onQuery(query, { fd: sockets[query.socket]!.fd, sockaddr: query.address });
    });
    this.workers.push({
      worker,
      fds: sockets.map(({ fd }) => fd),
      wakeUp,
      shared: words,
      counters: new Float64Array(counters),
      ended,
    });
  }
}

function post({ worker, shared, wakeUp }: Running, message: ToWorker): void {
  worker.postMessage(message);
  Atomics.add(shared, SHARED.posted, 1);
  writeSync(wakeUp, ONE);
}

/** What is added to an eventfd, in the machine's order: every machine Node runs on here is little-endian. */
const ONE = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);

/** In the agent's bundle there is one file, and it starts the thread its workerData names. */
function workerFile(): string {
  const here: string | undefined = import.meta.dirname;
  return here === undefined ? process.argv[1]! : join(here, "udp-worker-main.ts");
}

function bound(endpoint: Endpoint, shared: boolean): number {
  const [, zone = ""] = endpoint.address.split("%");
  try {
    return openUdp({
      address: addressBytes(endpoint.address)!,
      port: endpoint.port,
      scope: zone === "" ? 0 : interfaceIndex(zone),
      shared,
      receiveBuffer: RECEIVE_BUFFER,
    });
  } catch (error) {
    if (error instanceof Error) error.message = `udp ${formatEndpoint(endpoint)}: ${error.message}`;
    throw error;
  }
}
