/**
 * Addresses, links and routes of our network namespace, as rtnetlink(7) lists them: what `ip address show` and `ip route show table all` print, without
 * the processes. Structures: linux/if_addr.h, linux/if_link.h, linux/rtnetlink.h.
 */
import type { InterfaceAddress, LinkFact, Network } from "./facts/addresses.ts";
import { attribute32, attributes, joined, NETLINK_ROUTE, NetlinkDump, netlinkDump } from "./kernel/netlink.ts";
import { formatIp4 } from "./net/ip4.ts";
import { formatIp6 } from "./net/ip6.ts";
import type { RouteFact } from "./protocol/facts.ts";
import type { RouteNames } from "./route-names.ts";

const AF_INET = 2;
const AF_INET6 = 10;

const RTM_NEWLINK = 16;
const RTM_GETLINK = 18;
const RTM_NEWADDR = 20;
const RTM_GETADDR = 22;
const RTM_NEWROUTE = 24;
const RTM_GETROUTE = 26;

const IFINFO_BYTES = 16;
const IFLA_IFNAME = 3;
const IFLA_MTU = 4;
const IFLA_LINKINFO = 18;
const IFLA_INFO_KIND = 1;
const IFLA_EXT_MASK = 29;
const RTEXT_FILTER_SKIP_STATS = 8;
const IFF_UP = 1;

const IFADDR_BYTES = 8;
const IFA_ADDRESS = 1;
const IFA_LOCAL = 2;
const IFA_LABEL = 3;
const IFA_BROADCAST = 4;
const IFA_CACHEINFO = 6;
const IFA_FLAGS = 8;
const IFA_RT_PRIORITY = 9;

const IFA_F_TEMPORARY = 0x01;
const IFA_F_DADFAILED = 0x08;
const IFA_F_DEPRECATED = 0x20;
const IFA_F_TENTATIVE = 0x40;
const IFA_F_PERMANENT = 0x80;
const IFA_F_NOPREFIXROUTE = 0x200;

const FOREVER = 0xffffffff;

const RTMSG_BYTES = 12;
const RTA_DST = 1;
const RTA_OIF = 4;
const RTA_GATEWAY = 5;
const RTA_MULTIPATH = 9;
const RTA_CACHEINFO = 12;
const RTA_TABLE = 15;
const RTA_VIA = 18;
const RTN_UNICAST = 1;
const RT_TABLE_LOCAL = 255;
const RTM_F_CLONED = 0x200;
/** What route lifetimes are counted in, for whoever asks: USER_HZ, 100 on every platform Node runs on. */
const USER_HZ = 100;
const NEXTHOP_BYTES = 8;

const SCOPES: Readonly<Record<number, InterfaceAddress["scope"]>> = { 200: "site", 253: "link", 254: "host" };

type Attributes = ReadonlyMap<number, Uint8Array>;

/** In the kernel's order: links by index, of each its IPv4 addresses before its IPv6 ones. @throws SystemCallError */
export function readNetwork(): Network {
  const listed = listLinks();
  const addresses = new Map<number, InterfaceAddress[]>(listed.map(({ index }) => [index, []]));
  for (const { type, body } of netlinkDump(NETLINK_ROUTE, RTM_GETADDR, new Uint8Array(IFADDR_BYTES))) {
    if (type !== RTM_NEWADDR) continue;
    const index = viewOf(body).getUint32(4, true);
    const link = listed.find((one) => one.index === index);
    const address = link === undefined ? null : addressOf(body, link.name);
    if (address !== null) addresses.get(index)!.push(address);
  }
  return { links: listed, addresses: listed.flatMap(({ index }) => addresses.get(index)!) };
}

function listLinks(): LinkFact[] {
  const request = joined([
    new Uint8Array(IFINFO_BYTES),
    // Counters make most of the answer, and nobody asks for them here.
    attribute32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS),
  ]);
  return netlinkDump(NETLINK_ROUTE, RTM_GETLINK, request)
    .filter(({ type }) => type === RTM_NEWLINK)
    .map(({ body }) => {
      const view = viewOf(body);
      const found = attributes(body, IFINFO_BYTES);
      const info = found.get(IFLA_LINKINFO);
      const kind = info === undefined ? undefined : attributes(info, 0).get(IFLA_INFO_KIND);
      return {
        name: textOf(found.get(IFLA_IFNAME)) ?? "",
        index: view.getInt32(4, true),
        up: (view.getUint32(8, true) & IFF_UP) !== 0,
        mtu: numberOf(found.get(IFLA_MTU)) ?? 0,
        kind: textOf(kind),
      };
    });
}

