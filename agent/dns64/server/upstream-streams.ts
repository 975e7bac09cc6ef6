/**
 * Streams to the upstreams, over TCP or TLS: one connection per upstream that many questions share, closed when it has been idle for a while.
 * RFC 7766 §6.2.1, RFC 7858 §3.4.
 */
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Upstream } from "../config.ts";
import { formatEndpoint } from "../endpoint.ts";
import { LengthFramer } from "./framing.ts";
import { sendFramed } from "./tcp.ts";
import type { Arrived } from "./upstream-io.ts";

const IDLE_MS = 10_000;

/** One line about an upstream's failures in so many ms. */
const LOG_EVERY_MS = 60_000;

interface Stream {
  readonly socket: Socket;
  /** By the id a question has on this connection: its exchange, and the id it came with. */
  readonly asked: Map<number, { readonly exchange: number; readonly id: number }>;
  nextId: number;
}

export class UpstreamStreams {
  private readonly arrived: Arrived;
  private readonly log: (line: string) => void;
  private readonly streams = new Map<string, Stream>();
  private readonly streamOf = new Map<number, { readonly stream: Stream; readonly id: number }>();
  private readonly logged = new Map<string, number>();

  constructor(arrived: Arrived, log: (line: string) => void) {
    this.arrived = arrived;
    this.log = log;
  }

  /** @param message not retained; its id is another on the way. */
  send(exchange: number, to: Upstream, message: Uint8Array): void {
    const key = `${formatEndpoint(to)} ${to.tls} ${to.ca}`;
    let stream = this.streams.get(key);
    if (stream === undefined) {
      stream = this.open(key, to);
      this.streams.set(key, stream);
    }
    while (stream.asked.has(stream.nextId)) stream.nextId = (stream.nextId + 1) & 0xffff;
    const id = stream.nextId;
    stream.nextId = (id + 1) & 0xffff;
    stream.asked.set(id, { exchange, id: (message[0]! << 8) | message[1]! });
    this.streamOf.set(exchange, { stream, id });
    sendFramed(stream.socket, withId(message, id));
  }

  close(exchange: number): void {
    const there = this.streamOf.get(exchange);
    if (there === undefined) return;
    this.streamOf.delete(exchange);
    there.stream.asked.delete(there.id);
  }

  closeAll(): void {
    for (const { socket } of this.streams.values()) socket.destroy();
    this.streams.clear();
    this.streamOf.clear();
  }

  private open(key: string, to: Upstream): Stream {
    const socket =
      to.tls === null ? connect({ port: to.port, host: to.address, noDelay: true }) : this.openTls(to, to.tls);
    const stream: Stream = { socket, asked: new Map(), nextId: 0 };
    const framer = new LengthFramer(65535, (answer) => this.answered(stream, answer));
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on("data", (chunk) => framer.push(chunk));
    socket.on("error", (error) => this.complain(to, error));
    socket.on("end", () => socket.destroy());
    socket.on("close", () => {
      if (this.streams.get(key) === stream) this.streams.delete(key);
      for (const { exchange } of [...stream.asked.values()]) {
        this.close(exchange);
        this.arrived(exchange, null);
      }
    });
    return stream;
  }

  /** RFC 7858 §4.2, RFC 8310 §5: the name is the operator's, and nothing is sent to who cannot prove it. */
  private openTls(to: Upstream, name: string): Socket {
    const socket = connectTls({
      port: to.port,
      host: to.address,
      servername: name,
      ca: to.ca === null ? undefined : readFileSync(to.ca),
      minVersion: "TLSv1.2",
      ALPNProtocols: ["dot"],
    });
    return socket.setNoDelay(true);
  }

  private answered(stream: Stream, answer: Uint8Array): void {
    if (answer.length < 2) return;
    const asked = stream.asked.get((answer[0]! << 8) | answer[1]!);
    if (asked !== undefined) this.arrived(asked.exchange, withId(answer, asked.id));
  }

  private complain(to: Upstream, error: Error): void {
    const address = formatEndpoint(to);
    const now = performance.now();
    if (to.tls === null || now - (this.logged.get(address) ?? -LOG_EVERY_MS) < LOG_EVERY_MS) return;
    this.logged.set(address, now);
    this.log(`upstream ${address} over TLS: ${error.message}`);
  }
}

function withId(message: Uint8Array, id: number): Uint8Array {
  const copy = message.slice();
  copy[0] = id >>> 8;
  copy[1] = id & 255;
  return copy;
}
