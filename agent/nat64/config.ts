/** From the configuration file's data to settings, or to everything that is wrong with it at once. */
import { formatIp4, parseIp4 } from "../net/ip4.ts";
import { parseIp6 } from "../net/ip6.ts";
import { contains4, formatPrefix4, type Prefix4, type Prefix6, parsePrefix4, parsePrefix6 } from "../net/prefix.ts";
import { embed, isTranslationPrefix, WELL_KNOWN_PREFIX } from "../net/rfc6052.ts";
import type { Nat64File, Ports } from "./config.generated.ts";
import { type Problem, shapeProblems } from "./config-problems.ts";
import validate from "./config-validator.generated.js";
import { type Endpoint, parseEndpoint } from "./endpoint.ts";
import type { Lifetimes, Limits, Settings, StaticBinding } from "./settings.ts";
import type { Mapping } from "./tables/eam.ts";
import { ICMP_TABLE, type Pool4Entry, TCP_TABLE, UDP_TABLE } from "./tables/pool4.ts";
import { blocksOf, type PortBlockSettings } from "./tables/port-blocks.ts";
import type { PortRange } from "./tables/ports.ts";

export type { Nat64File } from "./config.generated.ts";
export type { Problem } from "./config-problems.ts";

/** What the daemon needs besides the translator's settings. */
export interface Device {
  readonly name: string;
  /** Bring it up and route to it; null: only if it was created here. */
  readonly setup: boolean | null;
}

/** The other gateway of a pair: where it may connect, or where it is. */
export interface Sync {
  readonly listen: Endpoint | null;
  readonly peer: Endpoint | null;
}

/** The fast path as the operator wants it. */
export interface FastPathWish {
  readonly mode: "auto" | "off" | "require";
  /** Names; null for all that will do. */
  readonly interfaces: readonly string[] | null;
  readonly attach: "auto" | "tcx" | "clsact";
  /** Run although netfilter rules on forwarded packets are passed by. */
  readonly bypassRules: boolean;
}

export interface Configuration {
  readonly settings: Settings;
  readonly device: Device;
  readonly fastpath: FastPathWish;
  readonly io: "auto" | "plain" | "io_uring";
  /** Path of the status socket, or null. */
  readonly status: string | null;
  /** Path, or null. */
  readonly stateFile: string | null;
  readonly sync: Sync | null;
  readonly metrics: Endpoint | null;
  /** Allowed, but worth a line in the log. */
  readonly warnings: readonly string[];
}

export type Reading = { readonly configuration: Configuration } | { readonly problems: readonly Problem[] };

/** As text, or taken apart. */
type TransportAddress = NonNullable<Nat64File["bib"]>[number]["v6"];

type Complain = (path: readonly (string | number)[], message: string) => void;

/** RFC 6146 §4, in seconds; established connections by RFC 5382 REQ-5. */
const LIFETIME_SECONDS = {
  udp: 300,
  icmp: 60,
  tcp_est: 7440,
  tcp_trans: 240,
  tcp_incoming_syn: 6,
  fragment: 2,
} as const;

/** RFC 6146 §3.5.1, §3.5.2.2 and §3.4: shorter breaks applications. */
const SHORTEST_SECONDS: Readonly<Partial<Record<keyof typeof LIFETIME_SECONDS, number>>> = {
  udp: 120,
  tcp_est: 7200,
  tcp_trans: 240,
  fragment: 2,
};

/** RFC 4787 REQ-3: well-known ports are not handed out unless asked for. */
const DEFAULT_PORTS: readonly PortRange[] = [{ from: 1024, to: 65_535 }];

const MOST_POOL_ADDRESSES = 65_536;

const PROTOCOLS = { tcp: TCP_TABLE, udp: UDP_TABLE, icmp: ICMP_TABLE } as const;

/** IPv6, TCP and fragment-free: what a segment needs besides its data. */
const TCP_OVER_6 = 60;
const TCP_OVER_4 = 40;

