/** Prefixes and addresses that cannot do what the plan asks of them. */
import { formatIp4, isGlobalIp4, parseIp4 } from "../../../agent/net/ip4.ts";
import { canonicalIp6 } from "../../../agent/net/ip6.ts";
import { contains4, contains6, mask4, type Prefix4, parsePrefix4, parsePrefix6 } from "../../../agent/net/prefix.ts";
import { isTranslationPrefix, isWellKnown, PREFIX_LENGTHS } from "../../../agent/net/rfc6052.ts";
import { parseUpstream } from "../formats.ts";
import { expandName } from "../hosts.ts";
import { present, type Rule, servicesOf } from "./context.ts";

/** An IPv4 address counts as the prefix of length 32. */
export function ipv4Prefix(text: string): Prefix4 | null {
  const address = parseIp4(text);
  return address === null ? parsePrefix4(text) : { network: address, length: 32 };
}

/** RFC 6052 §2.2: six lengths, and bits 64 to 71 are zero. */
export const prefixTranslates: Rule = (context) => {
  const text = context.plan.nat64?.prefix;
  const prefix = text === undefined ? null : parsePrefix6(text);
  if (prefix === null) return;
  const path = ["nat64", "prefix"];
  if (!(PREFIX_LENGTHS as readonly number[]).includes(prefix.length)) {
    context.error(
      "wrong-prefix",
      path,
      `a translation prefix has length 32, 40, 48, 56, 64 or 96, not ${prefix.length} (RFC 6052 §2.2)`,
      "96 is usual",
    );
  } else if (!isTranslationPrefix(prefix)) {
    context.error("wrong-prefix", path, "bits 64 to 71 of a translation prefix must be zero (RFC 6052 §2.2)");
  }
  for (const [i, client] of present(context.plan.nat64?.clients)) {
    const clients = parsePrefix6(client);
    if (clients !== null && clients.length >= prefix.length && contains6(prefix, clients.bytes)) {
      context.error(
        "wrong-prefix",
        ["nat64", "clients", i],
        `clients ${client} lie inside the translation prefix ${text}: their packets would go in a circle`,
      );
    }
  }
};

/** RFC 6052 §3.1: the well-known prefix must not represent IPv4 that is not global. */
export const noPrivateBehindWellKnown: Rule = (context) => {
  const prefix = context.plan.nat64?.prefix === undefined ? null : parsePrefix6(context.plan.nat64.prefix);
  if (prefix === null || !isWellKnown(prefix)) return;
  const refuse = (path: (string | number)[], what: string): void =>
    context.error(
      "private-behind-well-known",
      path,
      `${what} is not global IPv4: it cannot be reached through 64:ff9b::/96 (RFC 6052 §3.1)`,
      "set nat64.prefix to a /96 of your own",
    );
  for (const [i, range] of present(context.plan.nat64?.reaches)) {
    if (holdsNonGlobal(ipv4Prefix(range))) refuse(["nat64", "reaches", i], range);
  }
  for (const [key, target] of Object.entries(context.plan.targets ?? {})) {
    const literal = literalOf(target);
    if (literal !== null && !isGlobalIp4(literal)) refuse(["targets", key], formatIp4(literal));
  }
  for (const [name, service] of servicesOf(context)) {
    for (const [i, need] of present(service.needs)) {
      if (typeof need === "object" && need.name !== undefined) {
        const literal = parseIp4(need.name);
        if (literal !== null && !isGlobalIp4(literal)) refuse(["services", name, "needs", i], need.name);
      }
    }
  }
};

