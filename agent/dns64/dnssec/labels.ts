/** Names as trees: parents, common ancestors, canonical order. Every name here is uncompressed and in lower case. RFC 4034 §6.1. */
import { suffixAt } from "../wire/name.ts";

export const ROOT = Uint8Array.of(0);

/** How many labels a name has, the root's not counted. */
export function labelCount(name: Uint8Array): number {
  let count = 0;
  for (let at = 0; name[at]! > 0; at += name[at]! + 1) count++;
  return count;
}

/** The name without its first label; the root has no parent, and null stands for it. */
export function parentOf(name: Uint8Array): Uint8Array | null {
  return name[0] === 0 ? null : name.subarray(name[0]! + 1);
}

/** The last `count` labels of a name, with the root's. */
export function lastLabels(name: Uint8Array, count: number): Uint8Array {
  let at = 0;
  for (let drop = labelCount(name) - count; drop > 0; drop--) at += name[at]! + 1;
  return name.subarray(at);
}

/** Whether `name` is `zone` or below it. */
export function isWithin(name: Uint8Array, zone: Uint8Array): boolean {
  return suffixAt(name, zone) >= 0;
}

/** Whether `name` is below `zone` and not it. */
export function isBelow(name: Uint8Array, zone: Uint8Array): boolean {
  return suffixAt(name, zone) > 0;
}

export function isWildcard(name: Uint8Array): boolean {
  return name[0] === 1 && name[1] === 0x2a;
}

/** `*.name`, or null where it would exceed 255 octets: such a name cannot exist. */
export function wildcardAt(name: Uint8Array): Uint8Array | null {
  if (name.length + 2 > 255) return null;
  const wildcard = new Uint8Array(name.length + 2);
  wildcard[0] = 1;
  wildcard[1] = 0x2a;
  wildcard.set(name, 2);
  return wildcard;
}

/** The longest name that both are within. */
export function commonAncestor(a: Uint8Array, b: Uint8Array): Uint8Array {
  let name: Uint8Array = a;
  while (!isWithin(b, name)) name = parentOf(name)!;
  return name;
}

/** The names from just below `zone` down to `name`, shortest first; `name` must be within `zone`. */
export function namesBelow(zone: Uint8Array, name: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = [];
  for (let n = name; n.length > zone.length; n = parentOf(n)!) names.unshift(n);
  return names;
}

/** Canonical order, RFC 4034 §6.1: label by label from the root, each as unsigned octets, a missing label first. */
export function compareNames(a: Uint8Array, b: Uint8Array): number {
  const left = labelStarts(a);
  const right = labelStarts(b);
  const shared = Math.min(left.length, right.length);
  for (let i = 1; i <= shared; i++) {
    const order = compareLabels(a, left[left.length - i]!, b, right[right.length - i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function labelStarts(name: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = 0; name[at]! > 0; at += name[at]! + 1) starts.push(at);
  return starts;
}

function compareLabels(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
  const lengthA = a[atA]!;
  const lengthB = b[atB]!;
  for (let i = 1; i <= lengthA && i <= lengthB; i++) {
    const order = a[atA + i]! - b[atB + i]!;
    if (order !== 0) return order;
  }
  return lengthA - lengthB;
}

/** Order of octet strings, a missing octet first. RFC 4034 §6.3. */
export function compareOctets(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

export function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareOctets(a, b) === 0;
}
