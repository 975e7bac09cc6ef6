/** Zones no name server would publish. */
import { describe, expect, it } from "vitest";
import { parseAnchors } from "../../../../../agent/dns64/dnssec/anchors.ts";
import { type Ask, LocalValidation } from "../../../../../agent/dns64/dnssec/validation.ts";
import { ANSWER, AUTHORITY, type Message } from "../../../../../agent/dns64/wire/message.ts";
import { nameToText, textToName } from "../../../../../agent/dns64/wire/name.ts";
import { ASKED } from "../../../../../agent/dns64/wire/query.ts";
import { summary } from "./recorded.ts";
import { anchorText, answerWith, newKey, type SignedSet, type SigningKey, withFlags } from "./signer.ts";

const NOW = 1_790_000_000;
const ZONE = textToName("made.test")!;
const KSK = newKey(257);
const ADDRESS = Uint8Array.of(8, 8, 8, 8);

function name(text: string): Uint8Array {
  return textToName(text)!;
}

function validationWith(anchors: string): LocalValidation {
  const parsed = parseAnchors(anchors);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return new LocalValidation({ anchors: parsed.anchors, unvalidated: [] }, { unixSeconds: () => NOW });
}

function keySet(keys: readonly SigningKey[], signers: readonly SigningKey[]): Message {
  const datas = keys.map(({ record }) => record.data);
  return answerWith(ZONE, 48, [{ section: ANSWER, owner: ZONE, type: 48, datas, signer: ZONE, keys: signers }], NOW);
}

function addressOf(text: string, keys: readonly SigningKey[], labels?: number): Message {
  const set = { section: ANSWER, owner: name(text), type: 1, datas: [ADDRESS], signer: ZONE, keys } as const;
  return answerWith(name(text), 1, [labels === undefined ? set : { ...set, labels }], NOW);
}

/** @param answers by "name type"; all else is silence. @param nowMs lets what is known run out. */
function ask(
  validation: LocalValidation,
  question: string,
  answer: Message,
  answers: Record<string, Message>,
  nowMs = 1000,
): string {
  const asking: Ask = (wanted, type, _, at, then) => {
    waiting.push(() => then(answers[`${nameToText(wanted)} ${type}`] ?? null, at));
    return true;
  };
  const waiting: (() => void)[] = [];
  const [text, type] = question.split(" ");
  let outcome: Message | null = null;
  validation.validate(name(text!), Number(type), 1, ASKED.RD | ASKED.DO, answer, asking, nowMs, (given) => {
    outcome = given;
  });
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next();
  return summary(outcome);
}

describe("keys", () => {
  it("one that signs all is enough", () => {
    const answers = { "made.test 48": keySet([KSK], [KSK]) };
    expect(
      ask(validationWith(anchorText("made.test", KSK)), "a.made.test 1", addressOf("a.made.test", [KSK]), answers),
    ).toBe("NOERROR ad");
  });
  it("a trusted key that its zone revokes is trusted no more, now and later (RFC 5011 §2.1)", () => {
    const validation = validationWith(anchorText("made.test", KSK));
    const revoked = withFlags(KSK, 257 | 128);
    const next = newKey(257);
    const answers = { "made.test 48": keySet([revoked, next], [revoked, next]) };
    expect(ask(validation, "a.made.test 1", addressOf("a.made.test", [next]), answers)).toBe("SERVFAIL 9");
    const before = { "made.test 48": keySet([KSK], [KSK]) };
    expect(ask(validation, "b.made.test 1", addressOf("b.made.test", [KSK]), before, 3_600_000)).toBe("SERVFAIL 9");
  });
  it("nobody else can revoke it", () => {
    const validation = validationWith(anchorText("made.test", KSK));
    const other = newKey(257);
    const answers = { "made.test 48": keySet([KSK, withFlags(KSK, 257 | 128)], [other, KSK]) };
    expect(ask(validation, "a.made.test 1", addressOf("a.made.test", [KSK]), answers)).toBe("NOERROR ad");
  });
  it("the second of two anchors goes on when the first is revoked", () => {
    const next = newKey(257);
    const validation = validationWith(`${anchorText("made.test", KSK)}\n${anchorText("made.test", next)}`);
    const revoked = withFlags(KSK, 257 | 128);
    const answers = { "made.test 48": keySet([revoked, next], [revoked, next]) };
    expect(ask(validation, "a.made.test 1", addressOf("a.made.test", [next]), answers)).toBe("NOERROR ad");
  });
  it("without the zone key bit they sign nothing (RFC 4034 §2.1.1)", () => {
    const bare = withFlags(KSK, 1);
    const validation = validationWith(anchorText("made.test", KSK));
    const answers = { "made.test 48": keySet([bare], [bare]) };
    expect(ask(validation, "a.made.test 1", addressOf("a.made.test", [bare]), answers)).toBe("SERVFAIL 11");
    const zsk = newKey(256);
    const withZsk = { "made.test 48": keySet([KSK, withFlags(zsk, 0)], [KSK]) };
    expect(
      ask(
        validationWith(anchorText("made.test", KSK)),
        "a.made.test 1",
        addressOf("a.made.test", [withFlags(zsk, 0)]),
        withZsk,
      ),
    ).toBe("SERVFAIL 9");
  });
  it("a zone's own key that nobody trusts signs nothing", () => {
    const other = newKey(257);
    const validation = validationWith(anchorText("made.test", KSK));
    const answers = { "made.test 48": keySet([KSK, other], [other]) };
    expect(ask(validation, "a.made.test 1", addressOf("a.made.test", [other]), answers)).toBe("SERVFAIL 9");
  });
});

