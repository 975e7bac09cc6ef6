/** JSON Lines: a host a line, what our inventory says of it and its `name`. Read as it comes: of the text no more than one line is held. */
import { isUtf8 } from "node:buffer";
import type { Diagnostic, Position } from "../plan/diagnostics.ts";
import type { Loose } from "../plan/schema.ts";
import type { YamlSource } from "../plan/yaml.ts";
import type { Host as HostFile } from "./inventory.generated.ts";
import { type JsonPlaces, jsonPlaces } from "./json-places.ts";
import { type Line, linesOf } from "./lines.ts";
import { checkInventory, hostOf } from "./ours.ts";
import { type InventorySource, isRecord, problem, type SourceHost } from "./source.ts";

/** Bytes. */
export const LONGEST_LINE = 1024 * 1024;
/** Of a file that is something else altogether, every line is wrong. */
const MOST_TOLD = 100;
/** Nothing in an inventory is nested like this; what walks over a value would run out of stack. */
const DEEPEST = 1000;
const EXAMPLE = 'a host a line: {"name": "web1", "address": "2001:db8::11", "groups": ["web"], "vars": {"rack": "r7"}}';

/** @param file as diagnostics name it. */
export async function readHostLines(file: string, chunks: AsyncIterable<Buffer>): Promise<InventorySource> {
  const hosts = new Map<string, SourceHost>();
  const diagnostics: Diagnostic[] = [];
  let untold = null as { first: Position; lines: number } | null;
  for await (const line of linesOf(chunks, LONGEST_LINE)) {
    const read = readLine(file, line, hosts);
    if (read === null) continue;
    if (read.host !== null) hosts.set(read.host.name, read.host);
    if (read.diagnostics.length === 0) continue;
    if (diagnostics.length < MOST_TOLD) diagnostics.push(...read.diagnostics);
    else untold = { first: untold?.first ?? { file, line: line.number, col: 0 }, lines: (untold?.lines ?? 0) + 1 };
  }
  if (untold !== null)
    diagnostics.push(problem(untold.first, "more-mistakes", `${untold.lines} lines from here on have mistakes too`));
  if (hosts.size === 0 && diagnostics.length === 0)
    diagnostics.push(problem({ file, line: 0, col: 0 }, "wrong-type", "it names no host", EXAMPLE));
  return { hosts: [...hosts.values()], groups: [], diagnostics };
}

/** Whether text is a host of this form, and so the first line of many. */
export function isHostLine(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && typeof value.name === "string";
  } catch {
    return false;
  }
}

interface ReadLine {
  readonly host: SourceHost | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns null where nothing is on the line. */
function readLine(
  file: string,
  { number, bytes, ended }: Line,
  before: ReadonlyMap<string, SourceHost>,
): ReadLine | null {
  const at = (offset: number): Position => ({ file, line: number, col: offset + 1 });
  const wrong = (offset: number, code: string, message: string, hint?: string): ReadLine => ({
    host: null,
    diagnostics: [problem(at(offset), code, message, hint)],
  });
  if (bytes === null) return wrong(0, "line-too-long", `the line is longer than ${LONGEST_LINE / 1024} KiB`, EXAMPLE);
  if (!isUtf8(bytes)) return wrong(0, "not-utf8", "the line is not UTF-8", "write the file as UTF-8");
  const text = bytes.toString("utf8").replace(number === 1 ? /^\uFEFF/ : "", "");
  if (text.trim() === "") return null;
  const deep = tooDeepAt(text);
  if (deep !== null)
    return wrong(deep, "too-deep", `it nests more than ${DEEPEST} levels deep`, "give vars as plain values and lists");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fault = jsonPlaces(text).fault ?? 0;
    if (!ended)
      return wrong(
        fault,
        "json-syntax",
        "the text breaks off amid this line",
        "see why what writes it did not get to its end",
      );
    if (fault === text.length)
      return wrong(fault, "json-syntax", "the line ends before its host does", "a host a line: `jq -c` writes them so");
    // No more than a character: the rest may hold a password.
    const char = String.fromCodePoint(text.codePointAt(fault)!);
    return wrong(fault, "json-syntax", `not valid JSON: ${JSON.stringify(char)} cannot stand here`, EXAMPLE);
  }
  if (!isRecord(value)) return wrong(0, "wrong-type", "a line must be a host", EXAMPLE);
  const { name, ...settings } = value;
  const nameAt = (): number => jsonPlaces(text).at(["name"])?.from ?? 0;
  if (name === undefined) return wrong(0, "missing-key", "the host lacks its `name`", EXAMPLE);
  if (typeof name !== "string" || name === "")
    return wrong(nameAt(), "wrong-type", "`name` must be text that is not empty");
  const first = before.get(name);
  if (first !== undefined)
    return wrong(
      nameAt(),
      "duplicate-host",
      `\`${name}\` is written twice: first in ${first.at.file}:${first.at.line}`,
      "leave one of the two out",
    );
  const source = new LineSource(file, number, text, name, settings);
  const { value: checked, diagnostics } = checkInventory(source);
  return { host: hostOf(name, (checked.hosts?.[name] ?? {}) as Loose<HostFile>, at(0)), diagnostics };
}

/** Where a text of JSON goes deeper than an inventory does, or null. */
function tooDeepAt(text: string): number | null {
  if (text.length < 2 * DEEPEST) return null;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "\\" && inText) at++;
    else if (char === '"') inText = !inText;
    else if (inText) continue;
    else if (char === "[" || char === "{") {
      if (++depth > DEEPEST) return at;
    } else if (char === "]" || char === "}") depth--;
  }
  return null;
}

/** A line as if it were an inventory of one host; where things stand is looked for only if it is asked. */
class LineSource implements YamlSource {
  readonly file: string;
  readonly readable = true;
  readonly diagnostics: readonly Diagnostic[] = [];
  readonly value: unknown;
  readonly #line: number;
  readonly #text: string;
  #places: JsonPlaces | null = null;

  constructor(file: string, line: number, text: string, name: string, settings: object) {
    this.file = file;
    this.value = { inventory: 1, hosts: { [name]: settings } };
    this.#line = line;
    this.#text = text;
  }

  #at(path: readonly (string | number)[]): ReturnType<JsonPlaces["at"]> {
    this.#places ??= jsonPlaces(this.#text);
    return this.#places.at(path.slice(2));
  }

  at(path: readonly (string | number)[], part: "key" | "value" = "key"): Position {
    let length = path.length;
    while (length > 2 && this.#at(path.slice(0, length)) === undefined) length--;
    const place = this.#at(path.slice(0, length)) ?? { key: null, from: 0 };
    const isScalar = !"[{".includes(this.#text[place.from]!);
    const offset = place.key === null || (part === "value" && isScalar) ? place.from : place.key;
    return { file: this.file, line: this.#line, col: offset + 1 };
  }

  has(path: readonly (string | number)[]): boolean {
    return this.#at(path) !== undefined;
  }

  written(path: readonly (string | number)[]): string | null {
    const place = this.#at(path);
    return place === undefined || "[{".includes(this.#text[place.from]!)
      ? null
      : this.#text.slice(place.from, place.to);
  }
}
