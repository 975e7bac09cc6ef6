/** The daily part of the fault matrix: every fault once, every stack twice at least. `npm run faults` runs all of it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { cellId, dailyCells, FAULTS, STACKS } from "../faults/cells.ts";
import { resultLine, runMatrix } from "../faults/matrix.ts";
import type { Result } from "../faults/run-cell.ts";

const cells = dailyCells(STACKS);
const results = new Map<string, Result>();

beforeAll(async () => {
  await runMatrix(cells, {
    at: 4,
    say: (line) => console.log(line),
    ended: (cell, result) => {
      results.set(cellId(cell), result);
      console.log(resultLine(cell, result));
    },
  });
}, 900_000);

afterAll(() => expect(results.size).toBe(cells.length));

test("every fault is there, and every stack twice", () => {
  expect(new Set(cells.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
  for (const stack of STACKS) expect(cells.filter((cell) => cell.stack === stack).length).toBeGreaterThanOrEqual(2);
});

test.each(cells.map((cell) => [cellId(cell)]))(
  "%s: wholly migrated or exactly as before, and the run says so",
  (id) => {
    const result = results.get(id)!;
    expect(result.because).toBe("");
    expect(result.finding).toBe("green");
  },
);
