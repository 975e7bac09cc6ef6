/** The records of a section as sets, each with the signatures that cover it. RFC 2181 §5, RFC 4035 §2.2. */
import { coveredType, type Message, ownerOf, type ResourceRecord, type Section, sectionOf } from "../wire/message.ts";
import { lowerName, nameKey } from "../wire/name.ts";
import { SEC } from "./numbers.ts";

export interface Rrset {
  /** In lower case. */
  readonly owner: Uint8Array;
  readonly type: number;
  readonly class: number;
  readonly records: ResourceRecord[];
  readonly signatures: ResourceRecord[];
}

/** @returns the sets in the order of their first records; signatures over nothing are left out. */
export function rrsetsOf(message: Message, section: Section): Rrset[] {
  const sets = new Map<string, Rrset>();
  for (const record of sectionOf(message, section)) {
    const covered = coveredType(message, record);
    const type = record.type === SEC.RRSIG ? covered : record.type;
    const owner = lowerName(ownerOf(message, record));
    const key = `${nameKey(owner)}/${type}/${record.class}`;
    const set = sets.get(key) ?? { owner, type, class: record.class, records: [], signatures: [] };
    sets.set(key, set);
    (record.type === SEC.RRSIG ? set.signatures : set.records).push(record);
  }
  return [...sets.values()].filter(({ records }) => records.length > 0);
}
