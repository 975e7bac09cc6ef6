import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../../../agent/dns64/resolver.ts";
import { answerBytes, type Script, ScriptedWorld, table } from "./scripted.ts";
import { decode, encode } from "./text-message.ts";

const SOA = "test 900 SOA ns.test host.test 1 3600 600 86400 900";
const V4 = {
  "v4.test AAAA": { authority: [SOA] },
  "v4.test A": { answer: ["v4.test 300 A 8.8.8.8"] },
};
const query = (question: string, id = 7) => encode({ id, flags: ["rd"], question });

describe("what a client may send", () => {
  const world = (): ScriptedWorld => new ScriptedWorld(table(V4));
  it("never answers a response", () => {
    expect(world().send(encode({ flags: ["qr", "rd"], question: "v4.test AAAA" }), {})).toBeNull();
    const w = world();
    w.send(encode({ flags: ["qr"], question: "v4.test AAAA" }), {});
    expect(w.resolver.counters.droppedResponse).toBe(1);
    expect(w.asked).toEqual([]);
  });
  it("drops what has no header", () => {
    const w = world();
    for (let length = 0; length < 12; length++) expect(w.send(new Uint8Array(length), {})).toBeNull();
    expect(w.resolver.counters.droppedShort).toBe(12);
  });
  it.each([
    ["no question", encode({ id: 9, flags: ["rd"] })],
    ["a pointer in the question", Uint8Array.of(0, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 28, 0, 1)],
    ["a pointer into the header", Uint8Array.of(0, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 28, 0, 1)],
    ["a label type of no meaning", Uint8Array.of(0, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 28, 0, 1)],
    ["a cut question", encode({ id: 9, question: "v4.test AAAA" }).subarray(0, 20)],
    ["octets after the end", Uint8Array.from([...encode({ id: 9, question: "v4.test AAAA" }), 0])],
    ["an answer section", encode({ id: 9, question: "v4.test AAAA", answer: ["v4.test 1 A 1.2.3.4"] })],
    ["two OPT", encode({ id: 9, question: "v4.test AAAA", additional: [". 0 TYPE41 "], opt: {} })],
    ["an OPT that has an owner", encode({ id: 9, question: "v4.test AAAA", additional: ["x.test 0 TYPE41 "] })],
    ["an option that is cut", encode({ id: 9, question: "v4.test AAAA", opt: { options: "000a00" } })],
  ])("answers FORMERR to %s", (_, packet) => {
    const reply = decode(world().send(packet, {})!);
    expect([reply.rcode, reply.id, reply.answer]).toEqual(["FORMERR", 9, []]);
  });
  it("answers NOTIMP to any opcode but QUERY", () => {
    const reply = decode(world().send(encode({ id: 9, opcode: 4, question: "v4.test AAAA" }), {})!);
    expect([reply.rcode, reply.opcode, reply.id]).toEqual(["NOTIMP", 4, 9]);
  });
  it("keeps the question's case, in the answer's owner too", () => {
    const w = world();
    for (const question of ["V4.tEsT AAAA", "v4.TEST AAAA"]) {
      const reply = w.ask(question);
      expect(reply!.question).toBe(question);
      expect(reply!.answer).toEqual([`${question.split(" ")[0]} 300 AAAA 64:ff9b:0:0:0:0:808:808`]);
    }
    // Its upstream writes owners out in the case it was asked in, which is random.
    const direct = w.ask("V4.test A");
    expect(direct!.answer[0]!.toLowerCase()).toBe("v4.test 300 a 8.8.8.8");
  });
  it("passes other types on byte for byte but for the id", () => {
    const upstream = encode({
      id: 0,
      flags: ["qr", "aa", "rd", "ad"],
      question: "mail.test MX",
      answer: ["mail.test 60 MX 5 A.test"],
      additional: ["a.test 30 A 1.2.3.4"],
    });
    const w = new ScriptedWorld(({ id, name }) => {
      const bytes = upstream.slice();
      bytes.set([id >> 8, id & 255]);
      bytes.set(
        Buffer.from(
          name
            .split(".")
            .map((l) => String.fromCharCode(l.length) + l)
            .join(""),
        ),
        12,
      );
      return bytes;
    });
    const reply = w.askBytes(query("mail.test MX", 0x1234))!;
    expect([...reply.subarray(0, 2)]).toEqual([0x12, 0x34]);
    expect(Buffer.from(reply.subarray(2)).toString("hex")).toBe(Buffer.from(upstream.subarray(2)).toString("hex"));
  });
});