/** @param file as YAML or JSON gave it. */
export function readConfig(file: unknown): Reading {
  if (!validate(file)) return { problems: shapeProblems(validate.errors ?? []) };
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const complain: Complain = (path, message) => problems.push({ path, message });
  const settings = settingsOf(file, complain, warnings);
  const sync = readSync(file, settings.mode, complain);
  const metrics = readEndpoint(["metrics"], file.metrics, complain);
  if (settings.mode === "siit" && fastPathMode(file) === "require")
    complain(["fastpath"], "require has no meaning in mode siit, which keeps no sessions for the kernel to carry");
  if (problems.length > 0) return { problems };
  const device =
    typeof file.tun === "string"
      ? { name: file.tun, setup: null }
      : { name: file.tun.name, setup: file.tun.setup ?? null };
  const fastpath = readFastPath(file);
  const { io = "auto", status = null, state_file: stateFile = null } = file;
  return { configuration: { settings, device, fastpath, io, status, stateFile, sync, metrics, warnings } };
}

function fastPathMode({ fastpath = "auto" }: Nat64File): FastPathWish["mode"] {
  return typeof fastpath === "string" ? fastpath : (fastpath.mode ?? "auto");
}

function readFastPath(file: Nat64File): FastPathWish {
  const more = typeof file.fastpath === "object" ? file.fastpath : {};
  const interfaces = more.interfaces === undefined ? null : list<string>(more.interfaces);
  return {
    mode: fastPathMode(file),
    interfaces,
    attach: more.attach ?? "auto",
    bypassRules: more.bypass_rules ?? false,
  };
}

function readSync(file: Nat64File, mode: Settings["mode"], complain: Complain): Sync | null {
  if (file.sync === undefined) return null;
  if (mode === "siit") complain(["sync"], "has no meaning in mode siit, which keeps no sessions");
  const listen = readEndpoint(["sync", "listen"], file.sync.listen, complain);
  const peer = readEndpoint(["sync", "peer"], file.sync.peer, complain);
  if (file.sync.listen === undefined && file.sync.peer === undefined)
    complain(["sync"], "needs listen on one gateway and peer on the other");
  return { listen, peer };
}

function readEndpoint(path: readonly string[], text: string | undefined, complain: Complain): Endpoint | null {
  if (text === undefined) return null;
  const endpoint = parseEndpoint(text);
  if (endpoint === null)
    complain(path, `${text} is no place to listen at: write 192.0.2.1:4964, [2001:db8::1]:4964 or /path/of/a.sock`);
  return endpoint;
}

function settingsOf(file: Nat64File, complain: Complain, warnings: string[]): Settings {
  const mode = file.mode ?? "nat64";
  const pool6 = readPool6(file, mode, complain);
  const pool4 = readPool4(file, mode, complain);
  const self4 = readSelf4(file, complain) ?? pool4[0]?.prefix.network ?? null;
  const self6 = readSelf6(file, complain) ?? (self4 === null || pool6[0] === undefined ? null : embed(pool6[0], self4));
  const mtu4 = file.mtu4 ?? 1500;
  const mtu6 = file.mtu6 ?? 1500;
  return {
    mode,
    pool6,
    pool4,
    portBlocks: readPortBlocks(file, mode, pool4, complain),
    self4,
    self6,
    bib: readBib(file, mode, pool4, complain),
    eam: readEam(file, mode, complain),
    mtu4,
    mtu6,
    lowestIpv6Mtu: file.lowest_ipv6_mtu ?? 1280,
    udpZeroChecksum: file.udp_zero_checksum ?? "compute",
    rfc6791: {
      v4: prefixes4(["rfc6791", "v4"], file.rfc6791?.v4, complain),
      v6: prefixes6(["rfc6791", "v6"], file.rfc6791?.v6, complain),
    },
    filtering: file.filtering ?? "eif",
    // RFC 7915 leaves TCP options alone; a stateless translator does so unless it is told otherwise.
    mssClamp: readMssClamp(file.mss_clamp ?? (mode === "siit" ? "off" : "auto"), mtu4, mtu6),
    lifetimes: readLifetimes(file, complain, warnings),
    clients: file.clients === undefined ? null : prefixes6(["clients"], file.clients, complain),
    limits: readLimits(file),
    allowNonGlobal: file.allow_non_global ?? false,
  };
}

