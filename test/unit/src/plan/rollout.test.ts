import { describe, expect, it } from "vitest";
import { batchSizes, type Count, countOf } from "../../../../src/plan/rollout.ts";

const share = (percent: number): Count => ({ percent });
const hosts = (n: number): Count => ({ hosts: n });

describe("batches", () => {
  it.each<[Count[], number, number[]]>([
    [[hosts(1), share(25), share(100)], 20, [1, 4, 15]],
    [[hosts(1), share(25), share(100)], 2, [1, 1]],
    [[hosts(1), share(25), share(100)], 1, [1]],
    [[share(100)], 7, [7]],
    [[share(1)], 3, [1, 2]],
    [[hosts(5)], 12, [5, 7]],
    [[hosts(5)], 3, [3]],
    [[hosts(1)], 0, []],
  ])("%j of %i", (batch, size, sizes) => expect(batchSizes(batch, size)).toEqual(sizes));

  it("shares round up and stay within the service", () => {
    expect(countOf(share(25), 5)).toBe(2);
    expect(countOf(share(100), 5)).toBe(5);
    expect(countOf(hosts(9), 5)).toBe(5);
  });
});
