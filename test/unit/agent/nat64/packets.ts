/** Packets for tests, built field by field; checksums by code of its own. Addresses decide the IP version. */
import { parseIp4 } from "../../../../agent/net/ip4.ts";
import { parseIp6 } from "../../../../agent/net/ip6.ts";

export interface IpFields {
  readonly from: string;
  readonly to: string;
  /** TTL or hop limit; 64. */
  readonly hops?: number;
  /** IPv4 only. */
  readonly df?: boolean;
  readonly id?: number;
  /** Fragment: offset in bytes, whether more follow, identification. */
  readonly fragment?: { readonly offset: number; readonly more: boolean; readonly id: number };
}

function addressBytes(text: string): number[] {
  const v4 = parseIp4(text);
  return v4 === null ? [...parseIp6(text)!] : [v4 >>> 24, (v4 >>> 16) & 255, (v4 >>> 8) & 255, v4 & 255];
}

const is6 = (text: string): boolean => text.includes(":");
const w16 = (n: number): number[] => [(n >> 8) & 255, n & 255];
const w32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

export function internetChecksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i]! * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum % 65_536) + Math.floor(sum / 65_536);
  return 0xffff - sum;
}

function pseudo({ from, to }: IpFields, protocol: number, length: number): number[] {
  return [...addressBytes(from), ...addressBytes(to), ...w32(length), 0, protocol];
}

/** An IP header, or two with a Fragment Header, around a payload. */
export function ip(fields: IpFields, protocol: number, payload: readonly number[]): Uint8Array {
  const { from, to, hops = 64, df = false, id = 0, fragment } = fields;
  if (is6(from)) {
    const inner = fragment
      ? [protocol, 0, ...w16(fragment.offset | (fragment.more ? 1 : 0)), ...w32(fragment.id), ...payload]
      : payload;
    const first = fragment ? 44 : protocol;
    return Uint8Array.from([
      0x60,
      0,
      0,
      0,
      ...w16(inner.length),
      first,
      hops,
      ...addressBytes(from),
      ...addressBytes(to),
      ...inner,
    ]);
  }
  const flags = (df ? 0x4000 : 0) | (fragment?.more ? 0x2000 : 0) | ((fragment?.offset ?? 0) / 8);
  const header = [
    0x45,
    0,
    ...w16(20 + payload.length),
    ...w16(fragment?.id ?? id),
    ...w16(flags),
    hops,
    protocol,
    0,
    0,
    ...addressBytes(from),
    ...addressBytes(to),
  ];
  const sum = internetChecksum(header);
  header[10] = sum >> 8;
  header[11] = sum & 255;
  return Uint8Array.from([...header, ...payload]);
}

/** The transport part alone. */
export function udpBytes(
  fields: IpFields,
  sport: number,
  dport: number,
  data: readonly number[] = [1, 2, 3, 4],
): number[] {
  const bytes = [...w16(sport), ...w16(dport), ...w16(8 + data.length), 0, 0, ...data];
  const sum = internetChecksum([...pseudo(fields, 17, bytes.length), ...bytes]) || 0xffff;
  bytes[6] = sum >> 8;
  bytes[7] = sum & 255;
  return bytes;
}

export function udp(fields: IpFields, sport: number, dport: number, data?: readonly number[]): Uint8Array {
  return ip(fields, 17, udpBytes(fields, sport, dport, data));
}

export const FLAGS = { fin: 1, syn: 2, rst: 4, ack: 16 } as const;

export function tcp(
  fields: IpFields,
  sport: number,
  dport: number,
  flags: number,
  { options = [], data = [] }: { readonly options?: readonly number[]; readonly data?: readonly number[] } = {},
): Uint8Array {
  const bytes = [
    ...w16(sport),
    ...w16(dport),
    ...w32(1000),
    ...w32(2000),
    ((20 + options.length) / 4) << 4,
    flags,
    ...w16(4096),
    0,
    0,
    0,
    0,
    ...options,
    ...data,
  ];
  const sum = internetChecksum([...pseudo(fields, 6, bytes.length), ...bytes]);
  bytes[16] = sum >> 8;
  bytes[17] = sum & 255;
  return ip(fields, 6, bytes);
}

/** ICMP or ICMPv6 by the addresses. @param rest the four bytes after the checksum. */
export function icmp(fields: IpFields, type: number, code: number, rest: number, body: ArrayLike<number>): Uint8Array {
  const bytes = [type, code, 0, 0, ...w32(rest), ...Array.from(body)];
  const covered = is6(fields.from) ? [...pseudo(fields, 58, bytes.length), ...bytes] : bytes;
  const sum = internetChecksum(covered);
  bytes[2] = sum >> 8;
  bytes[3] = sum & 255;
  return ip(fields, is6(fields.from) ? 58 : 1, bytes);
}

export function echo(fields: IpFields, kind: "request" | "reply", id: number): Uint8Array {
  const types = is6(fields.from) ? { request: 128, reply: 129 } : { request: 8, reply: 0 };
  return icmp(fields, types[kind], 0, id * 65_536 + 1, [9, 8, 7, 6, 5]);
}

/** Addresses, ports (or ICMP type and identifier) and hops of a packet without options. */
export interface Seen {
  readonly from: string;
  readonly to: string;
  readonly hops: number;
  readonly protocol: number;
  readonly sport: number;
  readonly dport: number;
}

function text(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16));
  return new URL(`http://[${groups.join(":")}]/`).hostname.slice(1, -1);
}

const at16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

export function seen(packet: Uint8Array): Seen {
  const six = packet[0]! >> 4 === 6;
  let protocol = six ? packet[6]! : packet[9]!;
  let transport = six ? 40 : 20;
  if (protocol === 44) {
    protocol = packet[40]!;
    transport = 48;
  }
  const isIcmp = protocol === 1 || protocol === 58;
  return {
    from: text(six ? packet.subarray(8, 24) : packet.subarray(12, 16)),
    to: text(six ? packet.subarray(24, 40) : packet.subarray(16, 20)),
    hops: six ? packet[7]! : packet[8]!,
    protocol,
    sport: at16(packet, isIcmp ? transport + 4 : transport),
    dport: isIcmp ? packet[transport]! : at16(packet, transport + 2),
  };
}
