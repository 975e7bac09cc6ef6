/** Datagrams to the upstreams through Node, where no thread of ours has the sockets. */
import { createSocket, type Socket } from "node:dgram";
import type { Endpoint } from "../endpoint.ts";

/** @param bytes a copy that may be kept; null: the exchange's socket is of no use any more. */
export type Arrived = (exchange: number, bytes: Uint8Array | null) => void;

export class UpstreamDatagrams {
  private readonly arrived: Arrived;
  private readonly open = new Map<number, Socket>();

  constructor(arrived: Arrived) {
    this.arrived = arrived;
  }

  /** A connected socket: the kernel drops datagrams from any other address or port, and reports unreachable ones. */
  send(exchange: number, to: Endpoint, message: Uint8Array): boolean {
    const socket = createSocket({ type: to.family === 6 ? "udp6" : "udp4" });
    this.open.set(exchange, socket);
    socket.on("error", () => this.tell(exchange, null));
    socket.on("message", (bytes) => this.tell(exchange, bytes));
    socket.on("connect", () => socket.send(message));
    socket.connect(to.port, to.address);
    return true;
  }

  close(exchange: number): void {
    const socket = this.open.get(exchange);
    this.open.delete(exchange);
    socket?.close();
  }

  closeAll(): void {
    for (const exchange of [...this.open.keys()]) this.close(exchange);
  }

  private tell(exchange: number, bytes: Uint8Array | null): void {
    if (!this.open.has(exchange)) return;
    if (bytes === null) this.close(exchange);
    this.arrived(exchange, bytes);
  }
}
