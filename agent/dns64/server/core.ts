/**
 * The server's middle: the front, the resolver behind it and the questions they send upstream, in whatever thread they run. Everything
 * that goes between this and the thread with the event loop is a message, also where both are the same thread.
 */
import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { newCacheMemory } from "../cache/memory.ts";
import type { Dns64File } from "../config.generated.ts";
import { readConfig, type Settings, type Upstream } from "../config.ts";
import { type LocalValidation, validationFor } from "../dnssec/validation.ts";
import { type Endpoint, formatEndpoint } from "../endpoint.ts";
import { DEFAULT_LIMITS, DROPPED, PENDING, Resolver, type ResolverLimits } from "../resolver.ts";
import type { Random, UpstreamEffect } from "../upstream.ts";
import { NO_COOKIE } from "../wire/query.ts";
import { addressText } from "./clients.ts";
import { monotonicMs } from "./clock.ts";
import { ASK_RESOLVER, FRONT_COUNTERS, Front, type FrontMemory, NO_ANSWER } from "./front.ts";
import { frontSettings } from "./front-settings.ts";
import { type HandedOver, type Handover, handedOver, WHY } from "./handover.ts";
import { queryLine } from "./query-line.ts";
import { newRateMemory } from "./rate-limit.ts";

export type ToCore =
  /** One message of a TCP client. */
  | { readonly do: "query"; readonly client: number; readonly address: Uint8Array; readonly packet: Uint8Array }
  /** Over a stream to an upstream; null: it broke. */
  | { readonly do: "arrived"; readonly exchange: number; readonly message: Uint8Array | null }
  | { readonly do: "handover"; readonly worker: number; readonly handover: Handover }
  | { readonly do: "configure"; readonly file: Dns64File }
  | { readonly do: "snapshot"; readonly ticket: number }
  | { readonly do: "stop" };

export type FromCore =
  /** @property message null: there will be none. */
  | { readonly do: "reply"; readonly client: number; readonly message: Uint8Array | null }
  | { readonly do: "upstream"; readonly effect: UpstreamEffect }
  | { readonly do: "snapshot"; readonly ticket: number; readonly snapshot: Snapshot }
  | { readonly do: "log"; readonly line: string }
  | { readonly do: "query-log"; readonly line: string };

export interface Snapshot {
  readonly queries: Readonly<Record<string, number>>;
  readonly upstream: Readonly<Record<string, number>>;
  readonly upstreams: readonly Readonly<Record<string, unknown>>[];
  readonly cache: { readonly entries: number; readonly bytes: number };
  /** Where validation is done here. */
  readonly validation: Readonly<Record<string, number>> | null;
  readonly pending: number;
  readonly exchanges: number;
  readonly bugs: number;
  /** IPv4 addresses that were synthesised from lately, and the names asked for. */
  readonly names: Readonly<Record<string, string>>;
}

/** What the core needs of its thread. `client` is what was given with the query. */
export interface CoreIo {
  replyDatagram(client: object, message: Uint8Array): void;
  /** The client of a query that another thread's worker handed over. */
  clientOf(worker: number, query: HandedOver): object;
  /** Address of a client, for the log. */
  textOf(client: object): string;
  /** So many of the queries handed over were taken. */
  tookOver(count: number): void;
  /** Send one datagram from a socket of its own; what arrives there comes back by `arrived`. @returns whether it could be sent. */
  sendUpstream(exchange: number, to: Endpoint, message: Uint8Array): boolean;
  closeUpstream(exchange: number): void;
  tell(message: FromCore): void;
}

const MOST_BUGS_LOGGED = 10;

export class Core {
  readonly front: Front;
  private readonly resolver: Resolver;
  private readonly validation: LocalValidation | null;
  private readonly io: CoreIo;
  private settings: Settings;
  private readonly out = new Uint8Array(65_535);
  /** Exchanges over streams. */
  private readonly streams = new Set<number>();
  /** Exchanges that could not even be sent: told to the resolver after it has finished acting. */
  private unsent: number[] = [];
  /** Of the TCP message being looked at. */
  private tcpClient: Uint8Array = new Uint8Array(4);
  private bugs = 0;

