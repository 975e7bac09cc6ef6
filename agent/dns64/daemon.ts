/** `migrate dns64` and `agent.cjs dns64`: sockets around the resolver. */
import { randomBytes } from "node:crypto";
import type { RemoteInfo, Socket } from "node:dgram";
import { type Dns64File, type Problem, readConfig, type Settings } from "./config.ts";
import { type LocalValidation, validationFor } from "./dnssec/validation.ts";
import { formatEndpoint } from "./endpoint.ts";
import { DEFAULT_LIMITS, DROPPED, PENDING, Resolver } from "./resolver.ts";
import { addressBytes } from "./server/clients.ts";
import { monotonicMs } from "./server/clock.ts";
import type { FastClient, FastUdp } from "./server/fast-udp.ts";
import { FRONT_COUNTERS, Front, type FrontMemory, type FrontSettings, NO_ANSWER } from "./server/front.ts";
import type { HandedOver } from "./server/handover.ts";
import { newRateMemory } from "./server/rate-limit.ts";
import { serveStatus } from "./server/status.ts";
import { endIfDone, sendFramed, type TcpClient, TcpListeners } from "./server/tcp.ts";
import { type UdpClient, UdpListeners } from "./server/udp.ts";
import { UpstreamIo } from "./server/upstream-io.ts";
import type { Random } from "./upstream.ts";

export interface DaemonIo {
  /** Gets one line, once, when every socket answers. */
  ready(line: string): void;
  /** For people; never for programs. */
  log(line: string): void;
}

/** The configuration cannot be used; `problems` says why, all of it. */
export class Dns64ConfigError extends Error {
  readonly code = "dns64-config";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.join(".") || "file"}: ${message}`).join("\n"));
    this.problems = problems;
  }
}

/** While questions are out, time is let pass this often. */
const TICK_MS = 20;
const MOST_BUGS_LOGGED = 10;

type Client = FastClient | UdpClient | TcpClient;

/** Run until `signal` is aborted. Rejects with Dns64ConfigError, or with the system's error where an address cannot be bound. */
export async function runDns64(file: Dns64File, io: DaemonIo, signal: AbortSignal): Promise<void> {
  const reading = readConfig(file);
  if ("problems" in reading) throw new Dns64ConfigError(reading.problems);
  const daemon = new Daemon(reading.settings, io);
  try {
    await daemon.open();
    await Promise.race([aborted(signal), daemon.died]);
  } finally {
    await daemon.close();
  }
}

class Daemon {
  /** Rejects where the service ended by itself. */
  readonly died: Promise<never>;
  private readonly settings: Settings;
  private readonly io: DaemonIo;
  private readonly random = unguessable();
  private readonly resolver: Resolver;
  private readonly validation: LocalValidation | null;
  private readonly front: Front;
  private readonly memory: FrontMemory;
  private readonly upstreamIo: UpstreamIo;
  private readonly closers: (() => void | Promise<void>)[] = [];
  private readonly out = new Uint8Array(65535);
  private fast: FastUdp | null = null;
  private tcp: TcpListeners | null = null;
  private ticking: NodeJS.Timeout | null = null;
  private bugs = 0;
  private die!: (error: Error) => void;

  constructor(settings: Settings, io: DaemonIo) {
    this.settings = settings;
    this.io = io;
    this.died = new Promise((_, reject) => {
      this.die = reject;
    });
    this.died.catch(() => {});
    const validation = validationFor(settings.validation);
    this.validation = validation;
    this.resolver = new Resolver([settings.policy], settings.upstream.length, this.random, DEFAULT_LIMITS, validation);
    this.memory = { cache: this.resolver.cache.memory, rates: newRateMemory(this.random.uint32()) };
    this.front = new Front(this.frontSettings(), this.memory, new Float64Array(FRONT_COUNTERS.length));
    this.upstreamIo = new UpstreamIo(settings.upstream, {
      received: (exchange, bytes) => this.guarded(() => this.resolver.fromUpstream(exchange, bytes, monotonicMs())),
      failed: (exchange) => this.guarded(() => this.resolver.upstreamFailed(exchange, monotonicMs())),
    });
    this.closers.push(() => this.upstreamIo.closeAll());
  }

  async open(): Promise<void> {
    const { settings, io } = this;
    await this.openUdp();
    const tcp = await TcpListeners.open(
      settings.listen,
      (message, client, address) => this.guarded(() => this.fromTcp(message, client, address)),
      io.log,
    );
    this.tcp = tcp;
    this.closers.push(() => tcp.close());
    if (settings.status !== null) {
      const status = await serveStatus(settings.status, () => this.snapshot());
      this.closers.push(() => {
        status.close();
      });
    }
    if (settings.policy.upstreamValidates)
      io.log(
        "validation is left to the upstream: its AD and SERVFAIL are believed, so the path to it must be protected",
      );
    if (settings.clients === null) io.log("clients is not set: anybody who reaches these addresses is answered");
    io.ready(readyLine(settings));
  }

  async close(): Promise<void> {
    if (this.ticking !== null) clearInterval(this.ticking);
    await Promise.all(this.closers.map((close) => close()));
  }

  private async openUdp(): Promise<void> {
    const { settings, io } = this;
    const fast = settings.io === "dgram" ? null : await fastUdp(settings.io === "mmsg", io.log);
    if (fast === null) {
      const udp = await UdpListeners.open(settings.listen, (...datagram) => this.fromUdp(...datagram), io.log);
      this.closers.push(() => udp.close());
      return;
    }
    this.fast = new fast.FastUdp(
      (query, client) => this.guarded(() => this.fromWorker(query, client)),
      io.log,
      this.die,
    );
    this.fast.open(settings.listen, settings.workers, this.frontSettings(), this.memory);
    this.closers.push(() => this.fast!.close());
  }

  private frontSettings(): FrontSettings {
    return {
      clients: { rest: this.settings.clients, views: [] },
      cookieSecret: null,
      rateLimit: null,
      prefetchBelow: 0,
      tell: false,
    };
  }

  private fromUdp(bytes: Uint8Array, remote: RemoteInfo, socket: Socket): void {
    this.guarded(() => {
      const client: UdpClient = { socket, address: remote.address, port: remote.port };
      const length = this.answer(bytes, false, client, remote.address);
      if (length > 0) sendDatagram(client, this.out.slice(0, length));
    });
  }

  private fromTcp(message: Uint8Array, client: TcpClient, address: string): void {
    const length = this.answer(message, true, client, address);
    if (length > 0) sendFramed(client.connection, this.out.subarray(0, length));
    else if (length === PENDING) client.owed++;
  }

  /** @returns the length of the answer in `out`, PENDING or DROPPED. */
  private answer(packet: Uint8Array, tcp: boolean, client: Client, addressText: string): number {
    const { front, out } = this;
    const address = addressBytes(addressText);
    if (address === null) return DROPPED;
    const nowMs = monotonicMs();
    const length = front.answer(packet, packet.length, tcp, address, 0, address.length, out, nowMs);
    if (length === NO_ANSWER) return DROPPED;
    if (length > 0) return length;
    return this.resolver.fromClient(
      packet,
      packet.length,
      tcp,
      client,
      front.view,
      out,
      nowMs,
      front.query.cookie.slice(),
    );
  }

  private fromWorker({ packet, view, cookie }: HandedOver, client: FastClient): void {
    const { resolver, out } = this;
    const length = resolver.fromClient(packet, packet.length, false, client, view, out, monotonicMs(), cookie);
    if (length > 0) this.fast!.send(client, out.subarray(0, length));
  }

  /** A bug that one message brings out must not end the service for everybody else. */
  private guarded(act: () => void): void {
    try {
      act();
      this.carryOut();
    } catch (error) {
      this.bugs++;
      if (this.bugs <= MOST_BUGS_LOGGED) this.io.log(`bug: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  private carryOut(): void {
    const { resolver } = this;
    for (const effect of resolver.takeEffects()) {
      if (effect.do === "reply") this.reply(effect.client as Client, effect.message);
      else this.upstreamIo.carryOut(effect);
    }
    if (resolver.busy && this.ticking === null) {
      this.ticking = setInterval(() => this.guarded(() => resolver.wake(monotonicMs())), TICK_MS);
    } else if (!resolver.busy && this.ticking !== null) {
      clearInterval(this.ticking);
      this.ticking = null;
    }
  }

  private reply(client: Client, message: Uint8Array): void {
    if ("fd" in client) this.fast!.send(client, message);
    else if (!("connection" in client)) sendDatagram(client, message);
    else {
      client.owed--;
      sendFramed(client.connection, message);
      endIfDone(client);
    }
  }

  private snapshot(): object {
    const { resolver, settings } = this;
    const states = resolver.upstreams.status(monotonicMs());
    const fast = this.fast?.counters() ?? [];
    const front = Object.fromEntries(FRONT_COUNTERS.map((name, i) => [name, this.front.counters[i]! + (fast[i] ?? 0)]));
    const queries: Record<string, number> = { ...front };
    for (const [name, count] of Object.entries(resolver.counters)) queries[name] = (queries[name] ?? 0) + count;
    return {
      queries,
      upstream: resolver.upstreams.counters,
      ...(this.validation === null ? {} : { validation: this.validation.status() }),
      upstreams: settings.upstream.map((endpoint, i) => ({ address: formatEndpoint(endpoint), ...states[i] })),
      cache: { entries: resolver.cache.size, bytes: resolver.cache.bytes },
      pending: resolver.pending,
      exchanges: resolver.upstreams.inFlight,
      tcp_connections: this.tcp?.open ?? 0,
      bugs: this.bugs,
    };
  }
}

