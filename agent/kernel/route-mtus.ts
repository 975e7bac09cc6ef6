/**
 * The smallest MTU any route carries, per family. A kernel program cannot see them: bpf_fib_lookup() minds the MTU of devices,
 * learned path MTUs and locked metrics, forwarding also the metrics that are not locked.
 */
import { attributes, NETLINK_ROUTE, NetlinkDump } from "./netlink.ts";

const RTM_NEWROUTE = 24;
const RTM_GETROUTE = 26;
const RTMSG_BYTES = 12;
const RTA_METRICS = 8;
const RTAX_MTU = 2;

export const AF_INET = 2;
export const AF_INET6 = 10;

export class RouteMtus {
  readonly #family: number;
  #dump: NetlinkDump | null = null;
  #found = Number.POSITIVE_INFINITY;
  #least = Number.POSITIVE_INFINITY;

  /** @param family AF_INET or AF_INET6. */
  constructor(family: number) {
    this.#family = family;
  }

  /** As of the last complete look; infinite where no route has one. */
  get least(): number {
    return Math.min(this.#least, this.#found);
  }

  /** In the middle of a look. */
  get isLooking(): boolean {
    return this.#dump !== null;
  }

  /** Read a little of the routing tables. @returns whether that completed a look. @throws SystemCallError */
  step(): boolean {
    const request = new Uint8Array(RTMSG_BYTES);
    request[0] = this.#family;
    this.#dump ??= new NetlinkDump(NETLINK_ROUTE, RTM_GETROUTE, request);
    const messages = this.#dump.next();
    if (messages === null) {
      this.#dump = null;
      this.#least = this.#found;
      this.#found = Number.POSITIVE_INFINITY;
      return true;
    }
    for (const { type, body } of messages) if (type === RTM_NEWROUTE) this.#found = Math.min(this.#found, mtuOf(body));
    return false;
  }

  /** Look from beginning to end. */
  look(): void {
    while (!this.step());
  }

  close(): void {
    this.#dump?.close();
    this.#dump = null;
  }
}

function mtuOf(route: Uint8Array): number {
  const metrics = attributes(route, RTMSG_BYTES).get(RTA_METRICS);
  const mtu = metrics === undefined ? undefined : attributes(metrics, 0).get(RTAX_MTU);
  if (mtu === undefined) return Number.POSITIVE_INFINITY;
  return new DataView(mtu.buffer, mtu.byteOffset).getUint32(0, true);
}
