/** Several sources to one inventory: groups expanded, variables inherited, hosts complete. Pure. */
import type { Diagnostic } from "../plan/diagnostics.ts";
import type { Host, Inventory } from "../plan/hosts.ts";
import { hostFromVars } from "./ansible-vars.ts";
import { type InventorySource, problem, type SourceGroup, type SourceHost, type Vars } from "./source.ts";

interface Group {
  readonly name: string;
  readonly hosts: Set<string>;
  readonly children: Set<string>;
  readonly at: SourceGroup["at"];
  vars: Vars;
}

/** Variables that lie in files of their own, by group and by host. */
export interface SeparateVars {
  readonly groups: ReadonlyMap<string, Vars>;
  readonly hosts: ReadonlyMap<string, Vars>;
}

/**
 * A later source wins over an earlier one; a host's own variables over its groups', a child group's over its parents', and
 * variables in files of their own over those in the inventory.
 */
export function mergeSources(
  sources: readonly InventorySource[],
  separate: SeparateVars = { groups: new Map(), hosts: new Map() },
): { inventory: Inventory; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = sources.flatMap((source) => source.diagnostics);
  const groups = collectGroups(sources);
  const merged = collectHosts(sources);
  for (const { hosts, at } of groups.values()) {
    for (const host of hosts)
      if (!merged.has(host)) merged.set(host, { name: host, vars: {}, own: {}, groups: [], at });
  }
  diagnostics.push(...circles(groups));
  const depths = depthsOf(groups);
  const members = new Map<string, readonly string[]>();
  const order = [...merged.keys()];
  const places = new Map(order.map((host, i) => [host, i]));
  for (const name of groups.keys()) {
    const all = name === "all" ? order : [...membersOf(name, groups)];
    members.set(
      name,
      all.sort((a, b) => places.get(a)! - places.get(b)!),
    );
  }
  members.set("all", order);
  const groupsOf = new Map(order.map((host): [string, string[]] => [host, []]));
  for (const [name, hosts] of members) if (name !== "all") for (const host of hosts) groupsOf.get(host)!.push(name);
  members.set(
    "ungrouped",
    order.filter((host) => groupsOf.get(host)!.every((group) => group === "ungrouped")),
  );

  const hosts = new Map<string, Host>();
  const sorted = sharing();
  for (const [name, source] of merged) {
    const inherited = [
      "all",
      ...groupsOf.get(name)!.sort((a, b) => depths.get(a)! - depths.get(b)! || (a < b ? -1 : 1)),
    ];
    const vars = overlaid([
      ...inherited.flatMap((group) => [groups.get(group)?.vars, separate.groups.get(group)]),
      source.vars,
      separate.hosts.get(name),
    ]);
    const read = hostFromVars(name, vars, source.at);
    diagnostics.push(...read.diagnostics);
    const host = { name, address: name, ...read.host, ...source.own };
    hosts.set(name, { ...host, vars: withoutPasswords(vars), groups: sorted(groupsOf.get(name)!) });
  }
  diagnostics.push(...sharedAddresses(hosts, merged));
  return { inventory: { hosts, groups: members }, diagnostics };
}

/** Later ones win. Where one alone says anything it is taken as it is: of many hosts nothing is held twice. */
function overlaid(levels: readonly (Vars | undefined)[]): Vars {
  const saying = levels.filter((vars) => vars !== undefined && Object.keys(vars).length > 0);
  return saying.length === 1 ? saying[0]! : Object.assign({}, ...saying);
}

/** A function that sorts lists of names, and gives one list for all that are equal. */
function sharing(): (names: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (names) => {
    const list = names.toSorted();
    const key = list.join("\0");
    const before = known.get(key);
    if (before === undefined) known.set(key, list);
    return before ?? list;
  };
}

/** What a template can name must not hold a password. */
function withoutPasswords(vars: Vars): Vars {
  if (!Object.keys(vars).some((key) => PASSWORDS.has(key))) return vars;
  return Object.fromEntries(Object.entries(vars).filter(([key]) => !PASSWORDS.has(key)));
}

const PASSWORDS = new Set([
  "ansible_become_password",
  "ansible_become_pass",
  "ansible_sudo_pass",
  "ansible_password",
  "ansible_ssh_pass",
]);

