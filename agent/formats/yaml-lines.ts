/**
 * YAML as people and installers write configuration in it: block mappings and sequences, one-line flow lists, scalars. Every line keeps its
 * place, so an edit takes lines away or replaces a value and touches nothing else. What it cannot read for certain it refuses by line.
 */
import { bare, splitLines } from "./lines.ts";

export interface YamlEntry {
  readonly key: string;
  readonly value: YamlNode;
  /** Lines of the entry, 0-based, end excluded; comments and blank lines after it are not its own. */
  readonly from: number;
  readonly to: number;
  readonly indent: number;
}

export interface YamlItem {
  readonly value: YamlNode;
  readonly from: number;
  readonly to: number;
}

export type YamlNode =
  /** @param at column of the text in its line; `line` 0-based. Quotes are taken off in `value`. */
  | {
      readonly kind: "scalar";
      readonly value: string;
      readonly text: string;
      readonly line: number;
      readonly at: number;
    }
  /** `[a, b]` on one line; items as written. */
  | {
      readonly kind: "flow";
      readonly items: readonly string[];
      readonly text: string;
      readonly line: number;
      readonly at: number;
    }
  | { readonly kind: "map"; readonly entries: readonly YamlEntry[] }
  | { readonly kind: "list"; readonly items: readonly YamlItem[] }
  /** Read over and never edited: `{…}`, lists within lists. */
  | { readonly kind: "opaque"; readonly text: string; readonly line: number }
  | { readonly kind: "empty" };

export type YamlLines =
  | { readonly lines: readonly string[]; readonly root: YamlNode }
  /** 1-based line, and what stands there. */
  | { readonly line: number; readonly cannot: string };

class Unreadable extends Error {
  readonly line: number;
  constructor(line: number, what: string) {
    super(what);
    this.line = line;
  }
}

interface Content {
  readonly indent: number;
  readonly text: string;
  readonly line: number;
}

export function parseYamlLines(text: string): YamlLines {
  const lines = splitLines(text);
  const contents: Content[] = [];
  try {
    for (const [line, raw] of lines.entries()) {
      const words = withoutComment(bare(raw));
      if (words.trim() === "") continue;
      if (/^---(\s|$)/.test(words) && contents.length === 0) continue;
      if (/^(---|\.\.\.|%)/.test(words)) throw new Unreadable(line, "a second document or a directive");
      if (/^ *\t/.test(words)) throw new Unreadable(line, "a tab as indentation");
      contents.push({ indent: /^ */.exec(words)![0].length, text: words.trim(), line });
    }
    const cursor = { at: 0 };
    const root: YamlNode = contents.length === 0 ? { kind: "empty" } : block(contents, cursor, contents[0]!.indent);
    if (cursor.at < contents.length)
      throw new Unreadable(contents[cursor.at]!.line, "a line that is indented less than what it belongs to");
    return { lines, root };
  } catch (error) {
    if (error instanceof Unreadable) return { line: error.line + 1, cannot: error.message };
    throw error;
  }
}

/** A `#` opens a comment at the start or after a space, outside quotes. */
function withoutComment(line: string): string {
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quote !== "") {
      if (c === "\\" && quote === '"') i++;
      else if (c === quote) quote = "";
    } else if ((c === '"' || c === "'") && /(^|[\s[{,:-])$/.test(line.slice(0, i))) quote = c;
    else if (c === "#" && (i === 0 || /\s/.test(line[i - 1]!))) return line.slice(0, i).trimEnd();
  }
  return line.trimEnd();
}

function block(contents: readonly Content[], cursor: { at: number }, indent: number): YamlNode {
  return isItem(contents[cursor.at]!.text) ? list(contents, cursor, indent) : map(contents, cursor, indent);
}

function isItem(text: string): boolean {
  return text === "-" || text.startsWith("- ");
}

function map(contents: readonly Content[], cursor: { at: number }, indent: number): YamlNode {
  const entries: YamlEntry[] = [];
  while (cursor.at < contents.length && contents[cursor.at]!.indent === indent && !isItem(contents[cursor.at]!.text)) {
    entries.push(entry(contents, cursor, indent));
  }
  if (cursor.at < contents.length && contents[cursor.at]!.indent > indent) {
    throw new Unreadable(contents[cursor.at]!.line, "a value that goes on over several lines");
  }
  return { kind: "map", entries };
}

/** `a: b` and `"a": "b"` have one, `2001:db8::1` and `"a: b"` have not. */
const KEY =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#&*!|>%@`[{?-](?:[^:#]|:(?=\S)|#)*?|-[^\s:][^:]*?)\s*:(?:\s+(.*))?$/;

