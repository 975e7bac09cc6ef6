import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS, fuzzNat64, replayNat64 } from "./nat64.ts";

describe("nat64 fuzz", () => {
  it.each(readdirSync(CORPUS))("corpus: %s", (file) => {
    expect(() => replayNat64(join(CORPUS, file))).not.toThrow();
  });
  it("10,000 inputs", () => {
    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
    console.log(`seed ${seed}`);
    expect(() => fuzzNat64(10_000, seed)).not.toThrow();
  }, 60_000);
});
