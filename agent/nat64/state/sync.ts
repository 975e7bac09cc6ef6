/**
 * Two gateways keep each other's sessions: what one opens the other knows a moment later, and can go on with when packets come
 * its way. The connection is plain TCP or a unix socket between machines that trust each other.
 *
 * Messages: length (4 bytes, of what follows), kind (1 byte), body. HELLO is JSON; the others are records; ALIVE may be empty.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import type { Sync } from "../config.ts";
import { clearStale } from "../device/status-socket.ts";
import { type Endpoint, formatEndpoint } from "../endpoint.ts";
import type { Settings } from "../settings.ts";
import type { Bindings } from "../tables/bindings.ts";
import { prefixIndexes, prefixNames, RECORD_BYTES } from "./record.ts";
import { type FeedKind, SessionFeed } from "./session-feed.ts";

const VERSION = 1;
const HELLO = 0;
const KINDS: readonly (FeedKind | undefined)[] = [undefined, "changed", "alive", "closed"];
const HEADER = 5;
/** Records of one message. */
const MOST_RECORDS = 16_384;
const LARGEST_MESSAGE = 1 + MOST_RECORDS * RECORD_BYTES;

const DRAIN_MS = 50;
const RETRY_MS = 1000;
const ALIVE_MS = 1000;
/** Nothing heard for this long: the other one is gone. */
const SILENCE_MS = 5000;
/** The other one does not take what we send: it gets nothing more until it does. */
const MOST_UNSENT = 16 * 1024 * 1024;

export interface SyncStatus {
  readonly connected: boolean;
  /** Sessions of the other gateway that had no place here. */
  readonly conflicts: number;
  readonly records_sent: number;
  readonly records_received: number;
}

export class GatewaySync {
  readonly #sync: Sync;
  readonly #settings: Settings;
  readonly #feed: SessionFeed;
  readonly #now: () => number;
  readonly #log: (line: string) => void;
  #server: Server | null = null;
  #socket: Socket | null = null;
  #prefixes: readonly number[] | null = null;
  #received: Buffer = Buffer.alloc(0);
  #heardMs = 0;
  #saidMs = 0;
  #drainedMs = 0;
  #triedMs = Number.NEGATIVE_INFINITY;
  #sent = 0;
  #taken = 0;

  constructor(sync: Sync, settings: Settings, bindings: Bindings, now: () => number, log: (line: string) => void) {
    this.#sync = sync;
    this.#settings = settings;
    this.#feed = new SessionFeed(settings, bindings);
    this.#now = now;
    this.#log = log;
  }

