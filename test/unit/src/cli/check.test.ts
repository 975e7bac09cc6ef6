import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../../../src/cli/check.ts";
import { collect } from "./collect.ts";

const CASES = relative(process.cwd(), join(import.meta.dirname, "../../../cases"));
const VALID = join(CASES, "plan-valid/short.yaml");
const WRONG = join(CASES, "plan/unknown-key.yaml");
const now = new Date("2026-07-01");

describe("migrate check", () => {
  it("says on stderr that a plan is valid", async () => {
    const output = collect();
    expect(await check(VALID, { json: false, now }, output)).toBe(0);
    expect(output.text()).toEqual({ out: "", err: `${VALID} is valid: 1 service, 9 hosts\n` });
  });

  it("exits 65 with every mistake on stderr", async () => {
    const output = collect();
    expect(await check(WRONG, { json: false, now }, output)).toBe(65);
    const { out, err } = output.text();
    expect(out).toBe("");
    expect(err).toContain(
      `${WRONG}:9:5: error: unknown key \`lisen\` in \`services.api\` [unknown-key]\n    did you mean`,
    );
    expect(err).toMatch(/: 2 errors, 0 warnings\n$/);
  });

  it("speaks NDJSON, version first", async () => {
    const output = collect();
    expect(await check(WRONG, { json: true, now }, output)).toBe(65);
    const { out, err } = output.text();
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(err).toBe("");
    expect(lines[0]).toMatchObject({ type: "version", events: 1 });
    expect(lines[1]).toMatchObject({
      type: "diagnostic",
      severity: "error",
      code: "unknown-key",
      file: WRONG,
      line: 9,
      col: 5,
    });
    expect(lines.at(-1)).toMatchObject({ type: "summary", valid: false, errors: 2, warnings: 0 });
  });

  it("takes another inventory", async () => {
    const output = collect();
    const inventory = [join(CASES, "inventory/dynamic.sh")];
    expect(await check(VALID, { json: false, now, inventory }, output)).toBe(65);
    expect(output.text().err).toContain("`api1` is neither a host nor a group of the inventory");
  });
});