/** The threads that answer UDP, where foreign calls work. @param wanted whether their absence is an error. */
async function fastUdp(
  wanted: boolean,
  log: (line: string) => void,
): Promise<typeof import("./server/fast-udp.ts") | null> {
  if (process.platform !== "linux") {
    if (wanted) throw new Error("io: mmsg is there on Linux only");
    return null;
  }
  try {
    return await import("./server/fast-udp.ts");
  } catch (error) {
    if (wanted) throw error;
    log(`no foreign calls here, so UDP goes through Node: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

function sendDatagram({ socket, address, port }: UdpClient, message: Uint8Array): void {
  try {
    // A client that is gone: nobody is left to be told.
    socket.send(message, port, address, () => {});
  } catch {
    // The socket closed while the answer was on its way, with the address it was bound to.
  }
}

function readyLine({ listen, upstream, policy }: Settings): string {
  const prefixes = policy.prefixes.length === 1 ? "1 prefix" : `${policy.prefixes.length} prefixes`;
  return `dns64 ready ${listen.map(formatEndpoint).join(" ")} upstream ${upstream.map(formatEndpoint).join(" ")} ${prefixes}`;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Random numbers of the system's generator, drawn in lots. */
function unguessable(): Random {
  const lot = Buffer.alloc(4096);
  let at = lot.length;
  return {
    uint32() {
      if (at === lot.length) {
        randomBytes(lot.length).copy(lot);
        at = 0;
      }
      const value = lot.readUInt32BE(at);
      at += 4;
      return value;
    },
  };
}