/** Null for an address that is neither IPv4 nor IPv6. */
function addressOf(body: Uint8Array, link: string): InterfaceAddress | null {
  const [family, prefixLength, , scope] = body as unknown as [number, number, number, number];
  if (family !== AF_INET && family !== AF_INET6) return null;
  const found = attributes(body, IFADDR_BYTES);
  const flags = numberOf(found.get(IFA_FLAGS)) ?? body[2]!;
  const own = (found.get(IFA_LOCAL) ?? found.get(IFA_ADDRESS))!;
  const peer = found.get(IFA_ADDRESS);
  const lifetimes = found.get(IFA_CACHEINFO);
  const broadcast = found.get(IFA_BROADCAST);
  return {
    interface: link,
    family: family === AF_INET ? 4 : 6,
    address: format(own),
    prefixLength,
    // A scope with a number of the operator's own counts as global: it is not confined to link or host.
    scope: SCOPES[scope] ?? "global",
    dynamic: (flags & IFA_F_PERMANENT) === 0,
    temporary: family === AF_INET6 && (flags & IFA_F_TEMPORARY) !== 0,
    deprecated: (flags & IFA_F_DEPRECATED) !== 0,
    broadcast: broadcast === undefined ? null : format(broadcast),
    peer: peer === undefined || format(peer) === format(own) ? null : format(peer),
    label: textOf(found.get(IFA_LABEL)),
    metric: numberOf(found.get(IFA_RT_PRIORITY)),
    noPrefixRoute: (flags & IFA_F_NOPREFIXROUTE) !== 0,
    unusable: (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) !== 0,
    validSeconds: lifetimes === undefined ? null : lifetime(viewOf(lifetimes).getUint32(4, true)),
    preferredSeconds: lifetimes === undefined ? null : lifetime(viewOf(lifetimes).getUint32(0, true)),
  };
}

function lifetime(seconds: number): number | null {
  return seconds === FOREVER ? null : seconds;
}

/** Tables that change all the time are read so often; then what came last has to do. */
const TRIES = 3;

/** Routes that carry traffic: those the kernel keeps for its own addresses are left out. Lets others run in between, as a table may hold a million. @throws SystemCallError */
export async function readRoutes(family: 4 | 6, names: RouteNames): Promise<RouteFact[]> {
  const links = new Map(listLinks().map(({ index, name }) => [index, name]));
  const request = new Uint8Array(RTMSG_BYTES);
  request[0] = family === 4 ? AF_INET : AF_INET6;
  for (let tries = 1; ; tries++) {
    const dump = new NetlinkDump(NETLINK_ROUTE, RTM_GETROUTE, request);
    const routes: RouteFact[] = [];
    for (let more = dump.next(); more !== null; more = dump.next()) {
      for (const { type, body } of more)
        if (type === RTM_NEWROUTE) routes.push(...routesOf(body, family, links, names));
      if (routes.length > 0) await new Promise(setImmediate);
    }
    if (!dump.isInterrupted || tries === TRIES) return routes;
  }
}

/** One for each next hop. */
function routesOf(body: Uint8Array, family: 4 | 6, links: ReadonlyMap<number, string>, names: RouteNames): RouteFact[] {
  const found = attributes(body, RTMSG_BYTES);
  const table = numberOf(found.get(RTA_TABLE)) ?? body[4]!;
  const flags = viewOf(body).getUint32(8, true);
  if (body[7] !== RTN_UNICAST || table === RT_TABLE_LOCAL || (flags & RTM_F_CLONED) !== 0) return [];
  const cache = found.get(RTA_CACHEINFO);
  const expires = cache === undefined ? 0 : viewOf(cache).getInt32(8, true);
  const common = {
    family,
    destination: destination(found.get(RTA_DST), body[1]!, family),
    protocol: names.protocol(body[5]!),
    table: names.table(table),
    ...(expires === 0 ? {} : { expiresSeconds: Math.trunc(expires / USER_HZ) }),
  };
  const hops = found.get(RTA_MULTIPATH);
  const each = hops === undefined ? [{ index: numberOf(found.get(RTA_OIF)), found }] : nextHops(hops);
  return each.map((hop) => ({
    ...common,
    via: gateway(hop.found),
    interface: hop.index === null ? null : (links.get(hop.index) ?? null),
  }));
}

interface NextHop {
  readonly index: number | null;
  readonly found: Attributes;
}

/** A sequence of struct rtnexthop, each with attributes of its own. */
function nextHops(bytes: Uint8Array): NextHop[] {
  const view = viewOf(bytes);
  const hops: NextHop[] = [];
  for (let at = 0; at + NEXTHOP_BYTES <= bytes.length; ) {
    const length = view.getUint16(at, true);
    if (length < NEXTHOP_BYTES) break;
    hops.push({
      index: view.getInt32(at + 4, true),
      found: attributes(bytes.subarray(at, at + length), NEXTHOP_BYTES),
    });
    at += (length + 3) & ~3;
  }
  return hops;
}

function gateway(found: Attributes): string | null {
  const plain = found.get(RTA_GATEWAY);
  if (plain !== undefined) return format(plain);
  // struct rtvia: the family, then an address of it.
  const via = found.get(RTA_VIA);
  return via === undefined ? null : format(via.subarray(2));
}

/** As `ip` writes it: `default`, an address, or a prefix. */
function destination(address: Uint8Array | undefined, length: number, family: 4 | 6): string {
  if (address === undefined) return length === 0 ? "default" : `0/${length}`;
  const whole = family === 4 ? 32 : 128;
  return length === whole ? format(address) : `${format(address)}/${length}`;
}

/** Of 4 or 16 bytes. */
function format(address: Uint8Array): string {
  return address.length === 4 ? formatIp4(viewOf(address).getUint32(0)) : formatIp6(address);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function numberOf(bytes: Uint8Array | undefined): number | null {
  return bytes === undefined ? null : viewOf(bytes).getUint32(0, true);
}

const DECODER = new TextDecoder();

function textOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : DECODER.decode(bytes).replace(/\0+$/, "");
}
