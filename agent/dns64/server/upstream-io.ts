/** What Node does for the upstreams: streams always, datagrams where no thread of ours has the sockets. */
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { connect, type Socket as TcpSocket } from "node:net";
import type { Endpoint } from "../endpoint.ts";
import { LengthFramer } from "./framing.ts";
import { sendFramed } from "./tcp.ts";

/** @param bytes a copy that may be kept; null: the exchange's socket is of no use any more. */
export type Arrived = (exchange: number, bytes: Uint8Array | null) => void;

abstract class Exchanges<S> {
  private readonly arrived: Arrived;
  private readonly open = new Map<number, S>();

  constructor(arrived: Arrived) {
    this.arrived = arrived;
  }

  protected abstract end(socket: S): void;

  protected add(exchange: number, socket: S): void {
    this.open.set(exchange, socket);
  }

  close(exchange: number): void {
    const socket = this.open.get(exchange);
    if (socket === undefined) return;
    this.open.delete(exchange);
    this.end(socket);
  }

  closeAll(): void {
    for (const exchange of [...this.open.keys()]) this.close(exchange);
  }

  protected got(exchange: number, bytes: Uint8Array): void {
    if (this.open.has(exchange)) this.arrived(exchange, bytes);
  }

  protected fail(exchange: number): void {
    if (!this.open.has(exchange)) return;
    this.close(exchange);
    this.arrived(exchange, null);
  }
}

export class UpstreamDatagrams extends Exchanges<UdpSocket> {
  /** A connected socket: the kernel drops datagrams from any other address or port, and reports unreachable ones. */
  send(exchange: number, to: Endpoint, message: Uint8Array): boolean {
    const socket = createSocket({ type: to.family === 6 ? "udp6" : "udp4" });
    this.add(exchange, socket);
    socket.on("error", () => this.fail(exchange));
    socket.on("message", (bytes) => this.got(exchange, bytes));
    socket.on("connect", () => socket.send(message));
    socket.connect(to.port, to.address);
    return true;
  }

  protected end(socket: UdpSocket): void {
    socket.close();
  }
}

export class UpstreamStreams extends Exchanges<TcpSocket> {
  send(exchange: number, to: Endpoint, message: Uint8Array): void {
    const socket = connect({ port: to.port, host: to.address, noDelay: true });
    this.add(exchange, socket);
    const framer = new LengthFramer(65535, (answer) => this.got(exchange, answer.slice()));
    socket.on("connect", () => sendFramed(socket, message));
    socket.on("data", (chunk) => framer.push(chunk));
    socket.on("error", () => this.fail(exchange));
    socket.on("end", () => this.fail(exchange));
  }

  protected end(socket: TcpSocket): void {
    socket.destroy();
  }
}