describe("denials", () => {
  const answers = { "made.test 48": keySet([KSK], [KSK]) };
  /** Bitmap of window 0 from types below 64. */
  const bitmap = (...types: number[]): Uint8Array => {
    const bits = new Uint8Array(8);
    for (const type of types) bits[type >>> 3]! |= 0x80 >>> (type & 7);
    return Uint8Array.of(0, 8, ...bits);
  };
  const nsec = (owner: string, next: string, types: number[], labels?: number): SignedSet => {
    const set: SignedSet = {
      section: AUTHORITY,
      owner: name(owner),
      type: 47,
      datas: [Uint8Array.of(...name(next), ...bitmap(...types))],
      signer: ZONE,
      keys: [KSK],
    };
    return labels === undefined ? set : { ...set, labels };
  };
  const denied = (question: string, rcode: number, ...sets: SignedSet[]): string => {
    const [text, type] = question.split(" ");
    const answer = answerWith(name(text!), Number(type), sets, NOW, rcode);
    return ask(validationWith(anchorText("made.test", KSK)), question, answer, answers);
  };
  it("hold where they should", () => {
    expect(
      denied("b.made.test 28", 3, nsec("a.made.test", "c.made.test", [1]), nsec("made.test", "a.made.test", [2, 6])),
    ).toBe("NXDOMAIN ad");
    expect(denied("a.made.test 28", 0, nsec("a.made.test", "c.made.test", [1]))).toBe("NOERROR ad");
  });
  it.each([
    ["the wildcard is not denied", "b.made.test 28", 3, [nsec("a.made.test", "c.made.test", [1])]],
    [
      "the name lies elsewhere",
      "d.made.test 28",
      3,
      [nsec("a.made.test", "c.made.test", [1]), nsec("made.test", "a.made.test", [2, 6])],
    ],
    [
      "a record leads backwards and not to the apex",
      "x.made.test 28",
      3,
      [nsec("c.made.test", "a.made.test", [1]), nsec("made.test", "a.made.test", [2, 6])],
    ],
    ["the type is there", "a.made.test 28", 0, [nsec("a.made.test", "c.made.test", [28])]],
    ["an alias is there (RFC 6840 §4.3)", "a.made.test 28", 0, [nsec("a.made.test", "c.made.test", [5])]],
    [
      "it is the parent's side of a delegation (RFC 6840 §4.1)",
      "a.made.test 28",
      0,
      [nsec("a.made.test", "c.made.test", [2])],
    ],
    [
      "the name is below a DNAME",
      "x.a.made.test 28",
      3,
      [nsec("a.made.test", "c.made.test", [39]), nsec("made.test", "a.made.test", [2, 6])],
    ],
    [
      "the name is below a delegation",
      "x.a.made.test 28",
      3,
      [nsec("a.made.test", "c.made.test", [2, 43]), nsec("made.test", "a.made.test", [2, 6])],
    ],
    [
      "it was made from a wildcard",
      "b.made.test 28",
      3,
      [nsec("a.made.test", "z.made.test", [1], 2), nsec("made.test", "a.made.test", [2, 6])],
    ],
    [
      "the name is there, as others below it show",
      "b.made.test 28",
      3,
      [nsec("a.made.test", "x.b.made.test", [1]), nsec("made.test", "a.made.test", [2, 6])],
    ],
  ] as const)("do not hold where %s", (_, question, rcode, sets) => {
    const outcome = denied(question, rcode, ...sets);
    // Below a real delegation the question is who is there: its DS is asked for, and nobody answers.
    expect(outcome).toMatch(/^SERVFAIL/);
  });
  it("a wildcard is not right where something closer exists", () => {
    const made: SignedSet = {
      section: ANSWER,
      owner: name("x.b.made.test"),
      type: 1,
      datas: [ADDRESS],
      signer: ZONE,
      keys: [KSK],
      labels: 2,
    };
    const answer = (...sets: SignedSet[]): string =>
      ask(
        validationWith(anchorText("made.test", KSK)),
        "x.b.made.test 1",
        answerWith(name("x.b.made.test"), 1, [made, ...sets], NOW),
        answers,
      );
    expect(answer(nsec("a.made.test", "c.made.test", [1]))).toBe("NOERROR ad");
    expect(answer(nsec("b.made.test", "c.made.test", [1]))).toBe("SERVFAIL 12");
    expect(answer(nsec("w.b.made.test", "c.made.test", [1]))).toBe("SERVFAIL 12");
  });
});
