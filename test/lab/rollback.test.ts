/** After a run has ended: drift is seen, and a rollback puts every host back to the byte. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { migrate, ndjson } from "./controller.ts";

const PLAN = "test/lab/fleets/small/plan.yaml";

let lab: HeldLab;
let before: Record<string, string>;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `rollback-${process.pid}`, say: (line) => console.log(line) });
  before = { api1: await lab.checksum("api1"), job1: await lab.checksum("job1") };
  const { code, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "4", "--yes"]);
  expect(code, stderr).toBe(0);
});
afterAll(async () => lab?.stop());

test("nothing has drifted right after the run", async () => {
  const { code, stdout, stderr } = await migrate(lab, ["drift", PLAN, "--detailed-exitcode"]);
  expect(code, stderr + stdout).toBe(0);
  expect(stderr).toContain("no drift");
});

test("an IPv4 address that somebody put back is drift, and names the host", async () => {
  await lab.exec("api1", ["ip", "addr", "add", "10.10.0.11/24", "dev", "eth0"]);
  const { code, stdout } = await migrate(lab, ["drift", PLAN, "--detailed-exitcode", "--json"]);
  await lab.exec("api1", ["ip", "addr", "del", "10.10.0.11/24", "dev", "eth0"]);
  expect(code).toBe(2);
  expect(ndjson(stdout).filter((line) => line.type === "drift")).toMatchObject([{ host: "api1" }]);
});

test("transactions are listed as the hosts recorded them", async () => {
  const { code, stdout } = await migrate(lab, ["txn", "ls", PLAN]);
  expect(code).toBe(0);
  expect(stdout.match(/^committed .*(api1|job1)/gm)).toHaveLength(2);
});

test("without --yes nothing is rolled back", async () => {
  const { code, stderr } = await migrate(lab, ["rollback", "last"]);
  expect(code).toBe(9);
  expect(stderr).toContain("would undo phase-4/jobs/batch-1/remove-ipv4/job1");
});

test("an address that somebody else has by now does not return, and its owner is named", async () => {
  await lab.exec("mon1", ["ip", "addr", "add", "10.10.0.12/24", "dev", "eth0"]);
  const mac = (await lab.exec("mon1", ["cat", "/sys/class/net/eth0/address"])).stdout.trim();
  const now = await lab.checksum("job1");
  const { code, stderr } = await migrate(lab, ["rollback", "last", "--service", "jobs", "--yes"]);
  await lab.exec("mon1", ["ip", "addr", "del", "10.10.0.12/24", "dev", "eth0"]);
  expect(code, stderr).toBe(5);
  expect(stderr).toContain(`10.10.0.12 on eth0 is used by ${mac}`);
  expect(await lab.checksum("job1")).toBe(now);
});

test("a service is rolled back alone, then the rest; every host is as before to the byte, and once more does nothing", async () => {
  const first = await migrate(lab, ["rollback", "last", "--service", "jobs", "--yes"]);
  expect(first.code, first.stderr).toBe(0);
  expect(await lab.checksum("job1")).toBe(before.job1);
  expect(await lab.checksum("api1")).not.toBe(before.api1);
  const rest = await migrate(lab, ["rollback", "last", "--yes"]);
  expect(rest.code, rest.stderr).toBe(0);
  expect(await lab.checksum("api1")).toBe(before.api1);
  const again = await migrate(lab, ["rollback", "last", "--yes"]);
  expect(again.code).toBe(0);
  expect(again.stderr).toContain("nothing of that is left");
});
