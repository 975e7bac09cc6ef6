/** A plan whose records are updated over RFC 2136 and whose monitoring moves: phases 1 and 4, in order, and back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { type Line, migrate, ndjson } from "./controller.ts";

const PLAN = "test/lab/fleets/records/plan.yaml";
const TARGETS = '[{"targets": ["10.10.0.11:8080", "10.10.0.31:80"]}]\n';

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `records-${process.pid}`, say: (line) => console.log(line) });
  await lab.exec("mon1", ["sh", "-c", `echo '${TARGETS.trim()}' >/etc/targets.json`]);
});
afterAll(async () => lab?.stop());

async function answers(name: string, type: string): Promise<string[]> {
  const { stdout } = await lab.exec("zone1", ["dig", "@::1", "+noall", "+answer", "+norecurse", name, type]);
  return stdout
    .split("\n")
    .flatMap((line) => (line === "" || line.startsWith(";") ? [] : [line.split(/\s+/).slice(1).join(" ")]));
}

const at = (lines: readonly Line[], fits: (line: Line) => boolean): number => {
  const found = lines.findIndex(fits);
  expect(found).toBeGreaterThanOrEqual(0);
  return found;
};
const applied = (part: string) => (line: Line) => line.type === "step.outcome" && String(line.step).includes(part);
const passed = (gate: string) => (line: Line) =>
  line.type === "gate.answered" &&
  (line.evidence as { gate: string; finding: string }).gate.includes(gate) &&
  (line.evidence as { finding: string }).finding === "pass";

test("phase 1 adds AAAA after the service answered and was let in, and sees it at the server", async () => {
  const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "1", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  const lines = ndjson(stdout);
  const added = at(lines, applied("/add-aaaa/"));
  expect(at(lines, passed("add-aaaa/before/firewall.parity"))).toBeLessThan(added);
  expect(at(lines, passed("add-aaaa/before/service.health"))).toBeLessThan(added);
  expect(at(lines, passed("add-aaaa/after/records.aaaa"))).toBeGreaterThan(added);
  expect(await answers("api.corp.example", "AAAA")).toEqual(["3 IN AAAA 2001:db8:10::11"]);
  expect(await answers("www.corp.example", "AAAA")).toEqual(["3 IN AAAA 2001:db8:10::31"]);
});

test("phase 4: monitoring, TTL, A, twice the old TTL, IPv4; public A records stay", async () => {
  const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "4", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  const lines = ndjson(stdout);
  const order = [
    applied("/monitoring/"),
    applied("/lower-ttl/"),
    applied("/drop-a/"),
    passed("drop-a/after/records.expired"),
    applied("/remove-ipv4/"),
  ].map((fits) => at(lines, fits));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(Number(lines[order[3]!]!.at) - Number(lines[order[2]!]!.at)).toBeGreaterThan(4_500);
  expect(await answers("api.corp.example", "A")).toEqual([]);
  expect(await answers("www.corp.example", "A")).toEqual(["3 IN A 10.10.0.31"]);
  expect((await lab.exec("mon1", ["cat", "/etc/targets.json"])).stdout).toBe(
    TARGETS.replace("10.10.0.11:8080", "[2001:db8:10::11]:8080"),
  );
});

test("rolled back, the address returns before its A record, and everything is as it was", async () => {
  const { code, stdout, stderr } = await migrate(lab, ["rollback", "last", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  const lines = ndjson(stdout);
  const undone = (part: string) => (line: Line) =>
    line.type === "undo.outcome" && String(line.step).includes(part) && line.outcome === "undone";
  const order = [undone("/remove-ipv4/"), undone("/drop-a/"), undone("/lower-ttl/"), undone("/monitoring/")].map(
    (fits) => at(lines, fits),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(await answers("api.corp.example", "A")).toEqual(["3 IN A 10.10.0.11"]);
  expect((await lab.exec("mon1", ["cat", "/etc/targets.json"])).stdout).toBe(TARGETS);
  expect(
    lines
      .filter((line) => line.type === "undo.outcome")
      .map((line) => String(line.because))
      .join(),
  ).not.toContain("did not answer");
});
