import { expect, test } from "vitest";
import { warmUp } from "../../../../../agent/dns64/server/warm-up.ts";

test("every question of the warm-up is answered, once by the upstream and then out of the cache", () => {
  expect(warmUp(80)).toBe(80);
});
