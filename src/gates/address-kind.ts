/** What an address is to a gate: native IPv6, IPv6 made from IPv4 by the plan's translation prefix, or IPv4. */
import { formatIp4, parseIp4 } from "../../agent/net/ip4.ts";
import { parseIp6 } from "../../agent/net/ip6.ts";
import { contains6, type Prefix6, parsePrefix6 } from "../../agent/net/prefix.ts";
import { extract, WELL_KNOWN_PREFIX } from "../../agent/net/rfc6052.ts";

export type AddressKind = "native" | "translated" | "ipv4";

/** @param prefix the plan's, or null where it has none; the well-known prefix always counts as translated (RFC 6052 §2.1). */
export function addressKind(address: string, prefix: Prefix6 | null): AddressKind {
  const bytes = parseIp6(address);
  if (bytes === null || /^::ffff:/i.test(address)) return "ipv4";
  if (contains6(WELL_KNOWN_PREFIX, bytes) || (prefix !== null && contains6(prefix, bytes))) return "translated";
  return "native";
}

/** IPv4 address embedded in a translated one, as text; null where there is none. */
export function embedded(address: string, prefix: Prefix6): string | null {
  const bytes = parseIp6(address);
  const found = bytes === null ? null : extract(prefix, bytes);
  return found === null ? null : formatIp4(found);
}

export function isIp4(address: string): boolean {
  return parseIp4(address) !== null;
}

/** The plan's translation prefix. @throws never: the plan's compiler has checked it; null where the plan translates nothing. */
export function planPrefix(nat64: { readonly prefix: string } | null): Prefix6 | null {
  return nat64 === null ? null : parsePrefix6(nat64.prefix);
}
