/** What the packet filter lets in over IPv4 and not over IPv6, and whether ICMPv6 gets through. Pure. */

import { type Hook, hookOf, parseRuleset } from "../facts/packet-filter.ts";
import type { AuditFinding } from "../protocol/audit.ts";
import { finding } from "./finding.ts";

/** Neighbour discovery cannot do without these (RFC 4890 §4.4.1); nor, on a host with a router, without its advertisements. */
const DISCOVERY = ["nd-neighbor-solicit", "nd-neighbor-advert", "nd-router-advert"];
/** RFC 4890 §4.4.1: errors, of which connection tracking lets through those about what it knows. */
const ERRORS = ["destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem"];

/** @returns null where the text is not nft's JSON. */
export function firewallFindings(text: string): AuditFinding[] | null {
  const ruleset = parseRuleset(text);
  if (ruleset === null) return null;
  const [four, six] = [hookOf(ruleset, "input", 4), hookOf(ruleset, "input", 6)];
  return [...parity(four, six), ...icmpv6(six)];
}

function parity(four: Hook, six: Hook): AuditFinding[] {
  if (four.closed && !six.closed)
    return [
      finding(
        "firewall.parity",
        "packet filter, input",
        "what comes in over IPv4 is filtered, and what comes in over IPv6 is not",
        "filter IPv6 by the same rules",
      ),
    ];
  if (!six.closed || six.wide) return [];
  return [...four.open]
    .filter((port) => !six.open.has(port))
    .map((port) =>
      finding(
        "firewall.parity",
        `packet filter, input, ${port}`,
        `${port} is let in over IPv4 and dropped over IPv6`,
        "let it in over IPv6 as well",
        { port: Number(port.split(" ")[1]) || null },
      ),
    );
}

function icmpv6(six: Hook): AuditFinding[] {
  if (!six.closed || six.allIcmp || six.wide) return [];
  const missing = [...DISCOVERY, ...(six.established ? [] : ERRORS)].filter((type) => !six.icmp.has(type));
  if (missing.length === 0) return [];
  return [
    finding(
      "firewall.icmpv6",
      "packet filter, input, ICMPv6",
      `ICMPv6 ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} dropped: ${missing.some((type) => DISCOVERY.includes(type)) ? "neighbours and routers are lost from sight within seconds" : "large packets and broken paths go unnoticed"}`,
      `accept icmpv6 type { ${missing.join(", ")} }`,
    ),
  ];
}
