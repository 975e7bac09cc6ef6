/** The resolver with the validator in it: what RFC 6147 §5.5 wants of a DNS64 that validates. Upstreams answer what was recorded. */
import { describe, expect, it } from "vitest";
import { ERROR } from "../../../../../agent/dns64/dnssec/numbers.ts";
import { EDE_BOGUS, TYPE } from "../../../../../agent/dns64/wire/constants.ts";
import { type Asked, type Script, ScriptedWorld } from "../scripted.ts";
import { TREE } from "./recorded.ts";

const NUMBER: Record<string, number> = { ...TYPE, DS: 43, DNSKEY: 48 };

/** The recorded answer to what was asked, or silence. */
function replay({ name, question, bytes }: Asked): Uint8Array | "silence" {
  const [text, type] = question.split(" ");
  const recorded = TREE.answers[`${text} ${NUMBER[type!] ?? type!.replace("TYPE", "")}`];
  if (recorded === undefined || name === "") return "silence";
  const answer = new Uint8Array(Buffer.from(recorded, "base64"));
  answer.set(bytes.subarray(0, 2));
  let end = 12;
  while (bytes[end]! > 0) end += bytes[end]! + 1;
  answer.set(bytes.subarray(12, end), 12);
  return answer;
}

function worldWith(script: Script = replay): ScriptedWorld {
  const world = new ScriptedWorld(script, { validate: "local", trust_anchors: TREE.anchor });
  world.unixSeconds = TREE.recorded;
  return world;
}

const DO = { opt: { do: true } };
const questions = ({ asked }: ScriptedWorld): string[] => asked.map(({ question }) => question);

describe("synthesis from validated answers", () => {
  it("AD where the denial of AAAA and the A are secure", () => {
    const answer = worldWith().ask("v4.ecdsa256.test AAAA", DO)!;
    expect(answer).toMatchObject({
      rcode: "NOERROR",
      answer: [expect.stringMatching(/AAAA 64:ff9b:0:0:0:0:808:808$/)],
    });
    expect(answer.flags).toContain("ad");
    expect(answer.flags).not.toContain("cd");
  });
  it("no AD where they are not, and none for one who did not ask", () => {
    expect(worldWith().ask("v4.unsigned.test AAAA", DO)).toMatchObject({ rcode: "NOERROR", flags: ["qr", "rd", "ra"] });
    expect(worldWith().ask("v4.ecdsa256.test AAAA")!.flags).toEqual(["qr", "rd", "ra"]);
  });
  it("asks upstream with DO and CD, and in order: AAAA, its validation, then A", () => {
    const world = worldWith();
    world.ask("v4.ecdsa256.test AAAA");
    expect(questions(world)[0]).toBe("v4.ecdsa256.test AAAA");
    expect(questions(world).at(-1)).toBe("v4.ecdsa256.test A");
    expect(world.asked.every(({ flags, opt }) => flags.includes("cd") && opt?.do)).toBe(true);
  });
  it("keys once known are not asked for again", () => {
    const world = worldWith();
    world.ask("v4.ecdsa256.test AAAA");
    world.asked.length = 0;
    world.ask("x.wild.ecdsa256.test AAAA");
    expect(questions(world)).toEqual(["x.wild.ecdsa256.test AAAA", "x.wild.ecdsa256.test A"]);
  });
});

describe("a denial of AAAA that is not proven", () => {
  it.each(["dual.hidden.test", "dual.hidden3.test", "alias6.hidden.test"])("never leads to A: %s", (name) => {
    for (const options of [{}, DO]) {
      const world = worldWith();
      expect(world.ask(`${name} AAAA`, { opt: {}, ...options })).toMatchObject({ rcode: "SERVFAIL", answer: [] });
      expect(questions(world).filter((question) => question.endsWith(" A"))).toEqual([]);
    }
  });
  it("neither while the keys are late", () => {
    const world = worldWith((asked) => (/ (DNSKEY|TYPE48|48)$/.test(asked.question) ? "silence" : replay(asked)));
    expect(world.ask("dual.hidden.test AAAA", DO)).toMatchObject({ rcode: "SERVFAIL" });
    expect(questions(world).filter((question) => question.endsWith(" A"))).toEqual([]);
  });
  it("silence on AAAA still leads to A within three seconds (§5.1.3), without AD", () => {
    const world = worldWith((asked) => (asked.question.endsWith(" AAAA") ? "silence" : replay(asked)));
    const began = world.now;
    const answer = world.ask("v4.ecdsa256.test AAAA", DO)!;
    expect(answer).toMatchObject({
      rcode: "NOERROR",
      flags: ["qr", "rd", "ra"],
      answer: [expect.stringContaining("64:ff9b:")],
    });
    expect(world.now - began).toBeLessThan(3000);
  });
  it("nor is anything made from A that are bogus", () => {
    expect(worldWith().ask("v4.forged.test AAAA", DO)).toMatchObject({ rcode: "SERVFAIL", answer: [] });
  });
});

describe("extended errors", () => {
  it("of bogus answers are those that keep the resolver from asking for A", () => {
    const { UNSUPPORTED_ALGORITHM, UNSUPPORTED_DIGEST, NSEC3_ITERATIONS, ...ofBogus } = ERROR;
    expect(Object.values(ofBogus).filter((code) => !EDE_BOGUS.has(code))).toEqual([]);
    expect([UNSUPPORTED_ALGORITHM, UNSUPPORTED_DIGEST, NSEC3_ITERATIONS].filter((code) => EDE_BOGUS.has(code))).toEqual(
      [],
    );
  });
});

describe("DO and CD", () => {
  it("nothing is synthesised, judged or called authentic", () => {
    const world = worldWith();
    const answer = world.ask("v4.ecdsa256.test AAAA", { flags: ["rd", "cd"], ...DO })!;
    expect(answer).toMatchObject({ rcode: "NOERROR", answer: [], flags: ["qr", "rd", "ra", "cd"] });
    expect(questions(world)).toEqual(["v4.ecdsa256.test AAAA"]);
  });
});