function readPool6(file: Nat64File, mode: Settings["mode"], complain: Complain): Prefix6[] {
  // RFC 6146 §3.5.4: the well-known prefix where none is configured; with mappings alone SIIT needs none.
  if (file.pool6 === undefined) return mode === "siit" && list(file.eam).length > 0 ? [] : [WELL_KNOWN_PREFIX];
  const entries = list<string>(file.pool6);
  if (entries.length === 0 && mode === "nat64") complain(["pool6"], "at least one prefix is needed");
  if (entries.length > 256) complain(["pool6"], "at most 256 prefixes");
  return entries.flatMap((text, i) => {
    const prefix = parsePrefix6(text);
    if (prefix !== null && isTranslationPrefix(prefix)) return [prefix];
    complain(
      Array.isArray(file.pool6) ? ["pool6", i] : ["pool6"],
      `${text} is not a translation prefix: /32, /40, /48, /56, /64 or /96, host bits and bits 64 to 71 zero (RFC 6052 section 2.2)`,
    );
    return [];
  });
}

function readPool4(file: Nat64File, mode: Settings["mode"], complain: Complain): Pool4Entry[] {
  const entries = list<string | { prefix: string; ports?: Ports }>(file.pool4);
  if (mode === "siit") {
    if (entries.length > 0) complain(["pool4"], "has no meaning in mode siit; leave it out, or use mode nat64");
    return [];
  }
  if (entries.length === 0) complain(["pool4"], "is missing: give the IPv4 addresses that clients are mapped to");
  const pool = entries.flatMap((entry, i) => {
    const at = Array.isArray(file.pool4) ? ["pool4", i] : ["pool4"];
    const text = typeof entry === "string" ? entry : entry.prefix;
    const prefix = prefix4(text);
    if (prefix === null) {
      complain(typeof entry === "string" ? at : [...at, "prefix"], notPrefix4(text));
      return [];
    }
    const ports = typeof entry === "string" || entry.ports === undefined ? DEFAULT_PORTS : readPorts(entry.ports);
    if (ports === null) {
      complain([...at, "ports"], "must be ports from 0 to 65535, the smaller one first: 1024-65535");
      return [];
    }
    return [{ prefix, ports }];
  });
  const addresses = pool.reduce((sum, { prefix }) => sum + 2 ** (32 - prefix.length), 0);
  if (addresses > MOST_POOL_ADDRESSES) complain(["pool4"], `at most ${MOST_POOL_ADDRESSES} addresses in all`);
  return addresses > MOST_POOL_ADDRESSES ? [] : pool;
}

/** @returns null where a range is empty or leaves 16 bits. */
function readPorts(ports: Ports): PortRange[] | null {
  const ranges =
    typeof ports === "string"
      ? ports.split(",").map((part) => {
          const [from, to] = part.split("-").map((text) => Number(text.trim()));
          return { from: from!, to: to ?? from! };
        })
      : [typeof ports === "number" ? { from: ports, to: ports } : { from: ports[0]!, to: ports[1]! }];
  return ranges.every(({ from, to }) => from <= to && to <= 65_535) ? ranges : null;
}

const DYNAMIC_BLOCK = 256;
const MOST_BLOCKS = 8;
/** More subscribers than this are a slip of the pen. */
const MOST_SUBSCRIBER_BITS = 24;

function readPortBlocks(
  file: Nat64File,
  mode: Settings["mode"],
  pool: readonly Pool4Entry[],
  complain: Complain,
): PortBlockSettings | null {
  const wanted = file.port_blocks;
  if (wanted === undefined) return null;
  if (mode === "siit") {
    complain(["port_blocks"], "has no meaning in mode siit");
    return null;
  }
  const { subscriber_length: subscriberLength = 64, most = MOST_BLOCKS } = wanted;
  if (wanted.mode === "dynamic") {
    const size = wanted.size ?? DYNAMIC_BLOCK;
    if (pool.length > 0 && blocksOf(pool, size).length === 0)
      complain(["port_blocks", "size"], `no range of pool4 has ${size} ports`);
    return { mode: "dynamic", size, subscriberLength, clients: null, most };
  }
  const clients = wanted.clients === undefined ? null : prefix6(wanted.clients);
  if (clients === null) {
    complain(["port_blocks", "clients"], "must be the prefix that holds all subscribers, such as 2001:db8:1::/56");
    return null;
  }
  const bits = subscriberLength - clients.length;
  if (bits < 0 || bits > MOST_SUBSCRIBER_BITS) {
    complain(["port_blocks"], `clients /${clients.length} cannot be shared out in subscribers of /${subscriberLength}`);
    return null;
  }
  const size = wanted.size ?? largestBlock(pool, 2 ** bits);
  const blocks = size === 0 ? 0 : blocksOf(pool, size).length;
  if (pool.length > 0 && blocks < 2 ** bits)
    complain(["port_blocks"], `pool4 has ${blocks} blocks of ${size} ports for ${2 ** bits} subscribers`);
  return { mode: "deterministic", size, subscriberLength, clients, most };
}

