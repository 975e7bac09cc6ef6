/** What a signature is made over. RFC 4034 §3.1.8.1, §6.2, §6.3. */
import { NAMES_IN_DATA } from "../wire/layout.ts";
import type { Message, ResourceRecord } from "../wire/message.ts";
import { lowerName, readName, skipName } from "../wire/name.ts";
import { compareOctets, sameOctets } from "./labels.ts";
import type { Signature } from "./records.ts";

const NAPTR = 35;

/**
 * A record's data with its names whole and in lower case.
 * The types are those of RFC 4034 §6.2 without HINFO and NSEC (RFC 6840 §5.1), and without A6, NXT and SIG, which nobody publishes.
 */
export function canonicalData({ bytes }: Message, record: ResourceRecord): Uint8Array {
  const layout = record.type === NAPTR ? naptrLayout(bytes, record) : NAMES_IN_DATA.get(record.type);
  if (layout === undefined) return bytes.slice(record.data, record.end);
  const parts = [bytes.subarray(record.data, record.data + layout.before)];
  let at = record.data + layout.before;
  for (let i = 0; i < layout.names; i++) {
    const name = readName(bytes, at, record.end);
    if (name === null) return bytes.slice(record.data, record.end);
    parts.push(lowerName(name));
    at = skipName(bytes, at, record.end);
  }
  parts.push(bytes.subarray(at, record.end));
  return joined(parts);
}

/** Order, preference, three character strings, then a name. RFC 3403 §4.1. */
function naptrLayout(bytes: Uint8Array, { data, end }: ResourceRecord): { before: number; names: number } | undefined {
  let at = data + 4;
  for (let i = 0; i < 3; i++) at += 1 + (bytes[at] ?? 0);
  return at < end ? { before: at - data, names: 1 } : undefined;
}

/**
 * @param owner the name that was signed, in lower case: the wildcard's where the records come from one.
 * @param datas of the records, canonical; put in order here, equal ones once (§6.3).
 */
export function signedData(
  { head, originalTtl }: Signature,
  owner: Uint8Array,
  type: number,
  cls: number,
  datas: readonly Uint8Array[],
): Uint8Array {
  const ordered = [...datas].sort(compareOctets).filter((data, i, all) => i === 0 || !sameOctets(all[i - 1]!, data));
  const parts: Uint8Array[] = [head];
  for (const data of ordered) {
    const fixed = new Uint8Array(10);
    const view = new DataView(fixed.buffer);
    view.setUint16(0, type);
    view.setUint16(2, cls);
    view.setUint32(4, originalTtl);
    view.setUint16(8, data.length);
    parts.push(owner, fixed, data);
  }
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
