import { describe, expect, it } from "vitest";
import {
  inverseOf,
  planLive,
  type RecordSet,
  type SetEdit,
} from "../../../../../agent/modules/dns-record/live-plan.ts";
import type { DnsRecordWant, RecordWant } from "../../../../../agent/protocol/wants.ts";

const set = (addresses: readonly string[], ttl = 300): RecordSet => ({
  name: "api.corp.example",
  type: "A",
  ttl,
  addresses,
});
const want = (records: readonly RecordWant[], ttl: number | null = null): DnsRecordWant => ({
  source: "nsupdate",
  zone: "corp.example",
  file: "",
  reload: null,
  ttl,
  records,
});
const a = (address: string, state: RecordWant["state"], ttl?: number): RecordWant => ({
  name: "API.corp.example",
  type: "A",
  address,
  state,
  ...(ttl === undefined ? {} : { ttl }),
});
const edits = (
  sets: readonly RecordSet[],
  records: readonly RecordWant[],
  ttl: number | null = null,
): readonly SetEdit[] => {
  const plan = planLive({ sets, aliases: {} }, want(records, ttl));
  return "refused" in plan ? [] : plan.edits;
};

describe("records at a server over the network", () => {
  it("a new set lives as the plan says, an addition as long as its set", () => {
    expect(edits([], [a("10.0.0.7", "present")], 120)[0]!.after).toEqual(set(["10.0.0.7"], 120));
    expect(edits([set(["10.0.0.8"], 50)], [a("10.0.0.7", "present")], 120)[0]!.after).toEqual(
      set(["10.0.0.8", "10.0.0.7"], 50),
    );
  });

  it("several records of one set are one edit, from what was there first", () => {
    const [edit, ...more] = edits([set(["10.0.0.7", "10.0.0.8"])], [a("10.0.0.7", "absent"), a("10.0.0.8", "absent")]);
    expect(more).toEqual([]);
    expect(edit).toMatchObject({ before: set(["10.0.0.7", "10.0.0.8"]), after: null });
  });

  it("a life is shortened, never prolonged, and only of what is there", () => {
    expect(edits([set(["10.0.0.7"], 300)], [a("10.0.0.7", "short-lived", 60)])[0]!.after!.ttl).toBe(60);
    expect(edits([set(["10.0.0.7"], 30)], [a("10.0.0.7", "short-lived", 60)])).toEqual([]);
    expect(edits([set(["10.0.0.9"], 300)], [a("10.0.0.7", "short-lived", 60)])).toEqual([]);
  });

  it("names outside the zone, and aliases, are refused", () => {
    const foreign = planLive(
      { sets: [], aliases: {} },
      want([{ ...a("10.0.0.7", "present"), name: "api.other.example" }]),
    );
    expect(foreign).toMatchObject({ refused: "refused", message: expect.stringContaining("not in the zone") });
    const alias = planLive(
      { sets: [], aliases: { "api.corp.example": "web.corp.example." } },
      want([a("10.0.0.7", "present")]),
    );
    expect(alias).toMatchObject({ refused: "refused", message: expect.stringContaining("is an alias") });
  });
});

describe("taking an edit back", () => {
  const drop: SetEdit = {
    name: "api.corp.example",
    type: "A",
    before: set(["10.0.0.7", "10.0.0.8"], 60),
    after: set(["10.0.0.8"], 60),
  };
  it.each([
    ["as it was left", set(["10.0.0.8"], 60), set(["10.0.0.8", "10.0.0.7"], 60)],
    ["somebody added one", set(["10.0.0.8", "10.0.0.9"], 60), set(["10.0.0.8", "10.0.0.9", "10.0.0.7"], 60)],
    ["somebody set another TTL", set(["10.0.0.8"], 90), set(["10.0.0.8", "10.0.0.7"], 90)],
    ["the whole set went", null, set(["10.0.0.7"], 60)],
  ])("%s", (_, now, after) => expect(inverseOf(drop, now)!.after).toEqual(after));

  it("is nothing where it is back already", () =>
    expect(inverseOf(drop, set(["10.0.0.7", "10.0.0.8"], 60))).toBeNull());

  it("a record that was added goes, its set with it where it was the only one", () => {
    const add: SetEdit = { name: "api.corp.example", type: "A", before: null, after: set(["10.0.0.7"]) };
    expect(inverseOf(add, set(["10.0.0.7"]))!.after).toBeNull();
    expect(inverseOf(add, set(["10.0.0.7", "10.0.0.9"]))!.after).toEqual(set(["10.0.0.9"]));
  });
});
