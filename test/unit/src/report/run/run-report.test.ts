import { beforeAll, describe, expect, it } from "vitest";
import { type RunReport, runReport } from "../../../../../src/report/run/run-report.ts";
import { sampleRun, sampleRuns } from "../sample-run.ts";

const NOW = Date.parse("2026-11-21T08:00:00Z");
let report: RunReport;
beforeAll(async () => {
  const runs = await sampleRuns();
  report = runReport(runs.at(-1)!, runs.slice(0, -1), NOW);
});

describe("the report of a run that undid one service", () => {
  it("says how it ended, and what became of each batch", () => {
    expect(report.end?.exit).toBe(3);
    expect(report.batches.map(({ id, word }) => `${id} ${word}`)).toEqual([
      "phase-1/api/batch-1 done",
      "phase-1/db/batch-1 done",
      "phase-1/web/batch-1 done",
      "phase-4/api/batch-1 done",
      "phase-4/db/batch-1 undone",
      "phase-4/jobs/batch-1 not-begun",
    ]);
  });

  it("knows where each host stood before and now", () => {
    const stacks = Object.fromEntries(report.fleet.hosts.map(({ host, before, after }) => [host, [before, after]]));
    expect(stacks.api1).toEqual(["dual-stack", "ipv6-only"]);
    expect(stacks.db1).toEqual(["dual-stack", "ipv6-preferred"]);
    expect(stacks.job1).toEqual(["dual-stack", "dual-stack"]);
    expect(stacks.mon1).toEqual(["unknown", "unknown"]);
    // db1 was undone before it was kept: it never counted.
    expect(Math.max(...report.fleet.over.map(({ counts }) => counts["ipv6-only"]))).toBe(2);
    expect(report.fleet.over.at(-1)!.counts["ipv6-only"]).toBe(2);
  });

  it("lists addresses freed, held and why, and those that may go back", () => {
    const { freed, held, returnable } = report.addresses;
    expect(freed.map(({ address, stays }) => [address, stays])).toEqual([
      ["198.51.100.10", null],
      ["198.51.100.11", null],
    ]);
    expect(returnable).toEqual(["198.51.100.10", "198.51.100.11"]);
    const why = Object.fromEntries(held.map((one) => [one.host, one.why]));
    expect(why.db1).toMatch(/^it was taken away and put back: service\.health says fail/);
    expect(why.job1).toBe("phase 4 has not come to jobs");
    expect(why.web1).toMatch(/^web stays dual-stack: customers without IPv6 \(team-web/);
    expect(why.gw1).toBe("NAT64 gateway");
  });

  it("tells the exceptions with owner and date, and which are overdue", () => {
    expect(
      report.exceptions.map(({ service, kind, owner, until, overdue }) => [service, kind, owner, until, overdue]),
    ).toEqual([
      ["jobs", "clat", "team-data", "2027-06-30", false],
      ["web", "dual-stack", "team-web", "2027-03-31", false],
      ["mail", "dual-stack", "team-mail", "2026-01-31", true],
    ]);
  });

  it("takes the traffic of every run of the plan, each point since the one before", () => {
    const { fleet, services } = report.traffic;
    expect(new Set(fleet.map(({ run }) => run)).size).toBe(3);
    expect(services.map(({ service }) => service)).toEqual(["api", "db", "web"]);
    const db = services.find(({ service }) => service === "db")!.points;
    expect(db).toHaveLength(3);
    expect(db[1]!.ipv4Bytes).toBe(2e9);
  });

  it("keeps every answer of a gate, the last one first in rank", () => {
    const soak = report.gates.find(({ gate }) => gate === "phase-4/api/batch-1/after/service.health")!;
    expect(soak.answers.length).toBeGreaterThan(10);
    expect(report.gates.filter(({ finding }) => finding === "fail")).toHaveLength(1);
  });

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe("over several runs", () => {
  const traffic = { ipv4Bytes: 1e9, ipv6Bytes: 1e9 };
  const startsAt = Date.parse("2026-11-01T00:00:00Z");

  it("an address that an earlier run freed and that stayed away is still told, with its run", async () => {
    const first = await sampleRun({ run: "20261101-a", startsAt, traffic });
    const second = await sampleRun({
      run: "20261102-b",
      startsAt: startsAt + 86_400_000,
      traffic,
      dbFails: false,
      withoutIpv4: ["api1", "api2"],
    });
    const { addresses } = runReport(second, [first], NOW);
    expect(addresses.freed.map(({ address, run }) => `${address} ${run}`)).toEqual([
      "10.20.0.7 20261102-b",
      "198.51.100.10 20261101-a",
      "198.51.100.11 20261101-a",
      "203.0.113.20 20261102-b",
    ]);
    expect(addresses.freed[0]!.stays).toContain("10.0.0.0/8");
    expect(addresses.returnable).toEqual(["198.51.100.10", "198.51.100.11", "203.0.113.20"]);
  });

  it("an address that came back by other hands is held again", async () => {
    const first = await sampleRun({ run: "20261101-a", startsAt, traffic });
    const second = await sampleRun({ run: "20261102-b", startsAt: startsAt + 86_400_000, traffic, dbFails: false });
    const stopped = { ...second, entries: second.entries.slice(0, 1) };
    const { addresses } = runReport(stopped, [first], NOW);
    expect(addresses.freed).toEqual([]);
    expect(addresses.held.map(({ host }) => host)).toContain("api1");
  });

  it("reports every prefix of a journal without an error", async () => {
    const run = await sampleRun({ run: "20261101-a", startsAt, traffic });
    for (let length = 1; length <= run.entries.length; length++)
      expect(runReport({ ...run, entries: run.entries.slice(0, length) }, [], NOW).entries).toBe(length);
  });
});
