/**
 * The nftables table that observes: counters for three classes of traffic and dynamic sets of who talked to whom. It accepts everything, uses no
 * connection tracking (which it would switch on for the whole host), and holds a bounded number of entries, each with a timeout.
 */
import type { ServicePorts } from "../../protocol/audit.ts";

export const TABLE = "migrate_audit";
/** Entries of each set; more are not kept, and that is told. */
export const SET_SIZE = 4_096;
/** An entry lives so long after its last packet: the longest the sampler may be away without losing a flow. Seconds. */
export const ENTRY_SECONDS = 3_600;

export interface RulesetWant {
  /** Sixteen hex digits: tells this table from one made before a reboot or after a flush. */
  readonly generation: string;
  readonly nat64: readonly string[];
  readonly services: readonly ServicePorts[];
  /** Names whose queries are counted. */
  readonly queries: readonly string[];
  /** UDP ports this host serves: replies from them open nothing. */
  readonly udpServed: readonly number[];
  /** Whether IPv4 flows are also kept by control group; kernels before 5.13 cannot. */
  readonly units: boolean;
}

export const GENERATION = "generation_";

/** Counter of a service's bytes in a class: `svc_3_ipv4` for the fourth service. Names of services may hold what nft does not take. */
export function serviceCounter(index: number, trafficClass: string): string {
  return `svc_${index}_${trafficClass}`;
}

/** Of these counters packets are read, of all others bytes. */
export function queryCounter(index: number, type: QueryType): string {
  return `query_${index}_${type}`;
}

export function isOfQueries(counter: string): boolean {
  return counter.startsWith("query_");
}

/** A script for `nft -f -` that replaces the table in one transaction. Pure. */
export function ruleset({ generation, nat64, services, queries, udpServed, units }: RulesetWant): string {
  const prefixes = nat64.length === 0 ? null : `{ ${nat64.join(", ")} }`;
  const keyed = services
    .map(({ listen }, index) => ({ listen, index }))
    .filter(({ listen }) => listen.length > 0)
    .slice(0, 64);
  const lines = [
    `table inet ${TABLE} {`,
    `  counter ${GENERATION}${generation} {`,
    "  }",
    ...["ipv4", "native6", "translated"].flatMap((name) => [`  counter class_${name} {`, "  }"]),
    ...keyed.flatMap(({ index }) =>
      ["ipv4", "native6", "translated"].flatMap((name) => [`  counter ${serviceCounter(index, name)} {`, "  }"]),
    ),
    ...queries
      .slice(0, MOST_QUERIES)
      .flatMap((_, index) => QUERY_TYPES.flatMap(({ type }) => [`  counter ${queryCounter(index, type)} {`, "  }"])),
    ...(units ? UNIT_LEVELS.flatMap((level) => set(unitSet(level), unitKey(level), UNIT_SET_SIZE)) : []),
    ...set("out4", "meta skuid . ip daddr . meta l4proto . th dport"),
    ...set("out4k", "ip daddr . meta l4proto . th dport"),
    ...set("out4o", "ip daddr . meta l4proto"),
    ...set("in4", "ip saddr . meta l4proto . th dport"),
    ...set("in4o", "ip saddr . meta l4proto"),
    ...set("fwd4", "ip saddr . ip daddr . meta l4proto . th dport"),
    ...set("out6", "meta skuid . ip6 daddr . meta l4proto . th dport"),
    ...set("out6k", "ip6 daddr . meta l4proto . th dport"),
    ...set("in6", "ip6 saddr . meta l4proto . th dport"),
    "  set udp_served {",
    "    type inet_service",
    ...(udpServed.length === 0 ? [] : [`    elements = { ${udpServed.join(", ")} }`]),
    "  }",
    ...sent(prefixes, keyed, units),
    ...received(prefixes, keyed, queries),
    ...forwarded(),
    "}",
  ];
  // `table … ; delete table …` first: the same script serves a host that has the table and one that has not.
  return `table inet ${TABLE}\ndelete table inet ${TABLE}\n${lines.join("\n")}\n`;
}

export const SETS = ["out4", "out4k", "out4o", "in4", "in4o", "fwd4", "out6", "out6k", "in6"] as const;
export type SetName = (typeof SETS)[number];

