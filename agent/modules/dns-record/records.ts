import { canonicalIp6 } from "../../net/ip6.ts";
import type { Change } from "../../protocol/messages.ts";
import type { RecordWant } from "../../protocol/wants.ts";
import type { Refusal } from "../module.ts";

export type RecordPlan =
  | { readonly text: string; readonly changes: readonly Change[]; readonly because: readonly string[] }
  | Refusal;

export function recordKey({ name, type, address }: Pick<RecordWant, "name" | "type" | "address">): string {
  return `record:${name.toLowerCase()}:${type}:${address}`;
}

export function ttlKey({ name, type }: Pick<RecordWant, "name" | "type">): string {
  return `ttl:${name.toLowerCase()}:${type}`;
}

/** Whether a name is the apex or below it. */
export function inside(name: string, zone: string): boolean {
  const [a, b] = [name.toLowerCase(), zone.toLowerCase()];
  return a === b || a.endsWith(`.${b}`);
}

export function sameAddress(a: string, b: string): boolean {
  return a === b || (canonicalIp6(a) ?? a) === (canonicalIp6(b) ?? b);
}

/** `api.corp.example. 300 A 10.0.0.7`; the TTL is left out where it is not known. */
export function recordLine(name: string, ttl: number | null, type: string, address: string): string {
  return `${name}. ${ttl === null ? "" : `${ttl} `}${type} ${address}`;
}
