/**
 * Several gateways behind one prefix: each translates for a share of the sources and passes the rest on, so that whoever gets a packet
 * will do. What began stays where it began, whatever the shares are later: a TCP connection is known by its SYN, a UDP flow by its packets. Pure.
 */
import { createHash } from "node:crypto";
import { parsePrefix6 } from "../net/prefix.ts";
import { SPREAD_TABLE } from "../protocol/daemons.ts";
import type { SpreadConfig } from "../protocol/wants.ts";

/** Bits of the packet mark for the gateway a packet is for, 32 at most; the others are the operator's, or the drain's. */
const MASK = 0x3f000000;
const FIRST_ROUTES = 6470;
/** Before the drain's: what is another gateway's never comes to a translator here. */
const RULE_PRIORITY = "6400";

export const SHARES = 256;
/** With a seed of its own every gateway would come to other shares. */
const SEED = "0x6464";

/** Slot of each other gateway by its IPv6 address: names its set, its mark and its routing table for as long as it is known here. */
export type Slots = Readonly<Record<string, number>>;

export function routesOf(slot: number): string {
  return String(FIRST_ROUTES + slot);
}

export function ruleOf(slot: number): string[] {
  return ["priority", RULE_PRIORITY, "fwmark", `${markOf(slot)}/0x${MASK.toString(16)}`, "lookup", routesOf(slot)];
}

function markOf(slot: number): string {
  return `0x${(0x20000000 + slot * 0x01000000).toString(16)}`;
}

/** Others, whether they go on or leave. */
export function peersOf({ gateways, leaving, self }: SpreadConfig): SpreadConfig["gateways"] {
  return [...gateways.filter((_, i) => i !== self), ...leaving];
}

/** Those that were known keep their slots. @returns slots of the others of a configuration. */
export function slotsFor(config: SpreadConfig, known: Slots): Slots {
  const slots: Record<string, number> = {};
  const used = new Set(Object.values(known));
  for (const { ipv6 } of peersOf(config)) {
    let free = 0;
    while (used.has(free)) free++;
    slots[ipv6] = known[ipv6] ?? free;
    used.add(slots[ipv6]);
  }
  return slots;
}

/**
 * The address each share of the sources is for: the highest hash of share and address. One gateway more or less moves the shares of
 * that one alone, so no two pass a packet to each other while they learn of it one after the other.
 */
export function ownersOf(addresses: readonly string[]): string[] {
  const weight = (share: number, address: string): number =>
    createHash("sha256").update(`${share} ${address}`).digest().readUInt32BE();
  return Array.from(
    { length: SHARES },
    (_, share) => [...addresses].sort((a, b) => weight(share, b) - weight(share, a))[0]!,
  );
}

/** Of the whole. */
export function sharesOf({ gateways, self }: SpreadConfig): number {
  const own = self === null ? null : gateways[self]!.ipv6;
  return ownersOf(gateways.map(({ ipv6 }) => ipv6)).filter((owner) => owner === own).length;
}

const FLOW = "meta l4proto . ip6 saddr . th sport . ip6 daddr . th dport";
const TCP = `${FLOW} timeout 2h5m`;
const UDP = `${FLOW} timeout 5m`;
const SET =
  "type inet_proto . ipv6_addr . inet_service . ipv6_addr . inet_service; flags dynamic,timeout; size 1048576;";
/** Bits from the transport header on: the destination of the packet an ICMPv6 error quotes. */
const QUOTED_DESTINATION = "@th,256,128";
/** The destination a redirect is about (RFC 4861 §4.5). */
const REDIRECTED = 192;

/**
 * @param dead IPv6 addresses of gateways that do not translate now: their shares are translated wherever they come to.
 * @param stale slots of the table as it stands that nobody has any more.
 * @param listening UDP flows that speak now stay here: said for some seconds before anything is passed on.
 */
