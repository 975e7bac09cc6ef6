/** A service that does not answer over IPv6 does not advance, and those after it wait. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { isArmed, startMigrate } from "./controller.ts";

const PLAN = "test/lab/fleets/small/plan.yaml";

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `red-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

test("its batch is undone and verified, the next service is not begun, exit 3, and the message says what was seen", async () => {
  const before = { api1: await lab.checksum("api1"), job1: await lab.checksum("job1") };
  const controller = await startMigrate(lab, ["apply", PLAN, "--phase", "4", "--yes", "--json"]);
  // The service dies with its IPv4, as one bound to an address that went would.
  await controller.line((line) => line.type === "step.intent" && String(line.step).includes("remove-ipv4"));
  await lab.exec("api1", [
    "nft",
    "add table inet deaf; add chain inet deaf in { type filter hook input priority 0; }; add rule inet deaf in meta nfproto ipv6 tcp dport 8080 reject with tcp reset",
  ]);
  const { code, stderr } = await controller.exited;
  await lab.exec("api1", ["nft", "delete", "table", "inet", "deaf"]);
  expect(code, stderr).toBe(3);
  expect(stderr).toMatch(/service\.health says fail: .*api1/);
  expect(stderr).toMatch(/put back, and that was verified/);
  expect(controller.lines.some(isArmed)).toBe(true);
  await until("api1 to be as before to the byte", async () => (await lab.checksum("api1")) === before.api1, 10_000);
  expect(await lab.checksum("job1")).toBe(before.job1);
  expect(controller.lines.some((line) => line.type === "batch.started" && String(line.batch).includes("/jobs/"))).toBe(
    false,
  );
});
