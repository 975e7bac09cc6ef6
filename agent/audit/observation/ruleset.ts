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
  /** UDP ports this host serves: replies from them open nothing. */
  readonly udpServed: readonly number[];
}

export const GENERATION = "generation_";

/** Counter of a service's bytes in a class: `svc_3_ipv4` for the fourth service. Names of services may hold what nft does not take. */
export function serviceCounter(index: number, trafficClass: string): string {
  return `svc_${index}_${trafficClass}`;
}

/** A script for `nft -f -` that replaces the table in one transaction. Pure. */
export function ruleset({ generation, nat64, services, udpServed }: RulesetWant): string {
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
    ...sent(prefixes, keyed),
    ...received(prefixes, keyed),
    ...forwarded(),
    "}",
  ];
  // `table … ; delete table …` first: the same script serves a host that has the table and one that has not.
  return `table inet ${TABLE}\ndelete table inet ${TABLE}\n${lines.join("\n")}\n`;
}

export const SETS = ["out4", "out4k", "out4o", "in4", "in4o", "fwd4", "out6", "out6k", "in6"] as const;
export type SetName = (typeof SETS)[number];

function set(name: SetName, key: string): string[] {
  return [
    `  set ${name} {`,
    `    typeof ${key}`,
    "    flags dynamic,timeout",
    `    size ${SET_SIZE}`,
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
function sent(prefixes: string | null, keyed: readonly Keyed[]): string[] {
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
    ...[tcp, udp].flatMap((match) => [
      ...opening(withUser[0]!, withUser[1]!, match, ""),
      ...opening(without[0]!, without[1]!, match, "k"),
    ]),
    "    icmp type != echo-request return",
    "    meta l4proto != { tcp, udp } update @out4o { ip daddr . meta l4proto }",
    "  }",
  ];
}

function received(prefixes: string | null, keyed: readonly Keyed[]): string[] {
  return [
    "  chain input {",
    "    type filter hook input priority -350; policy accept;",
    ...notCounted("iifname"),
    ...classes("saddr", prefixes),
    ...ofServices(keyed, "dport", "saddr", prefixes),
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
