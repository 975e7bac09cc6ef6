/** What somebody on the path may do to answers, and what the operator may say: recorded answers, changed on their way. */
import { describe, expect, it } from "vitest";
import { SEC } from "../../../../../agent/dns64/dnssec/numbers.ts";
import { MessageBuilder } from "../../../../../agent/dns64/wire/builder.ts";
import {
  ANSWER,
  AUTHORITY,
  coveredType,
  type Message,
  ownerOf,
  parseMessage,
  type ResourceRecord,
  type Section,
  sectionOf,
} from "../../../../../agent/dns64/wire/message.ts";
import { nameToText } from "../../../../../agent/dns64/wire/name.ts";
import { ASKED } from "../../../../../agent/dns64/wire/query.ts";
import { type Change, judged, recordedBytes, summary, TREE, type World, world } from "./recorded.ts";

const AAAA = 28;
const A = 1;
const DO = ASKED.RD | ASKED.DO;

/** Keep some records of a message. */
function keeping(
  bytes: Uint8Array,
  wanted: (record: ResourceRecord, message: Message) => boolean,
  flags?: number,
): Uint8Array {
  const message = parseMessage(bytes)!;
  const builder = new MessageBuilder(flags ?? message.flags).question(message.name, message.type, message.class);
  for (const section of [ANSWER, AUTHORITY] as const)
    for (const record of sectionOf(message, section))
      if (wanted(record, message)) builder.copy(section, message, record);
  return builder.finish()!;
}

/** The question of one recorded answer with the records of another, or of several. */
function posing(as: string, ...parts: { from: string; section: Section; into?: Section; type?: number }[]): Uint8Array {
  const original = parseMessage(recorded(as))!;
  const builder = new MessageBuilder(original.flags & ~15).question(original.name, original.type, original.class);
  for (const { from, section, into = section, type } of parts) {
    const message = parseMessage(recorded(from))!;
    for (const record of sectionOf(message, section))
      if (type === undefined || record.type === type || coveredType(message, record) === type)
        builder.copy(into, message, record);
  }
  return builder.finish()!;
}

function recorded(question: string): Uint8Array {
  const [name, type] = question.split(" ");
  return recordedBytes(name!, Number(type));
}

function changing(question: string, change: Change): World {
  const here = world();
  here.change = (bytes, asked) => (asked === question ? change(bytes, asked) : bytes);
  return here;
}

