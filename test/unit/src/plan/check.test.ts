/** Wrong plans and what is said of them: `test/cases/plan/NAME.yaml` with `NAME.expected.txt` beside it. Add both, get a test. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPlan } from "../../../../src/inventory/load-plan.ts";
import { formatDiagnostic } from "../../../../src/plan/diagnostics.ts";

const CASES = relative(process.cwd(), join(import.meta.dirname, "../../../cases/plan"));
const NOW = new Date("2026-07-01T12:00:00Z");

const names = readdirSync(CASES)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(/\.yaml$/, ""));

describe("wrong plans", () => {
  it("are at least thirty", () => expect(names.length).toBeGreaterThanOrEqual(30));

  it.each(names)("%s", async (name) => {
    const ownPlaybooks = join(CASES, "fleet");
    const { plan, diagnostics } = await loadPlan(join(CASES, `${name}.yaml`), { now: NOW, ownPlaybooks });
    const said = diagnostics
      .map((d) => `${formatDiagnostic(d)}\n`)
      .join("")
      .replaceAll(`${CASES}/`, "");
    expect(said).toBe(readFileSync(join(CASES, `${name}.expected.txt`), "utf8"));
    expect(plan === null).toBe(diagnostics.some((d) => d.severity === "error"));
  });
});
