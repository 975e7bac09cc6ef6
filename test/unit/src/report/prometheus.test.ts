import { expect, it } from "vitest";
import { prometheusText } from "../../../../src/report/prometheus.ts";
import { runReport } from "../../../../src/report/run/run-report.ts";
import { sampleRuns } from "./sample-run.ts";

it("is text that Prometheus reads: help and type before each metric, labels quoted, one value a line", async () => {
  const runs = await sampleRuns();
  const run = runs.at(-1)!;
  const text = prometheusText(
    runReport({ ...run, execution: { ...run.execution } }, [], Date.parse("2026-11-21T08:00:00Z")),
  );
  const known = new Set<string>();
  for (const line of text.trimEnd().split("\n")) {
    const type = /^# TYPE (\S+) gauge$/.exec(line);
    if (type !== null) known.add(type[1]!);
    if (line.startsWith("#")) continue;
    const sample = /^([a-z0-9_]+)\{(?:[a-z0-9_]+="(?:[^"\\\n]|\\.)*",?)+\} -?[\d.e+]+$/.exec(line);
    expect(sample, line).not.toBeNull();
    expect(known).toContain(sample![1]);
  }
  expect(text).toContain('migrate_run_exit{plan="hosting-eu1",run="20261120-220400-e5f6"} 3');
  expect(text).toMatch(/migrate_hosts\{[^}]*stack="ipv6-only"\} 2/);
  expect(text).toMatch(/migrate_gate\{[^}]*name="service.health",service="db"\} 0/);
});
