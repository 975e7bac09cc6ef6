/** Names and the places where their records live fit together. */
import type { PlanFile } from "../plan.generated.ts";
import type { Loose } from "../schema.ts";
import type { Path } from "../yaml.ts";
import { present, type Rule, type RuleContext, servicesOf } from "./context.ts";

type RecordFile = NonNullable<PlanFile["records"]>[number];

export const recordsSayWhere: Rule = (context) => {
  const seen = new Set<string>();
  for (const [i, record] of present(context.plan.records)) {
    const path = ["records", i];
    if (
      (record.source ?? "zonefile") === "zonefile" &&
      record.file === undefined &&
      !context.isWritten([...path, "file"])
    ) {
      context.error(
        "missing-key",
        path,
        "a zone file lacks `file`: where it lies on the host",
        "file: /etc/bind/corp.example.zone",
      );
    }
    checkKeys(context, record, path);
    const place = JSON.stringify([record.host, record.zone, record.source ?? "zonefile", record.file]);
    if (record.zone !== undefined && seen.has(place))
      context.error("duplicate-item", path, `${record.zone} on ${record.host} is named twice`);
    seen.add(place);
  }
};

/** Which keys a source needs, and which it has no use for. */
const KEYS = {
  zonefile: { needs: [], takes: ["file", "reload"] },
  "hosts-file": { needs: [], takes: ["file", "reload"] },
  nsupdate: { needs: ["key"], takes: ["server", "key"] },
  powerdns: { needs: ["key"], takes: ["server", "key"] },
  command: { needs: ["command"], takes: ["command"] },
} as const;

function checkKeys(context: RuleContext, record: Loose<RecordFile>, path: Path): void {
  const source = record.source ?? "zonefile";
  const { needs, takes } = KEYS[source];
  for (const key of needs)
    if (!context.isWritten([...path, key])) context.error("missing-key", path, `source ${source} lacks \`${key}\``);
  for (const key of ["file", "reload", "server", "key", "command"] as const)
    if (context.isWritten([...path, key]) && !(takes as readonly string[]).includes(key))
      context.error(
        "unused-key",
        [...path, key],
        `\`${key}\` is of no use to source ${source}`,
        `it takes: ${takes.join(", ")}`,
      );
}

/** Phase 4 drops the A records of internal names; of a name in no zone of ours it would stay. */
export const internalNamesAreOurs: Rule = (context) => {
  const zones = present(context.plan.records).flatMap(([, record]) =>
    record.zone === undefined ? [] : [bare(record.zone)],
  );
  if (zones.length === 0) return;
  for (const [name, service] of servicesOf(context)) {
    for (const [i, internal] of present(service.names?.internal)) {
      if (zones.some((zone) => bare(internal) === zone || bare(internal).endsWith(`.${zone}`))) continue;
      const message = `${internal} lies in no zone of \`records\`: its AAAA and A records are left as they are`;
      context.warn(
        "foreign-name",
        ["services", name, "names", "internal", i],
        message,
        `zones: ${[...new Set(zones)].join(", ")}`,
      );
    }
  }
};

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
