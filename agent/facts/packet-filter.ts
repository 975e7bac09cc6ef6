/** The packet filter as `nft -j list ruleset` prints it: what one hook lets through for one family. Pure. */

interface Match {
  readonly op: string;
  readonly left: unknown;
  readonly right: unknown;
}

interface Rule {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  readonly expr: readonly Record<string, unknown>[];
}

export interface Chain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly hook?: string;
  readonly policy?: string;
  readonly type?: string;
}

export type Family = 4 | 6;

/** What a hook comes to for one family, over all base chains there. */
export interface Hook {
  /** Whether anything not named is dropped. */
  readonly closed: boolean;
  /** `tcp 443`. */
  readonly open: ReadonlySet<string>;
  readonly icmp: ReadonlySet<string>;
  readonly allIcmp: boolean;
  readonly established: boolean;
  /** Lets everything in from some place, or by a match not read here. */
  readonly wide: boolean;
}

interface SetListed {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly elem?: readonly unknown[];
}

export interface Ruleset {
  readonly chains: readonly Chain[];
  readonly rules: readonly Rule[];
  readonly sets: readonly SetListed[];
}

/** @returns null where the text is not nft's JSON. */
export function parseRuleset(text: string): Ruleset | null {
  let listed: readonly { readonly chain?: Chain; readonly rule?: Rule; readonly set?: SetListed }[];
  try {
    listed = (JSON.parse(text) as { nftables: typeof listed }).nftables;
  } catch {
    return null;
  }
  return {
    chains: listed.flatMap(({ chain }) => chain ?? []),
    rules: listed.flatMap(({ rule }) => rule ?? []),
    sets: listed.flatMap(({ set }) => set ?? []),
  };
}

/** All base chains of a hook together. */
export function hookOf(ruleset: Ruleset, hook: "input" | "forward", family: Family): Hook {
  return judged(ruleset, baseChains(ruleset, hook, family), family);
}

/** Each base chain of a hook for itself: what one drops, no other lets through again. */
export function chainsOf(ruleset: Ruleset, hook: "input" | "forward", family: Family): { chain: Chain; comes: Hook }[] {
  return baseChains(ruleset, hook, family).map((chain) => ({ chain, comes: judged(ruleset, [chain], family) }));
}

function baseChains({ chains }: Ruleset, hook: "input" | "forward", family: Family): Chain[] {
  const own = family === 4 ? "ip" : "ip6";
  return chains.filter(
    (chain) => chain.hook === hook && (chain.type ?? "filter") === "filter" && [own, "inet"].includes(chain.family),
  );
}

function judged({ rules, sets }: Ruleset, base: readonly Chain[], family: Family): Hook {
  const open = new Set<string>();
  const icmp = new Set<string>();
  let [closed, allIcmp, established, wide] = [false, false, false, false];
  const visit = (chain: Pick<Chain, "family" | "table" | "name">, depth: number): void => {
    for (const rule of rules) {
      if (rule.chain !== chain.name || rule.table !== chain.table || rule.family !== chain.family) continue;
      const read = readRule(rule, sets, family);
      if (read === null) continue;
      if (read.jump !== null && depth < 8 && read.matches === 0) visit({ ...chain, name: read.jump }, depth + 1);
      if (read.verdict === "drop" && read.matches === 0) closed = true;
      if (read.verdict !== "accept") continue;
      for (const port of read.ports) open.add(port);
      for (const type of read.icmp) icmp.add(type);
      allIcmp ||= read.allIcmp;
      established ||= read.established;
      // Everything from anywhere: what comes after drops nothing.
      wide ||= read.matches === 0;
    }
  };
  for (const chain of base) {
    if (chain.policy === "drop") closed = true;
    visit(chain, 0);
  }
  return { closed, open, icmp, allIcmp, established, wide };
}

interface Read {
  readonly verdict: "accept" | "drop" | null;
  readonly jump: string | null;
  /** How many conditions it has besides the family. */
  readonly matches: number;
  readonly ports: readonly string[];
  readonly icmp: readonly string[];
  readonly allIcmp: boolean;
  readonly established: boolean;
}

/** @returns null where the rule is not about this family. */
function readRule({ family, table, expr }: Rule, sets: readonly SetListed[], about: Family): Read | null {
  let verdict: Read["verdict"] = null;
  let jump: string | null = null;
  let matches = 0;
  let established = false;
  let allIcmp = false;
  const ports: string[] = [];
  const icmp: string[] = [];
  for (const part of expr) {
    if ("accept" in part) verdict = "accept";
    else if ("drop" in part || "reject" in part) verdict = "drop";
    else if ("jump" in part || "goto" in part) jump = ((part.jump ?? part.goto) as { target: string }).target;
    else if ("match" in part) {
      const { op, left, right } = part.match as Match;
      const values = valuesOf(right, sets, family, table);
      const { meta, payload, ct } = left as {
        meta?: { key: string };
        payload?: { protocol: string; field: string };
        ct?: { key: string };
      };
      if (meta?.key === "nfproto") {
        if (values.includes(about === 4 ? "ipv4" : "ipv6") === (op === "!=")) return null;
        continue;
      }
      const only =
        payload?.protocol === "ip" || payload?.protocol === "icmp"
          ? 4
          : payload?.protocol === "ip6" || payload?.protocol === "icmpv6"
            ? 6
            : null;
      if (only !== null && only !== about) return null;
      matches++;
      if (op === "!=") continue;
      if (ct?.key === "state" && values.some((value) => value === "established" || value === "related"))
        established = values.includes("related");
      if (payload?.field === "dport") ports.push(...values.map((port) => `${payload.protocol} ${port}`));
      if (payload?.protocol === "icmpv6" && payload.field === "type") icmp.push(...values);
      const wholeIcmp =
        (meta?.key === "l4proto" || payload?.field === "nexthdr" || payload?.field === "protocol") &&
        values.some((value) => /^(ipv6-icmp|icmpv6|58)$/.test(value));
      if (wholeIcmp) allIcmp = true;
    } else if ("xt" in part) matches++;
  }
  // `meta l4proto ipv6-icmp icmpv6 type …` names its types.
  if (icmp.length > 0) allIcmp = false;
  return { verdict, jump, matches, ports, icmp, allIcmp, established };
}

/** One value, a set, a range, or a named set's elements, as text. */
function valuesOf(right: unknown, sets: readonly SetListed[], family: string, table: string): string[] {
  if (typeof right === "string" && right.startsWith("@")) {
    const named = sets.find((set) => set.name === right.slice(1) && set.table === table && set.family === family);
    return (named?.elem ?? []).flatMap((elem) => valuesOf(elem, [], family, table));
  }
  if (typeof right === "string" || typeof right === "number") return [String(right)];
  if (Array.isArray(right)) return right.flatMap((one) => valuesOf(one, sets, family, table));
  if (typeof right === "object" && right !== null) {
    if ("set" in right) return valuesOf(right.set, sets, family, table);
    if ("range" in right) return [(right.range as readonly unknown[]).join("-")];
    if ("elem" in right) return valuesOf((right.elem as { val?: unknown }).val, sets, family, table);
  }
  return [];
}
