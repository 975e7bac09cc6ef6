/** Which lines of an /etc/hosts-style file come and go. Pure. */
import { parseHostsFile, printHostsFile, withHost, withoutHost } from "../../formats/hosts-file.ts";
import { canonicalIp6 } from "../../net/ip6.ts";
import type { Change } from "../../protocol/messages.ts";
import type { DnsRecordWant } from "../../protocol/wants.ts";
import { type RecordPlan, recordKey } from "./records.ts";

export function planHosts(text: string, want: DnsRecordWant): RecordPlan {
  let file = parseHostsFile(text);
  const changes: Change[] = [];
  for (const wanted of want.records) {
    const name = wanted.name.toLowerCase();
    const line = `${wanted.address} ${wanted.name}`;
    const find = (): number =>
      file.lines.findIndex(
        ({ entry }) =>
          entry !== null &&
          (canonicalIp6(entry.address) ?? entry.address) === (canonicalIp6(wanted.address) ?? wanted.address) &&
          entry.names.some((each) => each.toLowerCase() === name),
      );
    let found = find();
    if (wanted.state === "present" && found < 0) {
      file = withHost(file, wanted.address, wanted.name);
      changes.push({ key: recordKey(wanted), title: `add ${line}`, before: null, after: line });
    }
    if (wanted.state === "absent" && found >= 0) {
      // The same pair may stand there twice.
      for (; found >= 0; found = find()) file = withoutHost(file, found, name);
      changes.push({ key: recordKey(wanted), title: `remove ${line}`, before: line, after: null });
    }
  }
  const because = changes.length === 0 ? [`${want.file} has it all already`] : [];
  return { text: changes.length === 0 ? text : printHostsFile(file), changes, because };
}
