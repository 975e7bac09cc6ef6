import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { builtBefore } from "../../../../src/bundle/built.ts";
import { keepBuild } from "../../../../src/bundle/keep-build.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "built-"));
  writeFileSync(join(root, "one.ts"), "1");
  writeFileSync(join(root, "two.ts"), "2");
});
afterEach(() => rmSync(root, { recursive: true }));

const dist = (): string => join(root, "dist");
const there = (): string | null => builtBefore(dist(), root);
const LATER = Date.now() + 3_600_000;
/** @param began when it was, by the clock. */
function build(began = LATER): string {
  const whole = Buffer.concat(["one.ts", "two.ts"].map((name) => readFileSync(join(root, name))));
  const inputs = ["one.ts", "two.ts", "may-be-there.json"];
  return keepBuild(dist(), root, { files: { "whole.cjs": whole }, inputs }, began);
}
const contents = (folder: string): string => readFileSync(join(folder, "whole.cjs"), "utf8");

describe("what is built from sources", () => {
  it("is used again while they are the same files", () => {
    expect(there()).toBeNull();
    const folder = build();
    expect(contents(folder)).toBe("12");
    expect(there()).toBe(folder);
    expect(build()).toBe(folder);
    expect(there()).toBe(folder);
  });

  it.each<[string, () => void]>([
    ["was changed", () => writeFileSync(join(root, "two.ts"), "22")],
    [
      "was replaced by one of the same size and time",
      () => {
        utimesSync(join(root, "two.ts"), 1000, 1000);
        writeFileSync(join(root, "other"), "3");
        utimesSync(join(root, "other"), 1000, 1000);
        renameSync(join(root, "other"), join(root, "two.ts"));
      },
    ],
    ["was touched", () => utimesSync(join(root, "two.ts"), 1000, 1000)],
    ["is gone", () => rmSync(join(root, "two.ts"))],
    ["that was missing is there", () => writeFileSync(join(root, "may-be-there.json"), "{}")],
  ])("is not used once a source %s", (_, change) => {
    build();
    change();
    expect(there()).toBeNull();
  });

  it("replaces what was built of older sources", () => {
    const old = build();
    writeFileSync(join(root, "two.ts"), "22");
    const folder = build();
    expect(folder).not.toBe(old);
    expect(there()).toBe(folder);
    expect(readdirSync(dist()).sort()).toEqual([basename(folder), "built.json"].sort());
  });

  it("is not used again where a source changed while it was built", () => {
    expect(contents(build(Date.now() - 1_000))).toBe("12");
    expect(there()).toBeNull();
  });

  it("is not used where it is gone, or where what says so cannot be read", () => {
    rmSync(build(), { recursive: true });
    expect(there()).toBeNull();
    build();
    writeFileSync(join(dist(), "built.json"), "{");
    expect(there()).toBeNull();
  });
});
