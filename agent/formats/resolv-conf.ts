/** /etc/resolv.conf as the glibc stub reads it, resolv.conf(5). */
import { bare, closed, splitLines } from "./lines.ts";

export interface ResolvLine {
  /** With its line end. */
  readonly text: string;
  /** Null for comments, blank lines and what the stub ignores. A keyword counts only at the start of its line. */
  readonly directive: { readonly keyword: string; readonly values: readonly string[] } | null;
}

export interface ResolvConf {
  readonly lines: readonly ResolvLine[];
}

/** The stub asks no more servers than this (MAXNS). */
export const MOST_NAMESERVERS = 3;

export function parseResolvConf(text: string): ResolvConf {
  return { lines: splitLines(text).map((line) => ({ text: line, directive: parseDirective(bare(line)) })) };
}

export function printResolvConf(conf: ResolvConf): string {
  return conf.lines.map((line) => line.text).join("");
}

function parseDirective(line: string): ResolvLine["directive"] {
  const match = /^(nameserver|search|domain|options|sortlist)[ \t]+(.*)$/.exec(line);
  if (match === null) return null;
  const values = match[2]!.split(/[ \t\r]+/).filter((word) => word !== "");
  if (values.length === 0) return null;
  return { keyword: match[1]!, values: match[1] === "nameserver" ? values.slice(0, 1) : values };
}

/** Every nameserver named, in order, also those past the third. */
export function nameserversOf(conf: ResolvConf): string[] {
  return conf.lines.flatMap(({ directive }) => (directive?.keyword === "nameserver" ? [directive.values[0]!] : []));
}

/** The search list in force: the last `search` or `domain` line wins. */
export function searchOf(conf: ResolvConf): readonly string[] {
  const lines = conf.lines.filter(
    ({ directive }) => directive?.keyword === "search" || directive?.keyword === "domain",
  );
  return lines.at(-1)?.directive?.values ?? [];
}

/** The same file with these servers where the first one stood, and this search list; null keeps the one there is. Every other line stays as it is. */
export function withServers(
  conf: ResolvConf,
  servers: readonly string[],
  search: readonly string[] | null,
): ResolvConf {
  const sameServers = equal(nameserversOf(conf), servers);
  const sameSearch = search === null || equal(searchOf(conf), search);
  let lines = [...conf.lines];
  if (!sameSearch) {
    lines = replaced(
      lines,
      (keyword) => keyword === "search" || keyword === "domain",
      search.length === 0 ? [] : [`search ${search.join(" ")}`],
    );
  }
  if (!sameServers) {
    lines = replaced(
      lines,
      (keyword) => keyword === "nameserver",
      servers.map((server) => `nameserver ${server}`),
    );
  }
  return { lines };
}

function replaced(
  lines: readonly ResolvLine[],
  theirs: (keyword: string) => boolean,
  wanted: readonly string[],
): ResolvLine[] {
  const added = wanted.map((text) => ({ text: `${text}\n`, directive: parseDirective(text) }));
  const out: ResolvLine[] = [];
  let placed = false;
  for (const line of lines) {
    if (line.directive === null || !theirs(line.directive.keyword)) {
      out.push(line);
    } else if (!placed) {
      placed = true;
      out.push(...added);
    }
  }
  if (placed || added.length === 0) return out;
  const last = out.pop();
  if (last !== undefined) out.push({ ...last, text: closed(last.text) });
  return [...out, ...added];
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
