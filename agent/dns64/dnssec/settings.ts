/** The configuration's words about validation, read. */
import { lowerName, textToName } from "../wire/name.ts";
import { type Anchor, parseAnchors, ROOT_ANCHORS } from "./anchors.ts";
import type { ValidationSettings } from "./validation.ts";

export interface ValidationWords {
  readonly validate?: "off" | "upstream" | "local" | false;
  readonly trust_anchors?: string | readonly string[];
  readonly unvalidated?: string | readonly string[];
}

/** Say what is wrong with the value at a path of keys and indexes. */
export type Complain = (path: (string | number)[], message: string) => void;

/**
 * @param readText gives a file's text; throws where it cannot be read.
 * @returns null where nothing is validated here.
 */
export function validationSettings(
  words: ValidationWords,
  readText: (path: string) => string,
  complain: Complain,
): ValidationSettings | null {
  const anchors = entriesOf("trust_anchors", words.trust_anchors, complain, (text) => anchorsOf(text, readText));
  const unvalidated = entriesOf("unvalidated", words.unvalidated, complain, (text) => {
    const name = textToName(text);
    return name === null ? `${text} is not a domain name` : [lowerName(name)];
  });
  if (words.validate !== "local") {
    for (const key of ["trust_anchors", "unvalidated"] as const)
      if (words[key] !== undefined && words[key].length > 0) complain([key], "has no effect without `validate: local`");
    return null;
  }
  if (words.trust_anchors === undefined) return { anchors: rootAnchors(), unvalidated };
  if (Array.isArray(words.trust_anchors) && words.trust_anchors.length === 0)
    complain(["trust_anchors"], "nothing to trust: leave the key out to trust the keys of the DNS root");
  return { anchors, unvalidated };
}

/** One record, or the path of a file of them. */
function anchorsOf(text: string, readText: (path: string) => string): Anchor[] | string {
  const isFile = text.startsWith("/");
  let records = text;
  if (isFile) {
    try {
      records = readText(text);
    } catch (error) {
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const parsed = parseAnchors(records);
  if ("problem" in parsed) return isFile ? `${text}: ${parsed.problem}` : parsed.problem;
  return parsed.anchors.length > 0 ? parsed.anchors : `${text}: holds no key to be trusted`;
}

function rootAnchors(): Anchor[] {
  const parsed = parseAnchors(ROOT_ANCHORS.join("\n"));
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.anchors;
}

function entriesOf<T>(
  key: string,
  value: string | readonly string[] | undefined,
  complain: Complain,
  read: (text: string) => readonly T[] | string,
): T[] {
  const texts = value === undefined ? [] : typeof value === "string" ? [value] : value;
  return texts.flatMap((text, i) => {
    const found = read(text);
    if (typeof found !== "string") return found;
    complain(typeof value === "string" ? [key] : [key, i], found);
    return [];
  });
}
