/**
 * Text that YAML reads as something else than an operator means: addresses whose colons make a map, base-60 numbers,
 * templates whose braces make a map. Each is reported once and then mended in the text, in place and at the same length,
 * so that every other position stays true and the rest of the file can still be checked.
 */
import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { parseIp6 } from "../../agent/net/ip6.ts";

export interface Trap {
  /** Offset in the text. */
  readonly offset: number;
  readonly message: string;
  /** What stands at `offset` in the mended text; as long as what it replaces. */
  readonly mended: string;
}

export function findTraps(doc: Document, text: string): Trap[] {
  const traps = new Map<number, Trap>();
  const report = (offset: number, message: string, mended: string): void => {
    if (!traps.has(offset)) traps.set(offset, { offset, message, mended });
  };
  visit(doc, {
    Pair(_, pair) {
      const address = addressReadAsKey(pair);
      if (address === null) return;
      const quoted = `quote this address: "${address.text}"; unquoted, its last colon makes it a map key`;
      report(address.offset, quoted, endingInDigits(address.text));
    },
    Map(_, map) {
      const template = templateReadAsMap(map, text);
      if (template === null) return;
      report(
        template.offset,
        `quote this template: "${template.text}"; unquoted, its braces make it a map`,
        template.mended,
      );
    },
    Scalar(_, scalar, ancestors) {
      const source = plainSource(scalar);
      if (source === null) return;
      const offset = scalar.range![0];
      if (isBase60(source)) {
        const message = `quote this address: "${source}"; unquoted, other YAML readers take it for the number ${base60(source)}`;
        report(offset, message, source);
      } else if (source.startsWith(":") && parseIp6(source.split("/")[0]!) !== null && ancestors.some(isFlow)) {
        report(
          offset,
          `quote this address: "${source}"; unquoted in brackets, other YAML readers make a map of it`,
          source,
        );
      }
    },
  });
  return [...traps.values()].sort((a, b) => a.offset - b.offset);
}

/** @returns the text with every trap mended; offsets stay as they are. */
export function mend(text: string, traps: readonly Trap[]): string {
  let mended = text;
  for (const { offset, mended: by } of traps) mended = mended.slice(0, offset) + by + mended.slice(offset + by.length);
  return mended;
}

/** `2001:db8::` and `- 2001:db8::` become a map with the key `2001:db8:` and no value. */
function addressReadAsKey(pair: Pair): { offset: number; text: string } | null {
  if (!isScalar(pair.key) || plainSource(pair.key) === null) return null;
  const value = pair.value;
  if (value !== null && !(isScalar(value) && value.value === null)) return null;
  const text = `${plainSource(pair.key)}:`;
  return parseIp6(text) === null ? null : { offset: pair.key.range![0], text };
}

/** A valid address as long as the one given, which ends in `::`: `2001:db8::` → `::2001:db8`. */
function endingInDigits(address: string): string {
  return address === "::" ? "''" : `::${address.slice(0, -2)}`;
}

function templateReadAsMap(map: YAMLMap, text: string): { offset: number; text: string; mended: string } | null {
  if (!map.flow || !map.range || map.items.length !== 1) return null;
  const [pair] = map.items;
  if (!isPair(pair) || !isMap(pair.key)) return null;
  const slice = text.slice(map.range[0], map.range[1]);
  if (!slice.startsWith("{{") || !slice.endsWith("}}") || slice.includes('"')) return null;
  return { offset: map.range[0], text: slice, mended: `"${slice.slice(1, -1)}"` };
}

/** Source of an unquoted scalar, else null. */
function plainSource(scalar: Scalar): string | null {
  return scalar.type === "PLAIN" && scalar.range ? (scalar.source ?? null) : null;
}

function isFlow(node: unknown): boolean {
  return isCollection(node) && node.flow === true;
}

/** YAML 1.1 §10.3, base-60 integers. */
function isBase60(source: string): boolean {
  return /^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$/.test(source);
}

function base60(source: string): number {
  const sign = source.startsWith("-") ? -1 : 1;
  const places = source.replaceAll(/[-+_]/g, "").split(":");
  return sign * places.reduce((sum, place) => sum * 60 + Number(place), 0);
}
