/** One mistake a person makes, as a file says it. `PLAN`, `INVENTORY` and `FLEET` in `run` are the small fleet's. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";

export interface Mistake {
  /** File name without the ending. */
  readonly name: string;
  readonly mistake: string;
  /** Written into the working folder first. */
  readonly files?: Readonly<Record<string, string>>;
  /** Of the lab's own: what is done to the fleet before, and undone after. */
  readonly prepare?: string;
  /** Text of the small fleet's plan and inventory that is replaced. */
  readonly edit?: Readonly<Record<string, string>>;
  readonly run: string;
  readonly exit: number;
  /** Regular expressions, all of which the output must match. */
  readonly says: readonly string[];
}

const TEST = resolve(import.meta.dirname, "../../..");
export const FLEET = join(TEST, "lab/fleets/small");

export function mistakesIn(folder: string): readonly Mistake[] {
  const path = join(TEST, "cases/mistakes", folder);
  return readdirSync(path)
    .sort()
    .map((file) => ({ name: file.replace(".yaml", ""), ...parse(readFileSync(join(path, file), "utf8")) }) as Mistake);
}

/** @param fleet folder of plan and inventory. */
export function argvOf({ run }: Mistake, fleet: string = FLEET): readonly string[] {
  const words: Readonly<Record<string, string>> = {
    PLAN: join(fleet, "plan.yaml"),
    INVENTORY: join(fleet, "inventory.yaml"),
    FLEET: fleet,
  };
  return run.split(" ").map((word) => words[word] ?? word);
}

/** One clear message, the documented code, and nothing that only its authors could read. */
export function expectClear(
  { says, exit }: Mistake,
  ran: { readonly code: number | null; readonly text: string },
): void {
  for (const said of says) expect(ran.text).toMatch(new RegExp(said));
  expect(ran.code, ran.text).toBe(exit);
  expect(ran.text).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(ran.text).not.toContain("This was not foreseen");
}
