/** `group_vars/` and `host_vars/` beside an Ansible inventory: which files there are, and what they say. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../plan/diagnostics.ts";
import { hashOf, type SourceHash } from "../plan/source-hash.ts";
import { parseYaml } from "../plan/yaml.ts";
import { isRecord, problem, type Vars } from "./source.ts";

export interface FolderVars {
  readonly groups: ReadonlyMap<string, Vars>;
  readonly hosts: ReadonlyMap<string, Vars>;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceHash[];
}

/** @param folders those that hold an Ansible inventory; each is read once. */
export async function readVarsFolders(folders: Iterable<string>): Promise<FolderVars> {
  const found = { groups: new Map<string, Vars>(), hosts: new Map<string, Vars>() };
  const diagnostics: Diagnostic[] = [];
  const sources: SourceHash[] = [];
  for (const folder of new Set(folders)) {
    for (const kind of ["groups", "hosts"] as const) {
      for (const { name, file } of await varsFiles(join(folder, kind === "groups" ? "group_vars" : "host_vars"))) {
        const text = await readFile(file, "utf8");
        sources.push(hashOf(file, text));
        const { vars, problems } = parseVars(file, text);
        diagnostics.push(...problems);
        found[kind].set(name, { ...found[kind].get(name), ...vars });
      }
    }
  }
  return { ...found, diagnostics, sources };
}

function parseVars(file: string, text: string): { vars: Vars; problems: readonly Diagnostic[] } {
  const top = { file, line: 1, col: 1 };
  if (text.startsWith("$ANSIBLE_VAULT")) {
    const message = "encrypted with Ansible Vault, which only Ansible can open: its variables are not known here";
    return { vars: {}, problems: [{ ...problem(top, "ansible-vault", message), severity: "warning" }] };
  }
  const source = parseYaml(file, text, "1.1");
  if (isRecord(source.value)) return { vars: source.value, problems: source.diagnostics };
  const wrong = source.readable && source.value !== null ? [problem(top, "wrong-type", "variables must be a map")] : [];
  return { vars: {}, problems: [...source.diagnostics, ...wrong] };
}

/** `NAME`, `NAME.yml`, `NAME.yaml`, `NAME.json`, or a folder NAME of such, in the order Ansible reads them. */
async function varsFiles(folder: string): Promise<{ name: string; file: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return [];
    throw cause;
  });
  const files: { name: string; file: string }[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const inner = (await readdir(path)).filter((file) => !file.startsWith(".")).sort();
      files.push(...inner.map((file) => ({ name: entry.name, file: join(path, file) })));
    } else if (/^[^.]+$|\.(yml|yaml|json)$/.test(entry.name)) {
      files.push({ name: entry.name.replace(/\.(yml|yaml|json)$/, ""), file: path });
    }
  }
  return files;
}
