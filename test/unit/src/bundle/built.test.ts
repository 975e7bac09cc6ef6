import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Build, buildAnew } from "../../../../src/bundle/build-anew.ts";
import { builtBefore } from "../../../../src/bundle/built.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "built-"));
  writeFileSync(join(root, "one.ts"), "1");
  writeFileSync(join(root, "two.ts"), "2");
});
afterEach(() => rmSync(root, { recursive: true }));

const inputs = ["one.ts", "two.ts", "may-be-there.json"];
const build = async (): Promise<Build> => ({
  code: Buffer.concat(["one.ts", "two.ts"].map((name) => readFileSync(join(root, name)))),
  inputs,
});
const dist = (): string => join(root, "dist");
const there = (): string | null => builtBefore(dist(), root);
/** Long after the last change of its sources. */
const builtLater = (): Promise<string> => buildAnew(dist(), root, build, () => Date.now() + 60_000);

describe("what is built from sources", () => {
  it("is used again while they are the same files, and lies in a file of its own name", async () => {
    expect(there()).toBeNull();
    const file = await builtLater();
    expect(readFileSync(file, "utf8")).toBe("12");
    expect(there()).toBe(file);
    expect(dirname(file)).toBe(dist());
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
  ])("is not used once a source %s", async (_, change) => {
    await builtLater();
    change();
    expect(there()).toBeNull();
  });

  it("replaces what was built of older sources", async () => {
    const old = await builtLater();
    writeFileSync(join(root, "two.ts"), "22");
    const file = await builtLater();
    expect(file).not.toBe(old);
    expect(there()).toBe(file);
    expect(readdirSync(dist())).toHaveLength(2);
  });

  it("is not used again where a source changed while it was built", async () => {
    const file = await buildAnew(dist(), root, build);
    expect(readFileSync(file, "utf8")).toBe("12");
    expect(there()).toBeNull();
  });

  it("is not used where it is gone, or where what says so cannot be read", async () => {
    const file = await builtLater();
    rmSync(file);
    expect(there()).toBeNull();
    await builtLater();
    writeFileSync(join(dist(), "built.json"), "{");
    expect(there()).toBeNull();
  });
});
