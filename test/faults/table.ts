/** The matrix as people read it: faults down, stacks across. Pure. */
import { type Cell, cellId, STACKS } from "./cells.ts";
import type { Result } from "./run-cell.ts";

const SIGNS: Readonly<Record<Result["finding"], string>> = { green: "ok", red: "RED", "n/a": "n/a" };

function sign(result: Result | undefined): string {
  return result === undefined ? "?" : SIGNS[result.finding];
}

export function tableText(cells: readonly Cell[], results: ReadonlyMap<string, Result>): string {
  const stacks = STACKS.filter((stack) => cells.some((cell) => cell.stack === stack));
  const rows = [...new Set(cells.filter(({ drawn }) => !drawn).map(({ fault, moment }) => `${fault}@${moment}`))];
  const body = rows.map((row) => [
    row,
    ...stacks.map((stack) => {
      const cell = cells.find((one) => !one.drawn && one.stack === stack && `${one.fault}@${one.moment}` === row);
      return cell === undefined ? "" : sign(results.get(cellId(cell)));
    }),
  ]);
  const draws = stacks.map((stack) => {
    const drawn = cells.filter((cell) => cell.drawn && cell.stack === stack);
    const good = drawn.filter((cell) => results.get(cellId(cell))?.finding === "green").length;
    return drawn.length === 0 ? "" : `${good}/${drawn.length}`;
  });
  const lines = [["", ...stacks], ...body, ["drawn", ...draws]];
  const widths = lines[0]!.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)));
  return `${lines
    .map((line) =>
      line
        .map((word, at) => word.padEnd(widths[at]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}