/** Two names for one machine would be migrated twice, and two machines cannot have one address. */
function sharedAddresses(hosts: ReadonlyMap<string, Host>, sources: ReadonlyMap<string, SourceHost>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const owners = {
    address: new Map<string, string>(),
    ipv4: new Map<string, string>(),
    ipv6: new Map<string, string>(),
  };
  for (const { name, address, port, jump, ipv4, ipv6 } of hosts.values()) {
    const claims = [
      // Most are reached at port 22 and by no way of their own: then no text is made.
      [
        "address",
        (port ?? 22) === 22 && jump === undefined ? address : `${address} ${port ?? 22} ${jump ?? ""}`,
        address,
      ],
      ["ipv4", ipv4, ipv4],
      ["ipv6", ipv6, ipv6],
    ] as const;
    for (const [what, claim, shown] of claims) {
      if (claim === undefined) continue;
      const owner = owners[what].get(claim);
      if (owner === undefined) owners[what].set(claim, name);
      else
        found.push({
          ...problem(sources.get(name)!.at, "shared-address", `${name} has the same ${what} as ${owner}: ${shown}`),
          severity: "warning",
        });
    }
  }
  return found;
}

function collectGroups(sources: readonly InventorySource[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  const groupOf = (name: string, at: SourceGroup["at"]): Group => {
    const group = groups.get(name) ?? { name, hosts: new Set<string>(), children: new Set<string>(), vars: {}, at };
    groups.set(name, group);
    return group;
  };
  for (const source of sources) {
    for (const from of source.groups) {
      const group = groupOf(from.name, from.at);
      for (const host of from.hosts) group.hosts.add(host);
      for (const child of from.children) {
        groupOf(child, from.at);
        group.children.add(child);
      }
      group.vars = { ...group.vars, ...from.vars };
    }
    for (const host of source.hosts) for (const name of host.groups) groupOf(name, host.at).hosts.add(host.name);
  }
  return groups;
}

function collectHosts(sources: readonly InventorySource[]): Map<string, SourceHost> {
  const hosts = new Map<string, SourceHost>();
  for (const host of sources.flatMap((source) => source.hosts)) {
    const before = hosts.get(host.name);
    const merged = {
      ...before,
      ...host,
      vars: { ...before?.vars, ...host.vars },
      own: { ...before?.own, ...host.own },
    };
    hosts.set(host.name, before === undefined ? host : { ...merged, at: before.at });
  }
  return hosts;
}

/** Hosts of a group and of all groups below it; a circle among them does no harm. */
function membersOf(name: string, groups: ReadonlyMap<string, Group>, seen = new Set<string>()): Set<string> {
  const group = groups.get(name);
  if (group === undefined || seen.has(name)) return new Set();
  seen.add(name);
  const members = new Set(group.hosts);
  for (const child of group.children) for (const host of membersOf(child, groups, seen)) members.add(host);
  return members;
}

/** Longest way down from a group without parents; deeper groups win. */
function depthsOf(groups: ReadonlyMap<string, Group>): Map<string, number> {
  const depths = new Map([...groups.keys()].map((name): [string, number] => [name, 0]));
  // As many rounds as there are groups settle any tree; a circle, which is reported, stops here too.
  for (let round = 0; round < groups.size; round++) {
    let changed = false;
    for (const { name, children } of groups.values()) {
      for (const child of children) {
        const depth = Math.min(depths.get(name)! + 1, groups.size);
        if (depth > depths.get(child)!) {
          depths.set(child, depth);
          changed = true;
        }
      }
    }
    if (!changed) break;
  }
  return depths;
}

function circles(groups: ReadonlyMap<string, Group>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    for (const child of groups.get(name)?.children ?? []) {
      if (trail.includes(child)) {
        const circle = [...trail.slice(trail.indexOf(child)), child].join(" → ");
        found.push(problem(groups.get(child)!.at, "cycle", `groups contain one another: ${circle}`));
      } else if (!done.has(child)) visit(child, [...trail, child]);
    }
    done.add(name);
  };
  for (const name of groups.keys()) if (!done.has(name)) visit(name, [name]);
  return found;
}
