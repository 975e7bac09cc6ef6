import { describe, expect, it } from "vitest";
import { AnswerCache, type CacheLimits } from "../../../../../agent/dns64/cache/answers.ts";
import { newCacheMemory } from "../../../../../agent/dns64/cache/memory.ts";
import { CacheReader } from "../../../../../agent/dns64/cache/reader.ts";
import { parseMessage } from "../../../../../agent/dns64/wire/message.ts";
import { newQueryView, readQuery } from "../../../../../agent/dns64/wire/query.ts";
import { type StoredAnswer, storeMessage } from "../../../../../agent/dns64/wire/reply.ts";
import { decode, encode, encodeName } from "../text-message.ts";

const name = (text: string): Uint8Array => Uint8Array.from(encodeName(text));
const answer = (text: string, lifetimeS = 60, at = 0, address = "1.2.3.4"): StoredAnswer =>
  storeMessage(
    parseMessage(encode({ flags: ["qr"], question: `${text} A`, answer: [`${text} 60 A ${address}`] }))!,
    lifetimeS,
    at,
  );
const put = (cache: AnswerCache, text: string, lifetimeS = 60, at = 0, address = "1.2.3.4"): void =>
  cache.put(name(text), 1, 1, 1, answer(text, lifetimeS, at, address), at);
const find = (cache: AnswerCache, text: string, asked = 1, at = 0): StoredAnswer | null => {
  const wire = name(text);
  return cache.find(wire, 0, wire.length, 1, 1, asked, at);
};
const addressOf = (found: StoredAnswer | null): string | null =>
  found === null ? null : (decode(found.message).answer[0]?.split(" ").at(-1) ?? null);
const cacheOf = (limits: CacheLimits, staleMs = 0): AnswerCache =>
  new AnswerCache(limits, newCacheMemory(limits.bytes, limits.entries, 7), staleMs);
const roomy = { entries: 10, bytes: 1 << 20 };

describe("AnswerCache", () => {
  it("finds by name in any case, and by nothing else of the key that differs", () => {
    const cache = cacheOf(roomy);
    put(cache, "Some.Name.test");
    expect(addressOf(find(cache, "sOME.nAME.TEST"))).toBe("1.2.3.4");
    expect(find(cache, "some.name.test", 9)).toBeNull();
    expect(find(cache, "some.nam.test")).toBeNull();
    const wire = name("some.name.test");
    expect(cache.find(wire, 0, wire.length, 28, 1, 1, 0)).toBeNull();
    expect(cache.find(wire, 0, wire.length, 1, 3, 1, 0)).toBeNull();
  });
  it("gives back all that was kept, its question in lower case", () => {
    const cache = cacheOf(roomy);
    const kept = { ...answer("A.test", 60, 5), extendedRcode: 3, options: Uint8Array.of(0, 15, 0, 2, 0, 6) };
    cache.put(name("a.test"), 1, 1, 1, kept, 5);
    const { message, ...found } = find(cache, "A.TEST", 1, 10)!;
    expect({ ...found, options: [...found.options] }).toEqual({
      questionEnd: kept.questionEnd,
      additional: kept.additional,
      additionalCount: 0,
      ttlAt: kept.ttlAt,
      extendedRcode: 3,
      options: [...kept.options],
      storedAtMs: 5,
      expiresAtMs: 60_005,
      staleUntilMs: 60_005,
    });
    expect(decode(message).question).toBe("a.test A");
  });
  it("gives nothing that has expired, but for a while as stale", () => {
    const cache = cacheOf(roomy, 10_000);
    put(cache, "a.test");
    expect(find(cache, "a.test", 1, 59_999)).not.toBeNull();
    expect(find(cache, "a.test", 1, 60_000)).toBeNull();
    expect(cache.findStale(name("a.test"), 1, 1, 1, 69_999)).not.toBeNull();
    expect(cache.findStale(name("a.test"), 1, 1, 1, 70_000)).toBeNull();
  });
  it("replaces, and forgets where the new answer has no lifetime", () => {
    const cache = cacheOf(roomy);
    put(cache, "a.test");
    put(cache, "A.test", 60, 0, "4.3.2.1");
    expect([addressOf(find(cache, "a.test")), cache.size]).toEqual(["4.3.2.1", 1]);
    put(cache, "a.test", 0);
    expect([find(cache, "a.test"), cache.size, cache.bytes]).toEqual([null, 0, 0]);
  });
  it("stays within its entries and keeps what is used", () => {
    const cache = cacheOf({ entries: 100, bytes: 1e6 });
    put(cache, "used.test");
    for (let i = 0; i < 1000; i++) {
      put(cache, `n${i}.test`);
      expect(find(cache, "used.test")).not.toBeNull();
      expect(cache.size).toBeLessThanOrEqual(100);
    }
    expect(find(cache, "n999.test")).not.toBeNull();
  });
  it("stays within its bytes, whatever the sizes, and finds exactly what a model holds", () => {
    const cache = cacheOf({ entries: 1000, bytes: 20_000 });
    const model = new Map<string, string>();
    for (let i = 0; i < 5000; i++) {
      const text = `${"n".repeat(1 + ((i * 7) % 40))}.${i % 300}.test`;
      const address = `1.2.${i >> 8}.${i & 255}`;
      put(cache, text, i % 11 === 0 ? 0 : 60, 0, address);
      if (i % 11 === 0) model.delete(text);
      else model.set(text, address);
      expect(cache.bytes).toBeLessThanOrEqual(20_000);
      if (i % 100 > 0) continue;
      let held = 0;
      for (const [known, address] of model) {
        const found = addressOf(find(cache, known));
        if (found !== null) expect(found).toBe(address);
        held += found === null ? 0 : 1;
      }
      expect(held).toBe(cache.size);
    }
    for (const known of model.keys()) put(cache, known, 0);
    expect([cache.size, cache.bytes]).toEqual([0, 0]);
  });
  it("keeps nothing that takes more than half of it", () => {
    const cache = cacheOf({ entries: 10, bytes: 256 });
    put(cache, `${"n".repeat(60)}.${"m".repeat(60)}.test`);
    expect(cache.size).toBe(0);
  });
  it("lets expired answers go, used or not", () => {
    const cache = cacheOf({ entries: 3, bytes: 1e6 });
    put(cache, "lasting.test", 60);
    put(cache, "gone.test", 1);
    put(cache, "lasting2.test", 60);
    for (const text of ["lasting.test", "gone.test", "lasting2.test"]) find(cache, text);
    put(cache, "new.test", 60, 2000);
    expect(
      ["lasting.test", "gone.test", "lasting2.test", "new.test"].map((t) => find(cache, t, 1, 2000) !== null),
    ).toEqual([true, false, true, true]);
  });
});

