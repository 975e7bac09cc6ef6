/**
 * /etc/gai.conf with a complete policy table in which ::/0 stands above ::ffff:0:0/96. One `precedence` line drops the whole
 * built-in table and leaves ::/0 at 40, so `precedence ::ffff:0:0/96 40` alone is a tie that IPv4 wins: the table is never partial.
 */
import {
  BUILT_IN,
  canonicalPrefix,
  effectiveTable,
  type Keyword,
  type PolicyLine,
  parseGaiConf,
} from "../formats/gai-conf.ts";
import { bare, closed } from "../formats/lines.ts";
import { parseIp6 } from "../net/ip6.ts";
import { contains6, type Prefix6, parsePrefix6 } from "../net/prefix.ts";
import type { GaiConfWant } from "../protocol/wants.ts";
import { fileChange } from "./files.ts";
import type { Module, Plan, Refusal } from "./module.ts";

const PATH = "/etc/gai.conf";
const MAPPED = "::ffff:0:0/96";
const ULA = "fc00::/7";
const BEGIN = "# migrate: begin (written by migrate; a line of a kind drops the built-in table, so this completes it)";
const END = "# migrate: end";
const DISABLED = "#migrate: ";

export interface GaiConfFacts {
  readonly text: string | null;
  readonly globalIpv4: boolean;
  /** Global unicast other than unique local. */
  readonly gua: boolean;
  readonly ula: boolean;
}

export const gaiConf: Module<GaiConfFacts, GaiConfWant, null> = {
  async check(sys) {
    const { addresses } = await sys.network();
    const own = addresses.filter((a) => a.scope === "global" && a.interface !== "lo");
    const isUla = (address: string): boolean => contains6(ULA_PREFIX, parseIp6(address)!);
    return {
      text: await sys.read(PATH),
      globalIpv4: own.some((a) => a.family === 4),
      gua: own.some((a) => a.family === 6 && !isUla(a.address)),
      ula: own.some((a) => a.family === 6 && isUla(a.address)),
    };
  },
  diff,
  image: () => null,
  apply: (_sys, { writeFiles }) => writeFiles(),
  undo: async (_sys, _image, restoreFiles) => {
    await restoreFiles();
    return [];
  },
};

const ULA_PREFIX: Prefix6 = parsePrefix6(ULA)!;

function diff(facts: GaiConfFacts, want: GaiConfWant): Plan | Refusal {
  const refusal = refuse(want);
  if (refusal !== null) return refusal;
  const because: string[] = [];
  const nat64 = want.nat64_prefixes.map((prefix) => canonicalPrefix(prefix)!);
  const conf = parseGaiConf(facts.text ?? "");
  const before = effectiveTable(conf, "precedence");
  because.push(
    `before: ::/0 ${before.get("::/0") ?? "not in the table"}, ${MAPPED} ${before.get(MAPPED) ?? "not in the table (as ::/0)"}`,
  );

  const governed = new Map<string, number | null>([
    ["::/0", want.ipv6],
    [MAPPED, want.ipv4],
  ]);
  for (const prefix of nat64) governed.set(prefix, want.nat64 >= want.ipv6 ? null : want.nat64);
  if (nat64.length > 0) {
    because.push(
      want.nat64 > want.ipv4
        ? `${nat64.join(", ")} above IPv4 at ${want.nat64}: this host is meant to use the translator`
        : facts.globalIpv4
          ? `${nat64.join(", ")} below native IPv4, so that a synthesised address does not win over it`
          : `${nat64.join(", ")} below IPv4: harmless on this host, which has no global IPv4 to choose instead`,
    );
  }
  // FACTS §1: with a GUA source and a ULA destination labels differ and IPv4 wins; on a host with ULA only, equal labels would send global traffic into a hole.
  const shareLabel = facts.gua && !facts.ula;
  const labels = new Map<string, number | null>();
  if (shareLabel) labels.set(ULA, 1);
  because.push(
    shareLabel
      ? `${ULA} gets the label of ::/0: this host has global addresses and no ULA, and would take IPv4 to a ULA destination`
      : facts.ula
        ? `${ULA} keeps its own label: this host has a ULA`
        : `${ULA} keeps its own label: this host has no global IPv6 address`,
  );

  const kept = withoutBlock(conf.lines);
  const precedence = settle(kept, "precedence", governed, because);
  const label = settle(precedence.lines, "label", labels, because);
  const block = [
    ...precedence.missing.map(([prefix, value]) => `precedence ${prefix} ${value}`),
    ...(shareLabel || label.active ? label.missing.map(([prefix, value]) => `label ${prefix} ${value}`) : []),
  ];
  const body = label.lines.map((line) => line.text).join("");
  const after = block.length === 0 ? body : `${closed(body)}${[BEGIN, ...block, END].join("\n")}\n`;

  const read = effectiveTable(parseGaiConf(after), "precedence");
  for (const [prefix, value] of read) {
    if (prefix !== MAPPED && within(prefix, MAPPED) && value >= want.ipv6) {
      because.push(`the operator's ${prefix} ${value} still puts part of IPv4 first; left as it is`);
    }
  }
  because.push(`after: ::/0 ${read.get("::/0")}, ${MAPPED} ${read.get(MAPPED)}; processes that run keep the old table`);
  if (after === (facts.text ?? "")) return { changes: [], edits: [], because };
  return {
    changes: [
      fileChange(PATH, facts.text, after, `prefer IPv6 in ${PATH}: ::/0 at ${want.ipv6}, ${MAPPED} at ${want.ipv4}`),
    ],
    edits: [{ path: PATH, after, mode: 0o644 }],
    because,
  };
}

