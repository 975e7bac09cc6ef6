/** Regular expressions that take an address to be four decimal numbers. Pure. */
import type { AuditFinding } from "../protocol/audit.ts";
import { finding } from "./finding.ts";
import type { FoundLine } from "./scan.ts";

/** `\d{1,3}\.`, `[0-9]+\.`, `(25[0-5]|2[0-4][0-9]`: said as an extended regular expression. */
export const PATTERN_SEARCH =
  "(\\\\d|\\[0-9\\]|\\[\\[:digit:\\]\\])([{]1, ?3[}]|\\+|\\*)[)]?(\\\\+[.]|\\[[.]\\])|25\\[0-5\\]";
const QUAD =
  /(?:(?:\\d|\[0-9\]|\[\[:digit:\]\])(?:\{1, ?3\}|\+|\*)\)?(?:\\+\.|\[\.\])[^\s]*){1,}(?:\\d|\[0-9\]|\{3\}|\{2\})|25\[0-5\]/;

export function patternFindings(lines: readonly FoundLine[]): AuditFinding[] {
  return lines
    .filter(
      ({ path, text }) =>
        QUAD.test(text) &&
        !/^\s*(#|\/\/|;|--)/.test(text) &&
        !takesIp6(text) &&
        !/\.(dpkg-\w+|bak|orig)$|~$/.test(path),
    )
    .filter(({ text }) => /\{3\}|(\\+\.|\[\.\]).*(\\+\.|\[\.\]).*(\\+\.|\[\.\])/.test(text))
    .map(({ path, number }) =>
      finding(
        "pattern.rejects-ipv6",
        `${path}:${number}`,
        "a regular expression here takes an address to be four decimal numbers, so an IPv6 address does not fit",
        "let it take both families, or leave the check to inet_pton",
        { weight: "look" },
      ),
    );
}

function takesIp6(text: string): boolean {
  return /\[[^\]]*(a-f|A-F)[^\]]*:?[^\]]*\]|::|ip6|ipv6|\[[^\]]*:[^\]]*\]/i.test(text.replace(/\[:\w+:\]/g, ""));
}
