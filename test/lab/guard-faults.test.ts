/** What the guard is for: the controller, the path or the agent dies in the middle, and the host is as before by itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { isArmed, migrate, ndjson, startMigrate } from "./controller.ts";

const PLAN = "test/lab/fleets/small/plan.yaml";
const CONFIRM_MS = 10_000;
const GRACE_MS = 10_000;

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `guard-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

const hasIpv4 = async (host: string): Promise<boolean> =>
  (await lab.exec(host, ["ip", "-4", "-o", "addr", "show", "scope", "global"])).stdout.includes("10.10.0.");
const transactionStates = async (host: string): Promise<string[]> =>
  (await lab.exec(host, ["sh", "-c", "cat /var/lib/migrate/guard/*/state"])).stdout.trim().split("\n");

let before: Record<string, string>;
beforeEach(async () => {
  before = { api1: await lab.checksum("api1"), job1: await lab.checksum("job1") };
  expect(await hasIpv4("api1")).toBe(true);
});

describe("between apply and commit", () => {
  test("agent killed, its Node deleted, every link down: the host is as before within the confirm time", async () => {
    const controller = await startMigrate(lab, ["apply", PLAN, "--phase", "4", "--yes", "--json"]);
    await controller.line(isArmed);
    const armedAt = performance.now();
    controller.kill("SIGKILL");
    await lab.exec("api1", [
      "sh",
      "-c",
      "pkill -KILL -f [s]ession.cjs; rm -rf /var/lib/migrate/cache; ip link set eth0 down",
    ]);
    await lab.cut("api1", "all");
    await until(
      "api1 to undo itself",
      async () => (await transactionStates("api1")).includes("undone"),
      CONFIRM_MS + GRACE_MS,
    );
    expect(performance.now() - armedAt).toBeLessThan(CONFIRM_MS + GRACE_MS);
    expect(await hasIpv4("api1")).toBe(true);
    await lab.heal("api1");
    await until("api1 to be as before to the byte", async () => (await lab.checksum("api1")) === before.api1, GRACE_MS);
  });

  test("IPv6 cut just after IPv4 went: the host comes back, and the run says 3, or 6 where it could not see that", async () => {
    const controller = await startMigrate(lab, ["apply", PLAN, "--phase", "4", "--yes", "--json"]);
    await controller.line(isArmed);
    await lab.cut("api1", "ipv6");
    const armedAt = performance.now();
    await until(
      "api1 to undo itself",
      async () => (await transactionStates("api1")).every((state) => state === "undone"),
      CONFIRM_MS + GRACE_MS,
    );
    expect(performance.now() - armedAt).toBeLessThan(CONFIRM_MS + GRACE_MS);
    expect(await hasIpv4("api1")).toBe(true);
    await lab.heal("api1");
    const { code, stderr } = await controller.exited;
    expect([3, 6], stderr).toContain(code);
    expect(stderr).toMatch(/api1/);
    expect(await lab.checksum("job1")).toBe(before.job1);
  });

  test("controller killed: the host restores itself, resume finishes, no step is kept twice", async () => {
    const controller = await startMigrate(lab, ["apply", PLAN, "--phase", "4", "--yes", "--json"]);
    await controller.line(isArmed);
    controller.kill("SIGKILL");
    await until(
      "api1 to undo itself",
      async () => (await transactionStates("api1")).every((state) => state === "undone"),
      CONFIRM_MS + GRACE_MS,
    );
    await until("api1 to be as before", async () => (await lab.checksum("api1")) === before.api1, GRACE_MS);
    const { code, stderr, stdout } = await migrate(lab, ["resume", "last", "--yes", "--json"]);
    expect(code, stderr).toBe(0);
    expect(await hasIpv4("api1")).toBe(false);
    expect(await hasIpv4("job1")).toBe(false);
    const kept = ndjson(stdout).filter((line) => line.type === "commit.outcome" && line.ok === true);
    expect(kept.map((line) => line.step).sort()).toEqual([
      "phase-4/api/batch-1/remove-ipv4/api1",
      "phase-4/jobs/batch-1/remove-ipv4/job1",
    ]);
    expect((await transactionStates("job1")).filter((state) => state === "committed")).toHaveLength(1);
    expect((await transactionStates("api1")).filter((state) => state === "committed")).toHaveLength(1);
  });
});
