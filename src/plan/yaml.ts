/** YAML with positions: text in; value, diagnostics and a map from paths to places out. Pure. */
import {
  type Document,
  type DocumentOptions,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { Diagnostic, Position } from "./diagnostics.ts";
import { findTraps, mend } from "./yaml-traps.ts";

export type Path = readonly (string | number)[];

export interface YamlSource {
  readonly file: string;
  /** The document as plain data; null where the text is empty or its syntax is broken. */
  readonly value: unknown;
  /** False where the syntax is broken: then there is no value to speak of. */
  readonly readable: boolean;
  /** Syntax errors and traps. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a path is written: its key (default; for list items the item), or its value if that is a scalar. The nearest parent if the path itself is not there. */
  at(path: Path, part?: "key" | "value"): Position;
  /** Whether something is written at a path, be it right or wrong. */
  has(path: Path): boolean;
  /** The source text of the scalar at a path, as written, or null. */
  written(path: Path): string | null;
}

/** @param version 1.1 for what is written for PyYAML: `yes` is true there, and base-60 numbers are numbers. */
export function parseYaml(file: string, text: string, version: "1.1" | "1.2" = "1.2"): YamlSource {
  const lines = new LineCounter();
  const options: ParseOptions & DocumentOptions & SchemaOptions = {
    version,
    merge: true,
    prettyErrors: false,
    logLevel: "error",
    // The parser compares every key with all before it: quadratic in the hosts of an inventory. See `duplicateKeys`.
    uniqueKeys: false,
  };
  const first = parseDocument(text, { ...options, lineCounter: lines });
  const traps = version === "1.2" ? findTraps(first, text) : [];
  // Mending moves nothing, so the lines counted above stay true.
  const doc = traps.length === 0 ? first : parseDocument(mend(text, traps), options);
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), col: Math.max(col, 1) };
  };
  const error = (offset: number, code: string, message: string): Diagnostic => ({
    severity: "error",
    code,
    ...place(offset),
    message,
  });
  const diagnostics = [
    ...traps.map((trap) => error(trap.offset, "yaml-address", trap.message)),
    ...withoutEchoes(doc.errors).map((e) => syntaxDiagnostic(e, error)),
    ...duplicateKeys(doc).map((e) =>
      error(e.offset, "duplicate-key", `duplicate key \`${e.key}\`: it is already set above`),
    ),
    // Ansible has tags of its own, such as !vault and !unsafe.
    ...(version === "1.2" ? doc.warnings : []).map((e) => error(e.pos[0], "yaml-tag", tagMessage(e.message))),
    ...danglingAliases(doc).map((e) =>
      error(e.offset, "yaml-syntax", `\`*${e.name}\` has no anchor \`&${e.name}\` before it`),
    ),
  ];
  const readable = diagnostics.every((d) => d.code !== "yaml-syntax");
  return {
    file,
    readable,
    value: readable ? doc.toJS() : null,
    diagnostics,
    at: (path, part = "key") => place(offsetOf(doc, path, part)),
    has: (path) => descend(doc, path).depth === path.length,
    written: (path) => {
      const node = descend(doc, path).node;
      return isScalar(node) && node.range ? text.slice(node.range[0], node.range[1]) : null;
    },
  };
}

/** What `parseYaml` makes of a text, without what is only asked for where something is wrong. */
export interface ParsedYaml {
  readonly value: unknown;
  /** Of the items of `steps`: line and column. */
  readonly steps: readonly (readonly [number, number])[];
}

/** The same source as `parseYaml` gives for a text of which that is known, which takes ten times as long. */
export function parsedBefore(file: string, text: string, { value, steps }: ParsedYaml): YamlSource {
  let parsed: YamlSource | null = null;
  const whole = (): YamlSource => {
    parsed ??= parseYaml(file, text);
    return parsed;
  };
  return {
    file,
    readable: true,
    value: structuredClone(value),
    diagnostics: [],
    at: (path, part) => {
      const step = path.length === 2 && path[0] === "steps" && part === "value" ? steps[path[1] as number] : undefined;
      return step === undefined ? whole().at(path, part) : { file, line: step[0], col: step[1] };
    },
    has: (path) => whole().has(path),
    written: (path) => whole().written(path),
  };
}