describe("size", () => {
  const many = Array.from({ length: 40 }, (_, i) => `v4.test 300 A 8.8.8.${i + 1}`);
  const world = new ScriptedWorld(table({ "v4.test AAAA": { authority: [SOA] }, "v4.test A": { answer: many } }));
  it("sets TC by the size of what was synthesised, and sends no part of it", () => {
    const plain = world.askBytes(query("v4.test AAAA"))!;
    expect(plain.length).toBeLessThanOrEqual(512);
    expect(decode(plain)).toMatchObject({ answer: [], rcode: "NOERROR" });
    expect(decode(plain).flags).toContain("tc");
    // 40 A fit into 1232 octets, 40 AAAA do in 40 × 28 + question; 50 would not.
    expect(world.ask("v4.test AAAA", { opt: { size: 1232 } })!.answer).toHaveLength(40);
    expect(world.ask("v4.test AAAA", { opt: { size: 900 } })!.flags).toContain("tc");
  });
  it("gives all of it over TCP", () => {
    expect(world.ask("v4.test AAAA", { tcp: true })!.answer).toHaveLength(40);
  });
  it("never sends more than 1232 octets over UDP, whatever the client offers", () => {
    const w = new ScriptedWorld(
      table({
        "big.test TXT": { answer: Array.from({ length: 30 }, (_, i) => `big.test 60 TXT ${"x".repeat(50)}${i}`) },
      }),
    );
    const reply = w.askBytes(encode({ question: "big.test TXT", opt: { size: 65535 } }))!;
    expect(reply.length).toBeLessThanOrEqual(1232);
    expect(decode(reply).flags).toContain("tc");
  });
  it("leaves the additional section out before it says TC", () => {
    const additional = Array.from({ length: 30 }, (_, i) => `ns${i}.test 60 A 9.9.9.${i}`);
    const w = new ScriptedWorld(table({ "test NS": { answer: ["test 60 NS ns1.test"], additional } }));
    expect(w.ask("test NS")).toMatchObject({ answer: ["test 60 NS ns1.test"], additional: [] });
  });
  it("does not believe a size below 512", () => {
    const w = new ScriptedWorld(
      table({ "v4.test AAAA": { authority: [SOA] }, "v4.test A": { answer: many.slice(0, 12) } }),
    );
    expect(w.ask("v4.test AAAA", { opt: { size: 0 } })!.answer).toHaveLength(12);
  });
});

