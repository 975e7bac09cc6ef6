import { expect, it } from "vitest";
import { fuzzFraming } from "./framing.ts";

const seed = Date.now() >>> 0;

it(`10,000 damaged streams are decoded or refused (seed ${seed})`, () => {
  const refused = fuzzFraming(10_000, seed);
  // Damage that is never noticed, or undamaged streams that are refused, would be a broken fuzzer.
  expect(refused).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(9_000);
});
