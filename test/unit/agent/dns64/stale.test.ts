/** RFC 8767: answers past their end, and answers asked anew before it. */
import { describe, expect, it } from "vitest";
import { type Reaction, ScriptedWorld } from "./scripted.ts";
import { encode } from "./text-message.ts";

const SOA = "test 300 SOA ns.test host.test 1 3600 600 86400 60";
const V4: Record<string, Reaction> = {
  "v4.test AAAA": { authority: [SOA] },
  "v4.test A": { answer: ["v4.test 60 A 8.8.8.8"] },
  "dual.test AAAA": { answer: ["dual.test 60 AAAA 2001:db8::1"] },
  "dual.test A": { answer: ["dual.test 60 A 8.8.4.4"] },
  "absent.test AAAA": { rcode: "NXDOMAIN", authority: [SOA] },
};
const SYNTHESISED = "AAAA 64:ff9b:0:0:0:0:808:808";

function world(): ScriptedWorld {
  return new ScriptedWorld(({ question }) => V4[question] ?? { rcode: "SERVFAIL" });
}

describe("while no upstream answers", () => {
  it.each([
    ["v4.test", `v4.test 30 ${SYNTHESISED}`],
    ["dual.test", "dual.test 30 AAAA 2001:db8:0:0:0:0:0:1"],
  ])("%s: its last answer, after 1.8 seconds, with a TTL of 30 and an extended error", (name, answer) => {
    const w = world();
    w.ask(`${name} AAAA`);
    w.advance(61_000);
    w.script = () => "silence";
    const started = w.now;
    const reply = w.ask(`${name} AAAA`, { opt: {} })!;
    expect(reply.answer).toEqual([answer]);
    expect(reply.opt?.options).toContain("000f00020003");
    expect(w.now - started).toBeGreaterThanOrEqual(1800);
    expect(w.now - started).toBeLessThan(1850);
  });
  it("the real AAAA of a name, never one synthesised in its place", () => {
    const w = world();
    w.ask("dual.test AAAA");
    w.advance(61_000);
    w.script = (asked) => (asked.question === "dual.test AAAA" ? "silence" : V4[asked.question]!);
    for (let i = 0; i < 3; i++) {
      expect(w.ask("dual.test AAAA")!.answer[0]).toContain("2001:db8");
      w.advance(20_000);
    }
  });
  it("asks again only after 30 seconds, and takes the new answer then", () => {
    const w = world();
    w.ask("v4.test AAAA");
    w.advance(61_000);
    w.script = () => "unreachable";
    expect(w.ask("v4.test AAAA")!.answer).toHaveLength(1);
    const before = w.asked.length;
    w.advance(20_000);
    expect(w.ask("v4.test AAAA")!.answer).toHaveLength(1);
    expect(w.asked.length).toBe(before);
    w.script = ({ question }) => V4[question]!;
    w.advance(11_000);
    expect(w.ask("v4.test AAAA")!.answer[0]).not.toContain(" 30 ");
    expect(w.asked.length).toBeGreaterThan(before);
  });
  it("not for ever", () => {
    const w = world();
    w.ask("v4.test AAAA");
    w.script = () => "unreachable";
    w.advance(60_000 + 86_400_000 - 1000);
    expect(w.ask("v4.test AAAA")!.rcode).toBe("NOERROR");
    w.advance(60_000);
    expect(w.ask("v4.test AAAA")!.rcode).toBe("SERVFAIL");
  });
  it("names that were known not to exist stay so", () => {
    const w = world();
    w.ask("absent.test AAAA");
    w.advance(61_000);
    w.script = () => "unreachable";
    expect(w.ask("absent.test AAAA")!.rcode).toBe("NXDOMAIN");
  });
  it("a name whose data does not validate is not answered from before", () => {
    const w = new ScriptedWorld(({ question }) => V4[question]!, { validate: "upstream" });
    w.ask("dual.test AAAA");
    w.advance(61_000);
    w.script = () => ({ rcode: "SERVFAIL", opt: { options: "000f00020006" } });
    expect(w.ask("dual.test AAAA")!.rcode).toBe("SERVFAIL");
  });
  it("what was made without an AAAA answer is not kept beyond its end", () => {
    const w = world();
    w.script = ({ question }) => (question.endsWith("AAAA") ? { rcode: "SERVFAIL" } : V4[question]!);
    expect(w.ask("v4.test AAAA")!.answer[0]).toContain("64:ff9b");
    w.script = ({ question }) =>
      question.endsWith("AAAA") ? { rcode: "SERVFAIL" } : { answer: ["v4.test 60 A 9.9.9.9"] };
    w.advance(100_000);
    expect(w.ask("v4.test AAAA")!.answer[0]).toContain("909:909");
  });
});

describe("asking anew before the end", () => {
  it("brings a whole new lifetime, from the A on, while the old answer goes on", () => {
    const w = world();
    w.ask("v4.test AAAA");
    w.advance(55_000);
    const before = w.asked.length;
    const query = encode({ id: 7, flags: ["rd"], question: "v4.test AAAA" });
    w.resolver.refresh(query, query.length, 0, w.now);
    expect(w.ask("v4.test AAAA")!.answer[0]).toMatch(/^v4.test [45] AAAA/);
    for (let i = 0; i < 5; i++) w.advance(5);
    expect(w.asked.slice(before).map((asked) => asked.question)).toEqual(["v4.test AAAA", "v4.test A"]);
    expect(w.ask("v4.test AAAA")!.answer[0]).toMatch(/^v4.test (59|60) AAAA/);
  });
  it("that fails changes nothing", () => {
    const w = world();
    w.ask("v4.test AAAA");
    w.advance(55_000);
    w.script = () => "unreachable";
    const query = encode({ id: 7, flags: ["rd"], question: "v4.test AAAA" });
    w.resolver.refresh(query, query.length, 0, w.now);
    w.advance(1000);
    expect(w.ask("v4.test AAAA")!.answer[0]).toMatch(/^v4.test [34] AAAA/);
  });
});
