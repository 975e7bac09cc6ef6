/** What a conformance table says of a requirement, and whether the tests it names are there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const TESTS = join(import.meta.dirname, "..");

/** `test`: a vector (`rfc7915/5.1-…`), or `file › title of the test`, the file from test/. The others say why. */
export type Held =
  | { readonly test: readonly string[] }
  | { readonly notOurs: string }
  | { readonly untestable: string };

export type Table = readonly (readonly [section: string, requirement: string, held: Held])[];

export function isThere(name: string): boolean {
  const [file, title] = name.split(" › ");
  if (title === undefined) return existsSync(join(TESTS, "vectors", `${file}.in.hex`));
  const text = readFileSync(join(TESTS, file!), "utf8");
  return ["(", "[", "  "].some((before) => text.includes(`${before}"${title}"`));
}