  /** @param file has been found good. @param counters of the front. */
  constructor(file: Dns64File, memory: FrontMemory, counters: Float64Array, io: CoreIo) {
    this.settings = settingsOf(file);
    this.io = io;
    const { policies, upstream, validation } = this.settings;
    this.validation = validationFor(validation);
    this.resolver = new Resolver(
      policies,
      upstream.map(isStream),
      unguessable(),
      DEFAULT_LIMITS,
      this.validation,
      memory.cache,
    );
    this.front = new Front(frontSettings(this.settings), memory, counters);
  }

  /** Whether `wake` must be called now and then. */
  get busy(): boolean {
    return this.resolver.busy || this.unsent.length > 0;
  }

  wake(): void {
    this.guarded(() => this.resolver.wake(monotonicMs()));
  }

  /**
   * A query whose address and message the front has just judged, in this thread.
   * @param answer what it returned. @param clientOf made only where the answer comes later. @returns length of the answer in `out`, PENDING or DROPPED.
   */
  afterFront(
    answer: number,
    packet: Uint8Array,
    length: number,
    tcp: boolean,
    clientOf: () => unknown,
    out: Uint8Array,
  ): number {
    const { front } = this;
    if (answer === NO_ANSWER) return DROPPED;
    if (front.tell) this.log(clientOf(), packet, length);
    if (front.refresh) this.guarded(() => this.resolver.refresh(packet, length, front.view, monotonicMs()));
    if (answer !== ASK_RESOLVER) return answer;
    let later = DROPPED;
    this.guarded(() => {
      const { cookie: held } = front.query;
      const cookie = held.length === 0 ? NO_COOKIE : held.slice();
      later = this.resolver.fromClient(packet, length, tcp, clientOf(), front.view, out, monotonicMs(), cookie);
    });
    return later;
  }

  /** From the socket of an exchange. @param datagram null: the socket reports an error. */
  arrived(exchange: number, datagram: Uint8Array | null): void {
    this.guarded(() => {
      if (datagram === null) this.resolver.upstreamFailed(exchange, monotonicMs());
      else this.resolver.fromUpstream(exchange, datagram, monotonicMs());
    });
  }

  handle(message: ToCore): void {
    switch (message.do) {
      case "query":
        this.fromTcp(message.client, message.address, message.packet);
        return;
      case "arrived":
        this.arrived(message.exchange, message.message);
        return;
      case "handover":
        this.io.tookOver(message.handover.count);
        for (const query of handedOver(message.handover)) this.fromWorker(message.worker, query);
        return;
      case "configure":
        this.configure(message.file);
        return;
      case "snapshot":
        this.io.tell({ do: "snapshot", ticket: message.ticket, snapshot: this.snapshot() });
        return;
    }
  }

  private fromTcp(client: number, address: Uint8Array, packet: Uint8Array): void {
    const { out, front } = this;
    const nowMs = monotonicMs();
    const answer = front.answer(packet, packet.length, true, address, 0, address.length, out, nowMs);
    this.tcpClient = address;
    const length = this.afterFront(answer, packet, packet.length, true, () => client, out);
    if (length === PENDING) return;
    this.io.tell({ do: "reply", client, message: length > 0 ? out.slice(0, length) : null });
  }

  private fromWorker(worker: number, query: HandedOver): void {
    const { packet, view, cookie, why } = query;
    const client = this.io.clientOf(worker, query);
    if (this.front.tell) this.log(client, packet, packet.length);
    if (why === WHY.refresh) this.guarded(() => this.resolver.refresh(packet, packet.length, view, monotonicMs()));
    if (why !== WHY.answer) return;
    this.guarded(() => {
      const { out, resolver } = this;
      const length = resolver.fromClient(packet, packet.length, false, client, view, out, monotonicMs(), cookie);
      if (length > 0) this.io.replyDatagram(client, out.subarray(0, length));
    });
  }

  /** A bug that one message brings out must not end the service for everybody else. */
  private guarded(act: () => void): void {
    try {
      act();
      this.carryOut();
    } catch (error) {
      this.bugs++;
      if (this.bugs <= MOST_BUGS_LOGGED)
        this.io.tell({ do: "log", line: `bug: ${error instanceof Error ? error.stack : String(error)}` });
    }
  }