/**
 * Units by the control group of the socket, as the kernel finds it when the packet goes: a unit that was restarted is a new group and another
 * entry, and nothing need be armed again. Its path is at most this deep: `system.slice/nginx.service`, `user.slice/user-0.slice/session-1.scope`.
 */
export const UNIT_LEVELS = [2, 3] as const;
/** nft looks each entry's group up in the file system when it lists them. */
const UNIT_SET_SIZE = 512;

export function unitSet(level: (typeof UNIT_LEVELS)[number]): UnitSetName {
  return `unit${level}`;
}
export type UnitSetName = `unit${(typeof UNIT_LEVELS)[number]}`;
export const UNIT_SETS: readonly UnitSetName[] = UNIT_LEVELS.map(unitSet);

function unitKey(level: number): string {
  return `socket cgroupv2 level ${level} . meta skuid . ip daddr . meta l4proto . th dport`;
}

export type QueryType = "a" | "aaaa";
/** RFC 1035 §3.2.2, RFC 3596 §2.1. */
const QUERY_TYPES: readonly { readonly type: QueryType; readonly code: number }[] = [
  { type: "a", code: 1 },
  { type: "aaaa", code: 28 },
];
export const MOST_QUERIES = 64;

/**
 * Matches one question of a DNS query over UDP by its bytes: the name stands at a fixed place (RFC 1035 §4.1), and bit 0x20 of a letter is its case,
 * which resolvers mix on purpose.
 */
export function queryMatch(name: string, code: number): string {
  const labels = name.replace(/\.$/, "").toLowerCase().split(".");
  const wire = [...labels.flatMap((label) => [label.length, ...Buffer.from(label, "latin1")]), 0];
  const parts: string[] = [];
  for (let at = 0; at < wire.length; at += 16) {
    const piece = wire.slice(at, at + 16);
    const isLetter = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a;
    const hex = (bytes: readonly number[]): string => `0x${Buffer.from(bytes).toString("hex")}`;
    const mask = piece.map((byte) => (isLetter(byte) ? 0xdf : 0xff));
    parts.push(
      `@th,${QUESTION_BIT + 8 * at},${8 * piece.length} & ${hex(mask)} == ${hex(piece.map((byte, i) => byte & mask[i]!))}`,
    );
  }
  return `udp dport 53 ${parts.join(" ")} @th,${QUESTION_BIT + 8 * wire.length},16 == ${code}`;
}

/** Behind the UDP header and DNS's own. */
const QUESTION_BIT = 8 * (8 + 12);

function set(name: SetName | UnitSetName, key: string, size: number = SET_SIZE): string[] {
  return [
    `  set ${name} {`,
    `    typeof ${key}`,
    "    flags dynamic,timeout",
    `    size ${size}`,
    `    timeout ${ENTRY_SECONDS}s`,
    "    counter",
    "  }",
  ];
}

interface Keyed {
  readonly listen: ServicePorts["listen"];
  readonly index: number;
}

/** Local noise no service asked for: DHCP, link-local, multicast and the limited broadcast. */
function notCounted(interfaceKey: "iifname" | "oifname"): string[] {
  return [
    `    ${interfaceKey} "lo" return`,
    "    udp dport { 67, 68, 546, 547 } return",
    "    ip daddr { 224.0.0.0/4, 255.255.255.255 } return",
    "    ip6 daddr { ff00::/8, fe80::/10 } return",
    "    ip6 saddr fe80::/10 return",
  ];
}

function classes(address: "saddr" | "daddr", prefixes: string | null): string[] {
  return [
    '    meta nfproto ipv4 counter name "class_ipv4"',
    ...(prefixes === null
      ? ['    meta nfproto ipv6 counter name "class_native6"']
      : [
          `    ip6 ${address} ${prefixes} counter name "class_translated"`,
          `    meta nfproto ipv6 ip6 ${address} != ${prefixes} counter name "class_native6"`,
        ]),
  ];
}

