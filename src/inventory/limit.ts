/** `--limit`: which hosts a pattern means. Separated by commas, because colons are part of IPv6 addresses. Pure. */
import type { Inventory } from "../plan/hosts.ts";

export interface Match {
  /** In inventory order. */
  readonly hosts: readonly string[];
  /** Parts of the pattern that mean no host at all. */
  readonly unmatched: readonly string[];
}

/** `api*,!api3`, `web,&eu1`: names, groups and globs; `!` takes out, `&` keeps only these. Only `!` begins with every host. */
export function matchLimit(pattern: string, inventory: Inventory): Match {
  const terms = pattern
    .split(",")
    .map((term) => term.trim())
    .filter((term) => term !== "");
  const all = [...inventory.hosts.keys()];
  const unmatched: string[] = [];
  const find = (term: string): Set<string> => {
    const found = namedBy(term, inventory);
    if (found.size === 0) unmatched.push(term);
    return found;
  };
  const named = terms.filter((term) => !/^[!&]/.test(term));
  let hosts = named.length === 0 && terms.length > 0 ? new Set(all) : new Set(named.flatMap((term) => [...find(term)]));
  for (const term of terms.filter((t) => t.startsWith("&"))) hosts = kept(hosts, find(term.slice(1)), true);
  for (const term of terms.filter((t) => t.startsWith("!"))) hosts = kept(hosts, find(term.slice(1)), false);
  return { hosts: all.filter((host) => hosts.has(host)), unmatched };
}

/** The hosts a pattern means, in inventory order. */
export function matchHosts(pattern: string, inventory: Inventory): readonly string[] {
  return matchLimit(pattern, inventory).hosts;
}

/** Those of `hosts` that are in `others`, or those that are not. */
function kept(hosts: ReadonlySet<string>, others: ReadonlySet<string>, inside: boolean): Set<string> {
  return new Set([...hosts].filter((host) => others.has(host) === inside));
}

function namedBy(term: string, inventory: Inventory): Set<string> {
  const test = globTest(term);
  const found = new Set([...inventory.hosts.keys()].filter(test));
  for (const [group, hosts] of inventory.groups) if (test(group)) for (const host of hosts) found.add(host);
  return found;
}

/** `*` any text, `?` one character, `[abc]` one of them. A bracketed IPv6 address is its address. */
function globTest(term: string): (name: string) => boolean {
  const bare = /^\[([0-9A-Fa-f:.]+:[0-9A-Fa-f:.]*)\]$/.exec(term)?.[1] ?? term;
  if (!/[*?[]/.test(bare)) return (name) => name === bare;
  const source = bare
    .replaceAll(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  try {
    const expression = new RegExp(`^${source}$`);
    return (name) => expression.test(name);
  } catch {
    return (name) => name === bare;
  }
}
