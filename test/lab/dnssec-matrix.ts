/** The same questions to the built-in DNS64, Unbound and BIND: which, and how an answer is told in one word each. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Probe, Seen } from "./dns-probe.ts";
import { type DnssecServers, PORT } from "./dnssec-servers.ts";
import { ZONES } from "./dnssec-zones.ts";

export const FLAG_SETS = { plain: [], AD: ["ad"], DO: ["do"], CD: ["cd"], "DO+CD": ["do", "cd"] } as const;
export type FlagSet = keyof typeof FLAG_SETS;

const AAAA = 28;

/** Labels asked below every zone, by what they stand for. */
const LABELS = [
  "v4",
  "dual",
  "absent",
  "alias",
  "alias6",
  "x.below",
  "x.wild",
  "x.wild6",
  "x.wildtext",
  "empty.nonterminal",
  "nonterminal",
  "text",
  "many",
  "private",
  "mapped",
];
/** Zones that differ from ecdsa256.test by their algorithm only. */
const BRIEF = new Set(["rsasha512.test", "ecdsa384.test", "ed25519.test", "ed448.test", "strangedigest.test"]);
const ALIASES = ["to-unsigned", "to-forged", "to-nsec3", "to-dual", "to-nothing", "to-wild"];
const OTHERS: readonly (readonly [label: string, type: number])[] = [
  ["v4", 1],
  ["absent", 1],
  ["mixed", 15],
  ["srv", 33],
  ["naptr", 35],
  ["text", 43],
  ["v4", 65],
];

/** Questions for names outside the tree that a DNS64 has answers of its own for. */
const SPECIAL: readonly (readonly [label: string, zone: string, type: number])[] = [
  ["ipv4only", "arpa", AAAA],
  ["ipv4only", "arpa", 1],
  ["below.ipv4only", "arpa", AAAA],
  ["170.0.0.192.in-addr", "arpa", 12],
  ["8.0.8.0.8.0.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.b.9.f.f.4.6.0.0.ip6", "arpa", 12],
];

export interface Row {
  readonly zone: string;
  readonly label: string;
  readonly type: number;
  readonly flags: FlagSet;
  readonly ours: string;
  readonly unbound: string;
  readonly bind: string;
}

/** Ask everything; 3 × about 2,800 questions. */
export async function askMatrix(servers: DnssecServers): Promise<Row[]> {
  const questions = Object.keys(FLAG_SETS).flatMap((flags) =>
    ZONES.flatMap(({ name: zone }) => [
      ...(BRIEF.has(zone) ? LABELS.slice(0, 4) : LABELS).map((label) => ({
        zone,
        label,
        type: AAAA,
        flags: flags as FlagSet,
      })),
      ...(zone === "chain.test" ? ALIASES.map((label) => ({ zone, label, type: AAAA, flags: flags as FlagSet })) : []),
      ...OTHERS.map(([label, type]) => ({ zone, label, type, flags: flags as FlagSet })),
    ]).concat(SPECIAL.map(([label, zone, type]) => ({ zone, label, type, flags: flags as FlagSet }))),
  );
  const ask = async (port: number): Promise<string[]> => {
    const probes = questions.map(
      ({ zone, label, type, flags }): Probe => ({ port, name: `${label}.${zone}`, type, flags: FLAG_SETS[flags] }),
    );
    const file = join(servers.folder, `probes-${port}.json`);
    writeFileSync(file, JSON.stringify(probes));
    const out = await servers.inside(process.execPath, join(import.meta.dirname, "dns-probe.ts"), file);
    return (JSON.parse(out) as (Seen | null)[]).map((seen, i) => told(seen, questions[i]!.type));
  };
  const ours = await ask(PORT.ours);
  const unbound = await ask(PORT.unbound);
  const bind = await ask(PORT.bind);
  return questions.map((question, i) => ({ ...question, ours: ours[i]!, unbound: unbound[i]!, bind: bind[i]! }));
}

/** "data", "synthesised", "empty", "NXDOMAIN", "SERVFAIL" or "nothing", and "+ad". */
export function told(seen: Seen | null, type: number): string {
  if (seen === null) return "nothing";
  const ad = seen.ad ? "+ad" : "";
  if (seen.rcode === 2) return "SERVFAIL";
  if (seen.rcode === 3) return `NXDOMAIN${ad}`;
  if (seen.rcode !== 0) return `RCODE ${seen.rcode}`;
  const data = seen.answer.filter((record) => record.split(" ")[0] === String(type));
  const made = data.some((record) => record.startsWith("28 0064ff9b0000000000000000"));
  return `${data.length === 0 ? "empty" : made ? "synthesised" : "data"}${ad}`;
}