describe("on the path", () => {
  it.each([
    ["v4.ecdsa256.test", A, 10],
    ["dual.ecdsa256.test", AAAA, 10],
    ["v4.nsec3.test", AAAA, 10],
    ["absent.nsec3.test", AAAA, 10],
  ])("signatures taken away: %s %i", (name, type, error) => {
    const bytes = keeping(recordedBytes(name, type), (record) => record.type !== SEC.RRSIG);
    expect(summary(judged(world(), name, type, DO, bytes))).toBe(`SERVFAIL ${error}`);
  });
  it("the denial taken away", () => {
    const bytes = keeping(
      recordedBytes("v4.ecdsa256.test", AAAA),
      (record, m) => record.type === 6 || coveredType(m, record) === 6,
    );
    expect(summary(judged(world(), "v4.ecdsa256.test", AAAA, DO, bytes))).toBe("SERVFAIL 12");
    expect(
      summary(
        judged(
          world(),
          "v4.ecdsa256.test",
          AAAA,
          DO,
          keeping(bytes, () => false),
        ),
      ),
    ).toBe("SERVFAIL 12");
  });
  it("AAAA that exist are not denied by a denial of another name", () => {
    const bytes = posing("dual.ecdsa256.test 28", { from: "v4.ecdsa256.test 28", section: AUTHORITY });
    expect(summary(judged(world(), "dual.ecdsa256.test", AAAA, DO, bytes))).toBe("SERVFAIL 12");
    const other = posing("dual.nsec3.test 28", { from: "v4.nsec3.test 28", section: AUTHORITY });
    expect(summary(judged(world(), "dual.nsec3.test", AAAA, DO, other))).toBe("SERVFAIL 12");
  });
  it("data is not turned into a name error, and a name error not into an empty answer", () => {
    const bytes = recordedBytes("dual.ecdsa256.test", AAAA);
    bytes[3] = (bytes[3]! & 0xf0) | 3;
    expect(summary(judged(world(), "dual.ecdsa256.test", AAAA, DO, bytes))).toBe("SERVFAIL 6");
    const absent = recordedBytes("absent.ecdsa256.test", AAAA);
    absent[3] = absent[3]! & 0xf0;
    expect(summary(judged(world(), "absent.ecdsa256.test", AAAA, DO, absent))).toBe("SERVFAIL 12");
    const empty = recordedBytes("v4.nsec3.test", AAAA);
    empty[3] = (empty[3]! & 0xf0) | 3;
    expect(summary(judged(world(), "v4.nsec3.test", AAAA, DO, empty))).toBe("SERVFAIL 12");
  });
  it("a wildcard's records are not given for a name that exists", () => {
    // The signature of *.wild covers any name below; without the proof that nothing closer exists it must not be believed.
    const bytes = keeping(recordedBytes("x.wild6.ecdsa256.test", AAAA), (record) => record.section === ANSWER);
    expect(summary(judged(world(), "x.wild6.ecdsa256.test", AAAA, DO, bytes))).toBe("SERVFAIL 12");
  });
  it("a zone is not made unsigned by taking its DS away, by silence or by another's denial", () => {
    const ask = (change: Change): string =>
      summary(judged(changing("ecdsa256.test 43", change), "v4.ecdsa256.test", A));
    expect(ask((bytes) => keeping(bytes, () => false))).toMatch(/^SERVFAIL/);
    expect(ask((bytes) => keeping(bytes, (record) => record.type !== SEC.RRSIG))).toMatch(/^SERVFAIL/);
    expect(ask(() => null)).toMatch(/^SERVFAIL/);
    expect(ask((bytes) => keeping(bytes, () => false, 0x8182))).toMatch(/^SERVFAIL/);
    expect(ask(() => posing("ecdsa256.test 43", { from: "unsigned.test 43", section: AUTHORITY }))).toMatch(
      /^SERVFAIL/,
    );
    expect(ask(() => posing("ecdsa256.test 43", { from: "absent 43", section: AUTHORITY }))).toMatch(/^SERVFAIL/);
    expect(ask(() => posing("ecdsa256.test 43", { from: "rsasha256.test 43", section: ANSWER }))).toMatch(/^SERVFAIL/);
    expect(ask(() => posing("ecdsa256.test 43", { from: "v4.ecdsa256.test 43", section: AUTHORITY }))).toMatch(
      /^SERVFAIL/,
    );
    // The child's own apex says that it has no DS; a DS is the parent's.
    expect(ask(() => posing("ecdsa256.test 43", { from: "ecdsa256.test 28", section: AUTHORITY }))).toMatch(
      /^SERVFAIL/,
    );
  });
  it("unsigned data below a signed zone stays bogus when the DNSKEY question is not answered", () => {
    for (const change of [() => null, (bytes: Uint8Array) => keeping(bytes, () => false)])
      expect(summary(judged(changing("ecdsa256.test 48", change), "v4.ecdsa256.test", A))).toBe("SERVFAIL 9");
  });
  it("an opt-out range does not unsign what is signed", () => {
    const forged = posing("dual.optout.test 28", { from: "child.optout.test 43", section: AUTHORITY });
    expect(summary(judged(world(), "dual.optout.test", AAAA, DO, forged))).toMatch(/^SERVFAIL/);
  });
  it("the delegation's own record denies only its DS", () => {
    const forged = posing("x.hole.chain.test 28", { from: "hole.chain.test 43", section: AUTHORITY });
    const bytes = keeping(forged, () => true);
    // Without a DS at the cut what is below is unsigned: no data of the parent's, so not authentic.
    expect(summary(judged(world(), "x.hole.chain.test", AAAA, DO, bytes))).toBe("NOERROR");
    const cut = posing("v4.chain.test 28", { from: "hole.chain.test 43", section: AUTHORITY });
    expect(summary(judged(world(), "v4.chain.test", AAAA, DO, cut))).toMatch(/^SERVFAIL/);
  });
  it("an alias chain cut short is finished by asking, never taken as empty", () => {
    const cut = keeping(
      recordedBytes("to-dual.chain.test", AAAA),
      (record, m) => nameToText(ownerOf(m, record)) === "to-dual.chain.test",
    );
    const here = world();
    const answer = judged(here, "to-dual.chain.test", AAAA, DO, cut)!;
    expect(summary(answer)).toBe("NOERROR ad");
    expect(sectionOf(answer, ANSWER).some(({ type }) => type === AAAA)).toBe(true);
    expect(here.asked).toContain("dual.nsec3.test 28");
    const silent = changing("dual.nsec3.test 28", () => null);
    expect(summary(judged(silent, "to-dual.chain.test", AAAA, DO, cut))).toBe("SERVFAIL 22");
  });
  it("records nobody asked for are left out of an authentic answer", () => {
    const bytes = posing(
      "dual.ecdsa256.test 28",
      { from: "dual.ecdsa256.test 28", section: ANSWER },
      { from: "v4.unsigned.test 1", section: ANSWER },
      { from: "v4.unsigned.test 28", section: AUTHORITY },
    );
    const answer = judged(world(), "dual.ecdsa256.test", AAAA, DO, bytes)!;
    expect(summary(answer)).toBe("NOERROR ad");
    expect(answer.records.every((r) => r.type === 41 || nameToText(ownerOf(answer, r)) === "dual.ecdsa256.test")).toBe(
      true,
    );
  });
  it("a longer TTL than was signed is cut", () => {
    const message = parseMessage(recordedBytes("v4.ecdsa256.test", A))!;
    const builder = new MessageBuilder(message.flags).question(message.name, message.type, message.class);
    for (const record of sectionOf(message, ANSWER)) builder.copy(ANSWER, message, { ...record, ttl: 500_000 });
    const answer = judged(world(), "v4.ecdsa256.test", A, DO, builder.finish()!)!;
    expect(answer.records.map(({ ttl }) => ttl)).toEqual([120, 120]);
  });
});

