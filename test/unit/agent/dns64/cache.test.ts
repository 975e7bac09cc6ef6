import { describe, expect, it } from "vitest";
import { AnswerCache } from "../../../../agent/dns64/cache.ts";
import { parseMessage } from "../../../../agent/dns64/wire/message.ts";
import { type StoredAnswer, storeMessage } from "../../../../agent/dns64/wire/reply.ts";
import { encode, encodeName } from "./text-message.ts";

const name = (text: string): Uint8Array => Uint8Array.from(encodeName(text));
const answer = (lifetimeS = 60, at = 0): StoredAnswer =>
  storeMessage(
    parseMessage(encode({ flags: ["qr"], question: "x.test A", answer: ["x.test 60 A 1.2.3.4"] }))!,
    lifetimeS,
    at,
  );
const find = (cache: AnswerCache, text: string, asked = 1, at = 0): StoredAnswer | null => {
  const wire = name(text);
  return cache.find(wire, 0, wire.length, 1, 1, asked, at);
};

describe("AnswerCache", () => {
  it("finds by name in any case, and by nothing else of the key that differs", () => {
    const cache = new AnswerCache({ entries: 10, bytes: 1e6 }, 7);
    const stored = answer();
    cache.put(name("Some.Name.test"), 1, 1, 1, stored, 0);
    expect(find(cache, "sOME.nAME.TEST")).toBe(stored);
    expect(find(cache, "some.name.test", 9)).toBeNull();
    expect(find(cache, "some.nam.test")).toBeNull();
    const wire = name("some.name.test");
    expect(cache.find(wire, 0, wire.length, 28, 1, 1, 0)).toBeNull();
    expect(cache.find(wire, 0, wire.length, 1, 3, 1, 0)).toBeNull();
  });
  it("gives nothing that has expired", () => {
    const cache = new AnswerCache({ entries: 10, bytes: 1e6 }, 7);
    cache.put(name("a.test"), 1, 1, 1, answer(60), 0);
    expect(find(cache, "a.test", 1, 59_999)).not.toBeNull();
    expect(find(cache, "a.test", 1, 60_000)).toBeNull();
  });
  it("replaces, and forgets where the new answer has no lifetime", () => {
    const cache = new AnswerCache({ entries: 10, bytes: 1e6 }, 7);
    cache.put(name("a.test"), 1, 1, 1, answer(), 0);
    const second = answer();
    cache.put(name("A.test"), 1, 1, 1, second, 0);
    expect([find(cache, "a.test"), cache.size]).toEqual([second, 1]);
    cache.put(name("a.test"), 1, 1, 1, answer(0), 0);
    expect([find(cache, "a.test"), cache.size, cache.bytes]).toEqual([null, 0, 0]);
  });
  it("stays within its entries and keeps what is used", () => {
    const cache = new AnswerCache({ entries: 100, bytes: 1e6 }, 7);
    cache.put(name("used.test"), 1, 1, 1, answer(), 0);
    for (let i = 0; i < 1000; i++) {
      cache.put(name(`n${i}.test`), 1, 1, 1, answer(), 0);
      expect(find(cache, "used.test")).not.toBeNull();
      expect(cache.size).toBeLessThanOrEqual(100);
    }
    expect(find(cache, "n999.test")).not.toBeNull();
  });
  it("stays within its bytes, and is empty at 0 bytes when all is gone", () => {
    const cache = new AnswerCache({ entries: 1000, bytes: 20_000 }, 7);
    for (let i = 0; i < 200; i++) {
      cache.put(name(`n${i}.test`), 1, 1, 1, answer(), 0);
      expect(cache.bytes).toBeLessThanOrEqual(20_000);
    }
    for (let i = 0; i < 200; i++) cache.put(name(`n${i}.test`), 1, 1, 1, answer(0), 0);
    expect([cache.size, cache.bytes]).toEqual([0, 0]);
  });
  it("puts expired entries out first", () => {
    const cache = new AnswerCache({ entries: 3, bytes: 1e6 }, 7);
    cache.put(name("lasting.test"), 1, 1, 1, answer(60), 0);
    cache.put(name("gone.test"), 1, 1, 1, answer(1), 0);
    cache.put(name("lasting2.test"), 1, 1, 1, answer(60), 0);
    for (const text of ["lasting.test", "gone.test", "lasting2.test"]) find(cache, text);
    cache.put(name("new.test"), 1, 1, 1, answer(60, 2000), 2000);
    expect(
      ["lasting.test", "gone.test", "lasting2.test", "new.test"].map((t) => find(cache, t, 1, 2000) !== null),
    ).toEqual([true, false, true, true]);
  });
});
