/** The TCP side of the server: two octets of length before each message, many messages per connection in any order. RFC 7766. */
import { createServer, type Server, type Socket } from "node:net";
import { type Endpoint, withoutCovered } from "../endpoint.ts";
import { LengthFramer } from "./framing.ts";

/** One connection, as the later answer needs it. */
export interface TcpClient {
  readonly connection: Socket;
  /** Answers still to come. */
  owed: number;
  /** It has said that it asks nothing more. */
  ended: boolean;
}

/** Called per message. @param message valid during the call. */
export type OnMessage = (message: Uint8Array, client: TcpClient, address: string) => void;

/** RFC 7766 §6.2.3: idle connections may be closed; a few seconds is what clients are used to. */
const IDLE_MS = 10_000;
const MOST_CONNECTIONS = 1024;
const MOST_PER_ADDRESS = 64;
/** An answer backlog above this means that the client does not read: it is cut off. */
const MOST_UNREAD_BYTES = 1 << 20;
/** No query is longer, even padded. */
const LONGEST_QUERY = 4096;

export class TcpListeners {
  private readonly servers: Server[] = [];
  private readonly connections = new Set<Socket>();
  private readonly perAddress = new Map<string, number>();
  private readonly onMessage: OnMessage;

  private constructor(onMessage: OnMessage) {
    this.onMessage = onMessage;
  }

  static async open(
    endpoints: readonly Endpoint[],
    onMessage: OnMessage,
    log: (line: string) => void,
  ): Promise<TcpListeners> {
    const listeners = new TcpListeners(onMessage);
    try {
      for (const endpoint of withoutCovered(endpoints)) await listeners.listen(endpoint, log);
    } catch (error) {
      listeners.close();
      throw error;
    }
    return listeners;
  }

  get open(): number {
    return this.connections.size;
  }

  close(): void {
    for (const server of this.servers) server.close();
    for (const connection of this.connections) connection.destroy();
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
    const address = connection.remoteAddress;
    const held = this.perAddress.get(address ?? "") ?? 0;
    if (address === undefined || this.connections.size >= MOST_CONNECTIONS || held >= MOST_PER_ADDRESS) {
      connection.destroy();
      return;
    }
    this.connections.add(connection);
    this.perAddress.set(address, held + 1);
    const client: TcpClient = { connection, owed: 0, ended: false };
    const framer = new LengthFramer(LONGEST_QUERY, (message) => this.onMessage(message, client, address));
    connection.setTimeout(IDLE_MS, () => connection.destroy());
    connection.on("data", (chunk) => {
      if (connection.writableLength > MOST_UNREAD_BYTES || !framer.push(chunk)) connection.destroy();
    });
    connection.on("end", () => {
      client.ended = true;
      endIfDone(client);
    });
    // Reset by the peer: the close event that follows does what is to be done.
    connection.on("error", () => connection.destroy());
    connection.on("close", () => {
      this.connections.delete(connection);
      const left = (this.perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.perAddress.set(address, left);
      else this.perAddress.delete(address);
    });
  }
}

/** Close our half once a client that asks nothing more has all its answers (RFC 7766 §6.2.4). */
export function endIfDone(client: TcpClient): void {
  if (client.ended && client.owed === 0) client.connection.end();
}

/** Send one message with its length. One write, so that length and message share a segment (RFC 7766 §8). */
export function sendFramed(connection: Socket, message: Uint8Array): void {
  if (!connection.writable || connection.writableLength > MOST_UNREAD_BYTES) return;
  const framed = Buffer.allocUnsafe(message.length + 2);
  framed.writeUInt16BE(message.length);
  framed.set(message, 2);
  connection.write(framed);
}
