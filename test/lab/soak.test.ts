/** A soak longer than the switch: heartbeats hold it, and where they stop the host undoes itself. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { migrate, startMigrate } from "./controller.ts";

const PLAN = "test/lab/fleets/small/soak.yaml";
const CONFIRM_MS = 10_000;
const GRACE_MS = 10_000;

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `soak-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

test("heartbeats move the switch out; without them the host is as before, and resume does the step anew", async () => {
  const before = await lab.checksum("api1");
  const controller = await startMigrate(lab, ["apply", PLAN, "--phase", "4", "--service", "api", "--yes", "--json"]);
  const armed = await controller.line((line) => line.type === "step.outcome" && line.armed !== null);
  await controller.line(
    (line) =>
      line.type === "heartbeat.outcome" && Number((line.transaction as { heartbeats?: number })?.heartbeats) >= 3,
  );
  const held = (controller.lines.at(-1)!.at as number) - (armed.at as number);
  expect(held).toBeGreaterThan(CONFIRM_MS);
  controller.kill("SIGKILL");
  await until("api1 to undo itself", async () => (await lab.checksum("api1")) === before, CONFIRM_MS + GRACE_MS);
  const { code, stderr } = await migrate(lab, ["resume", "last", "--yes"]);
  expect(code, stderr).toBe(0);
  expect((await migrate(lab, ["txn", "show", PLAN, "api1"])).stdout).toMatch(/^undone[\s\S]*^committed/m);
});

test("a transaction whose run died is adopted by somebody with a reason, and resume finds it kept", async () => {
  const apply = ["apply", PLAN, "--phase", "4", "--service", "jobs", "--confirm-within", "30s", "--yes", "--json"];
  const controller = await startMigrate(lab, apply);
  await controller.line((line) => line.type === "soak.started");
  const busy = await migrate(lab, ["txn", "adopt", PLAN, "job1", "--reason", "impatient"]);
  expect(busy.code, busy.stderr).toBe(8);
  controller.kill("SIGKILL");
  await controller.exited;
  const { code, stderr } = await migrate(lab, ["txn", "adopt", PLAN, "job1", "--reason", "the laptop died"]);
  expect(code, stderr).toBe(0);
  const shown = await migrate(lab, ["txn", "show", PLAN, "job1"]);
  expect(shown.stdout).toMatch(/^committed[\s\S]*adopted at .* by root from .*: the laptop died/m);
  const resumed = await migrate(lab, ["resume", "last", "--yes"]);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await lab.exec("job1", ["ip", "-4", "-br", "addr", "show", "eth0"])).toMatchObject({
    stdout: expect.not.stringContaining("10.10."),
  });
});
