/** The UDP side of the server: one socket per local address, so that the answer leaves from the address that was asked. */
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { networkInterfaces } from "node:os";
import { type Endpoint, isWildcard } from "../endpoint.ts";

/** Where a later answer goes. */
export interface UdpClient {
  readonly socket: Socket;
  readonly address: string;
  readonly port: number;
}

/** Called per datagram. @param bytes valid during the call. */
export type OnDatagram = (bytes: Uint8Array, remote: RemoteInfo, socket: Socket) => void;

const RECEIVE_BUFFER = 4 << 20;
const RESCAN_MS = 1000;

export class UdpListeners {
  private readonly sockets = new Map<string, Socket>();
  private readonly wildcards: readonly Endpoint[];
  private readonly onDatagram: OnDatagram;
  private readonly log: (line: string) => void;
  private timer: NodeJS.Timeout | null = null;

  private constructor(wildcards: readonly Endpoint[], onDatagram: OnDatagram, log: (line: string) => void) {
    this.wildcards = wildcards;
    this.onDatagram = onDatagram;
    this.log = log;
  }

  /** Bind every endpoint. `[::]` and `0.0.0.0` become one socket per address the host has, looked up anew every second. Rejects where an address cannot be bound. */
  static async open(
    endpoints: readonly Endpoint[],
    onDatagram: OnDatagram,
    log: (line: string) => void,
  ): Promise<UdpListeners> {
    const wildcards = endpoints.filter(isWildcard);
    const listeners = new UdpListeners(wildcards, onDatagram, log);
    try {
      for (const endpoint of endpoints) if (!isWildcard(endpoint)) await listeners.bind(endpoint);
      for (const endpoint of wildcards.flatMap(localAddresses)) await listeners.bindIfUsable(endpoint);
    } catch (error) {
      listeners.close();
      throw error;
    }
    if (wildcards.length > 0) {
      listeners.timer = setInterval(() => void listeners.rescan(), RESCAN_MS);
      listeners.timer.unref();
    }
    return listeners;
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    for (const socket of this.sockets.values()) socket.close();
    this.sockets.clear();
  }

  /** Follow the host's addresses: new ones are answered on, sockets of gone ones are closed. */
  private async rescan(): Promise<void> {
    const wanted = new Map(this.wildcards.flatMap(localAddresses).map((e) => [keyOf(e), e]));
    const ports = new Set(this.wildcards.map((e) => e.port));
    for (const [key, socket] of this.sockets) {
      if (wanted.has(key) || !ports.has(Number(key.split(" ")[1]))) continue;
      socket.close();
      this.sockets.delete(key);
    }
    for (const [key, endpoint] of wanted) {
      if (this.sockets.has(key)) continue;
      try {
        if (await this.bindIfUsable(endpoint)) this.log(`now also listening on ${endpoint.address}`);
      } catch (error) {
        this.log(`cannot listen on ${endpoint.address}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  /** @returns false for an address that cannot be used yet (duplicate address detection) or any more: the next scan will see. */
  private async bindIfUsable(endpoint: Endpoint): Promise<boolean> {
    try {
      await this.bind(endpoint);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EADDRNOTAVAIL") return false;
      throw error;
    }
  }

  private bind(endpoint: Endpoint): Promise<void> {
    const key = keyOf(endpoint);
    if (this.sockets.has(key)) return Promise.resolve();
    const socket = createSocket({
      type: endpoint.family === 6 ? "udp6" : "udp4",
      ipv6Only: endpoint.family === 6,
      recvBufferSize: RECEIVE_BUFFER,
    });
    socket.on("message", (bytes, remote) => {
      // Nothing can be sent to port 0: such a source is forged.
      if (remote.port !== 0) this.onDatagram(bytes, remote, socket);
    });
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        socket.close();
        reject(error);
      };
      socket.once("error", fail);
      socket.bind(endpoint.port, endpoint.address, () => {
        socket.off("error", fail);
        socket.on("error", (error) => this.log(`udp ${endpoint.address}: ${error.message}`));
        this.sockets.set(key, socket);
        resolve();
      });
    });
  }
}

function keyOf({ address, port }: Endpoint): string {
  return `${address} ${port}`;
}

function localAddresses({ port, family }: Endpoint): Endpoint[] {
  const found: Endpoint[] = [];
  for (const [name, addresses] of Object.entries(networkInterfaces())) {
    for (const { address, family: of } of addresses ?? []) {
      if (of !== `IPv${family}`) continue;
      found.push({ address: /^fe[89ab]/.test(address) ? `${address}%${name}` : address, port, family });
    }
  }
  return found;
}
