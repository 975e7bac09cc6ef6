import { expect, it } from "vitest";
import { Semaphore } from "../../../../src/engine/semaphore.ts";

it("lets so many in at a time, in order, and goes on after a failure", async () => {
  const turns = new Semaphore(2);
  const order: string[] = [];
  let inside = 0;
  let most = 0;
  const work = (name: string, fails = false) =>
    turns.run(async () => {
      inside += 1;
      most = Math.max(most, inside);
      order.push(name);
      await new Promise(setImmediate);
      inside -= 1;
      if (fails) throw new Error(name);
    });
  const results = await Promise.allSettled([work("a", true), work("b"), work("c", true), work("d"), work("e")]);
  expect(order).toEqual(["a", "b", "c", "d", "e"]);
  expect(most).toBe(2);
  expect(results.map((r) => r.status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
});