describe("time", () => {
  const at = (seconds: number): World => Object.assign(world(), { now: seconds });
  it("after their signatures' end answers are bogus, before their begin too", () => {
    expect(summary(judged(at(TREE.recorded + 31 * 86_400), "v4.ecdsa256.test", A))).toBe("SERVFAIL 7");
    expect(summary(judged(at(TREE.recorded - 2 * 86_400), "v4.ecdsa256.test", A))).toBe("SERVFAIL 8");
  });
  it("TTLs end where signatures do", () => {
    const answer = judged(at(TREE.recorded + 30 * 86_400 - 3700), "v4.ecdsa256.test", A)!;
    expect(summary(answer)).toBe("NOERROR ad");
    expect(Math.max(...answer.records.map(({ ttl }) => ttl))).toBeLessThanOrEqual(100);
  });
  it("a clock that was never set finds nothing expired and nothing authentic, and forgeries all the same", () => {
    for (const now of [0, 1_000_000_000, Number.NaN]) {
      expect(summary(judged(at(now), "v4.ecdsa256.test", A))).toBe("NOERROR");
      expect(summary(judged(at(now), "v4.forged.test", A))).toBe("SERVFAIL 6");
    }
  });
});

describe("the operator's word", () => {
  it("a DNSKEY is as good as its DS", () => {
    expect(summary(judged(world(TREE.anchorKey), "v4.ecdsa256.test", A))).toBe("NOERROR ad");
  });
  it("of several anchors one that fits is enough", () => {
    const wrong = TREE.anchor.replace(/\S+$/, "0".repeat(64));
    expect(summary(judged(world(`${wrong}\n${TREE.anchor}`), "v4.ecdsa256.test", A))).toBe("NOERROR ad");
    expect(summary(judged(world(wrong), "v4.ecdsa256.test", A))).toBe("SERVFAIL 9");
  });
  it("outside every anchor nothing is asked and nothing authentic", () => {
    const here = world(TREE.anchor.replace(". ", "elsewhere. "));
    expect(summary(judged(here, "v4.forged.test", A))).toBe("NOERROR");
    expect(here.asked).toEqual([]);
  });
  it("what is not to be validated is not", () => {
    const here = world(TREE.anchor, ["forged.test"]);
    expect(summary(judged(here, "v4.forged.test", A))).toBe("NOERROR");
    expect(here.asked).toEqual([]);
    expect(summary(judged(here, "v4.ecdsa256.test", A))).toBe("NOERROR ad");
  });
  it("an anchor of an island makes it secure, and what is above it cannot unsign it", () => {
    const key = parseMessage(recordedBytes("island.test", 48))!;
    const record = sectionOf(key, ANSWER).find((r) => key.bytes[r.data + 1] === 1 && r.type === 48)!;
    const data = key.bytes.subarray(record.data, record.end);
    const text = `island.test DNSKEY 257 3 ${data[3]} ${Buffer.from(data.subarray(4)).toString("base64")}`;
    const here = world(`${TREE.anchor}\n${text}`);
    expect(summary(judged(here, "v4.island.test", A))).toBe("NOERROR ad");
    expect(here.asked).toEqual(["island.test 48"]);
    const stripped = keeping(recordedBytes("v4.island.test", A), ({ type }) => type !== SEC.RRSIG);
    expect(summary(judged(world(`${TREE.anchor}\n${text}`), "v4.island.test", A, DO, stripped))).toBe("SERVFAIL 10");
  });
});