/** The parser's words are those of the YAML specification; these are an operator's. */
const IN_PLAIN_WORDS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_INDENT: "the indentation fits nothing above it, or a bracket above is never closed",
  BLOCK_AS_IMPLICIT_KEY: "a second `: ` on one line; text that holds one must be quoted",
  MULTILINE_IMPLICIT_KEY: "a key lacks its colon, or an entry its indentation",
  MULTIPLE_DOCS: "a second document begins here (`---`), and only one would be read",
  TAB_AS_INDENT: "a tab in the indentation; YAML takes only blanks",
};

function syntaxDiagnostic(
  e: YAMLError,
  error: (offset: number, code: string, message: string) => Diagnostic,
): Diagnostic {
  const words = e.message.replace(/\s+/g, " ");
  const plain = IN_PLAIN_WORDS[e.code] ?? `${words[0]!.toLowerCase()}${words.slice(1)}`;
  return error(e.pos[0], "yaml-syntax", `not valid YAML: ${plain}`);
}

/** One slip makes the parser stumble on every line after it; what only follows from an earlier error is left out. */
function withoutEchoes(errors: readonly YAMLError[]): YAMLError[] {
  return errors.filter((e, i) => i === 0 || e.code !== "UNEXPECTED_TOKEN");
}

function tagMessage(words: string): string {
  const tag = /!\S*/.exec(words)?.[0];
  return tag === undefined ? words : `the tag \`${tag}\` means nothing here`;
}

function danglingAliases(doc: Document): { name: string; offset: number }[] {
  const found: { name: string; offset: number }[] = [];
  visit(doc, {
    Alias(_, alias) {
      if (alias.resolve(doc) === undefined) found.push({ name: alias.source, offset: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}

function duplicateKeys(doc: Document): { key: string; offset: number }[] {
  const found: { key: string; offset: number }[] = [];
  visit(doc, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        // `<<` may merge several.
        if (!isScalar(key) || key.value === "<<") continue;
        if (seen.has(key.value)) found.push({ key: String(key.source ?? key.value), offset: key.range?.[0] ?? 0 });
        seen.add(key.value);
      }
    },
  });
  return found;
}

/** By key; of equals the last, which is the one that counts. */
const indexes = new WeakMap<object, ReadonlyMap<string, Pair>>();

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  let index = indexes.get(map);
  if (index === undefined) {
    index = new Map(map.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item as Pair]] : [])));
    indexes.set(map, index);
  }
  return index.get(key);
}

interface Found {
  /** The pair whose value the path ends at; null for list items and the root. */
  readonly pair: Pair | null;
  readonly node: Node | null;
  /** How many steps of the path were there. */
  readonly depth: number;
}

/** Walk down as far as the path goes. */
function descend(doc: Document, path: Path): Found {
  let found: Found = { pair: null, node: doc.contents as Node | null, depth: 0 };
  for (const [i, step] of path.entries()) {
    const depth = i + 1;
    const node = isAlias(found.node) ? found.node.resolve(doc) : found.node;
    if (isMap(node)) {
      const pair = pairOf(node, String(step));
      if (pair === undefined) return found;
      found = { pair, node: (pair.value as Node | null) ?? null, depth };
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) return found;
      found = isPair(item)
        ? { pair: item, node: item.value as Node | null, depth }
        : { pair: null, node: item as Node, depth };
    } else {
      return found;
    }
  }
  return found;
}

function offsetOf(doc: Document, path: Path, part: "key" | "value"): number {
  const { pair, node } = descend(doc, path);
  const key = pair !== null && isScalar(pair.key) ? pair.key.range : null;
  const own = node?.range ?? null;
  // A value that is not written (`key:`) has an empty range after the key, and a map or list begins far below: the key says more.
  const says = own !== null && own[1] > own[0] && (key === null || isScalar(node));
  const value = says ? own : null;
  const range = part === "key" ? (key ?? value) : (value ?? key);
  return range?.[0] ?? 0;
}