describe("cache", () => {
  it("runs TTLs down and asks again when one is gone", () => {
    const w = new ScriptedWorld(
      table({ ...V4, "v4.test A": { answer: ["v4.test 10 A 8.8.8.8", "v4.test 100 A 8.8.4.4"] } }),
    );
    w.ask("v4.test AAAA");
    w.advance(9000);
    expect(w.ask("v4.test AAAA")!.answer.map((l) => l.split(" ")[1])).toEqual(["1", "91"]);
    expect(w.asked).toHaveLength(2);
    w.advance(1100);
    expect(w.ask("v4.test AAAA")!.answer.map((l) => l.split(" ")[1])).toEqual(["10", "100"]);
  });
  it("keeps negative answers for the SOA's time and runs the SOA's TTL down", () => {
    const w = new ScriptedWorld(
      table({ "nx.test A": { rcode: "NXDOMAIN", authority: ["test 300 SOA ns.test host.test 1 1 1 1 20"] } }),
    );
    w.ask("nx.test A");
    w.advance(15_000);
    expect(w.ask("nx.test A")).toMatchObject({
      rcode: "NXDOMAIN",
      authority: ["test 285 SOA ns.test host.test 1 1 1 1 20"],
    });
    expect(w.asked).toHaveLength(1);
    w.advance(6000);
    w.ask("nx.test A");
    expect(w.asked).toHaveLength(2);
  });
  it("does not keep a negative answer without SOA, nor one of TTL 0", () => {
    const w = new ScriptedWorld(table({ "e.test A": {}, "z.test A": { answer: ["z.test 0 A 1.2.3.4"] } }));
    for (const question of ["e.test A", "e.test A", "z.test A", "z.test A"]) w.ask(question);
    expect(w.asked).toHaveLength(4);
  });
  it("keeps a failure for a second, no longer", () => {
    const w = new ScriptedWorld(table({ "s.test A": { rcode: "SERVFAIL" } }));
    w.ask("s.test A");
    w.ask("s.test A");
    expect(w.asked).toHaveLength(1);
    w.advance(1100);
    w.ask("s.test A");
    expect(w.asked).toHaveLength(2);
  });
  it("soon asks anew for AAAA that timed out", () => {
    const w = new ScriptedWorld(
      table({ "v4.test AAAA": "silence", "v4.test A": { answer: ["v4.test 3000 A 8.8.8.8"] } }),
    );
    expect(w.ask("v4.test AAAA")!.answer).toEqual(["v4.test 600 AAAA 64:ff9b:0:0:0:0:808:808"]);
    w.script = table({ "v4.test AAAA": { answer: ["v4.test 300 AAAA 2001:db8::1"] } });
    w.advance(29_000);
    expect(w.ask("v4.test AAAA")!.answer[0]).toMatch(/64:ff9b/);
    w.advance(2000);
    expect(w.ask("v4.test AAAA")!.answer[0]).toMatch(/2001:db8/);
  });
  it("keeps DO, CD, AD and RD apart", () => {
    const w = new ScriptedWorld(table({ "v4.test A": { answer: ["v4.test 300 A 8.8.8.8"] } }));
    for (const options of [{}, { opt: { do: true } }, { flags: ["rd", "cd"] }, { flags: ["rd", "ad"] }, { flags: [] }])
      w.ask("v4.test A", options);
    expect(w.asked.map(({ flags, opt }) => [...flags, opt?.do])).toEqual([
      ["rd", false],
      ["rd", true],
      ["rd", "cd", false],
      ["rd", "ad", false],
      [false],
    ]);
  });
  it("uses an A it holds for the AAAA", () => {
    const w = new ScriptedWorld(table(V4));
    w.ask("v4.test A");
    w.advance(10_000);
    expect(w.ask("v4.test AAAA")!.answer).toEqual(["v4.test 290 AAAA 64:ff9b:0:0:0:0:808:808"]);
    expect(w.asked.map((a) => a.question)).toEqual(["v4.test A", "v4.test AAAA"]);
  });
});

describe("many at once", () => {
  it("joins the same question, whatever its case, and answers each asker with its id", () => {
    const w = new ScriptedWorld(table(V4));
    const clients = ["v4.test AAAA", "V4.test AAAA", "v4.TEST AAAA"].map((question, i) => {
      const client = { question, id: 100 + i };
      w.send(query(question, client.id), client);
      return client;
    });
    w.advance(5);
    w.advance(5);
    for (const client of clients) expect(w.replyTo(client)).toMatchObject(client);
    expect(w.asked).toHaveLength(2);
    expect(w.resolver.counters.joined).toBe(2);
  });
  it("drops what it has no room for, counts it, and answers afterwards", () => {
    const w = new ScriptedWorld(
      () => "silence",
      {},
      { ...DEFAULT_LIMITS, cacheEntries: 10, cacheBytes: 1 << 16, jobs: 4, askers: 6 },
    );
    for (let i = 0; i < 10; i++) w.send(query(`n${i % 5}.test A`), {});
    expect(w.resolver.counters.droppedOverload).toBeGreaterThan(0);
    expect(w.resolver.pending).toBeLessThanOrEqual(4);
    for (let i = 0; i < 400; i++) w.advance(20);
    expect(w.resolver.pending).toBe(0);
    w.script = table(V4);
    expect(w.ask("v4.test AAAA")!.answer).toHaveLength(1);
  });
});