describe("CacheReader", () => {
  const query = (text: string): { packet: Uint8Array; view: ReturnType<typeof newQueryView> } => {
    const packet = encode({ id: 9, flags: ["rd"], question: text });
    const view = newQueryView();
    readQuery(packet, packet.length, view);
    return { packet, view };
  };
  const reply = (reader: CacheReader, text: string, atMs = 0, view = 0) => {
    const q = query(text);
    const out = new Uint8Array(2048);
    const length = reader.reply(q.view, q.packet, view, 1232, out, atMs);
    return length === 0 ? null : decode(out.slice(0, length));
  };

  it("sees what the writer keeps, in the asker's case, with TTLs run down", () => {
    const cache = cacheOf(roomy);
    const reader = new CacheReader(cache.memory);
    expect(reply(reader, "a.test A")).toBeNull();
    put(cache, "a.test");
    expect(reply(reader, "A.tEst A", 2000)).toMatchObject({
      id: 9,
      question: "A.tEst A",
      answer: ["a.test 58 A 1.2.3.4"],
    });
    expect(reader.freshness).toBeCloseTo(58 / 60);
    expect(reply(reader, "a.test A", 60_000)).toBeNull();
  });
  it("keeps the AAAA of views apart and shares the rest", () => {
    const cache = cacheOf(roomy);
    put(cache, "a.test");
    expect(reply(cache, "a.test A", 0, 3)).not.toBeNull();
    const aaaa = storeMessage(
      parseMessage(encode({ flags: ["qr"], question: "b.test AAAA", answer: ["b.test 60 AAAA 64:ff9b::1"] }))!,
      60,
      0,
    );
    cache.put(name("b.test"), 28, 1, 1 | (3 << 4), aaaa, 0);
    expect(reply(cache, "b.test AAAA", 0, 3)).not.toBeNull();
    expect(reply(cache, "b.test AAAA", 0, 2)).toBeNull();
    cache.forget((view) => view === 2);
    expect(reply(cache, "b.test AAAA", 0, 3)).toBeNull();
  });
  it("takes what the writer is removing for absent", () => {
    const cache = cacheOf(roomy);
    put(cache, "a.test");
    new Int32Array(cache.memory.control)[0]! += 1;
    expect(reply(new CacheReader(cache.memory), "a.test A")).toBeNull();
  });
});
