/** What tayga, nftables and `ip` are told. Pure. */
import { formatIp4, isGlobalIp4, parseIp4 } from "../net/ip4.ts";
import { parsePrefix4, parsePrefix6 } from "../net/prefix.ts";
import { isWellKnown } from "../net/rfc6052.ts";
import type { TaygaConfig } from "../protocol/wants.ts";

export const DEVICE = "nat64-tayga";
export const TABLE = "migrate_nat64_tayga";
/** tayga's own folder: it writes there which source has which address, and is locked into it. */
export const DATA = "/run/migrate-tayga";
export const CONF = "/run/migrate-tayga.conf";
export const PID = "/run/migrate-tayga.pid";

/** More addresses behind pool4 than this are not used: a rule for each must be walked. */
const MOST_BEHIND = 1024;

/** An address sources are masqueraded behind. */
export interface Behind {
  readonly address: string;
  readonly ports: string | null;
}

export function behindOf({ pool4 }: TaygaConfig): Behind[] {
  return pool4
    .flatMap(({ prefix, ports }) => {
      const { network, length } = parsePrefix4(prefix)!;
      const size = Math.min(2 ** (32 - length), MOST_BEHIND);
      return Array.from({ length: size }, (_, i) => ({ address: formatIp4((network + i) >>> 0), ports }));
    })
    .slice(0, MOST_BEHIND);
}

/** How many addresses tayga can give to sources: the lowest of the pool stays unused. */
export function innerSize({ inner4 }: TaygaConfig): number {
  return 2 ** (32 - parsePrefix4(inner4)!.length) - 1;
}

/**
 * tayga's errors come from the first address of pool4, which the far side knows, unless that is the host's own: the kernel takes nothing
 * from a device that claims an address of its own. Under the well-known prefix tayga wants an IPv6 address too where its IPv4 is not global.
 */
export function taygaConf(config: TaygaConfig, ownAddresses: readonly string[]): string {
  const first = behindOf(config)[0]!.address;
  const [inner] = config.inner4.split("/");
  const ipv4 = ownAddresses.includes(first) ? formatIp4((parseIp4(inner!)! + 1) >>> 0) : first;
  const needsIpv6 = isWellKnown(parsePrefix6(config.pool6)!) && !isGlobalIp4(parseIp4(ipv4)!);
  return [
    `tun-device ${DEVICE}`,
    `ipv4-addr ${ipv4}`,
    ...(needsIpv6 ? ["ipv6-addr fd64:6464:6464::1"] : []),
    `prefix ${config.pool6}`,
    `dynamic-pool ${config.inner4}`,
    `data-dir ${DATA}`,
    "",
  ].join("\n");
}

/** `ip` calls once the device is there. What comes to pool4 and is nobody's must not go back where it came from. */
export function routes(config: TaygaConfig): string[][] {
  return [
    ["link", "set", "dev", DEVICE, "addrgenmode", "none"],
    ["link", "set", "dev", DEVICE, "up"],
    ["-4", "route", "replace", config.inner4, "dev", DEVICE],
    ["-6", "route", "replace", config.pool6, "dev", DEVICE],
    ...config.pool4.map(({ prefix }) => ["-4", "route", "replace", "blackhole", prefix, "metric", BLACKHOLE_METRIC]),
  ];
}

/** Behind every route to a device. */
export const BLACKHOLE_METRIC = "4278198272";

/**
 * Each source stays behind one address (RFC 6888 REQ-2), also when the rules are read again: hence the seed. Timeouts as RFC 5382 REQ-5, RFC 4787 REQ-5 and RFC 5508 REQ-2 have them, for our own
 * connections only: the host's others keep theirs.
 */
export function ruleset(config: TaygaConfig): string {
  const behind = behindOf(config);
  const { inner4, clients } = config;
  return `table inet ${TABLE}
delete table inet ${TABLE}
table inet ${TABLE} {
  ct timeout nat64_tcp { protocol tcp; l3proto ip; policy = { established : 7440 }; }
  ct timeout nat64_udp { protocol udp; l3proto ip; policy = { unreplied : 120, replied : 300 }; }
  set clients { type ipv6_addr; flags interval; elements = { ${clients.join(", ")} }; }
  chain timeouts {
    type filter hook prerouting priority -200;
    ip saddr ${inner4} meta l4proto tcp ct timeout set "nat64_tcp"
    ip saddr ${inner4} meta l4proto udp ct timeout set "nat64_udp"
  }
${behind.map(chainOf).join("")}  chain srcnat {
    type nat hook postrouting priority srcnat;
    iifname "${DEVICE}" ip saddr ${inner4} jhash ip saddr mod ${behind.length} seed 0x6464 vmap { ${behind.map((_, i) => `${i} : goto behind${i}`).join(", ")} }
  }
  chain forward {
    type filter hook forward priority filter;
    oifname "${DEVICE}" meta nfproto ipv6 ip6 saddr != @clients reject with icmpv6 type admin-prohibited
${config.mss_clamp ? `    iifname "${DEVICE}" tcp flags syn tcp option maxseg size set rt mtu\n    oifname "${DEVICE}" tcp flags syn tcp option maxseg size set rt mtu\n` : ""}  }
}
`;
}

function chainOf({ address, ports }: Behind, index: number): string {
  const within = ports === null ? "" : `    meta l4proto { tcp, udp } snat ip to ${address}:${ports}\n`;
  return `  chain behind${index} {\n${within}    snat ip to ${address}\n  }\n`;
}
