/** What the person at the workstation does: approve, interrupt, start twice. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { isArmed, type Line, migrate, ndjson, startMigrate } from "./controller.ts";

const PLAN = "test/lab/fleets/small/approval.yaml";

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `operator-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

const committed = (lines: readonly Line[]): unknown[] =>
  lines.filter((line) => line.type === "commit.outcome" && line.ok).map((line) => line.step);

const global4 = async (host: string): Promise<string> =>
  (await lab.exec(host, ["ip", "-4", "-o", "addr", "show", "scope", "global"])).stdout;

describe("a plan that waits for approval", () => {
  test("exits 9 with nothing armed, and says how to go on", async () => {
    const { code, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "4", "--no-input"]);
    expect(code, stderr).toBe(9);
    expect(stderr).toMatch(/migrate approve \S+, then migrate resume/);
    expect((await migrate(lab, ["txn", "ls", PLAN])).stderr).toContain("no host has a transaction");
    expect((await migrate(lab, ["status", "last"])).stdout).toContain("waits for approval");
  });

  test("approve is refused for a run that waits for none, and recorded for one that does", async () => {
    expect((await migrate(lab, ["approve", "nonsense"])).code).toBe(64);
    const { code, stderr } = await migrate(lab, ["approve", "last", "--because", "change 4711"]);
    expect(code, stderr).toBe(0);
  });

  test("the first Ctrl-C finishes the batch in flight and begins no other; a second run at the same time is refused", async () => {
    const controller = await startMigrate(lab, ["resume", "last", "--json"]);
    await controller.line(isArmed);
    const second = await migrate(lab, ["apply", PLAN, "--phase", "4", "--yes"]);
    expect(second.code, second.stderr).toBe(8);
    controller.kill("SIGINT");
    const { code, stderr } = await controller.exited;
    expect(code, stderr).toBe(130);
    expect(committed(controller.lines)).toEqual(["phase-4/api/batch-1/remove-ipv4/api1"]);
    expect(controller.lines.find((line) => line.type === "approval.given")).toMatchObject({ why: "change 4711" });
  });

  test("resume does the rest and repeats nothing", async () => {
    const { code, stdout, stderr } = await migrate(lab, ["resume", "last", "--json"]);
    expect(code, stderr).toBe(0);
    expect(committed(ndjson(stdout))).toEqual(["phase-4/jobs/batch-1/remove-ipv4/job1"]);
  });

  test("Ctrl-C while rolling back finishes the batch it takes back; resume refuses, and rolling back again does the rest", async () => {
    const controller = await startMigrate(lab, ["rollback", "last", "--yes", "--json"]);
    await controller.line((line) => line.type === "undo.intent");
    controller.kill("SIGINT");
    const { code, stderr } = await controller.exited;
    expect(code, stderr).toBe(130);
    expect(stderr).toMatch(/stopped before phase-4\/api\/batch-1.*Next: migrate rollback \S+ --yes/);
    expect(await global4("job1")).toContain("10.10.0.12");
    expect(await global4("api1")).toBe("");
    expect((await migrate(lab, ["resume", "last"])).stderr).toContain("was rolled back in part");
    const rest = await migrate(lab, ["rollback", "last", "--yes"]);
    expect(rest.code, rest.stderr).toBe(0);
    expect(await global4("api1")).toContain("10.10.0.11");
  });
});
