import type { Change } from "../../protocol/messages.ts";
import type { DnsRecordWant } from "../../protocol/wants.ts";
import type { Refusal } from "../module.ts";

export type RecordPlan =
  | { readonly text: string; readonly changes: readonly Change[]; readonly because: readonly string[] }
  | Refusal;

export function recordKey({ name, type, address }: DnsRecordWant["records"][number]): string {
  return `record:${name.toLowerCase()}:${type}:${address}`;
}

/** Whether a name is the apex or below it. */
export function inside(name: string, zone: string): boolean {
  const [a, b] = [name.toLowerCase(), zone.toLowerCase()];
  return a === b || a.endsWith(`.${b}`);
}