/** The IPv4 literal in a URL, NAME:PORT or name. */
function literalOf(target: string | undefined): number | null {
  if (target === undefined) return null;
  return parseIp4(target.replace(/^https?:\/\//, "").replace(/[:/].*$/, ""));
}

/** A network of each kind that RFC 6890 keeps from the global internet: a range holds one of them, or lies in one. */
const SAMPLES = ["10.0.0.0", "100.64.0.0", "127.0.0.0", "169.254.0.0", "172.16.0.0", "192.168.0.0", "198.18.0.0"].map(
  (a) => parseIp4(a)!,
);

function holdsNonGlobal(range: Prefix4 | null): boolean {
  if (range === null) return false;
  const last = (range.network | ~mask4(range.length)) >>> 0;
  return !isGlobalIp4(range.network) || !isGlobalIp4(last) || SAMPLES.some((sample) => contains4(range, sample));
}

function overlap(a: Prefix4, b: Prefix4): boolean {
  return contains4(a, b.network) || contains4(b, a.network);
}

export const poolSuffices: Rule = (context) => {
  const { nat64 } = context.plan;
  const entries = present(nat64?.pool4).map(([i, entry]) => ({
    i,
    text: typeof entry === "string" ? entry : entry.prefix,
    ports: typeof entry === "string" ? undefined : entry.ports,
  }));
  const seen: { prefix: Prefix4; text: string; ports: string | undefined }[] = [];
  for (const { i, text, ports } of entries) {
    const path = ["nat64", "pool4", i];
    const prefix = text === undefined ? null : ipv4Prefix(text);
    if (prefix === null) continue;
    if (ports !== undefined) {
      const [low, high] = ports.split("-").map(Number) as [number, number];
      if (low < 1 || high > 65535 || low > high)
        context.error(
          "wrong-port",
          [...path, "ports"],
          `${ports} is no port range: it goes from 1 to 65535, the lower first`,
        );
    }
    const other = seen.find((s) => s.ports === ports && overlap(s.prefix, prefix));
    if (other !== undefined) context.error("duplicate-item", path, `${text} overlaps ${other.text}`);
    seen.push({ prefix, text: text!, ports });
    // Not an error: a gateway behind another NAT, or a closed network, has every right to a private pool.
    if (!isGlobalIp4(prefix.network))
      context.warn(
        "private-pool",
        path,
        `${text} is not global IPv4: answers come back only if another NAT follows, or the network is closed`,
      );
  }
  const gateways = new Set(
    present(nat64?.gateways).flatMap(([, name]) => [...(expandName(name, context.inventory) ?? [])]),
  ).size;
  // With an entry for each gateway they are dealt out; else each gets a part of each, and one that is too small goes to the first alone.
  const longest = 32 - Math.ceil(Math.log2(Math.max(gateways, 1)));
  if (seen.length > 0 && seen.length < gateways && seen.every(({ prefix }) => prefix.length > longest)) {
    const message = `${gateways} gateways cannot share ${seen.map(({ text }) => text).join(", ")}: answers would come back to the wrong one`;
    context.error(
      "impossible-budget",
      ["nat64", "pool4"],
      message,
      `give a prefix of /${longest} or shorter, so that each has addresses of its own`,
    );
  }
};

export const resolversCanAsk: Rule = (context) => {
  const { dns64, nat64 } = context.plan;
  if (dns64 === undefined) return;
  if (nat64 === undefined && !context.isWritten(["nat64"])) {
    context.error(
      "dns64-without-nat64",
      ["dns64"],
      "dns64 without nat64: names would resolve to addresses that nothing translates",
    );
  }
  const own = new Map<string, string>();
  for (const [, name] of present(dns64.resolvers)) {
    for (const host of expandName(name, context.inventory) ?? []) {
      const { address, ipv4, ipv6 } = context.inventory.hosts.get(host)!;
      for (const a of [address, ipv4, ipv6]) if (a !== undefined) own.set(canonicalIp6(a) ?? a, host);
    }
  }
  for (const [i, text] of present(dns64.upstream)) {
    const upstream = parseUpstream(text);
    const host = upstream === null ? undefined : own.get(canonicalIp6(upstream.address) ?? upstream.address);
    if (host !== undefined && upstream!.port === 53)
      context.error(
        "upstream-loop",
        ["dns64", "upstream", i],
        `${text} is the resolver ${host} itself: it would ask itself`,
      );
  }
};

/** FACTS: one precedence line replaces the whole table, and a tie puts IPv4 first. */
export const policyTablePrefersIpv6: Rule = (context) => {
  const table = context.plan.policy_table;
  if (table === undefined) return;
  const { ipv6 = 50, ipv4 = 40, nat64 = 30 } = table;
  const at = (key: "ipv4" | "ipv6" | "nat64", other: "ipv4" | "ipv6"): string[] => [
    "policy_table",
    table[key] === undefined ? other : key,
  ];
  if (ipv6 === ipv4) {
    context.error(
      "gai-conf-tie",
      at("ipv4", "ipv6"),
      `IPv6 and IPv4 both have precedence ${ipv4}: on a tie getaddrinfo puts IPv4 first`,
      "give ipv6 the higher number: {ipv6: 50, ipv4: 40}",
    );
  } else if (ipv6 < ipv4) {
    context.error(
      "gai-conf-order",
      at("ipv4", "ipv6"),
      `precedence ${ipv4} for IPv4 is above ${ipv6} for IPv6: IPv4 would be preferred`,
      "give ipv6 the higher number: {ipv6: 50, ipv4: 40}",
    );
  }
  if (nat64 >= ipv4) {
    context.warn(
      "gai-conf-nat64",
      at("nat64", "ipv4"),
      `precedence ${nat64} for the NAT64 prefix is not below ${ipv4} for IPv4: dual-stack hosts would go through the translator`,
    );
  }
};