function ofServices(
  keyed: readonly Keyed[],
  port: "sport" | "dport",
  address: "saddr" | "daddr",
  prefixes: string | null,
): string[] {
  return keyed.flatMap(({ listen, index }) =>
    (["tcp", "udp"] as const).flatMap((protocol) => {
      const ports = listen.filter((one) => one.protocol === protocol).map((one) => one.port);
      if (ports.length === 0) return [];
      const match = `${protocol} ${port} { ${[...new Set(ports)].join(", ")} }`;
      const name = (trafficClass: string): string => `counter name "${serviceCounter(index, trafficClass)}"`;
      return [
        `    meta nfproto ipv4 ${match} ${name("ipv4")}`,
        ...(prefixes === null
          ? [`    meta nfproto ipv6 ${match} ${name("native6")}`]
          : [
              `    ip6 ${address} ${prefixes} ${match} ${name("translated")}`,
              `    ip6 ${address} != ${prefixes} ${match} ${name("native6")}`,
            ]),
      ];
    }),
  );
}

/** `meta skuid` ends a rule where no process owns the socket (NFS, replies of the kernel): then the set without a user takes it. */
function sent(prefixes: string | null, keyed: readonly Keyed[], units: boolean): string[] {
  const opening = (key4: string, key6: string, match: string, suffix: "" | "k"): string[] => [
    `    ${match} update @out4${suffix} { ${key4} } return`,
    `    ${match} update @out6${suffix} { ${key6} } return`,
  ];
  const tcp = "tcp flags & (syn | ack) == syn";
  const udp = "meta l4proto udp fib daddr type != broadcast";
  const withUser = ["meta skuid . ip daddr", "meta skuid . ip6 daddr"].map((key) => `${key} . meta l4proto . th dport`);
  const without = ["ip daddr", "ip6 daddr"].map((key) => `${key} . meta l4proto . th dport`);
  return [
    "  chain output {",
    "    type filter hook output priority -350; policy accept;",
    ...notCounted("oifname"),
    ...classes("daddr", prefixes),
    ...ofServices(keyed, "sport", "daddr", prefixes),
    // Most packets end here: they open nothing.
    "    tcp flags & (syn | ack) != syn return",
    "    udp sport @udp_served return",
    // A socket whose group is less deep ends the rule, not the chain.
    ...(units
      ? [tcp, udp].flatMap((match) =>
          UNIT_LEVELS.map((level) => `    ${match} meta nfproto ipv4 update @${unitSet(level)} { ${unitKey(level)} }`),
        )
      : []),
    ...[tcp, udp].flatMap((match) => [
      ...opening(withUser[0]!, withUser[1]!, match, ""),
      ...opening(without[0]!, without[1]!, match, "k"),
    ]),
    "    icmp type != echo-request return",
    "    meta l4proto != { tcp, udp } update @out4o { ip daddr . meta l4proto }",
    "  }",
  ];
}

function received(prefixes: string | null, keyed: readonly Keyed[], queries: readonly string[]): string[] {
  return [
    "  chain input {",
    "    type filter hook input priority -350; policy accept;",
    ...notCounted("iifname"),
    ...classes("saddr", prefixes),
    ...ofServices(keyed, "dport", "saddr", prefixes),
    ...queries
      .slice(0, MOST_QUERIES)
      .flatMap((name, index) =>
        QUERY_TYPES.map(
          ({ type, code }) => `    ${queryMatch(name, code)} counter name "${queryCounter(index, type)}"`,
        ),
      ),
    "    tcp flags & (syn | ack) != syn return",
    "    tcp flags & (syn | ack) == syn update @in4 { ip saddr . meta l4proto . th dport } return",
    "    tcp flags & (syn | ack) == syn update @in6 { ip6 saddr . meta l4proto . th dport } return",
    // What comes to a port nobody serves is an answer to what went out, or noise.
    "    udp dport @udp_served fib daddr type != broadcast update @in4 { ip saddr . meta l4proto . th dport } return",
    "    udp dport @udp_served update @in6 { ip6 saddr . meta l4proto . th dport } return",
    "    icmp type != echo-request return",
    "    meta l4proto != { tcp, udp } update @in4o { ip saddr . meta l4proto }",
    "  }",
  ];
}

function forwarded(): string[] {
  return [
    "  chain forward {",
    "    type filter hook forward priority -350; policy accept;",
    "    ip daddr { 224.0.0.0/4, 255.255.255.255 } return",
    "    tcp flags & (syn | ack) == syn update @fwd4 { ip saddr . ip daddr . meta l4proto . th dport } return",
    "    meta l4proto udp update @fwd4 { ip saddr . ip daddr . meta l4proto . th dport }",
    "  }",
  ];
}
