/** `migrate dns64` and `agent.cjs dns64`: sockets around the resolver. */
import { isDeepStrictEqual } from "node:util";
import { type Dns64File, type Problem, readConfig, type Settings } from "./config.ts";
import { formatEndpoint } from "./endpoint.ts";
import type { FromCore, Snapshot } from "./server/core.ts";
import { FRONT_COUNTERS } from "./server/front.ts";
import type { CoreEvents, CoreLink } from "./server/link.ts";
import { openLocalCore } from "./server/local-core.ts";
import { type Counters, serveMetrics } from "./server/metrics.ts";
import { QueryLog } from "./server/query-log.ts";
import { serveStatus } from "./server/status.ts";
import { answer, type TcpClient, TcpListeners } from "./server/tcp.ts";
import { UpstreamStreams } from "./server/upstream-streams.ts";
import type { UpstreamEffect } from "./upstream.ts";

export interface DaemonIo {
  /** Gets one line, once, when every socket answers. */
  ready(line: string): void;
  /** For people; never for programs. */
  log(line: string): void;
  /** The configuration as it is now, on SIGHUP; rejects where it cannot be read. Left out: SIGHUP changes nothing. */
  reread?(): Promise<Dns64File>;
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

/** Run until `signal` is aborted. Rejects with Dns64ConfigError, or with the system's error where an address cannot be bound. */
export async function runDns64(file: Dns64File, io: DaemonIo, signal: AbortSignal): Promise<void> {
  const reading = readConfig(file);
  if ("problems" in reading) throw new Dns64ConfigError(reading.problems);
  const daemon = new Daemon(file, reading.settings, io);
  const reread = (): void => {
    io.reread?.().then(
      (again) => daemon.reload(again),
      (error) => io.log(`not reloaded: ${error instanceof Error ? error.message : error}`),
    );
  };
  try {
    await daemon.open();
    process.on("SIGHUP", reread);
    await Promise.race([aborted(signal), daemon.died]);
  } finally {
    process.off("SIGHUP", reread);
    await daemon.close();
  }
}

/** What is bound, allocated or shared once at the start. */
const RESTART_ONLY = [
  "listen",
  "io",
  "workers",
  "cache",
  "serve_stale",
  "status",
  "metrics",
  "validate",
  "trust_anchors",
  "unvalidated",
] as const;

/** The thread with the event loop: TCP, streams to the upstreams, the status socket. */
class Daemon {
  /** Rejects where the service ended by itself. */
  readonly died: Promise<never>;
  private readonly file: Dns64File;
  private settings: Settings;
  private queryLog: QueryLog | null = null;
  private readonly io: DaemonIo;
  private readonly closers: (() => unknown)[] = [];
  private readonly streams: UpstreamStreams;
  private readonly clients = new Map<number, TcpClient>();
  private readonly snapshots = new Map<number, (snapshot: Snapshot) => void>();
  private nextTicket = 1;
  private core!: CoreLink;
  private tcp!: TcpListeners;
  private die!: (error: Error) => void;

  constructor(file: Dns64File, settings: Settings, io: DaemonIo) {
    this.file = file;
    this.settings = settings;
    this.io = io;
    this.died = new Promise((_, reject) => {
      this.die = reject;
    });
    this.died.catch(() => {});
    this.streams = new UpstreamStreams(
      (exchange, message) => this.core.post({ do: "arrived", exchange, message }),
      io.log,
    );
    this.closers.push(() => this.streams.closeAll());
  }

  async open(): Promise<void> {
    const { settings, io } = this;
    this.core = await this.openCore();
    this.closers.push(() => this.core.end());
    this.tcp = await TcpListeners.open(settings.listen, (...message) => this.fromTcp(...message), io.log);
    this.closers.push(() => this.tcp.close());
    if (settings.status !== null) {
      const status = await serveStatus(settings.status, () => this.snapshot());
      this.closers.push(() => status.close());
    }
    if (settings.metrics !== null) {
      const metrics = await serveMetrics(settings.metrics, () => this.snapshot());
      this.closers.push(() => {
        metrics.closeAllConnections();
        metrics.close();
      });
    }
    this.openQueryLog();
    this.closers.push(() => this.queryLog?.close());
    if (settings.policy.upstreamValidates)
      io.log(
        "validation is left to the upstream: its AD and SERVFAIL are believed, so the path to it must be protected",
      );
    if (settings.clients === null) io.log("clients is not set: anybody who reaches these addresses is answered");
    io.ready(readyLine(settings));
  }

