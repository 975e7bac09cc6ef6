/** `nft -j list table inet migrate_audit` as numbers and entries. Pure. */
import { canonicalIp6 } from "../../net/ip6.ts";
import { GENERATION, isOfQueries, SETS, type SetName, UNIT_SETS, type UnitSetName } from "./ruleset.ts";

export interface SetEntry {
  /** In the order of the set's key, as text. */
  readonly key: readonly string[];
  readonly packets: number;
  /** Seconds until the entry would go. */
  readonly expires: number;
}

export interface TableState {
  readonly generation: string | null;
  /** Bytes by counter name, the generation's left out. */
  readonly counts: Readonly<Record<string, number>>;
  readonly sets: Readonly<Record<SetName | UnitSetName, readonly SetEntry[]>>;
}

const KNOWN = [...SETS, ...UNIT_SETS];

interface Listed {
  readonly counter?: { readonly name: string; readonly bytes: number; readonly packets: number };
  readonly set?: { readonly name: string; readonly elem?: readonly unknown[] };
}

/** @returns null where the text is not nft's JSON. */
export function parseTable(text: string): TableState | null {
  let listed: readonly Listed[];
  try {
    listed = (JSON.parse(text) as { nftables: readonly Listed[] }).nftables;
  } catch {
    return null;
  }
  if (!Array.isArray(listed)) return null;
  let generation: string | null = null;
  const counts: Record<string, number> = {};
  const sets = Object.fromEntries(KNOWN.map((name) => [name, [] as SetEntry[]])) as Record<
    (typeof KNOWN)[number],
    SetEntry[]
  >;
  for (const { counter, set } of listed) {
    if (counter?.name.startsWith(GENERATION)) generation = counter.name.slice(GENERATION.length);
    else if (counter !== undefined) counts[counter.name] = isOfQueries(counter.name) ? counter.packets : counter.bytes;
    const name = KNOWN.find((known) => known === set?.name);
    if (name !== undefined) sets[name].push(...(set?.elem ?? []).flatMap(entryOf));
  }
  return { generation, counts, sets };
}

interface Element {
  readonly elem?: {
    readonly val?: { readonly concat?: readonly (string | number)[] };
    readonly expires?: number;
    readonly counter?: { readonly packets: number };
  };
}

function entryOf(element: unknown): SetEntry[] {
  const { elem } = element as Element;
  const concat = elem?.val?.concat;
  if (concat === undefined || elem?.counter === undefined) return [];
  return [
    {
      key: concat.map((part) => canonicalIp6(String(part)) ?? String(part)),
      packets: elem.counter.packets,
      expires: elem.expires ?? 0,
    },
  ];
}