  private carryOut(): void {
    for (;;) {
      for (const effect of this.resolver.takeEffects()) {
        if (effect.do !== "reply") this.upstream(effect);
        else if (typeof effect.client === "number")
          this.io.tell({ do: "reply", client: effect.client, message: effect.message.slice() });
        else this.io.replyDatagram(effect.client as object, effect.message);
      }
      const failed = this.unsent;
      if (failed.length === 0) return;
      this.unsent = [];
      for (const exchange of failed) this.resolver.upstreamFailed(exchange, monotonicMs());
    }
  }

  private upstream(effect: UpstreamEffect): void {
    const { exchange } = effect;
    if (effect.do === "udp") {
      if (!this.io.sendUpstream(exchange, this.settings.upstream[effect.upstream]!, effect.message))
        this.unsent.push(exchange);
      return;
    }
    if (effect.do === "close" && !this.streams.delete(exchange)) {
      this.io.closeUpstream(exchange);
      return;
    }
    if (effect.do === "tcp") this.streams.add(exchange);
    this.io.tell({
      do: "upstream",
      effect: effect.do === "tcp" ? { ...effect, message: effect.message.slice() } : effect,
    });
  }

  /** The caller has refused what needs a restart. */
  private configure(file: Dns64File): void {
    const before = this.settings;
    this.settings = settingsOf(file);
    const { policies, upstream } = this.settings;
    const changed = policies.flatMap((policy, i) => (isDeepStrictEqual(policy, before.policies[i]) ? [] : [i]));
    this.resolver.configure(policies, new Set(changed));
    if (!isDeepStrictEqual(upstream, before.upstream)) {
      this.guarded(() => this.resolver.upstreams.replace(upstream.map(isStream), monotonicMs()));
    }
    this.front.configure(frontSettings(this.settings));
  }

  private log(client: unknown, packet: Uint8Array, length: number): void {
    const from = typeof client === "number" ? addressText(this.tcpClient) : this.io.textOf(client as object);
    const line = queryLine(from, packet, length);
    if (line !== null) this.io.tell({ do: "query-log", line });
  }

  private snapshot(): Snapshot {
    const { resolver, settings, front } = this;
    const states = resolver.upstreams.status(monotonicMs());
    const queries: Record<string, number> = Object.fromEntries(
      FRONT_COUNTERS.map((name, i) => [name, front.counters[i]!]),
    );
    for (const [name, count] of Object.entries(resolver.counters)) queries[name] = (queries[name] ?? 0) + count;
    return {
      queries,
      upstream: { ...resolver.upstreams.counters },
      upstreams: settings.upstream.map((endpoint, i) => ({ address: formatEndpoint(endpoint), ...states[i] })),
      cache: { entries: resolver.cache.size, bytes: resolver.cache.bytes },
      validation: this.validation === null ? null : { ...this.validation.status() },
      pending: resolver.pending,
      exchanges: resolver.upstreams.inFlight,
      bugs: this.bugs,
      names: resolver.givenNames.list(),
    };
  }
}

/** Whether an upstream is asked over streams only. */
function isStream({ tls }: Upstream): boolean {
  return tls !== null;
}

function settingsOf(file: Dns64File): Settings {
  const reading = readConfig(file);
  if ("problems" in reading) throw new Error(reading.problems.map(({ message }) => message).join("; "));
  return reading.settings;
}

/** The memory all threads share. */
export function newFrontMemory(settings: Settings): FrontMemory {
  const random = unguessable();
  const { cacheBytes, cacheEntries } = limitsOf(settings);
  return {
    cache: newCacheMemory(cacheBytes, cacheEntries, random.uint32()),
    rates: newRateMemory(random.uint32()),
    secret: new Uint8Array(randomBytes(16)),
  };
}

/** What an answer takes on average, index and arena; with fewer bytes each, the index would be too small for them. */
const BYTES_PER_ENTRY = 192;

function limitsOf({ cacheBytes, staleMs }: Settings): ResolverLimits {
  return { ...DEFAULT_LIMITS, cacheBytes, cacheEntries: Math.ceil(cacheBytes / BYTES_PER_ENTRY), staleMs };
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
