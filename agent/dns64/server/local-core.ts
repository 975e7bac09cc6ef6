/** The core in the thread with the event loop, with Node's datagrams: for platforms without foreign calls. */
import type { RemoteInfo, Socket } from "node:dgram";
import type { Dns64File } from "../config.generated.ts";
import type { Settings } from "../config.ts";
import type { Endpoint } from "../endpoint.ts";
import { addressBytes } from "./clients.ts";
import { monotonicMs } from "./clock.ts";
import { Core, type CoreIo, newFrontMemory, type ToCore } from "./core.ts";
import { FRONT_COUNTERS } from "./front.ts";
import type { CoreEvents, CoreLink } from "./link.ts";
import { type UdpClient, UdpListeners } from "./udp.ts";
import { UpstreamDatagrams } from "./upstream-io.ts";
import { warmUp } from "./warm-up.ts";

/** While questions are out, time is let pass this often. */
const TICK_MS = 20;

/** Rejects with the system's error where an address cannot be bound. */
export async function openLocalCore(
  file: Dns64File,
  settings: Settings,
  events: CoreEvents,
  log: (line: string) => void,
): Promise<CoreLink> {
  warmUp();
  const local = new LocalCore(file, settings, events);
  local.listeners = await UdpListeners.open(settings.listen, (...datagram) => local.fromClient(...datagram), log);
  return local;
}

class LocalCore implements CoreLink, CoreIo {
  listeners: UdpListeners | null = null;
  readonly tell: CoreIo["tell"];
  private readonly core: Core;
  private readonly upstream: UpstreamDatagrams;
  private readonly out = new Uint8Array(65_535);
  private ticking: NodeJS.Timeout | null = null;

  constructor(file: Dns64File, settings: Settings, { told }: CoreEvents) {
    this.tell = told;
    this.upstream = new UpstreamDatagrams((exchange, bytes) => {
      this.core.arrived(exchange, bytes);
      this.tick();
    });
    this.core = new Core(file, newFrontMemory(settings), new Float64Array(FRONT_COUNTERS.length), this);
  }

  post(message: ToCore): void {
    this.core.handle(message);
    this.tick();
  }

  otherCounters(): readonly number[] {
    return [];
  }

  async end(): Promise<void> {
    if (this.ticking !== null) clearInterval(this.ticking);
    this.listeners?.close();
    this.upstream.closeAll();
  }

  fromClient(packet: Uint8Array, remote: RemoteInfo, socket: Socket): void {
    const address = addressBytes(remote.address);
    if (address === null) return;
    const { core, out } = this;
    const client: UdpClient = { socket, address: remote.address, port: remote.port };
    const answer = core.front.answer(packet, packet.length, false, address, 0, address.length, out, monotonicMs());
    const length = core.afterFront(answer, packet, packet.length, false, () => client, out);
    if (length > 0) this.replyDatagram(client, out.subarray(0, length));
    this.tick();
  }

  replyDatagram(client: object, message: Uint8Array): void {
    const { socket, address, port } = client as UdpClient;
    try {
      // A client that is gone: nobody is left to be told.
      socket.send(message.slice(), port, address, () => {});
    } catch {
      // The socket closed while the answer was on its way, with the address it was bound to.
    }
  }

  textOf(client: object): string {
    return (client as UdpClient).address;
  }

  clientOf(): never {
    throw new Error("there are no other workers");
  }

  tookOver(): void {}

  sendUpstream(exchange: number, to: Endpoint, message: Uint8Array): boolean {
    return this.upstream.send(exchange, to, message);
  }

  closeUpstream(exchange: number): void {
    this.upstream.close(exchange);
  }

  private tick(): void {
    if (this.core.busy && this.ticking === null) {
      this.ticking = setInterval(() => {
        this.core.wake();
        this.tick();
      }, TICK_MS);
    } else if (!this.core.busy && this.ticking !== null) {
      clearInterval(this.ticking);
      this.ticking = null;
    }
  }
}