describe("what the client gets", () => {
  const types = (message: Message | null): number[] =>
    message!.records.map(({ type }) => type).filter((type) => type !== 41);
  it("signatures only with DO", () => {
    expect(types(judged(world(), "dual.ecdsa256.test", AAAA, ASKED.RD))).toEqual([AAAA]);
    expect(types(judged(world(), "dual.ecdsa256.test", AAAA, DO))).toEqual([AAAA, SEC.RRSIG]);
    expect(types(judged(world(), "v4.ecdsa256.test", AAAA, ASKED.RD))).toEqual([6]);
    expect(types(judged(world(), "v4.unsigned.test", AAAA, ASKED.RD))).toEqual([6]);
  });
  it("what it asked for, even without DO", () => {
    expect(types(judged(world(), "ecdsa256.test", 48, ASKED.RD))).toEqual([48, 48]);
  });
  it("AD only if it asked, by AD or DO (RFC 6840 §5.8)", () => {
    expect(summary(judged(world(), "dual.ecdsa256.test", AAAA, ASKED.RD))).toBe("NOERROR");
    expect(summary(judged(world(), "dual.ecdsa256.test", AAAA, ASKED.RD | ASKED.AD))).toBe("NOERROR ad");
  });
  it("with CD all of it as it came, never with AD", () => {
    const here = world();
    const bytes = recordedBytes("v4.forged.test", A);
    bytes[3] = bytes[3]! | 0x20;
    const answer = judged(here, "v4.forged.test", A, DO | ASKED.CD, bytes)!;
    expect(summary(answer)).toBe("NOERROR");
    expect(here.asked).toEqual([]);
    expect(types(answer)).toEqual([A, SEC.RRSIG]);
  });
  it("its own flags back: RD as asked, CD clear", () => {
    expect(judged(world(), "dual.ecdsa256.test", AAAA, DO)!.flags & 0x0110).toBe(0x0100);
  });
});
