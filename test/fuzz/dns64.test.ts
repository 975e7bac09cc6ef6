import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS, fuzzDns64, replayDns64 } from "./dns64.ts";

describe("dns64 fuzz", () => {
  const corpus = readdirSync(CORPUS);
  it.each(corpus)("corpus: %s", (file) => {
    expect(() => replayDns64(join(CORPUS, file))).not.toThrow();
  });
  it("10,000 inputs", () => {
    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
    console.log(`seed ${seed}`);
    expect(() => fuzzDns64(10_000, seed)).not.toThrow();
  }, 60_000);
});
