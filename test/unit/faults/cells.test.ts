import { describe, expect, test } from "vitest";
import {
  cellId,
  chosenCells,
  DRAWS,
  dailyCells,
  drawnCells,
  FAULTS,
  fixedCells,
  notApplicable,
  STACKS,
} from "../../faults/cells.ts";

const ALL = { stack: null, fault: null, seed: 5, shard: null };

describe("cells of the fault matrix", () => {
  test("every fault is in the fixed part of every stack, and each stack has its draws", () => {
    for (const stack of STACKS) {
      expect(new Set(fixedCells(stack).map(({ fault }) => fault))).toEqual(new Set(FAULTS));
      expect(drawnCells(stack, 1)).toHaveLength(DRAWS);
    }
  });

  test("the same seed draws the same, another draws others, and no stack draws like another", () => {
    const ids = (seed: number, stack: (typeof STACKS)[number]) =>
      drawnCells(stack, seed).map(({ fault, moment, delayMs }) => `${fault} ${moment} ${delayMs}`);
    expect(ids(7, "plain")).toEqual(ids(7, "plain"));
    expect(ids(7, "plain")).not.toEqual(ids(8, "plain"));
    expect(ids(7, "plain")).not.toEqual(ids(7, "networkd"));
  });

  test("shards hold every cell once, and something of every stack", () => {
    const shards = [1, 2, 3, 4, 5, 6].map((index) => chosenCells({ ...ALL, shard: { index, of: 6 } }));
    expect(shards.flat().map(cellId).sort()).toEqual(chosenCells(ALL).map(cellId).sort());
    for (const shard of shards) expect(new Set(shard.map(({ stack }) => stack)).size).toBe(STACKS.length);
  });

  test("no two cells have the same name", () => {
    const ids = chosenCells(ALL).map(cellId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("the daily tier has every fault and every stack twice, and nothing that does not apply", () => {
    const daily = dailyCells(STACKS);
    expect(new Set(daily.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
    for (const stack of STACKS) expect(daily.filter((cell) => cell.stack === stack).length).toBeGreaterThanOrEqual(2);
    expect(daily.filter((cell) => notApplicable(cell) !== null)).toEqual([]);
  });

  test("what does not apply says why", () => {
    expect(notApplicable({ stack: "plain", fault: "lease-renewed" })).toMatch(/no lease/);
    expect(notApplicable({ stack: "networkd", fault: "lease-renewed" })).toBeNull();
  });
});
