/** The TCP side of the server: two octets of length before each message, many messages per connection in any order. RFC 7766. */
import { createServer, type Server, type Socket } from "node:net";
import { type Endpoint, withoutCovered } from "../endpoint.ts";
import { addressBytes } from "./clients.ts";
import { LengthFramer } from "./framing.ts";

/** One connection, as the later answer needs it. */
export interface TcpClient {
  readonly connection: Socket;
  /** Answers still to come. */
  owed: number;
  /** It has said that it asks nothing more. */
  ended: boolean;
  /** Its last whole query, or its beginning; on `performance.now()`. */
  heardMs: number;
}

/** Called per message; every one is to be answered by `answer`. @param message valid during the call. */
export type OnMessage = (message: Uint8Array, client: TcpClient, address: Uint8Array) => void;

export interface TcpLimits {
  /** RFC 7766 §6.2.3: idle connections may be closed; a few seconds is what clients are used to. Only a whole query ends idleness. */
  readonly idleMs: number;
  /** One more, and who has been silent for longest goes. */
  readonly connections: number;
  /** From one address, or one /64 of IPv6, in which a host has as many addresses as it likes. */
  readonly perNetwork: number;
  /** Queries of one connection without an answer; beyond them it is not read from. */
  readonly outstanding: number;
}

const LIMITS: TcpLimits = { idleMs: 10_000, connections: 1024, perNetwork: 256, outstanding: 256 };

/** How often idle connections are looked for. */
const LOOK_MS = 1000;
/** An answer backlog above this means that the client does not read: it is cut off. */
const MOST_UNREAD_BYTES = 1 << 20;
/** No query is longer, even padded. */
const LONGEST_QUERY = 4096;

export class TcpListeners {
  private readonly servers: Server[] = [];
  /** Who was heard longest ago comes first. */
  private readonly clients = new Set<TcpClient>();
  private readonly perNetwork = new Map<string, number>();
  private readonly onMessage: OnMessage;
  private readonly limits: TcpLimits;
  private readonly look: NodeJS.Timeout;

  private constructor(onMessage: OnMessage, limits: TcpLimits) {
    this.onMessage = onMessage;
    this.limits = limits;
    this.look = setInterval(() => this.closeIdle(performance.now()), Math.min(LOOK_MS, limits.idleMs));
  }

  static async open(
    endpoints: readonly Endpoint[],
    onMessage: OnMessage,
    log: (line: string) => void,
    limits = LIMITS,
  ): Promise<TcpListeners> {
    const listeners = new TcpListeners(onMessage, limits);
    try {
      for (const endpoint of withoutCovered(endpoints)) await listeners.listen(endpoint, log);
    } catch (error) {
      listeners.close();
      throw error;
    }
    return listeners;
  }

  get open(): number {
    return this.clients.size;
  }

  close(): void {
    clearInterval(this.look);
    for (const server of this.servers) server.close();
    for (const { connection } of this.clients) connection.destroy();
  }

  private listen(endpoint: Endpoint, log: (line: string) => void): Promise<void> {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (connection) => this.accept(connection));
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port: endpoint.port, host: endpoint.address, ipv6Only: endpoint.family === 6 }, () => {
        server.off("error", reject);
        server.on("error", (error) => log(`tcp ${endpoint.address}: ${error.message}`));
        resolve();
      });
    });
  }

  private accept(connection: Socket): void {
    const { clients, perNetwork, limits } = this;
    const address = addressBytes(connection.remoteAddress ?? "");
    const network = address === null ? "" : networkOf(address);
    const held = perNetwork.get(network) ?? 0;
    if (address === null || held >= limits.perNetwork) {
      connection.destroy();
      return;
    }
    const client: TcpClient = { connection, owed: 0, ended: false, heardMs: performance.now() };
    clients.add(client);
    perNetwork.set(network, held + 1);
    const [longestSilent] = clients;
    if (clients.size > limits.connections) longestSilent!.connection.destroy();
    const framer = new LengthFramer(LONGEST_QUERY, (message) => {
      client.heardMs = performance.now();
      clients.delete(client);
      clients.add(client);
      client.owed++;
      this.onMessage(message, client, address);
    });
    connection.on("data", (chunk) => {
      if (connection.writableLength > MOST_UNREAD_BYTES || !framer.push(chunk)) connection.destroy();
      else if (client.owed >= limits.outstanding) connection.pause();
    });
    connection.on("end", () => {
      client.ended = true;
      endIfDone(client);
    });
    // Reset by the peer: the close event that follows does what is to be done.
    connection.on("error", () => connection.destroy());
    connection.on("close", () => {
      clients.delete(client);
      const left = (perNetwork.get(network) ?? 1) - 1;
      if (left > 0) perNetwork.set(network, left);
      else perNetwork.delete(network);
    });
  }

  private closeIdle(nowMs: number): void {
    for (const { connection, heardMs, owed } of this.clients) {
      if (nowMs - heardMs < this.limits.idleMs) return;
      if (owed === 0) connection.destroy();
    }
  }
}

/** Give one message its answer. @param message null: there is none. */
export function answer(client: TcpClient, message: Uint8Array | null): void {
  const { connection } = client;
  client.owed--;
  if (message !== null) sendFramed(connection, message);
  if (connection.isPaused()) connection.resume();
  endIfDone(client);
}

/** Close our half once a client that asks nothing more has all its answers (RFC 7766 §6.2.4). */
function endIfDone(client: TcpClient): void {
  if (client.ended && client.owed === 0) client.connection.end();
}

function networkOf(address: Uint8Array): string {
  return address.subarray(0, 8).join(".");
}

/** Send one message with its length. One write, so that length and message share a segment (RFC 7766 §8). */
export function sendFramed(connection: Socket, message: Uint8Array): void {
  if (!connection.writable || connection.writableLength > MOST_UNREAD_BYTES) return;
  const framed = Buffer.allocUnsafe(message.length + 2);
  framed.writeUInt16BE(message.length);
  framed.set(message, 2);
  connection.write(framed);
}
