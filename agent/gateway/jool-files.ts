/** What Jool and nftables are told. Pure. */
import type { JoolConfig } from "../protocol/wants.ts";

/** Ours beside any the operator has. */
export const INSTANCE = "migrate";
export const CONF = "/run/migrate-jool.conf";
export const TABLE = "migrate_nat64_jool";
/** Jool's own default, 61001–65535, is soon used up. */
const USUAL_PORTS = "1024-65535";
const PROTOCOLS = ["TCP", "UDP", "ICMP"] as const;

/** The file `jool file handle` takes: everything at once, or nothing. */
export function joolConf(config: JoolConfig): string {
  const file = {
    instance: INSTANCE,
    framework: "netfilter",
    global: { pool6: config.pool6, "address-dependent-filtering": config.filtering === "adf" },
    pool4: config.pool4.flatMap(({ prefix, ports }) =>
      PROTOCOLS.map((protocol) => ({
        protocol,
        prefix,
        // Identifiers of ICMP are no ports: all of them.
        "port range": protocol === "ICMP" ? "0-65535" : (ports ?? USUAL_PORTS),
      })),
    ),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Jool takes packets before they are routed, so strangers are turned away before that, and its own output is seen on the way out only. */
export function ruleset({ pool6, pool4, clients, mss_clamp }: JoolConfig): string {
  const clamp = "tcp flags syn tcp option maxseg size set rt mtu";
  const pools = pool4.map(({ prefix }) => prefix).join(", ");
  return `table inet ${TABLE}
delete table inet ${TABLE}
table inet ${TABLE} {
  set clients { type ipv6_addr; flags interval; elements = { ${clients.join(", ")} }; }
  set pool4 { type ipv4_addr; flags interval; auto-merge; elements = { ${pools} }; }
  chain strangers {
    type filter hook prerouting priority mangle;
    ip6 daddr ${pool6} ip6 saddr != @clients reject with icmpv6 type admin-prohibited
  }
${mss_clamp ? `  chain clamp {\n    type filter hook postrouting priority mangle;\n    ip saddr @pool4 ${clamp}\n    ip6 saddr ${pool6} ${clamp}\n  }\n` : ""}}
`;
}

/** Lines of `jool bib display --csv --no-headers --numeric`: the IPv4 address of each, and the IPv6 one. */
export function parseBib(
  text: string,
): { readonly protocol: string; readonly source: string; readonly behind: string }[] {
  return text.split("\n").flatMap((line) => {
    const [protocol, source, , behind] = line.split(",");
    return protocol === undefined || source === undefined || behind === undefined ? [] : [{ protocol, source, behind }];
  });
}

/** `jool stats display --csv --no-headers --all`: counters by name. */
export function parseStats(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    text.split("\n").flatMap((line) => {
      const [name, count] = line.split(",");
      return name === undefined || count === undefined ? [] : [[name, Number(count)] as const];
    }),
  );
}

/** Ports (or identifiers) of one address and protocol: of all the pool's, the fewest. */
export function portsPerAddress({ pool4 }: JoolConfig, protocol: string): number {
  if (protocol.toUpperCase() === "ICMP") return 65_536;
  const ranges = pool4.map(({ ports }) => {
    const [low, high] = (ports ?? USUAL_PORTS).split("-").map(Number);
    return high! - low! + 1;
  });
  return Math.min(...ranges);
}
