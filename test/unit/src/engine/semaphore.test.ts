import { expect, it, vi } from "vitest";
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

it("lets the next one in where one takes too long, which goes on", async () => {
  vi.useFakeTimers();
  const turns = new Semaphore(1, 1_000);
  const slow = Promise.withResolvers<string>();
  const first = turns.run(() => slow.promise);
  const second = turns.run(async () => "second");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await second).toBe("second");
  slow.resolve("first");
  expect(await first).toBe("first");
  // Its turn was given away once, not twice.
  const held = Promise.withResolvers<void>();
  const third = turns.run(() => held.promise);
  let begun = false;
  const fourth = turns.run(async () => {
    begun = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toBe(false);
  held.resolve();
  await Promise.all([third, fourth]);
  vi.useRealTimers();
});