export function spreadRules(
  config: SpreadConfig,
  slots: Slots,
  dead: ReadonlySet<string>,
  stale: readonly number[],
  listening: boolean,
): string {
  const { pool6 } = config;
  const taken = peersOf(config).map(({ ipv6 }) => slots[ipv6]!);
  const owners = takersOf(config, dead);
  const shares = (what: string, own: string, other: string): string => {
    const verdicts = owners.map(
      (owner, share) => `${share} : ${owner === null ? own : `goto ${other}${slots[owner]!}`}`,
    );
    return `jhash ${what} mod ${SHARES} seed ${SEED} vmap { ${verdicts.join(", ")} }`;
  };
  // What is known to be a dead one's is lost to its clients, but for UDP, which anybody can take up.
  const living = peersOf(config).flatMap(({ ipv6 }) => (dead.has(ipv6) ? [] : [slots[ipv6]!]));
  const spread = listening
    ? [`meta l4proto udp update @ours { ${UDP} }`]
    : [
        `icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } ${shares(QUOTED_DESTINATION, "return", "pass")}`,
        `meta l4proto != { tcp, udp } ${shares("ip6 saddr", "return", "pass")}`,
        "tcp flags & (fin | syn | rst | ack) == syn goto begins",
        ...taken.map((slot) => `meta l4proto tcp ${FLOW} @to${slot} update @to${slot} { ${TCP} } goto pass${slot}`),
        // Begun before anybody was told to look: here.
        "meta l4proto tcp return",
        `meta l4proto udp ${FLOW} @ours update @ours { ${UDP} } return`,
        ...living.map((slot) => `meta l4proto udp ${FLOW} @to${slot} update @to${slot} { ${UDP} } goto pass${slot}`),
        "goto begins",
      ];
  const forget = (slot: number): string => `meta l4proto tcp delete @to${slot} { ${FLOW} }`;
  const chains: readonly [string, readonly string[]][] = [
    ["spread", [`ip6 daddr != ${pool6} return`, ...spread]],
    // A router tells its clients of a better one for a destination; which one it is here depends on the source.
    ["redirects", [redirectsOf(pool6)]],
    ["begins", listening ? [] : [shares("ip6 saddr", "goto own", "first")]],
    ["own", [...taken.map(forget), `meta l4proto udp update @ours { ${UDP} }`]],
    ...taken.flatMap((slot): [string, readonly string[]][] => [
      [
        `first${slot}`,
        [
          ...taken.filter((other) => other !== slot).map(forget),
          `meta l4proto tcp update @to${slot} { ${TCP} }`,
          `meta l4proto udp update @to${slot} { ${UDP} }`,
          `goto pass${slot}`,
        ],
      ],
      [`pass${slot}`, [`meta mark set meta mark and 0x${(~MASK >>> 0).toString(16)} or ${markOf(slot)}`]],
    ]),
  ];
  const hooks: Readonly<Record<string, string>> = {
    spread: " type filter hook prerouting priority mangle; ",
    redirects: " type filter hook output priority filter; ",
  };
  const table = (inside: readonly string[]): string =>
    `table ip6 ${SPREAD_TABLE} {\n${inside.map((line) => `  ${line}\n`).join("")}}\n`;
  return [
    table([
      `set ours { ${SET} }`,
      ...taken.map((slot) => `set to${slot} { ${SET} }`),
      ...chains.map(([name]) => `chain ${name} {${hooks[name] ?? " "}}`),
    ]),
    `flush table ip6 ${SPREAD_TABLE}\n`,
    ...stale.flatMap((slot) =>
      [
        `chain ip6 ${SPREAD_TABLE} first${slot}`,
        `chain ip6 ${SPREAD_TABLE} pass${slot}`,
        `set ip6 ${SPREAD_TABLE} to${slot}`,
      ].map((what) => `delete ${what}\n`),
    ),
    table(chains.map(([name, rules]) => `chain ${name} {\n${rules.map((rule) => `    ${rule}\n`).join("")}  }`)),
  ].join("");
}

/** For each share the one it is passed to; null: it stays. One that leaves keeps nothing while there is anybody else. */
function takersOf(config: SpreadConfig, dead: ReadonlySet<string>): (string | null)[] {
  const { gateways, self } = config;
  const own = self === null ? null : gateways[self]!.ipv6;
  const addresses = gateways.map(({ ipv6 }) => ipv6);
  const owners = ownersOf(addresses);
  if (own !== null) return owners.map((owner) => (owner === own || dead.has(owner) ? null : owner));
  const living = addresses.filter((address) => !dead.has(address));
  return living.length === 0 ? owners : ownersOf(living);
}

function redirectsOf(pool6: string): string {
  const { bytes, length } = parsePrefix6(pool6)!;
  const hex = Buffer.from(bytes)
    .subarray(0, length / 8)
    .toString("hex");
  return `icmpv6 type nd-redirect @th,${REDIRECTED},${length} 0x${hex} drop`;
}
