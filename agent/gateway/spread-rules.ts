/**
 * Several gateways behind one prefix: each translates for a share of the sources and passes the rest on, so that whoever gets a packet
 * will do. What began here before the shares changed stays here: a TCP connection is known by its SYN, a UDP flow by its packets. Pure.
 */
import type { SpreadConfig } from "../protocol/wants.ts";

export const TABLE = "migrate_nat64_spread";
/** Bits of the packet mark for the gateway a packet is for; the others are the operator's, or the drain's. */
const MASK = 0x3f000000;
const FIRST_ROUTES = 6470;
/** Gateways the mark can tell apart. */
export const MOST_GATEWAYS = 31;

export function markOf(gateway: number): string {
  return `0x${(0x20000000 + gateway * 0x01000000).toString(16)}`;
}

export function maskText(): string {
  return `0x${MASK.toString(16)}`;
}

/** Routing table with the way to a gateway. */
export function routesOf(gateway: number): string {
  return String(FIRST_ROUTES + gateway);
}

/** Gateways other than this one, by their place. */
export function peersOf({ gateways, self }: SpreadConfig): number[] {
  return gateways.map((_, i) => i).filter((i) => i !== self);
}

const KEY = (protocol: "tcp" | "udp"): string => `ip6 saddr . ${protocol} sport . ip6 daddr . ${protocol} dport`;

/** @param listening what speaks now stays here: said for some seconds before the rest is passed on. */
export function spreadRules(config: SpreadConfig, listening: boolean): string {
  const { pool6, gateways, self } = config;
  const peers = peersOf(config);
  // With a seed of its own every rule, and every gateway, would come to another share.
  const share = `jhash ip6 saddr mod ${gateways.length} seed 0x6464`;
  const set = "type ipv6_addr . inet_service . ipv6_addr . inet_service; flags dynamic,timeout; size 1048576;";
  const pass = `${share} vmap { ${peers.map((i) => `${i} : goto to${i}`).join(", ")} }`;
  const rules = listening
    ? [`update @ours { ${KEY("udp")} }`]
    : [
        `tcp flags & (fin | syn | rst | ack) == syn update @theirs { ${KEY("tcp")} }`,
        `meta l4proto tcp ${KEY("tcp")} @theirs update @theirs { ${KEY("tcp")} } ${pass}`,
        "meta l4proto tcp return",
        `meta l4proto udp ${KEY("udp")} @ours update @ours { ${KEY("udp")} } return`,
        pass,
      ];
  const keep = `0x${(~MASK >>> 0).toString(16)}`;
  const chains = peers.map((i) => `  chain to${i} {\n    meta mark set meta mark and ${keep} or ${markOf(i)}\n  }\n`);
  const clear = listening
    ? `table ip6 ${TABLE}\ndelete table ip6 ${TABLE}\n`
    : `flush chain ip6 ${TABLE} spread\n${peers.map((i) => `flush chain ip6 ${TABLE} to${i}\n`).join("")}`;
  return `${clear}table ip6 ${TABLE} {
  set theirs { ${set} timeout 2h5m; }
  set ours { ${set} timeout 5m; }
${chains.join("")}  chain spread {
    type filter hook prerouting priority mangle;
    ip6 daddr != ${pool6} return
    ${share} == ${self} return
${rules.map((rule) => `    ${rule}\n`).join("")}  }
}
`;
}
