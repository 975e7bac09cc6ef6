/** /etc/network/interfaces and every file it sources, interfaces(5): `source` takes a glob, `source-directory` names of letters, digits, - and _. */
import { type Interfaces, parseInterfaces } from "../formats/interfaces.ts";
import type { System } from "../system.ts";

export const INTERFACES = "/etc/network/interfaces";
/** A file that sources itself must not keep us for ever. */
const DEEPEST = 8;

export interface InterfacesFile {
  readonly path: string;
  readonly text: string;
  readonly parsed: Interfaces;
}

export async function interfacesFiles(sys: System): Promise<InterfacesFile[]> {
  const found = new Map<string, InterfacesFile>();
  await collect(sys, INTERFACES, found, 0);
  return [...found.values()];
}

async function collect(sys: System, path: string, found: Map<string, InterfacesFile>, depth: number): Promise<void> {
  if (found.has(path) || depth > DEEPEST) return;
  const text = await sys.read(path);
  if (text === null) return;
  const parsed = parseInterfaces(text);
  found.set(path, { path, text, parsed });
  const folder = path.slice(0, path.lastIndexOf("/"));
  for (const stanza of parsed.stanzas) {
    if (stanza.kind !== "source") continue;
    const value = stanza.value.startsWith("/") ? stanza.value : `${folder}/${stanza.value}`;
    const paths =
      stanza.keyword === "source-directory"
        ? (await entries(sys, value.replace(/\/+$/, ""))).filter((p) =>
            /^[A-Za-z0-9_-]+$/.test(p.slice(p.lastIndexOf("/") + 1)),
          )
        : await matching(sys, value);
    for (const each of paths) await collect(sys, each, found, depth + 1);
  }
}

async function entries(sys: System, folder: string): Promise<string[]> {
  return [...(await sys.list(folder))].sort().map((name) => `${folder}/${name}`);
}

/** wordexp(3) as far as interfaces files use it: `*` and `?` in the last part. */
async function matching(sys: System, pattern: string): Promise<string[]> {
  if (!/[*?]/.test(pattern)) return [pattern];
  const slash = pattern.lastIndexOf("/");
  const last = pattern
    .slice(slash + 1)
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^(?!\\.)${last}$`);
  const files: string[] = [];
  for (const path of await entries(sys, pattern.slice(0, slash))) {
    if (expression.test(path.slice(slash + 1)) && (await sys.stat(path))?.kind !== "directory") files.push(path);
  }
  return files;
}
