/**
 * Records of a service's names, in the zone file or hosts file the operator's own server reads, or at a server over the network: add what is missing,
 * shorten lives, remove what is named.
 */
import { isLater, nextSerial, parseZone, printZone, serialOf, ttlOf, withSerial } from "../../formats/zonefile.ts";
import type { DnsRecordWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import type { Module } from "../module.ts";
import { awaitAnswers } from "./answers.ts";
import { planHosts } from "./hosts-plan.ts";
import { liveServer } from "./live.ts";
import { idOf, inverseOf, type LiveFacts, planLive, type SetEdit } from "./live-plan.ts";
import { type RecordPlan, recordKey, ttlKey } from "./records.ts";
import { servedSerial } from "./served-serial.ts";
import { planZone, setTtl } from "./zone-plan.ts";

const RELOAD_MS = 30_000;
/** How long a server may take from the reload until it serves what the file says. */
const SERVED_MS = 10_000;
const POLL_MS = 200;

interface Facts {
  readonly text: string | null;
  /** The journal of a zone that is updated over the network: the file lags behind it. */
  readonly journal: boolean;
  /** YYYYMMDD, UTC. */
  readonly today: number;
  /** Of servers that are asked over the network; null for files. */
  readonly live: LiveFacts | null;
}

interface Image {
  readonly want: Omit<DnsRecordWant, "records" | "answers">;
  /** The file as this step leaves it. */
  readonly after: string;
  /** What takes this step's changes back, and only those. */
  readonly inverse: DnsRecordWant["records"];
  /** Of servers over the network: the sets this step changes. */
  readonly sets?: readonly SetEdit[];
  /** TTLs that were lowered, as they were. */
  readonly ttls?: readonly {
    readonly name: string;
    readonly type: "A" | "AAAA";
    readonly ttl: number;
    readonly lowered: number;
  }[];
  readonly answers?: DnsRecordWant["answers"];
}

export const dnsRecord: Module<Facts, DnsRecordWant, Image> = {
  async check(sys, want) {
    const server = liveServer(want.source);
    if (server !== null)
      return { text: null, journal: false, today: todayOf(sys), live: await server.read(sys, want, namesOf(want)) };
    return {
      live: null,
      text: await sys.read(want.file),
      journal: want.source === "zonefile" && (await sys.stat(`${want.file}.jnl`)) !== null,
      today: todayOf(sys),
    };
  },
  diff(facts, want) {
    if (facts.live !== null) {
      const plan = planLive(facts.live, want);
      return "refused" in plan ? plan : { changes: plan.changes, edits: [], because: plan.because };
    }
    if (facts.text === null) {
      return {
        refused: "refused",
        message: `dns-record: there is no ${want.file} on this host; name the file the server reads`,
      };
    }
    if (facts.journal) {
      return {
        refused: "unsupported",
        message: `dns-record: ${want.file} has a journal beside it: the zone is updated dynamically, and an edit of the file would be lost or refused`,
      };
    }
    const plan = planOf(facts.text, want, facts.today);
    if ("refused" in plan) return plan;
    const edits = plan.changes.length === 0 ? [] : [{ path: want.file, after: plan.text }];
    return { changes: plan.changes, edits, because: plan.because };
  },
  image: (facts, want) => {
    const { records: _records, answers = [], ...where } = want;
    if (facts.live !== null) {
      const live = planLive(facts.live, want);
      return { want: where, after: "", inverse: [], sets: "refused" in live ? [] : live.edits, answers };
    }
    const plan = planOf(facts.text ?? "", want, facts.today);
    const changes = "refused" in plan ? [] : plan.changes;
    const keys = new Set(changes.map(({ key }) => key));
    return {
      want: where,
      ttls: want.records.flatMap(({ name, type }) => {
        const change = changes.find(({ key }) => key === ttlKey({ name, type }));
        return change === undefined
          ? []
          : [{ name: name.toLowerCase(), type, ttl: Number(change.before), lowered: Number(change.after) }];
      }),
      answers,
      after: "refused" in plan ? "" : plan.text,
      inverse: want.records
        .filter((record) => record.state !== "short-lived" && keys.has(recordKey(record)))
        .map((record) => ({
          ...record,
          state: record.state === "present" ? ("absent" as const) : ("present" as const),
        }))
        .reverse(),
    };
  },
  async apply(sys, { facts, want, writeFiles }) {
    if (facts.live !== null) {
      const plan = planLive(facts.live, want);
      if ("refused" in plan) throw new Fault("refused", plan.message);
      await liveServer(want.source)!.write(sys, want, plan.edits);
      return [];
    }
    await writeFiles();
    return reload(sys, want);
  },
  async undo(sys, image, restoreFiles) {
    const { want } = image;
    const notes = await awaitAnswers(image.answers ?? []);
    if (image.sets !== undefined) return [...notes, ...(await undoLive(sys, want, image.sets))];
    const now = (await sys.read(want.file)) ?? "";
    if (unnumbered(now, want) !== unnumbered(image.after, want)) {
      // Others have worked on this file since: their work stays.
      const plan = planOf(now, { ...want, records: image.inverse }, todayOf(sys));
      if ("refused" in plan) throw new Fault("refused", plan.message);
      await sys.write(want.file, withTtls(plan.text, want, image.ttls ?? []));
      notes.push(
        `${want.file} was changed since: taken back were ${plan.changes.map(({ title }) => title).join("; ") || "no records, they are back already"}`,
      );
      return [...notes, ...(await reload(sys, want))];
    }
    const served = serialOf(parseZone(now, want.zone));
    await restoreFiles();
    if (want.source === "hosts-file" || want.reload === null) return reload(sys, want);
    const zone = parseZone((await sys.read(want.file)) ?? "", want.zone);
    const old = serialOf(zone);
    if (served !== null && old !== null && isLater(served, old)) {
      // Secondaries have seen the later serial and would never fetch a zone whose serial went back.
      const serial = nextSerial(served, todayOf(sys));
      await sys.write(want.file, printZone(withSerial(zone, serial)));
      notes.push(`its serial raised to ${serial} all the same, so that secondaries fetch it`);
    }
    return [...notes, ...(await reload(sys, want))];
  },
};

function planOf(text: string, want: DnsRecordWant, today: number): RecordPlan {
  return want.source === "zonefile" ? planZone(text, want, today) : planHosts(text, want);
}

/** Only what this step did, out of the sets as they are now. */
async function undoLive(sys: System, want: Image["want"], sets: readonly SetEdit[]): Promise<string[]> {
  const server = liveServer(want.source)!;
  const names = [...new Set(sets.map(({ name }) => name))];
  const open = async (): Promise<readonly SetEdit[]> => {
    const facts = await server.read(sys, want, names);
    const at = new Map(facts.sets.map((set) => [idOf(set), set]));
    return sets.flatMap((edit) => inverseOf(edit, at.get(idOf(edit)) ?? null) ?? []);
  };
  const edits = await open();
  if (edits.length > 0) await server.write(sys, want, edits);
  const left = await open();
  if (left.length > 0)
    throw new Fault("io", `dns-record: after the undo these are not as before: ${left.map(idOf).join("; ")}`);
  return [`${edits.length} sets of records of ${want.zone} are as before`];
}

/** TTLs that others have changed since are theirs. */
function withTtls(text: string, { zone, source }: Image["want"], ttls: NonNullable<Image["ttls"]>): string {
  if (source !== "zonefile") return text;
  const now = parseZone(text, zone);
  const ours = ttls.filter(({ name, type, lowered }) =>
    now.entries.some(({ record }, i) => record?.owner === name && record.type === type && ttlOf(now, i) === lowered),
  );
  return printZone(ours.reduce((edited, { name, type, ttl }) => setTtl(edited, name, type, ttl), now));
}

function namesOf({ records }: DnsRecordWant): string[] {
  return [...new Set(records.map(({ name }) => name.toLowerCase()))];
}

/** The file without the one thing every edit changes. */
function unnumbered(text: string, { source, zone }: Image["want"]): string {
  return source === "zonefile" ? printZone(withSerial(parseZone(text, zone), 0)) : text;
}

function todayOf(sys: System): number {
  return Number(new Date(sys.now()).toISOString().slice(0, 10).replaceAll("-", ""));
}

async function reload(sys: System, want: Image["want"]): Promise<string[]> {
  if (want.reload === null) return ["no reload command: the server takes the file up when it next reads it"];
  const done = await sys.exec(want.reload, { timeoutMs: RELOAD_MS });
  if (done.code !== 0) {
    throw new Fault(
      "io",
      `dns-record: ${want.reload.join(" ")} failed (${done.code}): ${done.stderr.trim() || done.stdout.trim()}`,
    );
  }
  if (want.source === "hosts-file") return [`${want.reload.join(" ")} done`];
  const wanted = serialOf(parseZone((await sys.read(want.file)) ?? "", want.zone));
  const { addresses } = await sys.network();
  const servers = ["::1", "127.0.0.1", ...addresses.filter((a) => a.scope === "global").map((a) => a.address)];
  let served: number | null = null;
  for (let waited = 0; waited < SERVED_MS; waited += POLL_MS) {
    served = await servedSerial(want.zone, [...new Set(servers)]);
    // No server for this zone on this host: nothing to wait for.
    if (served === null || served === wanted) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  if (served === null)
    return [
      `no server on this host answers for ${want.zone} with authority: the new serial ${wanted} was not seen served`,
    ];
  if (served !== wanted) {
    throw new Fault(
      "io",
      `dns-record: after ${want.reload.join(" ")} the server still serves ${want.zone} with serial ${served}, not ${wanted}; see its log`,
    );
  }
  return [`${want.zone} is served with serial ${served}`];
}
