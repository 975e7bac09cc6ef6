/** Files of `[Section]` and `Key=Value`, as systemd (systemd.syntax(7)) and NetworkManager (nm-settings-keyfile(5)) read them; every line kept as written. */
import { bare, closed, splitLines } from "./lines.ts";

export interface IniLine {
  /** With its line end; with the lines a backslash joins to it. */
  readonly text: string;
  /** Null for comments, blank lines and what is no assignment. */
  readonly key: string | null;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

export interface IniSection {
  /** Null for what stands before the first header. */
  readonly name: string | null;
  /** The header's line as written, empty where there is none. */
  readonly head: string;
  readonly line: number;
  readonly lines: readonly IniLine[];
}

export interface IniFile {
  readonly sections: readonly IniSection[];
}

export function parseIni(text: string): IniFile {
  const sections: { name: string | null; head: string; line: number; lines: IniLine[] }[] = [
    { name: null, head: "", line: 1, lines: [] },
  ];
  const lines = splitLines(text);
  for (let i = 0; i < lines.length; i++) {
    const start = i;
    let joined = lines[i]!;
    const header = /^\s*\[([^\]]*)\]\s*$/.exec(bare(joined));
    if (header !== null) {
      sections.push({ name: header[1]!, head: joined, line: start + 1, lines: [] });
      continue;
    }
    const comment = /^\s*([#;]|$)/.test(joined);
    while (!comment && /\\\r?\n$/.test(lines[i]!) && i + 1 < lines.length) joined += lines[++i]!;
    const words = bare(joined).replace(/\\\r?\n/g, " ");
    const match = comment ? null : /^\s*([^=\s][^=]*?)\s*=\s*(.*?)\s*$/s.exec(words);
    sections.at(-1)!.lines.push({ text: joined, key: match?.[1] ?? null, value: match?.[2] ?? "", line: start + 1 });
  }
  return { sections };
}

export function printIni(file: IniFile): string {
  return file.sections.map(printSection).join("");
}

function printSection(section: IniSection): string {
  return section.head + section.lines.map(({ text }) => text).join("");
}

/** Every value of a key, over all sections of that name, in order. */
export function valuesOf(file: IniFile, section: string, key: string): string[] {
  return file.sections
    .filter(({ name }) => name === section)
    .flatMap(({ lines }) => lines.filter((line) => line.key === key).map(({ value }) => value));
}

/** Without the lines for which `drop` says so. */
export function withoutLines(file: IniFile, drop: (section: string | null, line: IniLine) => boolean): IniFile {
  return {
    sections: file.sections.map((section) => ({
      ...section,
      lines: section.lines.filter((line) => line.key === null || !drop(section.name, line)),
    })),
  };
}

/** Without whole sections. Comments that stand before the next header stay: they are about what comes next. */
export function withoutSections(file: IniFile, drop: (section: IniSection) => boolean): IniFile {
  const out: IniSection[] = [];
  for (const section of file.sections) {
    if (section.name === null || !drop(section)) {
      out.push(section);
      continue;
    }
    let last = section.lines.length;
    while (last > 0 && section.lines[last - 1]!.key === null) last--;
    const before = out.at(-1);
    let first = last;
    // One blank line is enough where two met.
    if (before?.lines.at(-1)?.text.trim() === "") {
      while (first < section.lines.length && section.lines[first]!.text.trim() === "") first++;
    }
    const tail = section.lines.slice(first);
    if (before === undefined) out.push({ ...section, name: null, head: "", lines: tail });
    else if (tail.some(({ text }) => text.trim() !== ""))
      out[out.length - 1] = { ...before, lines: [...before.lines, ...tail] };
  }
  return { sections: out };
}

/** One value of a key: in place of the first there is, every further one gone; otherwise a line more in the section, which is made where it is missing. */
export function withValue(file: IniFile, section: string, key: string, value: string): IniFile {
  if (valuesOf(file, section, key).length === 1 && valuesOf(file, section, key)[0] === value) return file;
  const end = /\r\n/.test(printIni(file)) ? "\r\n" : "\n";
  const made: IniLine = { text: `${key}=${value}${end}`, key, value, line: 0 };
  let placed = false;
  const replaced = file.sections.map((each) => {
    if (each.name !== section) return each;
    const lines = each.lines.flatMap((line) => {
      if (line.key !== key) return [line];
      if (placed) return [];
      placed = true;
      return [{ ...made, line: line.line }];
    });
    return { ...each, lines };
  });
  if (placed) return { sections: replaced };
  const at = file.sections.findIndex(({ name }) => name === section);
  if (at < 0) {
    const text = closed(printIni(file));
    const gap = text === "" || /\n\r?\n$/.test(text) ? "" : end;
    return parseIni(`${text}${gap}[${section}]${end}${made.text}`);
  }
  return {
    sections: file.sections.map((each, i) => {
      if (i !== at) return each;
      let last = each.lines.length;
      while (last > 0 && each.lines[last - 1]!.key === null) last--;
      const before = each.lines.slice(0, last).map((line) => ({ ...line, text: closed(line.text) }));
      return { ...each, head: closed(each.head), lines: [...before, made, ...each.lines.slice(last)] };
    }),
  };
}
