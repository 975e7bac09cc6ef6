/** Which entries of a zone file come and go. Pure. */

import {
  nextSerial,
  parseZone,
  printZone,
  serialOf,
  ttlOf,
  withoutRecord,
  withRecord,
  withSerial,
  withTtl,
  type Zone,
} from "../../formats/zonefile.ts";
import type { Change } from "../../protocol/messages.ts";
import type { DnsRecordWant } from "../../protocol/wants.ts";
import { ttlChange } from "./live-plan.ts";
import { inside, type RecordPlan, recordKey, recordLine, sameAddress } from "./records.ts";

/** Types by which a zone file shows that it is made by a signer. */
const SIGNED = new Set(["RRSIG", "NSEC", "NSEC3"]);

/** @param today YYYYMMDD. */
export function planZone(text: string, want: DnsRecordWant, today: number): RecordPlan {
  const before = parseZone(text, want.zone);
  const refusal = refuse(before, want);
  if (refusal !== null) return refusal;
  const because: string[] = [];
  const changes: Change[] = [];
  let zone = before;
  for (const wanted of want.records) {
    const name = wanted.name.toLowerCase();
    const found = zone.entries.findIndex(
      ({ record }) =>
        record?.owner === name &&
        record.type === wanted.type &&
        sameAddress(record.rdata[0]?.text ?? "", wanted.address),
    );
    const others = zone.entries.filter(
      ({ record }, i) => i !== found && record?.owner === name && record.type === wanted.type,
    );
    if (wanted.state === "present" && found < 0) {
      const line = recordLine(name, want.ttl ?? null, wanted.type, wanted.address);
      zone = withRecord(zone, name, wanted.type, wanted.address, want.ttl ?? null);
      changes.push({ key: recordKey(wanted), title: `add ${line}`, before: null, after: line });
    }
    if (wanted.state === "short-lived" && found >= 0) {
      const ttl = ttlOf(zone, found);
      if (ttl === null) because.push(`${want.file} does not say how long ${name} lives: its TTL is left as it is`);
      else if (ttl > wanted.ttl!) {
        zone = setTtl(zone, name, wanted.type, wanted.ttl!);
        changes.push(ttlChange(wanted, ttl));
      }
      continue;
    }
    if (wanted.state === "absent" && found >= 0) {
      const line = recordLine(name, ttlOf(zone, found), wanted.type, wanted.address);
      zone = withoutRecord(zone, found);
      changes.push({ key: recordKey(wanted), title: `remove ${line}`, before: line, after: null });
    }
    if (others.length > 0) {
      because.push(
        `${name} has ${others.map(({ record }) => `${record!.type} ${record!.rdata[0]?.text}`).join(", ")} besides: not named, not touched`,
      );
    }
  }
  if (changes.length === 0) return { text, changes, because: [...because, `${want.file} has it all already`] };
  const old = serialOf(before)!;
  const serial = nextSerial(old, today);
  zone = withSerial(zone, serial);
  changes.push({
    key: `serial:${want.zone}`,
    title: `raise the serial of ${want.zone} from ${old} to ${serial}`,
    before: String(old),
    after: String(serial),
  });
  return { text: printZone(zone), changes, because };
}

function refuse(zone: Zone, want: DnsRecordWant): RecordPlan | null {
  const no = (refused: "refused" | "unsupported", message: string): RecordPlan => ({
    refused,
    message: `dns-record: ${message}`,
  });
  const outside = want.records.find(({ name }) => !inside(name, want.zone));
  if (outside !== undefined) return no("refused", `${outside.name} is not in the zone ${want.zone}`);
  const include = zone.entries.find(({ directive }) => directive?.name === "$INCLUDE");
  if (include !== undefined) {
    return no(
      "unsupported",
      `${want.file} includes ${include.directive!.values[0]}: what is in there cannot be seen from here; name that file instead`,
    );
  }
  const signed = zone.entries.find(({ record }) => record !== null && SIGNED.has(record.type));
  if (signed !== undefined) {
    return no("unsupported", `${want.file} holds signatures (${signed.record!.type}): edit the file it is signed from`);
  }
  if (serialOf(zone) === null) return no("refused", `${want.file} has no SOA with a serial that can be raised`);
  const soa = zone.entries.find(({ record }) => record?.type === "SOA")!.record!;
  if (soa.owner !== want.zone.toLowerCase()) {
    return no("refused", `${want.file} is the zone ${soa.owner}, not ${want.zone}`);
  }
  for (const { name, state, type } of want.records) {
    const alias = zone.entries.find(({ record }) => record?.owner === name.toLowerCase() && record.type === "CNAME");
    if (state === "present" && alias !== undefined) {
      return no(
        "refused",
        `${name} is an alias (CNAME ${alias.record!.rdata[0]?.text}): it can have no ${type} of its own; add it to what the alias points to`,
      );
    }
  }
  return null;
}

/** Records of one name and type share a TTL (RFC 2181 §5.2). */
export function setTtl(zone: Zone, name: string, type: string, ttl: number): Zone {
  return zone.entries.reduce(
    (edited, { record }, i) => (record?.owner === name && record.type === type ? withTtl(edited, i, ttl) : edited),
    zone,
  );
}
