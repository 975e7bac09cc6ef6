/** Which sets of records come, go and change at a server that is asked and told over the network. Pure. */
import type { Change } from "../../protocol/messages.ts";
import type { DnsRecordWant } from "../../protocol/wants.ts";
import type { Refusal } from "../module.ts";
import { inside, recordKey, recordLine, sameAddress, ttlKey } from "./records.ts";

/** All records of one name and type (RFC 2181 §5): they share a TTL. */
export interface RecordSet {
  readonly name: string;
  readonly type: "A" | "AAAA";
  readonly ttl: number;
  readonly addresses: readonly string[];
}

/** One set as it is and as it should be; null: none. */
export interface SetEdit {
  readonly name: string;
  readonly type: "A" | "AAAA";
  readonly before: RecordSet | null;
  readonly after: RecordSet | null;
}

/** What the server has of the names wanted. */
export interface LiveFacts {
  readonly sets: readonly RecordSet[];
  /** Names that are aliases, and of what. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Where nothing else is said, a record that is added lives this long. */
const TTL = 300;

export interface LivePlan {
  readonly edits: readonly SetEdit[];
  readonly changes: readonly Change[];
  readonly because: readonly string[];
}

export function planLive(facts: LiveFacts, want: DnsRecordWant): LivePlan | Refusal {
  const outside = want.records.find(({ name }) => !inside(name, want.zone));
  if (outside !== undefined)
    return { refused: "refused", message: `dns-record: ${outside.name} is not in the zone ${want.zone}` };
  const changes: Change[] = [];
  const because: string[] = [];
  const sets = new Map(facts.sets.map((set) => [idOf(set), set]));
  const touched = new Map<string, SetEdit>();
  for (const wanted of want.records) {
    const name = wanted.name.toLowerCase();
    const alias = facts.aliases[name];
    if (wanted.state === "present" && alias !== undefined)
      return {
        refused: "refused",
        message: `dns-record: ${name} is an alias (CNAME ${alias}): it can have no ${wanted.type} of its own; add it to what the alias points to`,
      };
    const id = idOf({ name, type: wanted.type });
    const now = sets.get(id) ?? null;
    const there = now?.addresses.find((address) => sameAddress(address, wanted.address));
    let next = now;
    if (wanted.state === "present" && there === undefined) {
      const ttl = now?.ttl ?? want.ttl ?? TTL;
      next = { name, type: wanted.type, ttl, addresses: [...(now?.addresses ?? []), wanted.address] };
      const line = recordLine(name, ttl, wanted.type, wanted.address);
      changes.push({ key: recordKey(wanted), title: `add ${line}`, before: null, after: line });
    }
    if (wanted.state === "absent" && now !== null && there !== undefined) {
      const addresses = now.addresses.filter((address) => address !== there);
      next = addresses.length === 0 ? null : { ...now, addresses };
      const line = recordLine(name, now.ttl, wanted.type, wanted.address);
      changes.push({ key: recordKey(wanted), title: `remove ${line}`, before: line, after: null });
      if (addresses.length > 0)
        because.push(`${name} has ${wanted.type} ${addresses.join(", ")} besides: not named, not touched`);
    }
    if (wanted.state === "short-lived" && now !== null && there !== undefined && now.ttl > wanted.ttl!) {
      next = { ...now, ttl: wanted.ttl! };
      changes.push(ttlChange(wanted, now.ttl));
    }
    if (next === now) continue;
    if (next === null) sets.delete(id);
    else sets.set(id, next);
    const before = touched.has(id) ? touched.get(id)!.before : now;
    touched.set(id, { name, type: wanted.type, before, after: next });
  }
  if (changes.length === 0) because.push(`${want.zone} has it all already`);
  return { edits: [...touched.values()], changes, because };
}

export function ttlChange(wanted: { name: string; type: "A" | "AAAA"; ttl?: number }, from: number): Change {
  const name = wanted.name.toLowerCase();
  return {
    key: ttlKey({ name, type: wanted.type }),
    title: `lower the TTL of ${name}. ${wanted.type} from ${from} to ${wanted.ttl} s`,
    before: String(from),
    after: String(wanted.ttl),
  };
}

/** What takes this edit back out of the set as it is now; others' records and TTLs stay. Null: it is back already. */
export function inverseOf(edit: SetEdit, now: RecordSet | null): SetEdit | null {
  const [old, made] = [edit.before?.addresses ?? [], edit.after?.addresses ?? []];
  const has = (list: readonly string[], address: string): boolean => list.some((one) => sameAddress(one, address));
  const kept = (now?.addresses ?? []).filter((address) => has(old, address) || !has(made, address));
  const addresses = [...kept, ...old.filter((address) => !has(made, address) && !has(kept, address))];
  const ttl = now === null || now.ttl === edit.after?.ttl ? (edit.before?.ttl ?? now?.ttl ?? TTL) : now.ttl;
  const after = addresses.length === 0 ? null : { name: edit.name, type: edit.type, ttl, addresses };
  return sameSet(now, after) ? null : { name: edit.name, type: edit.type, before: now, after };
}

export function sameSet(a: RecordSet | null, b: RecordSet | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.ttl === b.ttl &&
    a.addresses.length === b.addresses.length &&
    a.addresses.every((address) => b.addresses.some((other) => sameAddress(address, other)))
  );
}

export function idOf({ name, type }: { readonly name: string; readonly type: string }): string {
  return `${name.toLowerCase()} ${type}`;
}