  /** @throws where it cannot listen. */
  async start(): Promise<void> {
    const { listen } = this.#sync;
    if (listen === null) return;
    if ("path" in listen) await clearStale(listen.path);
    const server = createServer((socket) => this.#use(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(listen, () => {
        server.off("error", reject);
        resolve();
      });
    });
  }

  close(): void {
    this.#server?.close();
    this.#socket?.destroy();
  }

  get status(): SyncStatus {
    return {
      connected: this.#prefixes !== null,
      conflicts: this.#feed.conflicts,
      records_sent: this.#sent,
      records_received: this.#taken,
    };
  }

  /** To be called often; does what is due. */
  tick(nowMs: number): void {
    const socket = this.#socket;
    if (socket === null) {
      if (this.#sync.peer !== null && nowMs - this.#triedMs >= RETRY_MS) this.#connect(this.#sync.peer, nowMs);
      return;
    }
    if (nowMs - this.#heardMs > SILENCE_MS) {
      socket.destroy(new Error("silent"));
      return;
    }
    if (this.#prefixes === null || nowMs - this.#drainedMs < DRAIN_MS || socket.writableLength > MOST_UNSENT) return;
    this.#drainedMs = nowMs;
    this.#feed.drain(nowMs, (kind, records) => this.#sendRecords(kind, records));
    if (nowMs - this.#saidMs >= ALIVE_MS) this.#send(KINDS.indexOf("alive"), new Uint8Array(0));
  }

  /** What is still to be said before the end. Resolves when it is out. */
  async finish(nowMs: number): Promise<void> {
    const socket = this.#socket;
    if (socket === null || this.#prefixes === null) return;
    this.#feed.drain(nowMs, (kind, records) => this.#sendRecords(kind, records));
    await new Promise<void>((resolve) => {
      socket.once("close", resolve);
      socket.end(resolve);
    });
  }

  #connect(peer: Endpoint, nowMs: number): void {
    this.#triedMs = nowMs;
    this.#use(connect(peer));
  }

  #use(socket: Socket): void {
    if (this.#socket !== null) {
      // There are two of us: who comes anew is the other one, back after a failure we have not noticed.
      this.#forget(this.#socket);
    }
    this.#socket = socket;
    this.#prefixes = null;
    this.#received = Buffer.alloc(0);
    this.#heardMs = this.#now();
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#hear(socket, chunk));
    socket.on("error", () => {});
    socket.on("close", () => this.#forget(socket));
    this.#send(HELLO, Buffer.from(JSON.stringify({ nat64_sync: VERSION, pool6: prefixNames(this.#settings) })));
  }

  #forget(socket: Socket): void {
    socket.destroy();
    if (this.#socket !== socket) return;
    if (this.#prefixes !== null) this.#log("sync: the other gateway is gone; its sessions stay");
    this.#socket = null;
    this.#prefixes = null;
    this.#feed.stop();
  }

  #hear(socket: Socket, chunk: Buffer): void {
    if (this.#socket !== socket) return;
    this.#heardMs = this.#now();
    let bytes = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    while (bytes.length >= HEADER) {
      const length = bytes.readUInt32BE(0);
      if (length < 1 || length > LARGEST_MESSAGE) {
        this.#refuse(socket, "a message that is none");
        return;
      }
      if (bytes.length < 4 + length) break;
      if (!this.#take(socket, bytes[4]!, bytes.subarray(HEADER, 4 + length))) return;
      bytes = bytes.subarray(4 + length);
    }
    this.#received = Buffer.from(bytes);
  }

  /** @returns whether to go on. */
  #take(socket: Socket, number: number, body: Buffer): boolean {
    if (number === HELLO) return this.#greet(socket, body);
    const kind = KINDS[number];
    if (kind === undefined || this.#prefixes === null || body.length % RECORD_BYTES !== 0) {
      this.#refuse(socket, "a message that is none");
      return false;
    }
    this.#taken += body.length / RECORD_BYTES;
    this.#feed.apply(kind, body, this.#prefixes, this.#now());
    return true;
  }

  #greet(socket: Socket, body: Buffer): boolean {
    let hello: { nat64_sync?: unknown; pool6?: unknown };
    try {
      hello = JSON.parse(body.toString());
    } catch {
      hello = {};
    }
    if (hello.nat64_sync !== VERSION || !Array.isArray(hello.pool6)) {
      this.#refuse(socket, "another version");
      return false;
    }
    this.#prefixes = prefixIndexes(this.#settings, hello.pool6);
    this.#feed.start();
    this.#log("sync: connected to the other gateway");
    return true;
  }

  #refuse(socket: Socket, what: string): void {
    const { listen, peer } = this.#sync;
    this.#log(`sync: ${formatEndpoint((peer ?? listen)!)} speaks ${what}; connection dropped`);
    this.#forget(socket);
  }

  #sendRecords(kind: FeedKind, records: Uint8Array): void {
    const most = MOST_RECORDS * RECORD_BYTES;
    for (let at = 0; at < records.length; at += most) {
      const part = records.subarray(at, at + most);
      this.#sent += part.length / RECORD_BYTES;
      this.#send(KINDS.indexOf(kind), part);
    }
  }

  #send(number: number, body: Uint8Array): void {
    const header = Buffer.alloc(HEADER);
    header.writeUInt32BE(1 + body.length, 0);
    header[4] = number;
    this.#socket?.write(Buffer.concat([header, body]));
    this.#saidMs = this.#now();
  }
}
