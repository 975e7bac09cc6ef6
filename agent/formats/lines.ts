/** Text as lines that still carry their own line ends, so that joining them gives back the same bytes. */

/** `"a\r\nb"` → `["a\r\n", "b"]`; the empty text has no lines. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A line without its line end. */
export function bare(line: string): string {
  return line.replace(/\r?\n$/, "");
}

/** The text with a line end at its end, unless it is empty. */
export function closed(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
