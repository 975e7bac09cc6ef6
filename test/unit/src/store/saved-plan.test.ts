import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  readSavedPlan,
  type SavedPlan,
  sourceHashes,
  usedBy,
  useOnce,
  writeSavedPlan,
} from "../../../../src/store/saved-plan.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "migrate-saved-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const PLAN: SavedPlan = {
  mplan: 1,
  id: "b2c3",
  migrate: "0.1.0",
  madeAt: 1,
  expiresAt: 2,
  planFile: "/plan.yaml",
  inventory: null,
  scope: { phase: "4", service: null, limit: null, confirmWithin: null },
  sources: {},
  agentSha256: "aa",
  facts: {},
  execution: { plan: "p", batches: [] },
  checked: {},
};

it("reads back what was saved, for its owner's eyes only", async () => {
  const path = join(home, "run.mplan");
  await writeSavedPlan(path, PLAN);
  expect(await readSavedPlan(path)).toEqual(PLAN);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it("tells a plan in YAML, a cut file and another format apart", async () => {
  const path = join(home, "x");
  writeFileSync(path, "migrate: 1\nname: a\n");
  expect(await readSavedPlan(path)).toBeNull();
  expect(await readSavedPlan(join(home, "none"))).toBeNull();
  writeFileSync(path, '{"mplan":1,"id":');
  await expect(readSavedPlan(path)).rejects.toThrow(/cut short/);
  writeFileSync(path, '{"mplan":9,"migrate":"7.0.0"}');
  await expect(readSavedPlan(path)).rejects.toThrow(/migrate 7\.0\.0 in format 9/);
});

it("is used once, also by two at a time", async () => {
  const both = await Promise.all([useOnce("b2c3", "r1", home), useOnce("b2c3", "r2", home)]);
  expect(both.filter((used) => used === null)).toHaveLength(1);
  expect(await usedBy("b2c3", home)).toMatch(/^r[12]$/);
  expect(await usedBy("other", home)).toBeNull();
});

it("hashes sources by name, whatever their order", () => {
  const [a, b] = [
    { file: "a", sha256: "1" },
    { file: "b", sha256: "2" },
  ];
  expect(JSON.stringify(sourceHashes([b!, a!]))).toBe(JSON.stringify(sourceHashes([a!, b!])));
});
