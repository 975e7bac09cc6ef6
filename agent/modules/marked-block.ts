/** Our part of a file that is the operator's: between two marks at its end. Pure. */
import { closed } from "../formats/lines.ts";

const BEGIN = "# --- migrate: from here to the next mark ---\n";
const END = "# --- migrate: end ---\n";

/** @param part null: none. @returns the file with it, null where nothing is left of a file that was never there. */
export function withBlock(text: string | null, part: string | null): string | null {
  const without = withoutBlock(text ?? "");
  if (part === null) return text === null ? null : without;
  return `${closed(without)}${BEGIN}${part}${END}`;
}

export function withoutBlock(text: string): string {
  const from = text.indexOf(BEGIN);
  if (from < 0) return text;
  const to = text.indexOf(END, from);
  return text.slice(0, from) + (to < 0 ? "" : text.slice(to + END.length));
}
