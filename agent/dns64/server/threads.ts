/** The core and its workers in threads that wait in the kernel, on Linux: sockets by descriptor, many datagrams per system call. */
import { dirname, extname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { close } from "../../kernel/libc.ts";
import { interfaceIndex, openUdp, openWakeUp } from "../../kernel/sockets.ts";
import type { Dns64File } from "../config.generated.ts";
import { readConfig, type Settings } from "../config.ts";
import { type Endpoint, formatEndpoint, isWildcard, withoutCovered } from "../endpoint.ts";
import { addressBytes } from "./clients.ts";
import { type FromCore, newFrontMemory, type ToCore } from "./core.ts";
import { FRONT_COUNTERS, type FrontMemory } from "./front.ts";
import { frontSettings } from "./front-settings.ts";
import type { CoreEvents, CoreLink } from "./link.ts";
import { postToWorker, SERVES, type ToWorker, type UdpWorkerData, type UdpWorkerSocket } from "./udp-worker.ts";
import { UDP_WORKER } from "./worker-argument.ts";

const RECEIVE_BUFFER = 4 << 20;
/**
 * What a question leaves behind, some 20 kB, is dead soon. Each half of the nursery has this size from the start, whatever the process was started
 * with: a sweep always falls into somebody's question, so with 4 MB, five sweeps a second, it is they that one question in a hundred waits for.
 */
const NURSERY_HALF_MB = 8;

interface Running {
  readonly worker: Worker;
  readonly wakeUp: number;
  readonly posted: SharedArrayBuffer;
  readonly counters: Float64Array;
  readonly serves: Promise<void>;
  readonly ended: Promise<void>;
}

/** Resolves when every thread reads its sockets. Rejects with SystemCallError where an address cannot be bound; nothing stays open then. */
export async function openThreads(file: Dns64File, settings: Settings, events: CoreEvents): Promise<CoreLink> {
  // A nursery of this size is swept sooner than helpers wake up; and on a busy host the sweep would have to wait for them.
  setFlagsFromString("--no-parallel-scavenge");
  setFlagsFromString(`--min-semi-space-size=${NURSERY_HALF_MB}`);
  setFlagsFromString(`--max-semi-space-size=${NURSERY_HALF_MB}`);
  const opened: number[] = [];
  const open = (fd: number): number => {
    opened.push(fd);
    return fd;
  };
  try {
    const sockets = Array.from({ length: settings.workers }, () =>
      withoutCovered(settings.listen).map((endpoint) => ({
        fd: open(bound(endpoint, settings.workers > 1)),
        wildcard: isWildcard(endpoint),
      })),
    );
    const wakeUps = sockets.map(() => open(openWakeUp()));
    const threads = new Threads(file, settings, sockets, wakeUps, events);
    await threads.serving;
    return threads;
  } catch (error) {
    for (const fd of opened) close(fd);
    throw error;
  }
}

class Threads implements CoreLink {
  readonly serving: Promise<unknown>;
  private readonly workers: Running[] = [];
  private readonly sockets: readonly (readonly UdpWorkerSocket[])[];
  private readonly events: CoreEvents;
  private readonly memory: FrontMemory;
  private readonly waiting = new SharedArrayBuffer(4);
  private closing = false;

  constructor(
    file: Dns64File,
    settings: Settings,
    sockets: readonly (readonly UdpWorkerSocket[])[],
    wakeUps: readonly number[],
    events: CoreEvents,
  ) {
    this.sockets = sockets;
    this.events = events;
    this.memory = newFrontMemory(settings);
    const channels = sockets.slice(1).map(() => new MessageChannel());
    const posted = wakeUps.map(() => new SharedArrayBuffer(4));
    for (const [number, wakeUp] of wakeUps.entries()) {
      const own = number === 0 ? null : channels[number - 1]!.port2;
      const others = number === 0 ? channels.map(({ port1 }) => port1) : [];
      const common = { number, sockets, wakeUp, memory: this.memory, posted: posted[number]!, waiting: this.waiting };
      const counters = new SharedArrayBuffer(8 * FRONT_COUNTERS.length);
      const front = own === null ? null : frontSettings(settings);
      const toCore = own === null ? null : { port: own, posted: posted[0]!, wakeUp: wakeUps[0]! };
      const data: UdpWorkerData = {
        settings: { ...common, counters, file: own === null ? file : null, front, toCore },
        others,
      };
      this.start(data, own === null ? others : [own]);
    }
    this.serving = Promise.all(this.workers.map(({ serves }) => serves));
  }

  post(message: ToCore): void {
    if (this.closing) return;
    const [core, ...others] = this.workers;
    postToWorker(core!.worker, core!.posted, core!.wakeUp, message);
    if (message.do !== "configure") return;
    const reading = readConfig(message.file);
    if ("problems" in reading) return;
    const front: ToWorker = { do: "front", front: frontSettings(reading.settings) };
    for (const { worker, posted, wakeUp } of others) postToWorker(worker, posted, wakeUp, front);
  }

  otherCounters(): readonly number[] {
    return FRONT_COUNTERS.map((_, i) => this.workers.slice(1).reduce((sum, { counters }) => sum + counters[i]!, 0));
  }

  async end(): Promise<void> {
    this.closing = true;
    const stop: ToWorker = { do: "stop" };
    for (const { worker, posted, wakeUp } of this.workers) postToWorker(worker, posted, wakeUp, stop);
    await Promise.all(this.workers.map(({ ended }) => ended));
    for (const { fd } of this.sockets.flat()) close(fd);
    for (const { wakeUp } of this.workers) close(wakeUp);
  }

  private start(data: UdpWorkerData, transfer: MessagePort[]): void {
    const { settings } = data;
    const worker = new Worker(workerFile(), {
      argv: [UDP_WORKER],
      workerData: data,
      transferList: transfer,
      name: "dns64-udp",
      resourceLimits: { maxYoungGenerationSizeMb: 3 * NURSERY_HALF_MB },
    });
    const ended = new Promise<void>((resolve) => {
      worker.once("exit", () => {
        resolve();
        if (!this.closing) this.events.died(new Error("a UDP worker ended by itself"));
      });
    });
    const serves = new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("exit", () => reject(new Error("a UDP worker ended before it began")));
    });
    serves.catch(() => {});
    worker.on("error", (error) => {
      this.events.told({ do: "log", line: `udp worker: ${error instanceof Error ? error.stack : error}` });
    });
    worker.on("message", (message: FromCore | typeof SERVES) => {
      if (!this.closing && message !== SERVES) this.events.told(message);
    });
    const { wakeUp, posted } = settings;
    this.workers.push({ worker, wakeUp, posted, counters: new Float64Array(settings.counters), serves, ended });
  }
}

/** In the agent's bundle there is one file, and it starts the thread it is to be. */
function workerFile(): string {
  const here: string | undefined = import.meta.filename;
  return here === undefined ? process.argv[1]! : join(dirname(here), `udp-worker-main${extname(here)}`);
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
