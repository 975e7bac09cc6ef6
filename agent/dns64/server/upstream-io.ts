/** Carries out the core's upstream effects: a socket per exchange, on a port the kernel draws at random. */
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { connect, type Socket as TcpSocket } from "node:net";
import type { Endpoint } from "../endpoint.ts";
import type { UpstreamEffect } from "../upstream.ts";
import { LengthFramer } from "./framing.ts";
import { sendFramed } from "./tcp.ts";

export interface UpstreamEvents {
  /** @param bytes a copy that may be kept. */
  received(exchange: number, bytes: Uint8Array): void;
  failed(exchange: number): void;
}

type Closable = { close(): void };

export class UpstreamIo {
  private readonly upstreams: readonly Endpoint[];
  private readonly events: UpstreamEvents;
  private readonly open = new Map<number, Closable>();

  constructor(upstreams: readonly Endpoint[], events: UpstreamEvents) {
    this.upstreams = upstreams;
    this.events = events;
  }

  carryOut(effect: UpstreamEffect): void {
    if (effect.do === "udp") this.udp(effect.exchange, this.upstreams[effect.upstream]!, effect.message);
    else if (effect.do === "tcp") this.tcp(effect.exchange, this.upstreams[effect.upstream]!, effect.message);
    else this.close(effect.exchange);
  }

  closeAll(): void {
    for (const exchange of [...this.open.keys()]) this.close(exchange);
  }

  /** A connected socket: the kernel drops datagrams from any other address or port, and reports unreachable ones. */
  private udp(exchange: number, to: Endpoint, message: Uint8Array): void {
    const socket: UdpSocket = createSocket({ type: to.family === 6 ? "udp6" : "udp4" });
    this.open.set(
      exchange,
      once(() => socket.close()),
    );
    socket.on("error", () => this.fail(exchange));
    socket.on("message", (bytes) => this.events.received(exchange, bytes));
    socket.on("connect", () => socket.send(message));
    socket.connect(to.port, to.address);
  }

  private tcp(exchange: number, to: Endpoint, message: Uint8Array): void {
    const socket: TcpSocket = connect({ port: to.port, host: to.address, noDelay: true });
    this.open.set(
      exchange,
      once(() => socket.destroy()),
    );
    const framer = new LengthFramer(65535, (answer) => this.events.received(exchange, answer.slice()));
    socket.on("connect", () => sendFramed(socket, message));
    socket.on("data", (chunk) => framer.push(chunk));
    socket.on("error", () => this.fail(exchange));
    socket.on("end", () => this.fail(exchange));
  }

  private fail(exchange: number): void {
    if (!this.open.has(exchange)) return;
    this.close(exchange);
    this.events.failed(exchange);
  }

  private close(exchange: number): void {
    this.open.get(exchange)?.close();
    this.open.delete(exchange);
  }
}

function once(close: () => void): Closable {
  let closed = false;
  return {
    close() {
      if (closed) return;
      closed = true;
      close();
    },
  };
}
