/** Where an answer's CNAME and DNAME records lead. RFC 6147 §5.1.5, RFC 6672 §2.2. */
import { CLASS_IN, TYPE } from "./wire/constants.ts";
import { type Message, ownerOf, type ResourceRecord, sectionOf } from "./wire/message.ts";
import { readName, sameName, suffixAt } from "./wire/name.ts";

const MAX_STEPS = 32;

/** The name at the end of the chain that starts at the question, or null where the chain loops, is too long, or makes a name too long. */
export function terminalName(message: Message): Uint8Array | null {
  const answer = sectionOf(message, 0).filter((r) => r.class === CLASS_IN);
  let name = message.name;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = follow(message, answer, name);
    if (next === undefined) return name;
    if (next === null) return null;
    name = next;
  }
  return null;
}

/** One step from `name`. @returns undefined where the chain ends there, null where the step cannot be made. */
function follow(message: Message, answer: readonly ResourceRecord[], name: Uint8Array): Uint8Array | null | undefined {
  for (const record of answer) {
    if (record.type === TYPE.CNAME && sameName(ownerOf(message, record), name)) {
      return readName(message.bytes, record.data, record.end);
    }
  }
  // A server older than RFC 6672 §3.1 may give the DNAME without the CNAME that follows from it.
  for (const record of answer) {
    if (record.type !== TYPE.DNAME) continue;
    const at = suffixAt(name, ownerOf(message, record));
    if (at <= 0) continue;
    const target = readName(message.bytes, record.data, record.end);
    if (target === null || at + target.length > 255) return null;
    const joined = new Uint8Array(at + target.length);
    joined.set(name.subarray(0, at));
    joined.set(target, at);
    return joined;
  }
  return undefined;
}

/** Address records of the wanted type at the end of the chain; data of any other length than the type's is none. */
export function addressesAt(message: Message, terminal: Uint8Array, type: number): ResourceRecord[] {
  const size = type === TYPE.AAAA ? 16 : 4;
  return sectionOf(message, 0).filter(
    (r) =>
      r.type === type && r.class === CLASS_IN && r.end - r.data === size && sameName(ownerOf(message, r), terminal),
  );
}
