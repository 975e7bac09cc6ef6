/**
 * /etc/gai.conf, the policy table of getaddrinfo, as glibc reads it: keyword case-sensitive, anything it cannot read silently
 * ignored, the first line of equal prefixes wins, and one line of a kind drops the whole built-in table of that kind.
 */

import { parseIp6 } from "../net/ip6.ts";
import { formatPrefix6, type Prefix6 } from "../net/prefix.ts";
import { bare, splitLines } from "./lines.ts";

export type Keyword = "precedence" | "label";

export interface PolicyLine {
  /** With its line end. */
  readonly text: string;
  /** Null for comments, blank lines, other keywords and what glibc ignores. */
  readonly rule: { readonly keyword: Keyword; readonly prefix: string; readonly value: number } | null;
}

export interface GaiConf {
  readonly lines: readonly PolicyLine[];
}

/** glibc's built-in tables, in force while the file has no line of that kind. */
export const BUILT_IN: Readonly<Record<Keyword, readonly (readonly [prefix: string, value: number])[]>> = {
  precedence: [
    ["::1/128", 50],
    ["::/0", 40],
    ["2002::/16", 30],
    ["::/96", 20],
    ["::ffff:0:0/96", 10],
  ],
  label: [
    ["::1/128", 0],
    ["::/0", 1],
    ["2002::/16", 2],
    ["::/96", 3],
    ["::ffff:0:0/96", 4],
    ["fec0::/10", 5],
    ["fc00::/7", 6],
    ["2001::/32", 7],
  ],
};

/** What glibc takes for ::/0 where the file has lines of a kind but none for ::/0. */
const IMPLICIT: Readonly<Record<Keyword, number>> = { precedence: 40, label: 1 };

export function parseGaiConf(text: string): GaiConf {
  return { lines: splitLines(text).map((line) => ({ text: line, rule: parseRule(bare(line)) })) };
}

export function printGaiConf(conf: GaiConf): string {
  return conf.lines.map((line) => line.text).join("");
}

function parseRule(line: string): PolicyLine["rule"] {
  const words = line
    .split("#", 1)[0]!
    .split(/[ \t\v\f\r]+/)
    .filter((word) => word !== "");
  const [keyword, mask, number] = words;
  if ((keyword !== "precedence" && keyword !== "label") || mask === undefined || number === undefined) return null;
  const prefix = canonicalPrefix(mask);
  const value = parseValue(number);
  return prefix === null || value === null ? null : { keyword, prefix, value };
}

/** `addr` or `addr/len`, host bits cleared as the comparison does. @returns text of one spelling per prefix, or null. */
export function canonicalPrefix(text: string): string | null {
  const [address, length, ...rest] = text.split("/");
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const bits = length === undefined ? 128 : Number(length);
  const bytes = parseIp6(address!);
  if (bytes === null || bits > 128) return null;
  const prefix: Prefix6 = { bytes: bytes.map((byte, i) => byte & maskByte(bits, i)), length: bits };
  return spelled(prefix);
}

function maskByte(bits: number, index: number): number {
  const own = Math.min(8, Math.max(0, bits - 8 * index));
  return (0xff << (8 - own)) & 0xff;
}

/** `::ffff:0:0/96` stays in the spelling everybody knows it by; RFC 5952 §5 would print `::ffff:0.0.0.0`. */
function spelled(prefix: Prefix6): string {
  return formatPrefix6(prefix).replace(/^::ffff:0\.0\.0\.0\//, "::ffff:0:0/");
}

/** strtoul with base 0: decimal, 0x or leading-zero octal; up to INT_MAX. */
function parseValue(text: string): number | null {
  let value: number;
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) value = Number.parseInt(text.slice(2), 16);
  else if (/^0[0-7]*$/.test(text)) value = Number.parseInt(text, 8);
  else if (/^[1-9]\d*$/.test(text)) value = Number(text);
  else return null;
  return value <= 0x7fffffff ? value : null;
}

/** The table in force: what the lines say with the first of equals winning, or the built-in one. */
export function effectiveTable(conf: GaiConf, keyword: Keyword): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  for (const { rule } of conf.lines) {
    if (rule?.keyword === keyword && !table.has(rule.prefix)) table.set(rule.prefix, rule.value);
  }
  if (table.size === 0) return new Map(BUILT_IN[keyword]);
  if (!table.has("::/0")) table.set("::/0", IMPLICIT[keyword]);
  return table;
}
