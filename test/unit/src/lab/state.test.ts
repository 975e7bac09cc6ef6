import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isHeld, type LabState, labFolder, readState, startedTicks, writeState } from "../../../../src/lab/state.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lab-state-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function stateOf(holder: LabState["holder"]): LabState {
  return { name: "x", seed: 1, holder, plan: null, ready: true, machines: {} };
}

test("what is written is read; nothing, or nonsense, is no state", async () => {
  expect(await readState(folder)).toBeNull();
  writeFileSync(join(folder, "state.json"), "{");
  expect(await readState(folder)).toBeNull();
  const state = stateOf({ pid: 1, startedTicks: "1" });
  await writeState(folder, state);
  expect(await readState(folder)).toEqual(state);
});

test.runIf(process.platform === "linux")("a lab is held by one process, not by another that got its number", () => {
  const ticks = startedTicks(process.pid)!;
  expect(isHeld(stateOf({ pid: process.pid, startedTicks: ticks }))).toBe(true);
  expect(isHeld(stateOf({ pid: process.pid, startedTicks: `${Number(ticks) - 1}` }))).toBe(false);
  expect(startedTicks(2 ** 22 + 1)).toBeNull();
});

test("a name cannot lead out of the labs' folder", () => {
  expect(labFolder("demo-1")).toMatch(/migrate\/lab\/demo-1$/);
  for (const name of ["..", "a/b", "", ".hidden", "x y"]) expect(() => labFolder(name)).toThrow("cannot name a lab");
});
