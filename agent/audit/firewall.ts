/** What the packet filter lets in over IPv4 and not over IPv6, and whether ICMPv6 gets through. From `nft -j list ruleset`; pure. */
import type { AuditFinding } from "../protocol/audit.ts";
import { finding } from "./finding.ts";

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

interface Chain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly hook?: string;
  readonly policy?: string;
  readonly type?: string;
}

type Family = 4 | 6;

/** What one family's input comes to. */
interface Input {
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

/** Neighbour discovery cannot do without these (RFC 4890 §4.4.1); nor, on a host with a router, without its advertisements. */
const DISCOVERY = ["nd-neighbor-solicit", "nd-neighbor-advert", "nd-router-advert"];
/** RFC 4890 §4.4.1: errors, of which connection tracking lets through those about what it knows. */
const ERRORS = ["destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem"];

/** @returns null where the text is not nft's JSON. */
export function firewallFindings(text: string): AuditFinding[] | null {
  let listed: readonly { readonly chain?: Chain; readonly rule?: Rule; readonly set?: SetListed }[];
  try {
    listed = (JSON.parse(text) as { nftables: typeof listed }).nftables;
  } catch {
    return null;
  }
  const chains = listed.flatMap(({ chain }) => chain ?? []);
  const rules = listed.flatMap(({ rule }) => rule ?? []);
  const sets = listed.flatMap(({ set }) => set ?? []);
  const [four, six] = [inputOf(chains, rules, sets, 4), inputOf(chains, rules, sets, 6)];
  return [...parity(four, six), ...icmpv6(six)];
}

interface SetListed {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly elem?: readonly unknown[];
}

function parity(four: Input, six: Input): AuditFinding[] {
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

function icmpv6(six: Input): AuditFinding[] {
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

function inputOf(chains: readonly Chain[], rules: readonly Rule[], sets: readonly SetListed[], family: Family): Input {
  const own = family === 4 ? "ip" : "ip6";
  const base = chains.filter(
    (chain) => chain.hook === "input" && (chain.type ?? "filter") === "filter" && [own, "inet"].includes(chain.family),
  );
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