function refuse(want: GaiConfWant): Refusal | null {
  const no = (message: string): Refusal => ({ refused: "refused", message });
  if (want.ipv6 === want.ipv4) {
    return no(
      `gai-conf: ::/0 and ${MAPPED} both at ${want.ipv6} is a tie, and glibc then puts IPv4 first; give ::/0 more`,
    );
  }
  if (want.ipv6 < want.ipv4)
    return no(`gai-conf: ::/0 at ${want.ipv6} is below ${MAPPED} at ${want.ipv4}: IPv4 would come first`);
  if (!Number.isInteger(want.ipv6) || !Number.isInteger(want.ipv4) || want.ipv4 < 0 || want.ipv6 > 0x7fffffff) {
    return no("gai-conf: precedences are whole numbers from 0 to 2147483647");
  }
  const bad = want.nat64_prefixes.find((prefix) => parsePrefix6(prefix) === null);
  if (bad !== undefined) return no(`gai-conf: ${JSON.stringify(bad)} is not an IPv6 prefix`);
  if (want.nat64_prefixes.length > 0 && (!Number.isInteger(want.nat64) || want.nat64 < 0)) {
    return no(`gai-conf: ${want.nat64} is no precedence for the translation prefix`);
  }
  if (want.nat64_prefixes.length > 0 && want.nat64 === want.ipv4) {
    return no(`gai-conf: the translation prefix and ${MAPPED} both at ${want.nat64} is a tie; give the prefix less`);
  }
  return null;
}

/** The lines without the block we wrote earlier: it is written anew. */
function withoutBlock(lines: readonly PolicyLine[]): PolicyLine[] {
  const begin = lines.findIndex((line) => bare(line.text) === BEGIN);
  const end = lines.findIndex((line, i) => i > begin && bare(line.text) === END);
  return begin < 0 || end < 0 ? [...lines] : [...lines.slice(0, begin), ...lines.slice(end + 1)];
}

interface Settled {
  readonly lines: readonly PolicyLine[];
  /** Lines still needed for a complete table. */
  readonly missing: readonly (readonly [prefix: string, value: number])[];
  /** Whether the operator's own lines of this kind are in force. */
  readonly active: boolean;
}

/** Comment out the operator's lines that contradict what we govern (null: no line at all is wanted), and say what is missing beside those that stay. */
function settle(
  lines: readonly PolicyLine[],
  keyword: Keyword,
  governed: ReadonlyMap<string, number | null>,
  because: string[],
): Settled {
  const out: PolicyLine[] = [];
  const inForce = new Map<string, number>();
  for (const line of lines) {
    const { rule } = line;
    if (rule?.keyword !== keyword) {
      out.push(line);
      continue;
    }
    const wanted = governed.get(rule.prefix);
    if (wanted !== undefined && wanted !== rule.value) {
      because.push(`commented out: ${bare(line.text).trim()}`);
      out.push({ text: DISABLED + line.text, rule: null });
      continue;
    }
    // The first of equals wins in glibc, so a later one changes nothing.
    if (!inForce.has(rule.prefix)) inForce.set(rule.prefix, rule.value);
    out.push(line);
  }
  const complete = new Map<string, number>(BUILT_IN[keyword]);
  for (const [prefix, value] of governed) {
    if (value === null) complete.delete(prefix);
    else complete.set(prefix, value);
  }
  return {
    lines: out,
    missing: [...complete].filter(([prefix]) => !inForce.has(prefix)),
    active: inForce.size > 0,
  };
}

function within(inner: string, outer: string): boolean {
  const a = parsePrefix6(inner);
  const b = parsePrefix6(outer);
  return a !== null && b !== null && a.length >= b.length && contains6(b, a.bytes);
}
