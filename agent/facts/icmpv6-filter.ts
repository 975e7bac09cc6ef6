/** Where a host that forwards IPv6 drops the ICMPv6 it cannot do without. Pure. */
import type { Icmpv6Block } from "../protocol/facts.ts";
import { chainsOf, parseRuleset } from "./packet-filter.ts";

/** RFC 4890 §4.3.1: types 1 to 4. Without them large packets vanish in silence. */
const ERRORS = ["destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem"];
/** RFC 4890 §4.4.1: neighbours are lost from sight within seconds. */
const DISCOVERY = ["nd-router-solicit", "nd-router-advert", "nd-neighbor-solicit", "nd-neighbor-advert"];

/** @param text as `nft -j list ruleset` prints it. @returns null where it is not that. */
export function icmpv6Blocks(text: string): Icmpv6Block[] | null {
  const ruleset = parseRuleset(text);
  if (ruleset === null) return null;
  return (["input", "forward"] as const).flatMap((hook) =>
    chainsOf(ruleset, hook, 6).flatMap(({ chain, comes }) => {
      if (!comes.closed || comes.allIcmp || comes.wide) return [];
      const needed = [...(hook === "input" ? DISCOVERY : []), ...(comes.established ? [] : ERRORS)];
      const missing = needed.filter((type) => !comes.icmp.has(type));
      const { family, table, name } = chain;
      return missing.length === 0 ? [] : [{ family, table, chain: name, hook, missing }];
    }),
  );
}
