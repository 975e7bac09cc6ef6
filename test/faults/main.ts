/** `npm run faults -- [--stack S] [--fault F] [--seed N] [--shard i/n] [--resume] [--at N] [--control] [--list]`, or `--load [--stack S]` */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type Cell, type Choice, cellId, chosenCells, FAULTS, STACKS } from "./cells.ts";
import { loadText, measureLoad, withinReload } from "./load.ts";
import { resultLine, runMatrix } from "./matrix.ts";
import type { Result } from "./run-cell.ts";
import { tableText } from "./table.ts";

const DEFAULT_SEED = 5;
/** Two cores carry this many without making each other late. */
const DEFAULT_AT = 4;

function usage(because: string): never {
  process.stderr.write(
    `${because}\nnpm run faults -- [--stack ${STACKS.join("|")}] [--fault ${FAULTS.join("|")}[@MOMENT]] [--seed N] [--shard i/n] [--resume] [--at N] [--control] [--list]\nnpm run faults -- --load [--stack S]\n`,
  );
  process.exit(64);
}

function choose(): { choice: Choice; at: number; resume: boolean; control: boolean; list: boolean; load: boolean } {
  const { values } = parseArgs({
    options: {
      stack: { type: "string" },
      fault: { type: "string" },
      seed: { type: "string", default: String(DEFAULT_SEED) },
      shard: { type: "string" },
      at: { type: "string", default: String(DEFAULT_AT) },
      resume: { type: "boolean", default: false },
      control: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      load: { type: "boolean", default: false },
    },
  });
  const number = (text: string): number => {
    const value = Number(text);
    return Number.isInteger(value) && value >= 0 ? value : usage(`${text} is no whole number`);
  };
  const shard = values.shard === undefined ? null : /^(\d+)\/(\d+)$/.exec(values.shard);
  if (values.shard !== undefined && (shard === null || Number(shard[1]) < 1 || Number(shard[1]) > Number(shard[2])))
    usage(`--shard ${values.shard}: i/n, from 1/n to n/n`);
  return {
    choice: {
      stack: values.stack ?? null,
      fault: values.fault ?? null,
      seed: number(values.seed),
      shard: shard === null ? null : { index: Number(shard[1]), of: Number(shard[2]) },
    },
    at: Math.max(1, number(values.at)),
    resume: values.resume,
    control: values.control,
    list: values.list,
    load: values.load,
  };
}

interface Kept {
  readonly id: string;
  readonly result: Result;
}

const { choice, at, resume, control, list, load } = choose();
if (load) {
  const stacks = STACKS.filter((stack) => choice.stack === null || stack === choice.stack);
  if (stacks.length === 0) usage(`no stack ${choice.stack}`);
  const loads = await measureLoad(stacks, (line) => console.log(line));
  console.log(loadText(loads));
  process.exit(loads.every(withinReload) ? 0 : 1);
}
const cells = chosenCells(choice);
if (cells.length === 0) usage("no cell fits");
if (list) {
  for (const cell of cells) console.log(cellId(cell));
  process.exit(0);
}
// Kept as they end, so that a run that was cut off goes on where it was.
const name = [
  "faults",
  choice.seed,
  choice.stack,
  choice.fault,
  choice.shard?.index,
  choice.shard?.of,
  control ? "control" : null,
];
const file = join(
  import.meta.dirname,
  "../../dist",
  `${name.filter((part) => part !== null && part !== undefined).join("-")}.ndjson`,
);
mkdirSync(dirname(file), { recursive: true });
if (!resume) writeFileSync(file, "");
const results = new Map<string, Result>();
if (existsSync(file)) {
  for (const line of readFileSync(file, "utf8").split("\n").slice(0, -1)) {
    const { id, result } = JSON.parse(line) as Kept;
    // What was red is asked again.
    if (result.finding !== "red") results.set(id, result);
  }
}
const left = cells.filter((cell) => !results.has(cellId(cell)));
const begun = performance.now();
console.log(`${cells.length} cells, ${left.length} to run, ${at} at a time, seed ${choice.seed}`);
if (left.length > 0) {
  await runMatrix(left, {
    at,
    unguarded: control,
    say: (line) => console.log(line),
    ended: (cell: Cell, result) => {
      results.set(cellId(cell), result);
      appendFileSync(file, `${JSON.stringify({ id: cellId(cell), result } satisfies Kept)}\n`);
      console.log(resultLine(cell, result));
    },
  });
}
console.log(`\n${tableText(cells, results)}`);
const red = cells.filter(
  (cell) => results.get(cellId(cell))?.finding !== "green" && results.get(cellId(cell))?.finding !== "n/a",
);
const none = cells.filter((cell) => results.get(cellId(cell))?.finding === "n/a");
console.log(
  `${cells.length - red.length - none.length} green, ${red.length} red, ${none.length} n/a, in ${((performance.now() - begun) / 60_000).toFixed(1)} min`,
);
for (const because of new Set(none.map((cell) => results.get(cellId(cell))!.because))) console.log(`n/a: ${because}`);
if (control) console.log("control: the guard was taken away; red is what this run is for");
process.exit(red.length === 0 ? 0 : 1);
