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
import { TOLD } from "../../faults/watch.ts";
import type { Line } from "../../lab/controller.ts";
import { provenBatch, runToEnd, scenario } from "../src/engine/scripted-world.ts";

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

  test("there is a moment for everything a run writes of a guarded step", async () => {
    const s = scenario(["job1"]);
    await runToEnd(s, { plan: "p", batches: [provenBatch("jobs", "job1")] });
    const said = s.entries.flatMap((entry) =>
      "step" in entry && /\/(remove|brownout)\//.test(entry.step)
        ? [{ ...entry, step: entry.step.replace("/remove/", "/remove-ipv4/") }]
        : [],
    );
    const told = (line: Line) => Object.values(TOLD).some((isMoment) => isMoment(line));
    const silent = said
      .filter((entry) => !told(entry as unknown as Line))
      .map(({ type, step }) => `${type} ${step.split("/")[3]}`);
    // What is left is about a check, a change of the nonce, or the brownout before and after it stands.
    expect([...new Set(silent)].sort()).toEqual([
      "check.outcome brownout",
      "check.outcome remove-ipv4",
      "heartbeat.outcome brownout",
      "reboot.outcome remove-ipv4",
      "release.intent brownout",
      "release.outcome brownout",
      "step.intent brownout",
    ]);
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
