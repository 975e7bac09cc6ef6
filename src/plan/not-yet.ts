/**
 * What the formats can say and this version does not do. A plan that asks for it is refused by name, never half obeyed.
 * The README's list "Not yet" holds every title; a test compares them.
 */
import type { Path } from "./yaml.ts";

export interface NotYet {
  /** As the README lists it. */
  readonly title: string;
  /** Path in the plan or in a playbook; `*` stands for any key. */
  readonly path: string;
  /** Only these values are not implemented; left out: any value. */
  readonly values?: readonly unknown[];
  readonly instead: string;
}

export const NOT_YET: readonly NotYet[] = [];

/** Every line the README's list must have. */
export function notYetTitles(): string[] {
  return [...new Set(NOT_YET.map((entry) => entry.title))];
}

/** Every place in a document that asks for something of the table. */
export function findNotYet(
  document: unknown,
  table: readonly NotYet[] = NOT_YET,
): { path: Path; message: string; instead: string }[] {
  const found: { path: Path; message: string; instead: string }[] = [];
  for (const { title, path, values, instead } of table) {
    for (const place of placesOf(document, path.split("."))) {
      if (values !== undefined && !values.includes(place.value)) continue;
      found.push({ path: place.path, message: `not implemented yet: ${title}`, instead });
    }
  }
  return found;
}

function placesOf(value: unknown, steps: readonly string[], path: Path = []): { path: Path; value: unknown }[] {
  const [step, ...rest] = steps;
  if (value === undefined) return [];
  if (step === undefined) return [{ path, value }];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const keys = step === "*" ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
  return keys.flatMap((key) => placesOf((value as Record<string, unknown>)[key], rest, [...path, key]));
}