/** RFC 7422 §2: as many ports for each as there are for all. @returns 0 where there are too few. */
function largestBlock(pool: readonly Pool4Entry[], subscribers: number): number {
  const ports = pool.reduce(
    (sum, { prefix, ports }) =>
      sum + 2 ** (32 - prefix.length) * ports.reduce((n, { from, to }) => n + to - from + 1, 0),
    0,
  );
  for (let size = Math.min(65_536, Math.floor(ports / subscribers)); size > 0; size--) {
    const perAddress = (ranges: Pool4Entry["ports"]): number =>
      ranges.reduce((n, { from, to }) => n + Math.floor((to - from + 1) / size), 0);
    const blocks = pool.reduce((n, { prefix, ports }) => n + 2 ** (32 - prefix.length) * perAddress(ports), 0);
    if (blocks >= subscribers) return size;
  }
  return 0;
}

function readSelf4(file: Nat64File, complain: Complain): number | null {
  if (file.self4 === undefined) return null;
  const address = parseIp4(file.self4);
  if (address === null) complain(["self4"], `${file.self4} is not an IPv4 address`);
  return address;
}

function readSelf6(file: Nat64File, complain: Complain): Uint8Array | null {
  if (file.self6 === undefined) return null;
  const address = parseIp6(file.self6);
  if (address === null) complain(["self6"], `${file.self6} is not an IPv6 address`);
  return address;
}

function readBib(
  file: Nat64File,
  mode: Settings["mode"],
  pool4: readonly Pool4Entry[],
  complain: Complain,
): StaticBinding[] {
  const entries = list(file.bib);
  if (mode === "siit" && entries.length > 0) {
    complain(["bib"], "has no meaning in mode siit; use eam there");
    return [];
  }
  const seen = new Set<string>();
  return entries.flatMap(({ protocol, v6, v4 }, i) => {
    const from = transportAddress(v6);
    const to = transportAddress(v4);
    const address6 = from === null ? null : parseIp6(from.address);
    const address4 = to === null ? null : parseIp4(to.address);
    if (from === null || address6 === null) {
      complain(
        ["bib", i, "v6"],
        `${shown(v6)} is not an IPv6 address with a port: write [2001:db8::1]:443 or 2001:db8::1#443`,
      );
    }
    if (to === null || address4 === null) {
      complain(["bib", i, "v4"], `${shown(v4)} is not an IPv4 address with a port: write 203.0.113.1:443`);
    }
    if (from === null || to === null || address6 === null || address4 === null) return [];
    if (!pool4.some(({ prefix }) => contains4(prefix, address4))) {
      complain(["bib", i, "v4"], `${formatIp4(address4)} is not in pool4, so nothing would be translated for it`);
      return [];
    }
    for (const key of [`4 ${protocol} ${address4} ${to.port}`, `6 ${protocol} ${address6} ${from.port}`]) {
      if (seen.has(key)) complain(["bib", i], "one side of this binding is bound already");
      seen.add(key);
    }
    return [{ protocol: PROTOCOLS[protocol], address6, port6: from.port, address4, port4: to.port }];
  });
}

function shown(value: TransportAddress): string {
  return typeof value === "string" ? value : `${value.address}#${value.port}`;
}

