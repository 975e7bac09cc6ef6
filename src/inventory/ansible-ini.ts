/** Ansible's INI inventory: groups, `:children`, `:vars`, ranges, quoting. Pure. */
import type { Diagnostic, Position } from "../plan/diagnostics.ts";
import { expandHostPattern } from "./host-patterns.ts";
import { type InventorySource, problem, type SourceGroup, type SourceHost } from "./source.ts";

interface OpenGroup {
  readonly name: string;
  readonly hosts: string[];
  readonly children: { readonly name: string; readonly at: Position }[];
  readonly vars: Record<string, unknown>;
  readonly at: Position;
  /** Only named, never given a section of its own: Ansible takes that for a slip. */
  declared: boolean;
}

export function parseAnsibleIni(file: string, text: string): InventorySource {
  const diagnostics: Diagnostic[] = [];
  const hosts: SourceHost[] = [];
  const groups = new Map<string, OpenGroup>();
  const groupOf = (name: string, at: Position, declared: boolean): OpenGroup => {
    const group = groups.get(name) ?? { name, hosts: [], children: [], vars: {}, at, declared };
    group.declared ||= declared;
    groups.set(name, group);
    return group;
  };
  let section: { group: OpenGroup | null; kind: "hosts" | "children" | "vars" } = { group: null, kind: "hosts" };

  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    const at: Position = { file, line: i + 1, col: raw.length - raw.trimStart().length + 1 };
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    const heading = /^\[([^\]]+)\]\s*([#;].*)?$/.exec(line);
    if (heading !== null && expandHostPattern(line) === null) {
      const [, name, kind] = /^([^:]+)(?::(.*))?$/.exec(heading[1]!.trim()) ?? [];
      if (name === undefined || (kind !== undefined && kind !== "children" && kind !== "vars" && kind !== "hosts")) {
        diagnostics.push(
          problem(at, "ini-syntax", `[${heading[1]}] is no section`, "[group], [group:children] or [group:vars]"),
        );
        section = { group: null, kind: "vars" };
        continue;
      }
      section = { group: groupOf(name, at, true), kind: (kind as "children" | "vars" | undefined) ?? "hosts" };
      continue;
    }
    if (section.kind === "children") {
      const child = line.split(/\s+[#;]/)[0]!.trim();
      section.group!.children.push({ name: child, at });
    } else if (section.kind === "vars") {
      const assignment = /^([^=]+?)\s*=\s*(.*)$/.exec(line);
      if (assignment === null) diagnostics.push(problem(at, "ini-syntax", `\`${line}\` is no KEY=VALUE`));
      else if (section.group !== null) section.group.vars[assignment[1]!] = literalValue(assignment[2]!.trim());
    } else {
      hostLine(line, at, section.group);
    }
  }

  function hostLine(line: string, at: Position, group: OpenGroup | null): void {
    const words = splitWords(line);
    if (words === null) {
      diagnostics.push(problem(at, "ini-syntax", "a quote is opened and never closed"));
      return;
    }
    const [pattern, ...assignments] = words;
    const named = expandHostPattern(pattern!);
    if (named === null) {
      const unclosed = pattern!.startsWith("[") && !line.includes("]");
      const message = unclosed
        ? `\`${line}\` lacks its closing bracket`
        : `\`${pattern}\` is no host: its range or port is malformed`;
      diagnostics.push(problem(at, "ini-syntax", message, unclosed ? "[group]" : "web[01:10], or [2001:db8::1]:2222"));
      return;
    }
    const vars: Record<string, unknown> = {};
    for (const word of assignments) {
      const equals = word.indexOf("=");
      if (equals < 1)
        diagnostics.push(
          problem(at, "ini-syntax", `\`${word}\` is no KEY=VALUE`, `quote values with blanks: ${pattern} key="a b"`),
        );
      else vars[word.slice(0, equals)] = literalValue(word.slice(equals + 1));
    }
    for (const { name, port } of named) {
      hosts.push({ name, vars: port === null ? vars : { ansible_port: port, ...vars }, own: {}, groups: [], at });
      group?.hosts.push(name);
    }
  }

  for (const group of groups.values()) {
    for (const { name, at } of group.children) {
      if (groups.get(name)?.declared !== true)
        diagnostics.push(problem(at, "unknown-group", `there is no group \`${name}\``, `declare it: [${name}]`));
    }
  }
  const found: SourceGroup[] = [...groups.values()].map(({ name, hosts: members, children, vars, at }) => ({
    name,
    hosts: members,
    children: children.map((child) => child.name),
    vars,
    at,
  }));
  return { hosts, groups: found, diagnostics };
}

/** Words as a shell splits them, `#` begins a comment. @returns null where a quote stays open. */
export function splitWords(line: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (quote !== null) {
      if (char === quote) quote = null;
      else if (char === "\\" && quote === '"' && i + 1 < line.length) word += line[++i]!;
      else word += char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= "";
    } else if (char === " " || char === "\t") {
      if (word !== null) words.push(word);
      word = null;
    } else if (char === "#" && word === null) {
      break;
    } else if (char === "\\" && i + 1 < line.length) {
      word = (word ?? "") + line[++i]!;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote !== null) return null;
  if (word !== null) words.push(word);
  return words;
}

/** Ansible reads values as Python literals where they are such, else as text. */
function literalValue(text: string): unknown {
  if (/^[-+]?(0|[1-9]\d*)$/.test(text)) return Number(text);
  if (/^[-+]?\d+\.\d+$/.test(text)) return Number(text);
  if (text === "True" || text === "False") return text === "True";
  if (text === "None") return null;
  const quoted = /^(['"])(.*)\1$/.exec(text);
  return quoted === null ? text : quoted[2];
}
