import { expect, test } from "vitest";
import { mapBounded } from "../../../../src/gates/bounded.ts";

test("results keep their order, and no more than the limit are under way", async () => {
  let now = 0;
  let most = 0;
  const doubled = await mapBounded(
    [...Array(50).keys()],
    async (n) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return n * 2;
    },
    7,
  );
  expect(doubled).toEqual([...Array(50).keys()].map((n) => n * 2));
  expect(most).toBe(7);
});

test("nothing to ask is no results", async () => {
  expect(await mapBounded([], () => Promise.reject(new Error("asked")))).toEqual([]);
});