/** `[address]:port`, `address#port`, or for IPv4 `address:port`; or already taken apart. */
function transportAddress(text: TransportAddress): { address: string; port: number } | null {
  if (typeof text !== "string") return text;
  const match =
    /^\[([^\]]+)\]:(\d{1,5})$/.exec(text) ?? /^([^#[\]]+)#(\d{1,5})$/.exec(text) ?? /^([0-9.]+):(\d{1,5})$/.exec(text);
  if (match === null || Number(match[2]) > 65_535) return null;
  return { address: match[1]!, port: Number(match[2]) };
}

function readEam(file: Nat64File, mode: Settings["mode"], complain: Complain): Mapping[] {
  const entries = list(file.eam);
  if (mode === "nat64" && entries.length > 0) {
    complain(["eam"], "has no meaning in mode nat64; use bib there, or mode siit");
    return [];
  }
  const seen = new Set<string>();
  return entries.flatMap(({ v4, v6 }, i) => {
    const left = prefix4(v4);
    const right = prefix6(v6);
    if (left === null) complain(["eam", i, "v4"], notPrefix4(v4));
    if (right === null) complain(["eam", i, "v6"], notPrefix6(v6));
    if (left === null || right === null) return [];
    // RFC 7757 §3.2: the IPv6 suffix must hold the IPv4 suffix.
    if (32 - left.length > 128 - right.length) {
      complain(["eam", i], `${v6} has fewer addresses than ${v4}`);
      return [];
    }
    for (const key of [formatPrefix4(left), `${right.bytes.join()}/${right.length}`]) {
      if (seen.has(key)) complain(["eam", i], "one side of this mapping is mapped already (RFC 7757 section 3.2)");
      seen.add(key);
    }
    return [{ v4: left, v6: right }];
  });
}

function readMssClamp(value: Nat64File["mss_clamp"], mtu4: number, mtu6: number): number {
  if (typeof value === "number") return value;
  return value === "off" || value === false ? 0 : Math.max(536, Math.min(mtu6 - TCP_OVER_6, mtu4 - TCP_OVER_4));
}

function readLifetimes(file: Nat64File, complain: Complain, warnings: string[]): Lifetimes {
  const ms = (key: keyof typeof LIFETIME_SECONDS): number => {
    const value = file.lifetimes?.[key];
    const seconds = value === undefined ? LIFETIME_SECONDS[key] : typeof value === "number" ? value : secondsOf(value);
    if (seconds <= 0) complain(["lifetimes", key], "must be more than nothing");
    const shortest = SHORTEST_SECONDS[key];
    if (shortest !== undefined && seconds < shortest) {
      warnings.push(
        `lifetimes.${key} is ${seconds} s; RFC 6146 asks for at least ${shortest} s, shorter breaks applications`,
      );
    }
    return seconds * 1000;
  };
  return {
    udp: ms("udp"),
    icmp: ms("icmp"),
    tcpEstablished: ms("tcp_est"),
    tcpTransitory: ms("tcp_trans"),
    tcpIncomingSyn: ms("tcp_incoming_syn"),
    fragment: ms("fragment"),
  };
}

/** `2h4m`, `90s`: the schema has seen to the form. */
function secondsOf(text: string): number {
  const [, hours = "0", minutes = "0", seconds = "0"] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text)!;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function readLimits(file: Nat64File): Limits {
  const limits = file.limits ?? {};
  const sessions = limits.sessions ?? 1_000_000;
  return {
    sessions,
    perSource: limits.per_source ?? 0,
    fairShares: limits.per_source === undefined,
    sourcePrefixLength: limits.source_prefix_length ?? 64,
    fragmentedPackets: limits.fragmented_packets ?? 4096,
    fragmentBytes: limits.fragment_bytes ?? 4 * 1024 * 1024,
    pendingSyns: limits.pending_syns ?? 1024,
    icmpPerSecond: limits.icmp_per_second ?? 1000,
  };
}

function prefixes4(path: readonly string[], value: string | string[] | undefined, complain: Complain): Prefix4[] {
  return list<string>(value).flatMap((text, i) => {
    const prefix = prefix4(text);
    if (prefix === null) complain(Array.isArray(value) ? [...path, i] : path, notPrefix4(text));
    return prefix === null ? [] : [prefix];
  });
}

function prefixes6(path: readonly string[], value: string | string[] | undefined, complain: Complain): Prefix6[] {
  return list<string>(value).flatMap((text, i) => {
    const prefix = prefix6(text);
    if (prefix === null) complain(Array.isArray(value) ? [...path, i] : path, notPrefix6(text));
    return prefix === null ? [] : [prefix];
  });
}

/** A prefix, or one address. */
function prefix4(text: string): Prefix4 | null {
  return parsePrefix4(text.includes("/") ? text : `${text}/32`);
}

function prefix6(text: string): Prefix6 | null {
  return parsePrefix6(text.includes("/") ? text : `${text}/128`);
}

function notPrefix4(text: string): string {
  return `${text} is not an IPv4 prefix: write 203.0.113.0/28, host bits zero, or one address`;
}

function notPrefix6(text: string): string {
  return `${text} is not an IPv6 prefix: write 2001:db8::/32, host bits zero, or one address`;
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
