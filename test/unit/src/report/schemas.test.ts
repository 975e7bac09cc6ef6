/** The published schemas of journal, events and evidence are what the program writes: every type, and nothing beside. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assess } from "../../../../src/assess/assessment.ts";
import { auditLines } from "../../../../src/assess/event-lines.ts";
import type { HostReport } from "../../../../src/assess/host-report.ts";
import type { Entry, EntryType } from "../../../../src/engine/journal.ts";
import { reduce, replay } from "../../../../src/engine/reduce.ts";
import { initialState, type RunState } from "../../../../src/engine/state.ts";
import type { ExecutionPlan } from "../../../../src/plan/execution.ts";
import { FleetWatch } from "../../../../src/report/fleet-view.ts";
import { eventLines } from "../../../../src/report/ndjson.ts";
import { versionLine } from "../../../../src/report/version-line.ts";
import { CHAIN_START, verifyChain, withLinks } from "../../../../src/store/chain.ts";
import { finding, flow, INVENTORY, NOW, observation, report, SUBJECT } from "../assess/fleet.ts";
import { SAMPLES } from "../engine/samples.ts";
import { complaint, read } from "./published.ts";
import { sampleRun } from "./sample-run.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const TYPES = Object.keys(SAMPLES) as EntryType[];
const entry = (type: EntryType): Entry => ({ ...SAMPLES[type], seq: 1, at: 1 });

describe("journal.schema.json", () => {
  it.each(TYPES)("takes %s, and neither lacks a key nor suffers another", (type) => {
    const linked = withLinks([entry(type)], CHAIN_START)[0]!;
    expect(complaint("journal", linked)).toBe("");
    expect(complaint("journal", { ...linked, surprise: 1 })).not.toBe("");
    const required = (read("journal").$defs[type] as { required: string[] }).required;
    for (const key of required)
      expect(complaint("journal", Object.fromEntries(Object.entries(linked).filter(([k]) => k !== key)))).not.toBe("");
  });

  it("takes every entry of a run, and its links", async () => {
    const run = await sampleRun({ run: "r", startsAt: 0, traffic: { ipv4Bytes: 1, ipv6Bytes: 1 } });
    let prev = CHAIN_START;
    for (const one of run.entries) {
      const linked = withLinks([one], prev)[0]!;
      prev = linked.sha256;
      expect(complaint("journal", linked)).toBe("");
    }
  });
});

describe("event.schema.json", () => {
  it("knows every line that a command prints with --json", () => {
    const folder = join(ROOT, "src/cli");
    const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    const printed = sources.flatMap((text) => [...text.matchAll(/(?:JSON\.stringify|print)\(\{\s*type: "([a-z.]+)"/g)]);
    const types = new Set(printed.map(([, type]) => type!));
    expect(types.size).toBeGreaterThan(10);
    const known = JSON.stringify(read("event").$defs);
    expect([...types].filter((type) => !known.includes(`"const":"${type}"`))).toEqual([]);
  });

  it("takes what `audit --json` prints: each of its types", () => {
    const name = { name: "db.example", port: 5432, protocol: "tcp" as const, from: "plan", because: "" };
    const asked = {
      a: ["192.0.2.9"],
      aaaa: [],
      synthesised: [],
      reachable6: null,
      reachableTranslated: true,
      banner: null,
    };
    const listener = { protocol: "tcp" as const, port: 80, families: [4 as const], process: "nginx[8]", unit: null };
    const counted = observation(
      [flow({}), flow({ direction: "forward", to: "192.0.2.7" }), flow({ peer: "10.0.0.21", port: 5432 })],
      {
        gaps: [{ from: 1, to: 2, because: "nobody looked" }],
        services: { api: { native6: 1, translated: 2, ipv4: 3 } },
        history: [{ at: 1, native6: 1, translated: 2, ipv4: 3 }],
        queries: { "api.example": [{ at: 1, a: 2, aaaa: 3 }] },
      },
    );
    const looked = {
      findings: [finding({})],
      names: [{ ...name, ...asked }],
      listeners: [listener],
      setAside: { netmask: 2 },
    };
    const full: HostReport = { ...report("api1", [], looked), observation: counted };
    const silent: HostReport = {
      host: "db1",
      facts: null,
      audit: null,
      observation: null,
      ownClient: null,
      error: "no route",
    };
    const lines = auditLines(assess(SUBJECT, INVENTORY, [full, silent], NOW));
    for (const line of lines) expect(complaint("event", line)).toBe("");
    const known = Object.keys(read("event").$defs).filter((type) => type.startsWith("audit."));
    expect(new Set(lines.map(({ type }) => type))).toEqual(new Set(known));
    for (const line of lines) expect(complaint("event", { ...line, surprise: 1 })).not.toBe("");
  });

  it("takes what `status --json` prints of a full gateway, and of none", () => {
    const status = {
      type: "status",
      run: "r",
      course: {},
      waits_for: "the end",
      since: 1,
      batch: null,
      unreachable: {},
      failed_connections: null,
      steps: {},
    };
    expect(complaint("event", { ...status, gateway_full: null })).toBe("");
    expect(complaint("event", { ...status, gateway_full: { because: "gw1 is full", next: "one more" } })).toBe("");
    expect(complaint("event", status)).not.toBe("");
  });

  it("takes what `status --watch --json` prints of a run at every entry", async () => {
    const run = await sampleRun({ run: "r", startsAt: 0, traffic: { ipv4Bytes: 1, ipv6Bytes: 1 } });
    const watch = new FleetWatch("r");
    let state: RunState = initialState(run.execution, "apply");
    for (const one of run.entries) {
      state = reduce(state, one);
      watch.observe(one);
      const { groups: _, ...told } = watch.view(state);
      expect(complaint("event", { type: "fleet", ...told })).toBe("");
    }
  });

  it("takes the version line and every event of a run, which carry the run's id and never a nonce", async () => {
    expect(complaint("event", JSON.parse(versionLine()))).toBe("");
    const run = await sampleRun({ run: "r", startsAt: 0, traffic: { ipv4Bytes: 1, ipv6Bytes: 1 } });
    let state: RunState = initialState(run.execution, "apply");
    let changes = 0;
    for (const one of run.entries) {
      state = reduce(state, one);
      const lines = eventLines(one, state, "r").trimEnd().split("\n");
      for (const line of lines) {
        expect(complaint("event", JSON.parse(line))).toBe("");
        expect(JSON.parse(line).run).toBe("r");
        expect(line).not.toContain("nonce-");
        if (JSON.parse(line).type === "change") changes += 1;
      }
    }
    expect(changes).toBeGreaterThan(5);
  });

  it("refuses an event with a nonce", () => {
    expect(complaint("event", { ...entry("step.outcome"), run: "r" })).not.toBe("");
  });
});

describe("journals of every format stay readable", () => {
  const folder = join(ROOT, "test/cases/journal");
  const execution = JSON.parse(readFileSync(join(folder, "execution.json"), "utf8")) as ExecutionPlan;

  it.each(readdirSync(folder).filter((name) => name.endsWith(".ndjson")))("%s replays to its end", (name) => {
    const lines = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as Entry);
    for (const one of entries) expect(complaint("journal", one)).toBe("");
    const end = replay(initialState(execution, "apply"), entries);
    expect(end.course).toMatchObject({ kind: "ended", exit: 3 });
    // What is read and written again is the same, byte for byte.
    expect(entries.map((one) => JSON.stringify(one))).toEqual(lines);
    if (name !== "format-1.ndjson") expect(verifyChain(lines)).toMatchObject({ intact: true });
  });
});

it("docs/events.md tells of every type", () => {
  const text = readFileSync(join(ROOT, "docs/events.md"), "utf8");
  const told = [...text.matchAll(/^\| `([a-z.]+)` \|/gm)].map((match) => match[1]!);
  const besides = JSON.stringify(read("event").$defs).matchAll(/"const":"([a-z.]+)"/g);
  expect(new Set(told)).toEqual(new Set([...TYPES, ...[...besides].map((match) => match[1]!)]));
});
