/** Files of the operator's own that a plan or a playbook names: modules (`module: own`), gates and backends (`own: {file: …}`). Pure. */
import { stripTypeScriptTypes } from "node:module";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type { Position } from "./diagnostics.ts";
import type { Path, YamlSource } from "./yaml.ts";

export interface OwnReference {
  /** As it is written. */
  readonly written: string;
  /** From the working folder. */
  readonly path: string;
  readonly at: Position;
}

/** Relative paths are relative to the file that names them. */
export function ownPath(written: string, namedIn: string): string {
  return isAbsolute(written) ? written : normalize(join(dirname(namedIn), written));
}

/** Wherever `module: own`, `backend: own` or a gate `own` stands, be the rest right or wrong. */
export function ownFilesIn(source: YamlSource | null): readonly OwnReference[] {
  if (source === null) return [];
  const found: OwnReference[] = [];
  const add = (file: unknown, path: Path): void => {
    if (typeof file === "string")
      found.push({ written: file, path: ownPath(file, source.file), at: source.at(path, "value") });
  };
  const walk = (value: unknown, path: Path): void => {
    if (typeof value !== "object" || value === null) return;
    const record = value as Record<string, unknown>;
    if (record.module === "own") add((record.want as { file?: unknown } | null)?.file, [...path, "want", "file"]);
    else if (record.backend === "own" || isGate(record))
      add((record.own as { file?: unknown } | null)?.file, [...path, "own", "file"]);
    for (const [key, inner] of Object.entries(record)) walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  walk(source.value, []);
  return found;
}

/** `{own: {file: …}}` and nothing beside it. */
function isGate(record: Record<string, unknown>): boolean {
  return Object.keys(record).length === 1 && typeof record.own === "object" && record.own !== null;
}

/** What was read, by path. */
export class OwnFiles {
  readonly #texts = new Map<string, string>();
  /** False where one could not be read, which is reported elsewhere. */
  complete = true;

  keep({ path }: OwnReference, text: string): void {
    this.#texts.set(path, text);
  }

  /** As JavaScript, which a host's Node runs as it is. @returns null where the file was not read; a message where it cannot be read as TypeScript. */
  source(path: string): { readonly javascript: string } | { readonly problem: string } | null {
    const text = this.#texts.get(path);
    if (text === undefined) return null;
    if (!path.endsWith(".ts")) return { javascript: text };
    try {
      return { javascript: stripTypeScriptTypes(text) };
    } catch (error) {
      return { problem: (error as Error).message.trim().split("\n")[0]! };
    }
  }
}