  async close(): Promise<void> {
    await Promise.all(this.closers.map((close) => close()));
  }

  /**
   * Obey another file from now on: policies, views, clients, limits, upstreams. The cache stays, but for what changed policies made.
   * What a running server cannot change stays as it is, and is named.
   */
  reload(file: Dns64File): void {
    const reading = readConfig(file);
    if ("problems" in reading) {
      this.io.log(`not reloaded: ${new Dns64ConfigError(reading.problems).message.replaceAll("\n", "; ")}`);
      return;
    }
    const kept = RESTART_ONLY.filter((key) => !isDeepStrictEqual(file[key], this.file[key]));
    this.settings = reading.settings;
    this.core.post({ do: "configure", file });
    this.openQueryLog();
    this.io.log(kept.length === 0 ? "reloaded" : `reloaded, but for ${kept.join(", ")}: they need a restart`);
  }

  /** Anew also where its path is the same: the file may have been moved away. */
  private openQueryLog(): void {
    const { queryLog } = this.settings;
    this.queryLog?.close();
    this.queryLog = queryLog === null ? null : new QueryLog(queryLog, this.io.log);
  }

  private async openCore(): Promise<CoreLink> {
    const { file, settings, io } = this;
    const events: CoreEvents = { told: (message) => this.told(message), died: this.die };
    const threads = settings.io === "dgram" ? null : await threadsHere(settings.io === "mmsg", io.log);
    if (threads !== null) return threads.openThreads(file, settings, events);
    return openLocalCore(file, settings, events, io.log);
  }

  private fromTcp(message: Uint8Array, client: TcpClient, address: Uint8Array): void {
    const ticket = this.nextTicket++;
    this.clients.set(ticket, client);
    this.core.post({ do: "query", client: ticket, address, packet: message.slice() });
  }

  private told(message: FromCore): void {
    switch (message.do) {
      case "reply":
        this.reply(message.client, message.message);
        return;
      case "upstream":
        this.upstream(message.effect);
        return;
      case "snapshot":
        this.snapshots.get(message.ticket)?.(message.snapshot);
        this.snapshots.delete(message.ticket);
        return;
      case "log":
        this.io.log(message.line);
        return;
      case "query-log":
        this.queryLog?.write(message.line);
        return;
    }
  }

  private reply(ticket: number, message: Uint8Array | null): void {
    const client = this.clients.get(ticket);
    if (client === undefined) return;
    this.clients.delete(ticket);
    answer(client, message);
  }

  private upstream(effect: UpstreamEffect): void {
    const { exchange } = effect;
    if (effect.do === "close") this.streams.close(exchange);
    else this.streams.send(exchange, this.settings.upstream[effect.upstream]!, effect.message);
  }

  private async snapshot(): Promise<Counters> {
    const ticket = this.nextTicket++;
    const core = await new Promise<Snapshot>((resolve) => {
      this.snapshots.set(ticket, resolve);
      this.core.post({ do: "snapshot", ticket });
    });
    const others = this.core.otherCounters();
    const queries: Record<string, number> = { ...core.queries };
    FRONT_COUNTERS.forEach((name, i) => {
      queries[name] = (queries[name] ?? 0) + (others[i] ?? 0);
    });
    return { ...core, queries, tcp_connections: this.tcp.open };
  }
}

/** Threads of our own, where foreign calls work. @param wanted whether their absence is an error. */
async function threadsHere(
  wanted: boolean,
  log: (line: string) => void,
): Promise<typeof import("./server/threads.ts") | null> {
  if (process.platform !== "linux") {
    if (wanted) throw new Error("io: mmsg is there on Linux only");
    return null;
  }
  try {
    return await import("./server/threads.ts");
  } catch (error) {
    if (wanted) throw error;
    log(`no foreign calls here, so UDP goes through Node: ${error instanceof Error ? error.message : error}`);
    return null;
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