describe("upstreams", () => {
  const good = table(V4);
  it("fails over to the second when the first is silent, and remembers", () => {
    const w = new ScriptedWorld((asked) => (asked.upstream === 0 ? "silence" : good(asked)), {
      upstream: ["192.0.2.1", "192.0.2.2"],
    });
    let started = w.now;
    expect(w.ask("v4.test A")!.answer).toHaveLength(1);
    expect(w.now - started).toBeLessThan(500);
    // One failure: it is asked last for a while. Failures every time it is tried again: it is down.
    started = w.now;
    expect(w.ask("next.test A")).not.toBeNull();
    expect(w.now - started).toBeLessThan(50);
    for (let i = 0; i < 3; i++) {
      w.advance(2100);
      w.ask(`n${i}.test A`);
    }
    started = w.now;
    expect(w.ask("v4.test TXT")).not.toBeNull();
    expect(w.now - started).toBeLessThan(50);
    expect(w.resolver.upstreams.status(w.now)[0]!.down).toBe(true);
    w.advance(11_000);
    expect(w.resolver.upstreams.status(w.now)[0]!.down).toBe(false);
  });
  it.each(["SERVFAIL", "REFUSED"])("asks the second when the first says %s, and gives that if both do", (rcode) => {
    const w = new ScriptedWorld((asked) => (asked.upstream === 0 ? { rcode } : good(asked)), {
      upstream: ["192.0.2.1", "192.0.2.2"],
    });
    expect(w.ask("v4.test A")!.answer).toHaveLength(1);
    w.script = () => ({ rcode });
    expect(w.ask("x.test A")!.rcode).toBe(rcode);
  });
  it("waits for a slow good answer where a quick one says no", () => {
    const w = new ScriptedWorld((asked) => (asked.upstream === 0 ? "silence" : { rcode: "REFUSED" }), {
      upstream: ["192.0.2.1", "192.0.2.2"],
    });
    const started = w.now;
    expect(w.ask("v4.test A")!.rcode).toBe("REFUSED");
    expect(w.now - started).toBeLessThan(1000);
  });
  it("never lets a failed validation be undone by another upstream", () => {
    const bogus = { rcode: "SERVFAIL", opt: { options: "000f00020006" } };
    const w = new ScriptedWorld((asked) => (asked.upstream === 0 ? bogus : good(asked)), {
      upstream: ["192.0.2.1", "192.0.2.2"],
    });
    expect(w.ask("v4.test A")!.rcode).toBe("SERVFAIL");
  });
  it("goes to TCP on TC", () => {
    const w = new ScriptedWorld((asked) => (asked.transport === "udp" ? { flags: ["tc"] } : good(asked)));
    expect(w.ask("v4.test A")!.answer).toHaveLength(1);
    expect(w.asked.map((a) => a.transport)).toEqual(["udp", "tcp"]);
  });
  it("never uses what was cut, even where TCP is refused", () => {
    const cut = { flags: ["tc"], answer: ["v4.test 300 A 6.6.6.6"] };
    const w = new ScriptedWorld((asked) => (asked.transport === "udp" ? cut : "unreachable"));
    expect(w.ask("v4.test A")!.rcode).toBe("SERVFAIL");
  });
  it("leaves OPT out for an upstream that answers FORMERR to it", () => {
    const w = new ScriptedWorld((asked) => (asked.opt === null ? good(asked) : { rcode: "FORMERR", opt: undefined }));
    expect(w.ask("v4.test A")!.answer).toHaveLength(1);
    w.ask("v4.test TXT");
    expect(w.asked.map((a) => a.opt === null)).toEqual([false, true, true]);
  });
  it("draws the case of the name at random, and each id", () => {
    const w = new ScriptedWorld(table({}));
    for (let i = 0; i < 20; i++) w.ask(`some-longer-name${i}.test A`);
    expect(new Set(w.asked.map((a) => a.name.replace(/\d+/, ""))).size).toBeGreaterThan(15);
    expect(new Set(w.asked.map((a) => a.id)).size).toBeGreaterThan(15);
  });
  it.each([
    ["that answers TCP", good, ["udp", "tcp"]],
    ["that has no TCP", "unreachable" as const, ["udp", "tcp", "udp"]],
  ])("gets along with an upstream that lower-cases the question and %s", (_, overTcp, transports) => {
    const script: Script = (asked) => {
      if (asked.transport === "tcp") return typeof overTcp === "string" ? overTcp : overTcp(asked);
      const reaction = good(asked);
      return typeof reaction === "object" && !(reaction instanceof Uint8Array)
        ? { ...reaction, question: asked.question }
        : reaction;
    };
    const w = new ScriptedWorld(script);
    expect(w.ask("v4.test A")!.answer).toHaveLength(1);
    expect(w.asked.map((a) => a.transport)).toEqual(transports);
    w.ask("x.test A");
    expect(w.asked.at(-1)).toMatchObject({ transport: "udp", name: "x.test" });
  });
  it.each([
    ["another id", { id: 1 }, "wrongId"],
    ["another question", { question: "evil.test A" }, "wrongQuestion"],
    ["another type", { question: "v4.test MX" }, "wrongQuestion"],
  ] as const)("does not believe an answer with %s", (_, change, counter) => {
    const w = new ScriptedWorld((asked) => ({
      answer: ["v4.test 300 A 6.6.6.6"],
      id: asked.id,
      question: `${asked.name} A`,
      ...change,
    }));
    expect(w.ask("v4.test A")!.rcode).toBe("SERVFAIL");
    expect(w.resolver.upstreams.counters[counter]).toBeGreaterThan(0);
  });
  it("counts a malformed answer as a failed attempt", () => {
    const w = new ScriptedWorld(({ id }) => Uint8Array.of(id >> 8, id & 255, 0x80, 0, 0, 1, 0, 9));
    expect(w.ask("v4.test A")!.rcode).toBe("SERVFAIL");
    expect(w.resolver.upstreams.counters.malformed).toBeGreaterThan(0);
  });
  it("gets along with an error that repeats no question", () => {
    const w = new ScriptedWorld((asked) => {
      const bytes = answerBytes(
        { rcode: "REFUSED", opt: undefined },
        { ...decode(encode({ question: `${asked.name} A` })), id: asked.id, opt: null },
      );
      const bare = bytes.slice(0, 12);
      bare[5] = 0;
      return bare;
    });
    expect(w.ask("v4.test A")).toMatchObject({ rcode: "REFUSED", question: "v4.test A" });
  });
});

