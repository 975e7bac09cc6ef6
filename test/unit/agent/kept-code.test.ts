import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type KeptCode, keptCode } from "../../../agent/kept-code.ts";

interface Program {
  readonly add: (a: number, b: number) => number;
  readonly sub: (a: number, b: number) => number;
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kept-code-"));
  writeFileSync(join(folder, "program.js"), "({ add: (a, b) => a + b, sub: (a, b) => a - b })");
});
afterEach(() => rmSync(folder, { recursive: true }));

const kept = (): string => join(folder, "program.js.compiled");
const start = (): KeptCode<Program> => keptCode<Program>(join(folder, "program.js"), kept());

describe("code that is kept", () => {
  it("is written once for a way, for its owner alone, and grows with what another way needs", () => {
    const first = start();
    first.program.add(1, 2);
    first.keep(new Set(["add"]));
    expect(statSync(kept()).mode & 0o777).toBe(0o600);
    const small = readFileSync(kept());

    const second = start();
    expect(second.program.add(1, 2)).toBe(3);
    second.keep(new Set(["add"]));
    expect(readFileSync(kept())).toEqual(small);

    const third = start();
    expect(third.program.sub(3, 1)).toBe(2);
    third.keep(new Set(["sub"]));
    expect(readFileSync(kept()).length).toBeGreaterThan(small.length + '"sub",'.length);

    const fourth = start();
    fourth.keep(new Set(["add", "sub"]));
    expect(readdirSync(folder)).toEqual(["program.js", "program.js.compiled"]);
  });

  it("is not that of another program", () => {
    const one = start();
    one.program.add(1, 2);
    one.keep(new Set(["add"]));
    writeFileSync(join(folder, "program.js"), "({ add: (a, b) => a + b + 100, sub: (a, b) => a - b })");
    const other = start();
    expect(other.program.add(1, 2)).toBe(103);
    const before = readFileSync(kept());
    other.keep(new Set(["add"]));
    expect(readFileSync(kept())).not.toEqual(before);
  });

  it.each([0, 3, 100])("that was cut after %i bytes is passed over and written anew", (length) => {
    const one = start();
    one.program.add(1, 2);
    one.keep(new Set(["add"]));
    const whole = readFileSync(kept()).length;
    truncateSync(kept(), length);
    const next = start();
    expect(next.program.add(2, 2)).toBe(4);
    next.keep(new Set(["add"]));
    expect(readFileSync(kept()).length).toBeGreaterThan(whole / 2);
  });

  it("says where it cannot be written, and leaves nothing behind", () => {
    const one = keptCode<Program>(join(folder, "program.js"), join(folder, "nowhere", "x"));
    expect(one.program.add(1, 1)).toBe(2);
    expect(() => one.keep(new Set(["add"]))).toThrow(/ENOENT/);
    expect(readdirSync(folder)).toEqual(["program.js"]);

    mkdirSync(kept());
    const other = start();
    expect(() => other.keep(new Set(["add"]))).toThrow(/EISDIR/);
    expect(readdirSync(folder)).toEqual(["program.js", "program.js.compiled"]);
  });
});
