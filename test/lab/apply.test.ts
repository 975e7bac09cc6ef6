/** The whole way: the demo's fleet, dry run, all four phases, and once more. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadPlan } from "../../src/inventory/load-plan.ts";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { observePassage } from "../../src/lab/observe.ts";
import { type Line, migrate, ndjson } from "./controller.ts";

const PLAN = "playbooks/demo/plan.yaml";
const HOSTS = ["api1", "api2", "db1", "web1", "gw1", "ns1", "zone1", "mon1", "new1", "probe1"];

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `apply-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

const checksums = async (): Promise<Record<string, string>> =>
  Object.fromEntries(await Promise.all(HOSTS.map(async (host) => [host, await lab.checksum(host)] as const)));
const changeIds = (lines: readonly Line[]): string[] =>
  lines
    .filter((line) => line.type === "change")
    .map((line) => String(line.id))
    .sort();
const global4 = async (host: string): Promise<string> =>
  (await lab.exec(host, ["ip", "-4", "-o", "addr", "show", "scope", "global"])).stdout;

describe("the demo plan", () => {
  let planned: string[];

  test("a dry run changes nothing on any host", async () => {
    const before = await checksums();
    const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--dry-run", "--json"]);
    expect(code, stderr).toBe(0);
    expect(await checksums()).toEqual(before);
    const lines = ndjson(stdout);
    expect(lines[0]).toMatchObject({ type: "version" });
    planned = changeIds(lines);
    expect(planned.length).toBeGreaterThan(15);
  });

  test("apply does exactly what the dry run listed, one receipt for each step that changed something", async () => {
    const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--yes", "--json"]);
    expect(code, stderr).toBe(0);
    const lines = ndjson(stdout);
    expect(changeIds(lines)).toEqual(planned);
    const changed = lines
      .filter((line) => line.type === "step.outcome" && line.outcome === "changed")
      .map((line) => String(line.step));
    const receipts: string[] = [];
    for (const host of HOSTS) {
      const { stdout: text } = await lab.exec(host, [
        "sh",
        "-c",
        "find /var/lib/migrate/receipts -name '*.json' -exec cat {} + 2>/dev/null || true",
      ]);
      receipts.push(...[...text.matchAll(/"id"\s*:\s*"(phase-[^"]+)"/g)].map((match) => match[1]!));
    }
    expect(receipts.sort()).toEqual(changed.sort());
  });

  test("the hosts of ipv6-only services have no IPv4, the dual-stack one has", async () => {
    for (const host of ["api1", "api2", "db1"]) expect(await global4(host)).toBe("");
    expect(await global4("web1")).toContain("10.10.0.31");
  });

  test("from an IPv6-only host the IPv4-only internet answers, 2 MB down and up with equal hashes", async () => {
    const { plan } = await loadPlan(PLAN, { now: new Date() });
    const passage = await observePassage(lab, "api1", plan!);
    expect(passage.serverSaw).toMatch(/^93\.184\.215\.(6[4-9]|7[01])$/);
    expect(passage.down).toMatchObject({ bytes: 2_000_000, equal: true });
    expect(passage.up).toMatchObject({ bytes: 2_000_000, equal: true });
  });

  test("a second apply does nothing", async () => {
    const before = await checksums();
    const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--yes", "--json"]);
    expect(code, stderr).toBe(0);
    expect(changeIds(ndjson(stdout))).toEqual([]);
    expect(await checksums()).toEqual(before);
  });

  test("what was removed stays away after a reboot, and the services are back", async () => {
    await lab.reboot("db1");
    expect(await global4("db1")).toBe("");
    const { code, stderr } = await migrate(lab, ["verify", PLAN, "--service", "db"]);
    expect(code, stderr).toBe(0);
  });
});
