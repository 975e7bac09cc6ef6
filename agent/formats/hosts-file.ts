/** /etc/hosts and its like, hosts(5): an address and its names on a line. */
import { bare, closed, splitLines } from "./lines.ts";

export interface HostsLine {
  /** With its line end. */
  readonly text: string;
  /** Null for comments and blank lines. */
  readonly entry: { readonly address: string; readonly names: readonly string[] } | null;
}

export interface HostsFile {
  readonly lines: readonly HostsLine[];
}

export function parseHostsFile(text: string): HostsFile {
  return { lines: splitLines(text).map(parseLine) };
}

export function printHostsFile(file: HostsFile): string {
  return file.lines.map((line) => line.text).join("");
}

function parseLine(text: string): HostsLine {
  const [address, ...names] = bare(text)
    .split("#", 1)[0]!
    .split(/[ \t]+/)
    .filter((word) => word !== "");
  return { text, entry: address === undefined || names.length === 0 ? null : { address, names } };
}

/** A line more at the end. */
export function withHost(file: HostsFile, address: string, name: string): HostsFile {
  const lines = file.lines.map((line, i) =>
    i === file.lines.length - 1 ? { ...line, text: closed(line.text) } : line,
  );
  return { lines: [...lines, parseLine(`${address} ${name}\n`)] };
}

/** Without this name on this line; the line goes with its last name. Everything else on it stays as written. */
export function withoutHost(file: HostsFile, index: number, name: string): HostsFile {
  const line = file.lines[index]!;
  const left = line.entry!.names.filter((each) => each.toLowerCase() !== name.toLowerCase());
  if (left.length === 0) return { lines: file.lines.filter((_, i) => i !== index) };
  const comment = line.text.indexOf("#");
  const head = comment < 0 ? line.text : line.text.slice(0, comment);
  const tail = comment < 0 ? "" : line.text.slice(comment);
  const without = head.replace(/[ \t]+([^ \t\r\n]+)/g, (whole, word: string, at: number) =>
    at > 0 && word.toLowerCase() === name.toLowerCase() && head.slice(0, at).trim() !== "" ? "" : whole,
  );
  return { lines: file.lines.map((each, i) => (i === index ? parseLine(without + tail) : each)) };
}
