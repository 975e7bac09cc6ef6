import { describe, expect, it } from "vitest";
import { junitReport } from "../../../../src/report/junit.ts";
import { runReport } from "../../../../src/report/run/run-report.ts";
import { sampleRuns } from "./sample-run.ts";

const NOW = Date.parse("2026-11-21T08:00:00Z");

describe("JUnit", () => {
  it("has a case for each gate and step, red where the gate failed and where the run did not end with 0", async () => {
    const runs = await sampleRuns();
    const xml = junitReport(runReport(runs.at(-1)!, [], NOW));
    expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="\d+" failures="1" errors="1"/);
    expect(xml).toContain(
      '<failure type="fail" message="http://db1:5432/ over IPv6 answers 503 where 200 is wanted."/>',
    );
    expect(xml).toContain('<error type="exit" message="exit 3:');
    expect(xml).not.toContain('skipped="1"');
  });

  it("is an error, never a skip, where a gate is unknown, and red while the run goes on", async () => {
    const run = (await sampleRuns()).at(-1)!;
    const asked = run.entries.findIndex((entry) => entry.type === "gate.answered");
    const entries = run.entries
      .slice(0, asked + 1)
      .map((entry) =>
        entry.type === "gate.answered"
          ? { ...entry, evidence: { ...entry.evidence, finding: "unknown" as const } }
          : entry,
      );
    const xml = junitReport(runReport({ ...run, entries }, [], NOW));
    expect(xml).toContain('<error type="unknown"');
    expect(xml).toContain("the run has not ended");
  });
});
