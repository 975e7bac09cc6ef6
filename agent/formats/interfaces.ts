/** /etc/network/interfaces of ifupdown, interfaces(5): stanzas of lines, kept as they were written. */
import { bare, splitLines } from "./lines.ts";

/** One logical line: physical lines joined by a backslash, with the comments and blank lines that stand before it kept apart. */
export interface Logical {
  /** As written, with line ends. */
  readonly text: string;
  /** Joined, trimmed, comments and blank lines empty. */
  readonly words: string;
  /** 1-based line in the file. */
  readonly line: number;
}

export interface Option {
  readonly text: string;
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export type Stanza =
  /** Comments and blank lines between stanzas. */
  | { readonly kind: "blank"; readonly text: string }
  /** `auto eth0`, `allow-hotplug eth0 eth1`, `no-auto-down …`. */
  | { readonly kind: "names"; readonly keyword: string; readonly names: readonly string[]; readonly text: string }
  /** `source`, `source-directory`. */
  | { readonly kind: "source"; readonly keyword: string; readonly value: string; readonly text: string }
  | {
      readonly kind: "iface";
      readonly name: string;
      /** Null where the line names none (ifupdown-ng, or a template that inherits). */
      readonly family: string | null;
      readonly method: string | null;
      readonly inherits: string | null;
      readonly line: number;
      /** The `iface` line itself. */
      readonly head: string;
      /** Options in order; comments inside the stanza have an empty name. */
      readonly options: readonly Option[];
      /** Blank lines and comments at the margin after the last option. */
      readonly tail: string;
    }
  /** `mapping` and anything unknown, with its lines. */
  | { readonly kind: "other"; readonly keyword: string; readonly text: string };

export type IfaceStanza = Extract<Stanza, { kind: "iface" }>;

export interface Interfaces {
  readonly stanzas: readonly Stanza[];
}

const STARTS = /^(iface|mapping|source|source-directory|auto|allow-\S+|no-auto-down|no-scripts|rename|template)(\s|$)/;

export function parseInterfaces(text: string): Interfaces {
  const stanzas: Stanza[] = [];
  const lines = logicalLines(text);
  let i = 0;
  while (i < lines.length) {
    const first = lines[i]!;
    i++;
    if (first.words === "") {
      stanzas.push({ kind: "blank", text: first.text });
      continue;
    }
    const [keyword, ...words] = first.words.split(/\s+/);
    if (keyword === "iface") {
      const body: Logical[] = [];
      while (i < lines.length && !STARTS.test(lines[i]!.words)) body.push(lines[i++]!);
      stanzas.push(ifaceStanza(first, words, body));
    } else if (keyword === "source" || keyword === "source-directory") {
      stanzas.push({ kind: "source", keyword, value: first.words.slice(keyword.length).trim(), text: first.text });
    } else if (
      keyword === "auto" ||
      keyword === "no-auto-down" ||
      keyword === "no-scripts" ||
      /^allow-/.test(keyword!)
    ) {
      stanzas.push({ kind: "names", keyword: keyword!, names: words, text: first.text });
    } else {
      let whole = first.text;
      while (i < lines.length && !STARTS.test(lines[i]!.words)) whole += lines[i++]!.text;
      stanzas.push({ kind: "other", keyword: keyword!, text: whole });
    }
  }
  return { stanzas };
}

function ifaceStanza(first: Logical, words: readonly string[], body: readonly Logical[]): IfaceStanza {
  const [name = "", ...rest] = words;
  const at = rest.indexOf("inherits");
  const plain = at < 0 ? rest : rest.slice(0, at);
  let last = body.length;
  // An indented comment is about the stanza; blank lines and comments at the margin lead to what comes next.
  while (last > 0 && body[last - 1]!.words === "" && !/^[ \t]+#/.test(body[last - 1]!.text)) last--;
  return {
    kind: "iface",
    name,
    family: plain[0] ?? null,
    method: plain[1] ?? null,
    inherits: at < 0 ? null : (rest[at + 1] ?? null),
    line: first.line,
    head: first.text,
    options: body.slice(0, last).map(({ text, words: option, line }) => {
      const [optionName = "", ...value] = option.split(/\s+/);
      return { text, name: optionName, value: value.join(" "), line };
    }),
    tail: body
      .slice(last)
      .map(({ text }) => text)
      .join(""),
  };
}

function logicalLines(text: string): Logical[] {
  const out: Logical[] = [];
  const lines = splitLines(text);
  for (let i = 0; i < lines.length; i++) {
    const start = i;
    let joined = lines[i]!;
    // A comment ends with its line: a backslash at its end does not continue it.
    const comment = /^\s*#/.test(joined);
    while (!comment && /\\\r?\n$/.test(lines[i]!) && i + 1 < lines.length) joined += lines[++i]!;
    const words = comment ? "" : bare(joined.replace(/\\\r?\n/g, " ")).trim();
    out.push({ text: joined, words, line: start + 1 });
  }
  return out;
}

export function printInterfaces(file: Interfaces): string {
  return file.stanzas.map(printStanza).join("");
}

export function printStanza(stanza: Stanza): string {
  if (stanza.kind !== "iface") return stanza.text;
  return stanza.head + stanza.options.map(({ text }) => text).join("") + stanza.tail;
}

/** The interface a stanza or alias (`eth0:1`) configures. */
export function physical(name: string): string {
  return name.split(":", 1)[0]!;
}
