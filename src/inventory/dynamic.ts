/** What an executable answers to `--list`: Ansible's dynamic inventory. Pure. */
import type { Diagnostic, Position } from "../plan/diagnostics.ts";
import { type InventorySource, isRecord, problem, type SourceGroup, type SourceHost } from "./source.ts";

/** @param answer standard output. */
export function parseDynamic(file: string, answer: string): InventorySource {
  const at: Position = { file, line: 0, col: 0 };
  const failed = (message: string, hint?: string): InventorySource => ({
    hosts: [],
    groups: [],
    diagnostics: [problem(at, "inventory-answer", message, hint)],
  });
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    const begins = answer.trimStart().split("\n")[0]!.slice(0, 40);
    return failed(
      begins === "" ? "it answered nothing to --list" : `its answer to --list is not JSON; it begins: ${begins}`,
    );
  }
  if (!isRecord(value)) return failed("its answer to --list is not a JSON object");
  const { _meta: meta, ...answered } = value;
  if (!isRecord(meta) || !isRecord(meta.hostvars)) {
    return failed(
      "its answer to --list lacks `_meta.hostvars`",
      'answer {"_meta": {"hostvars": {…}}, "group": {"hosts": […]}}',
    );
  }
  const diagnostics: Diagnostic[] = [];
  const names = new Set<string>();
  const groups: SourceGroup[] = [];
  for (const [name, body] of Object.entries(answered)) {
    const group = Array.isArray(body) ? { hosts: body } : body;
    if (!isRecord(group)) {
      diagnostics.push(problem(at, "inventory-answer", `group \`${name}\` is neither a list of hosts nor an object`));
      continue;
    }
    const hosts = textsOf(group.hosts);
    for (const host of hosts) names.add(host);
    groups.push({ name, hosts, children: textsOf(group.children), vars: isRecord(group.vars) ? group.vars : {}, at });
  }
  const vars = meta.hostvars;
  for (const name of Object.keys(vars)) names.add(name);
  const hosts: SourceHost[] = [...names].map((name) => ({
    name,
    vars: isRecord(vars[name]) ? vars[name] : {},
    own: {},
    groups: [],
    at,
  }));
  return { hosts, groups, diagnostics };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
