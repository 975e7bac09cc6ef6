import { describe, expect, it } from "vitest";
import { AnswerCache } from "../../../../../agent/dns64/cache/answers.ts";
import { newCacheMemory } from "../../../../../agent/dns64/cache/memory.ts";
import type { Dns64File } from "../../../../../agent/dns64/config.ts";
import { readConfig } from "../../../../../agent/dns64/config.ts";
import { addressBytes } from "../../../../../agent/dns64/server/clients.ts";
import { ASK_RESOLVER, FRONT_COUNTERS, Front, NO_ANSWER } from "../../../../../agent/dns64/server/front.ts";
import { frontSettings } from "../../../../../agent/dns64/server/front-settings.ts";
import { newRateMemory } from "../../../../../agent/dns64/server/rate-limit.ts";
import { parseMessage } from "../../../../../agent/dns64/wire/message.ts";
import { storeMessage } from "../../../../../agent/dns64/wire/reply.ts";
import { type DecodedMessage, decode, encode, encodeName, type TextMessage } from "../text-message.ts";

const LIMITS = { entries: 100, bytes: 1 << 16 };

class Fronted {
  readonly cache = new AnswerCache(LIMITS, newCacheMemory(LIMITS.bytes, LIMITS.entries, 3));
  readonly front: Front;

  constructor(file: Partial<Dns64File> = {}) {
    const memory = { cache: this.cache.memory, rates: newRateMemory(4), secret: new Uint8Array(16) };
    this.front = new Front(this.settings(file), memory, new Float64Array(FRONT_COUNTERS.length));
    this.keep("a.test");
  }

  settings(file: Partial<Dns64File>) {
    const reading = readConfig({ listen: "::1", upstream: "192.0.2.1", ...file });
    if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
    return frontSettings(reading.settings);
  }

  keep(name: string): void {
    const message = parseMessage(encode({ flags: ["qr"], question: `${name} A`, answer: [`${name} 60 A 1.2.3.4`] }))!;
    this.cache.put(Uint8Array.from(encodeName(name)), 1, 1, 1, storeMessage(message, 60, 0), 0);
  }

  ask(text: TextMessage | Uint8Array, from = "2001:db8::1", tcp = false, atMs = 0): DecodedMessage | number {
    const packet = text instanceof Uint8Array ? text : encode({ id: 5, flags: ["rd"], ...text });
    const address = addressBytes(from)!;
    const out = new Uint8Array(2048);
    const length = this.front.answer(packet, packet.length, tcp, address, 0, address.length, out, atMs);
    return length > 0 ? decode(out.slice(0, length)) : length;
  }

  count(name: (typeof FRONT_COUNTERS)[number]): number {
    return this.front.counters[FRONT_COUNTERS.indexOf(name)]!;
  }
}

const A = { question: "a.test A" };

describe("Front", () => {
  it("answers what is kept and hands on what is not", () => {
    const f = new Fronted();
    expect(f.ask(A)).toMatchObject({ id: 5, answer: ["a.test 60 A 1.2.3.4"] });
    expect(f.ask({ question: "b.test A" })).toBe(ASK_RESOLVER);
    expect(f.ask({ ...A, opcode: 4 })).toMatchObject({ rcode: "NOTIMP" });
    expect(f.ask({ ...A, flags: ["qr"] })).toBe(NO_ANSWER);
    expect(f.ask(new Uint8Array(5))).toBe(NO_ANSWER);
    // What was handed on is counted by the resolver.
    expect(["queries", "hits", "notimp", "droppedResponse", "droppedShort"].map((c) => f.count(c as never))).toEqual([
      4, 1, 1, 1, 1,
    ]);
  });
  it("refuses those who may not ask, and knows views", () => {
    const f = new Fronted({ clients: "2001:db8::/32", views: [{ clients: "192.0.2.0/24" }] });
    expect(f.ask(A, "2001:db9::1")).toMatchObject({ rcode: "REFUSED" });
    expect(f.ask(A, "192.0.2.9")).toMatchObject({ rcode: "NOERROR" });
    expect(f.front.view).toBe(1);
    f.ask(A);
    expect(f.front.view).toBe(0);
  });
  it("limits UDP only, and only those without a good cookie", () => {
    const f = new Fronted({ clients: ["::/0", "0.0.0.0/0"], rate_limit: { per_second: 1, burst: 1, slip: 1 } });
    expect(f.ask(A)).toMatchObject({ flags: ["qr"], answer: ["a.test 60 A 1.2.3.4"] });
    const limited = f.ask({ ...A, opt: { options: "000a00080102030405060708" } }) as DecodedMessage;
    expect(limited).toMatchObject({ rcode: "NOERROR", answer: [] });
    expect(limited.flags).toContain("tc");
    expect(f.ask(A, "2001:db8::1", true)).toMatchObject({ answer: ["a.test 60 A 1.2.3.4"] });
    // The slipped answer brought a cookie.
    const cookie = /000a0018[0-9a-f]{48}/.exec(limited.opt!.options!)![0];
    expect(f.ask({ ...A, opt: { options: cookie } })).toMatchObject({ answer: ["a.test 60 A 1.2.3.4"] });
    expect(f.count("cookiesGood")).toBe(1);
    expect(f.count("rateSlipped")).toBe(1);
  });
  it("limits nobody who is listed, unless told; everybody where nobody is", () => {
    expect(new Fronted({ clients: "::/0" }).settings({ clients: "::/0" }).rateLimit).toBeNull();
    expect(new Fronted().settings({}).rateLimit).toMatchObject({ perSecond: 200, slip: 2 });
    expect(new Fronted().settings({ rate_limit: false }).rateLimit).toBeNull();
  });
  it("gives no cookie where it is told not to, or none was sent", () => {
    const options = "000a00080102030405060708";
    expect((new Fronted().ask({ ...A, opt: {} }) as DecodedMessage).opt?.options ?? "").toBe("");
    expect((new Fronted().ask({ ...A, opt: { options } }) as DecodedMessage).opt!.options).toMatch(/^000a0018/);
    expect((new Fronted({ cookies: false }).ask({ ...A, opt: { options } }) as DecodedMessage).opt?.options ?? "").toBe(
      "",
    );
  });
  it("says when an answer is to be asked anew", () => {
    const f = new Fronted();
    f.ask(A, "2001:db8::1", false, 53_000);
    expect(f.front.refresh).toBe(false);
    f.ask(A, "2001:db8::1", false, 55_000);
    expect(f.front.refresh).toBe(true);
    f.front.configure(f.settings({ prefetch: false }));
    f.ask(A, "2001:db8::1", false, 55_000);
    expect(f.front.refresh).toBe(false);
  });
});
