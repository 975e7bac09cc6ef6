/** The exclusion sets, asked per record. */
import { isGlobalIp4 } from "../net/ip4.ts";
import { contains4, contains6 } from "../net/prefix.ts";
import { isWellKnown } from "../net/rfc6052.ts";
import type { Policy, SynthesisPrefix } from "./policy.ts";
import { suffixAt } from "./wire/name.ts";

/** Whether this AAAA counts as absent. RFC 6147 §5.1.4. @param at 16 bytes from there. */
export function isExcludedAaaa(policy: Policy, bytes: Uint8Array, at: number): boolean {
  return policy.excludeAaaa.some((prefix) => contains6(prefix, bytes, at));
}

/** Whether the AAAA of this name count as absent whatever they are. @param name uncompressed. */
export function isIgnoredName(policy: Policy, name: Uint8Array): boolean {
  return policy.ignoreAaaa.some((zone) => suffixAt(name, zone) >= 0);
}

/**
 * The prefixes an IPv4 address is to be synthesised under; none where it is excluded.
 * A prefix that names the address's range takes it away from those that name none (RFC 6147 §5.2).
 * Under the well-known prefix only global IPv4 may stand (RFC 6052 §3.1).
 * @param address unsigned 32-bit.
 */
export function prefixesFor(policy: Policy, address: number): SynthesisPrefix[] {
  if (policy.excludeA.some((range) => contains4(range, address))) return [];
  const named = policy.prefixes.filter((p) => p.ipv4?.some((range) => contains4(range, address)));
  const chosen = named.length > 0 ? named : policy.prefixes.filter((p) => p.ipv4 === null);
  if (policy.nonGlobalUnderWellKnown || isGlobalIp4(address)) return chosen;
  return chosen.filter((p) => !isWellKnown(p.prefix));
}
