/** ICMPv6 errors and neighbour discovery through the host's own packet filter, where its file is ours to edit: /etc/nftables.conf. */
import { icmpv6Blocks } from "../../facts/icmpv6-filter.ts";
import type { Icmpv6Block } from "../../protocol/facts.ts";
import type { Change } from "../../protocol/messages.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import type { FileEdit } from "../module.ts";

const FILE = "/etc/nftables.conf";
const COMMENT = "migrate: NAT64 gateway";
const COMMAND_MS = 10_000;

export interface Icmpv6Facts {
  readonly blocks: readonly Icmpv6Block[];
  readonly file: string | null;
}

export async function checkIcmpv6(sys: System): Promise<Icmpv6Facts> {
  const listed = await sys.exec(["nft", "-j", "list", "ruleset"], { timeoutMs: COMMAND_MS });
  return {
    blocks: listed.code === 0 ? (icmpv6Blocks(listed.stdout) ?? []) : [],
    file: await sys.read(FILE),
  };
}

/** Pure. */
export function diffIcmpv6({ blocks, file }: Icmpv6Facts): { changes: Change[]; edits: FileEdit[]; because: string[] } {
  let text = file ?? "";
  const changes: Change[] = [];
  const because: string[] = [];
  for (const block of blocks) {
    const edited = withRule(text, block);
    if (edited === null) {
      because.push(
        `${nameOf(block)} drops ICMPv6 ${block.missing.join(", ")}, and ${FILE} does not have it: whoever wrote it must accept these`,
      );
      continue;
    }
    text = edited;
    changes.push({
      key: `nft:${nameOf(block)}`,
      title: `let ${nameOf(block)} accept ${ruleOf(block)}`,
      before: null,
      after: ruleOf(block),
    });
  }
  if (file === null || text === file) return { changes, edits: [], because };
  changes.push(fileChange(FILE, file, text, "ICMPv6 that a gateway needs"));
  return { changes, edits: [{ path: FILE, after: text }], because };
}

/** @throws Fault where nft does not take a rule. */
export async function applyIcmpv6(sys: System, facts: Icmpv6Facts): Promise<void> {
  for (const block of facts.blocks) {
    if (withRule(facts.file ?? "", block) === null) continue;
    const { family, table, chain } = block;
    const done = await sys.exec(["nft", "-f", "-"], {
      input: `insert rule ${family} ${table} ${chain} ${ruleOf(block)}\n`,
      timeoutMs: COMMAND_MS,
    });
    if (done.code !== 0) throw new Fault("io", `${nameOf(block)} does not take a rule: ${done.stderr.trim()}`);
  }
}

/** Take our rules out again; the file is put back with the others. */
export async function undoIcmpv6(sys: System, blocks: readonly Icmpv6Block[]): Promise<void> {
  for (const { family, table, chain } of blocks) {
    const listed = await sys.exec(["nft", "-a", "list", "chain", family, table, chain], { timeoutMs: COMMAND_MS });
    for (const line of listed.stdout.split("\n")) {
      const handle = line.includes(`comment "${COMMENT}"`) ? /# handle (\d+)$/.exec(line.trim())?.[1] : undefined;
      if (handle !== undefined)
        await sys.exec(["nft", "delete", "rule", family, table, chain, "handle", handle], { timeoutMs: COMMAND_MS });
    }
  }
}

function nameOf({ family, table, chain }: Icmpv6Block): string {
  return `${family} ${table} ${chain}`;
}

function ruleOf({ missing }: Icmpv6Block): string {
  return `icmpv6 type { ${missing.join(", ")} } accept comment "${COMMENT}"`;
}

/** The rule as the first of its chain. @returns null where the file does not have the chain, so that somebody else makes it. */
function withRule(text: string, block: Icmpv6Block): string | null {
  const { family, table, chain } = block;
  const tableAt = new RegExp(`^\\s*table\\s+${family}\\s+${table}\\s*\\{`, "m").exec(text);
  if (tableAt === null) return null;
  const chainAt = new RegExp(`^\\s*chain\\s+${chain}\\s*\\{`, "m").exec(text.slice(tableAt.index));
  if (chainAt === null) return null;
  const from = tableAt.index + chainAt.index + chainAt[0].length;
  // After the line that says which hook it is; `policy drop;` may stand on the same one.
  const hook = /^([ \t]*)type\s[^\n]*\n(?:[ \t]*policy\s[^\n]*\n)?/m.exec(text.slice(from));
  if (hook === null || text.slice(from, from + hook.index).includes("}")) return null;
  const at = from + hook.index + hook[0].length;
  return `${text.slice(0, at)}${hook[1]}${ruleOf(block)}\n${text.slice(at)}`;
}
