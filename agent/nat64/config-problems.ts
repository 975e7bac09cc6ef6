/** What the schema found wrong, in words: which key, what is wrong, what to write instead. */
import type { Finding } from "./config-validator.generated.js";

/** One thing that is wrong. */
export interface Problem {
  /** Keys and indexes from the top. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a key wants, where the schema's own words ("must match a schema in anyOf") help nobody. */
const WANTED: readonly (readonly [path: RegExp, words: string])[] = [
  [/^$/, "must be a mapping of keys"],
  [/^tun(\.name)?$/, "must be a device name of at most 15 letters, digits, dots, dashes and underscores"],
  [/^pool4\.\d+\.ports$/, "must be ports: 1024-65535, a number, or [from, to]"],
  [/^pool4(\.\d+)?$/, "must be a prefix, or a mapping with prefix and ports"],
  [/^bib\.\d+\.v6$/, "must be an IPv6 address with a port: [2001:db8::1]:443"],
  [/^bib\.\d+\.v4$/, "must be an IPv4 address with a port: 203.0.113.1:443"],
  [/^lifetimes\.\w+$/, "must be seconds, or text such as 90s, 5m or 2h"],
  [/^fastpath$/, "must be auto, off, require, or a mapping with mode, interfaces and bypass_rules"],
  [/^mss_clamp$/, "must be auto, off, or a number from 536"],
  [/^(pool6|clients|rfc6791\.v[46])$/, "must be a prefix or a list of prefixes"],
];

/** The schema's findings, one per place: of alternatives that all failed, the place says enough. */
export function shapeProblems(findings: readonly Finding[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { instancePath, keyword, message, params } of findings) {
    const path = instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));
    const key = String(params.additionalProperty ?? params.missingProperty ?? "");
    if (keyword === "additionalProperties") add(problems, [...path, key], `unknown key${didYouMean(key)}`);
    else if (keyword === "required") add(problems, [...path, key], "is missing");
    else add(problems, path, wanted(path, keyword, message, params));
  }
  return mostTelling([...problems.values()]);
}

function add(problems: Map<string, Problem>, path: readonly (string | number)[], message: string): void {
  const id = path.join(".");
  if (!problems.has(id)) problems.set(id, { path, message });
}

/** A place whose inside has a problem of its own needs no second one; that alternatives failed follows from it. */
function mostTelling(problems: readonly Problem[]): Problem[] {
  const isWithin = (inner: Problem, outer: Problem): boolean =>
    inner.path.length > outer.path.length && outer.path.every((part, i) => inner.path[i] === part);
  const telling = problems.filter((outer) => !problems.some((inner) => isWithin(inner, outer)));
  return telling;
}

function wanted(
  path: readonly (string | number)[],
  keyword: string,
  message: string | undefined,
  params: Record<string, unknown>,
): string {
  const words = WANTED.find(([pattern]) => pattern.test(path.join(".")))?.[1];
  if (words !== undefined) return words;
  if (keyword === "enum") return `must be one of ${(params.allowedValues as unknown[]).join(", ")}`;
  return message ?? keyword;
}

const KEYS = [
  ..."mode tun pool6 pool4 self4 self6 bib eam mtu4 mtu6 lowest_ipv6_mtu udp_zero_checksum rfc6791 filtering".split(
    " ",
  ),
  ..."mss_clamp lifetimes clients limits allow_non_global fastpath state_file status prefix ports name setup".split(
    " ",
  ),
  ..."udp icmp tcp_est tcp_trans tcp_incoming_syn fragment sessions per_source source_prefix_length".split(" "),
  ..."fragmented_packets fragment_bytes pending_syns icmp_per_second protocol v4 v6 address port".split(" "),
  ..."clat4 clat6 plat_prefix uplink default_route".split(" "),
  ..."port_blocks size subscriber_length most sync listen peer metrics io mode interfaces attach bypass_rules".split(
    " ",
  ),
];

/** The known key that is nearest, if one is near. */
function didYouMean(key: string): string {
  const wanted = key.replaceAll("-", "_").toLowerCase();
  const near = KEYS.find((known) => distance(known, wanted) <= Math.min(2, known.length - 2));
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** Levenshtein distance of two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