describe("validation left to the upstream", () => {
  const zone = { "v4.test A": { answer: ["v4.test 300 A 8.8.8.8"] } };
  it("takes SERVFAIL that goes away with CD for a failed validation: no synthesis", () => {
    const script: Script = (asked) => {
      if (asked.question !== "v4.test AAAA") return table(zone)(asked);
      return asked.flags.includes("cd") ? { authority: [SOA] } : { rcode: "SERVFAIL" };
    };
    const w = new ScriptedWorld(script, { validate: "upstream" });
    expect(w.ask("v4.test AAAA", { opt: {} })).toMatchObject({ rcode: "SERVFAIL", opt: { options: "000f00020006" } });
    expect(w.asked.map((a) => a.question)).toEqual(["v4.test AAAA", "v4.test AAAA"]);
  });
  it("takes SERVFAIL that stays for a broken server: A is asked for", () => {
    const w = new ScriptedWorld(table({ ...zone, "v4.test AAAA": { rcode: "SERVFAIL" } }), { validate: "upstream" });
    expect(w.ask("v4.test AAAA")!.answer).toHaveLength(1);
  });
  it("does not synthesise where the probe stays unanswered", () => {
    const script: Script = (asked) => {
      if (asked.question !== "v4.test AAAA") return table(zone)(asked);
      return asked.flags.includes("cd") ? "silence" : { rcode: "SERVFAIL" };
    };
    expect(new ScriptedWorld(script, { validate: "upstream" }).ask("v4.test AAAA")!.rcode).toBe("SERVFAIL");
  });
});
