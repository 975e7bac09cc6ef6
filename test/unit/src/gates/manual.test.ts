import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GATE_NAMES } from "../../../../src/plan/gates.ts";

test("the manual has every gate", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../../docs/gates.md"), "utf8");
  expect(GATE_NAMES.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`- ${name}:`))).toEqual([]);
});