function entry(contents: readonly Content[], cursor: { at: number }, indent: number): YamlEntry {
  const { text, line } = contents[cursor.at]!;
  const match = KEY.exec(text);
  if (match === null) throw new Unreadable(line, JSON.stringify(text));
  const key = unquoted(match[1]!);
  const inline = match[2]?.trim() ?? "";
  cursor.at++;
  if (inline !== "") {
    const value = scalarOrFlow(inline, line, indent + text.length - inline.length);
    return { key, value, from: line, to: line + 1, indent };
  }
  const next = contents[cursor.at];
  // A sequence may stand at the same indentation as its key.
  if (next === undefined || next.indent < indent || (next.indent === indent && !isItem(next.text))) {
    return { key, value: { kind: "empty" }, from: line, to: line + 1, indent };
  }
  const value = block(contents, cursor, next.indent);
  return { key, value, from: line, to: contents[cursor.at - 1]!.line + 1, indent };
}

function list(contents: readonly Content[], cursor: { at: number }, indent: number): YamlNode {
  const items: YamlItem[] = [];
  while (cursor.at < contents.length && contents[cursor.at]!.indent === indent && isItem(contents[cursor.at]!.text)) {
    const { text, line } = contents[cursor.at]!;
    const inline = text.slice(1).trim();
    const column = indent + text.length - inline.length;
    if (inline === "") {
      cursor.at++;
      const next = contents[cursor.at];
      const value: YamlNode =
        next === undefined || next.indent <= indent ? { kind: "empty" } : block(contents, cursor, next.indent);
      items.push({ value, from: line, to: contents[cursor.at - 1]!.line + 1 });
    } else if (KEY.test(inline)) {
      // The rest of the line is the first entry of a mapping indented to here.
      const rest = [{ indent: column, text: inline, line }, ...contents.slice(cursor.at + 1)];
      const inner = { at: 0 };
      const value = map(rest, inner, column);
      cursor.at += inner.at;
      items.push({ value, from: line, to: contents[cursor.at - 1]!.line + 1 });
    } else {
      cursor.at++;
      items.push({ value: scalarOrFlow(inline, line, column), from: line, to: line + 1 });
    }
  }
  if (cursor.at < contents.length && contents[cursor.at]!.indent > indent) {
    throw new Unreadable(contents[cursor.at]!.line, "an item that goes on over several lines");
  }
  return { kind: "list", items };
}

function scalarOrFlow(text: string, line: number, at: number): YamlNode {
  if (/^[&*!|>%@`?]/.test(text)) {
    throw new Unreadable(line, `${JSON.stringify(text)} (anchors, tags and block scalars are not edited)`);
  }
  if (text.startsWith("{")) {
    if (!text.endsWith("}")) throw new Unreadable(line, "a mapping in braces that goes on over several lines");
    return { kind: "opaque", text, line };
  }
  if (text.startsWith("[")) {
    const inner = /^\[(.*)\]$/.exec(text)?.[1];
    if (inner === undefined) throw new Unreadable(line, "a list in brackets that goes on over several lines");
    if (/[[\]{}&*]/.test(inner.replace(/"[^"]*"|'[^']*'/g, ""))) return { kind: "opaque", text, line };
    const items = inner.match(/\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*)\s*(,|$)/g) ?? [];
    return {
      kind: "flow",
      items: items.map((item) => item.replace(/,$/, "").trim()).filter((item) => item !== ""),
      text,
      line,
      at,
    };
  }
  return { kind: "scalar", value: unquoted(text), text, line, at };
}

export function unquoted(text: string): string {
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replace(/\\(.)/g, "$1");
  if (/^'.*'$/s.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  return text;
}

export function child(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === "map" ? node.entries.find((each) => each.key === key) : undefined;
}

/** Lines to drop and values to replace, put together at the end. */
export class YamlEdit {
  readonly #lines: (string | null)[];

  constructor(lines: readonly string[]) {
    this.#lines = [...lines];
  }

  drop({ from, to }: { readonly from: number; readonly to: number }): void {
    // Comments between the lines of a dropped thing are about it.
    for (let i = from; i < to; i++) this.#lines[i] = null;
  }

  replace(node: Extract<YamlNode, { kind: "scalar" | "flow" }>, text: string): void {
    const line = this.#lines[node.line];
    if (line === null || line === undefined) return;
    this.#lines[node.line] = line.slice(0, node.at) + text + line.slice(node.at + node.text.length);
  }

  /** Lines put in before line `at`. */
  insert(at: number, text: string): void {
    const line = this.#lines[at - 1];
    if (line === null || line === undefined) this.#lines[at - 1] = text;
    else this.#lines[at - 1] = (line.endsWith("\n") ? line : `${line}\n`) + text;
  }

  text(): string {
    return this.#lines.filter((line) => line !== null).join("");
  }
}
