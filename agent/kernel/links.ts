/** The network interfaces of our namespace, as rtnetlink lists them. */
import { attributes, NETLINK_ROUTE, netlinkDump } from "./netlink.ts";

const RTM_NEWLINK = 16;
const RTM_GETLINK = 18;
const IFINFO_BYTES = 16;
const IFLA_IFNAME = 3;
const IFLA_MASTER = 10;

const IFF_UP = 0x1;
const IFF_LOOPBACK = 0x8;
const ARPHRD_ETHER = 1;

export interface Link {
  readonly index: number;
  readonly name: string;
  readonly isUp: boolean;
  readonly isEthernet: boolean;
  /** Part of a bridge, bond or the like, which gets its packets. */
  readonly isEnslaved: boolean;
}

/** @throws SystemCallError */
export function listLinks(): Link[] {
  return netlinkDump(NETLINK_ROUTE, RTM_GETLINK, new Uint8Array(IFINFO_BYTES))
    .filter(({ type }) => type === RTM_NEWLINK)
    .map(({ body }) => {
      const view = new DataView(body.buffer, body.byteOffset);
      const flags = view.getUint32(8, true);
      const found = attributes(body, IFINFO_BYTES);
      const name = new TextDecoder().decode(found.get(IFLA_IFNAME) ?? new Uint8Array()).replace(/\0+$/, "");
      return {
        index: view.getInt32(4, true),
        name,
        isUp: (flags & IFF_UP) !== 0,
        isEthernet: view.getUint16(2, true) === ARPHRD_ETHER && (flags & IFF_LOOPBACK) === 0,
        isEnslaved: found.has(IFLA_MASTER),
      };
    });
}
