/** Modules of Prometheus's blackbox_exporter that ask over IPv6 and nothing else. Pure. */
import { parseYamlLines, type YamlEntry, type YamlNode } from "../../formats/yaml-lines.ts";

const PINS = [
  ["preferred_ip_protocol", "ip6"],
  ["ip_protocol_fallback", "false"],
] as const;

export type Edited =
  | { readonly text: string; readonly pinned: readonly string[] }
  /** What stands in the way. */
  | { readonly cannot: string };

/** @param only names of modules; null: all. */
export function pinModules(text: string, only: readonly string[] | null): Edited {
  const parsed = parseYamlLines(text);
  if ("cannot" in parsed) return { cannot: `line ${parsed.line}: ${parsed.cannot}` };
  const modules = entriesOf(valueAt(parsed.root, "modules"));
  const missing = (only ?? []).find((name) => !modules.some(({ key }) => key === name));
  if (missing !== undefined) return { cannot: `there is no module ${missing}` };
  const lines = [...parsed.lines];
  const pinned: string[] = [];
  // From the end: lines that come in move nothing that is still to be edited.
  for (const module of modules.filter(({ key }) => only === null || only.includes(key)).toReversed()) {
    if (module.value.kind !== "map")
      return {
        cannot: `line ${module.from + 1}: module ${module.key} is written in braces: write it on lines of its own`,
      };
    const prober = valueAt(module.value, "prober");
    if (prober?.kind !== "scalar") return { cannot: `line ${module.from + 1}: module ${module.key} has no prober` };
    const section = module.value.entries.find(({ key }) => key === prober.value);
    if (section !== undefined && section.value.kind !== "map" && section.value.kind !== "empty")
      return {
        cannot: `line ${section.from + 1}: \`${prober.value}\` of module ${module.key} is written in braces: write it on lines of its own`,
      };
    if (pinSection(lines, module.value.entries, section, prober.value)) pinned.unshift(module.key);
  }
  return { text: lines.join(""), pinned };
}

function pinSection(
  lines: string[],
  own: readonly YamlEntry[],
  section: YamlEntry | undefined,
  prober: string,
): boolean {
  const indent = own[0]!.indent;
  const inner = section === undefined ? [] : entriesOf(section.value);
  const deeper = inner[0]?.indent ?? indent + 2;
  const added: string[] = [];
  let changed = false;
  for (const [key, value] of PINS) {
    const entry = inner.find((one) => one.key === key);
    if (entry === undefined) added.push(`${" ".repeat(deeper)}${key}: ${value}\n`);
    else if (entry.value.kind === "scalar" && entry.value.value !== value) {
      const { line, at, text } = entry.value;
      lines[line] = `${lines[line]!.slice(0, at)}${value}${lines[line]!.slice(at + text.length)}`;
      changed = true;
    }
  }
  if (added.length === 0) return changed;
  if (section === undefined) {
    const at = own.at(-1)!.to;
    closeLine(lines, at - 1);
    lines.splice(at, 0, `${" ".repeat(indent)}${prober}:\n`, ...added);
  } else {
    closeLine(lines, section.from);
    lines.splice(section.from + 1, 0, ...added);
  }
  return true;
}

function closeLine(lines: string[], at: number): void {
  if (!lines[at]!.endsWith("\n")) lines[at] += "\n";
}

function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === "map" ? node.entries : [];
}

function valueAt(node: YamlNode, key: string): YamlNode | undefined {
  return entriesOf(node).find((entry) => entry.key === key)?.value;
}
