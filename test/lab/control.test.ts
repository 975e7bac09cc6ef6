/** Saved plans, and what people ask of a run that goes: step by step, pause, abort. On real hosts, with the commands an operator types. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { migrate as inLab, isArmed, startMigrate } from "./controller.ts";

const PLAN = "test/lab/fleets/small/plan.yaml";

let lab: HeldLab;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-control-"));
  lab = await startLabFromFile(PLAN, { name: `control-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => {
  await lab?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

const state = (): string[] => ["--state", join(folder, "state")];
const migrate = (...args: string[]): ReturnType<typeof inLab> => inLab(lab, [...args, ...state()]);
const global4 = async (host: string): Promise<string> =>
  (await lab.exec(host, ["ip", "-4", "-o", "addr", "show", "scope", "global"])).stdout;

describe("a run that people hold by the hand", () => {
  test("paused as it begins, it waits; resume lets it go on", async () => {
    const run = await startMigrate(lab, [
      "apply",
      PLAN,
      "--phase",
      "4",
      "--wait",
      "--json",
      "--limit",
      "api1",
      ...state(),
    ]);
    await run.line(({ type }) => type === "run.started");
    expect((await migrate("pause", "last", "--because", "lunch")).code).toBe(0);
    await run.line(({ type }) => type === "pause.requested");
    const said = (await migrate("status", "last")).stdout;
    expect(said).toMatch(/who paused it \(lunch\)|phase-4/);
    expect((await migrate("resume", "last")).code).toBe(0);
    await run.line(({ type }) => type === "pause.lifted");
    const { code, stderr } = await run.exited;
    expect(code, stderr).toBe(0);
    expect(await global4("api1")).toBe("");
  });

  test("killed while a host is armed, then aborted: the host is as before, and the run does not go on", async () => {
    const run = await startMigrate(lab, ["apply", PLAN, "--phase", "4", "--limit", "job1", "--json", ...state()]);
    await run.line(isArmed);
    run.kill("SIGKILL");
    await run.exited;
    const aborted = await migrate("abort", "last", "--because", "not today");
    expect(aborted.code, aborted.stderr).toBe(0);
    expect(await global4("job1")).toContain("10.10.0.12");
    const again = await migrate("resume", "last");
    expect(again.code).toBe(64);
    expect(again.stderr).toMatch(/aborted|has ended/);
  });

  test("aborted while it goes: what is in flight is undone, exit 5", async () => {
    const run = await startMigrate(lab, ["apply", PLAN, "--phase", "4", "--limit", "job1", "--json", ...state()]);
    await run.line(isArmed);
    expect((await migrate("abort", "last")).code).toBe(0);
    const { code, stderr } = await run.exited;
    expect(code, stderr).toBe(5);
    expect(await global4("job1")).toContain("10.10.0.12");
  });

  test("with --step it shows what a batch would change, waits for approval, and keeps a textfile", async () => {
    const metrics = join(folder, "run.prom");
    const first = await migrate("apply", PLAN, "--phase", "4", "--limit", "job1", "--step", "--metrics", metrics);
    expect(first.code, first.stderr).toBe(9);
    expect(first.stderr).toContain("phase-4/jobs/batch-1 waits for approval");
    expect(first.stderr).toContain("remove 10.10.0.12/24 from eth0");
    expect(readFileSync(metrics, "utf8")).toMatch(/migrate_run_exit\{[^}]*\} 9/);
    expect(await global4("job1")).toContain("10.10.0.12");
    expect((await migrate("abort", "last")).code).toBe(0);
  });
});

describe("a saved plan", () => {
  const saved = (): string => join(folder, "run.mplan");

  test("whose facts have changed is refused with 7, which names host and fact, and nothing is touched", async () => {
    const made = await migrate("plan", PLAN, "--phase", "4", "--limit", "job1", "-o", saved());
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toContain("Armed: job1");
    await lab.exec("job1", ["ip", "addr", "add", "10.10.0.99/24", "dev", "eth0"]);
    const refused = await migrate("apply", saved());
    expect(refused.code, refused.stderr).toBe(7);
    expect(refused.stderr).toContain("job1: addresses: 10.10.0.99/24 on eth0 is new");
    expect(await global4("job1")).toContain("10.10.0.12");
    await lab.exec("job1", ["ip", "addr", "del", "10.10.0.99/24", "dev", "eth0"]);
  });

  test("whose host has other content than the plan showed is refused with 7", async () => {
    const file = "/etc/network/interfaces";
    const { stdout: before } = await lab.exec("job1", ["cat", file]);
    await lab.exec("job1", ["sh", "-c", `echo '# edited since' >> ${file}`]);
    const refused = await migrate("apply", saved());
    expect(refused.code, refused.stderr).toBe(7);
    expect(refused.stderr).toMatch(/job1: (planned and not found any more|found and not planned)/);
    await lab.exec("job1", ["sh", "-c", `cat > ${file} <<'EOF'\n${before}\nEOF`]);
  });

  test("that fits is applied as it was shown, once", async () => {
    const made = await migrate("plan", PLAN, "--phase", "4", "--limit", "job1", "-o", saved());
    expect(made.code, made.stderr).toBe(0);
    const scoped = await migrate("apply", saved(), "--phase", "1");
    expect(scoped.code).toBe(64);
    const applied = await migrate("apply", saved());
    expect(applied.code, applied.stderr).toBe(0);
    expect(await global4("job1")).toBe("");
    const again = await migrate("apply", saved());
    expect(again.code).toBe(7);
    expect(again.stderr).toContain("good once");
  });

  test("that expired, or whose plan was edited, is refused before any host is asked", async () => {
    expect((await migrate("plan", PLAN, "--phase", "4", "-o", saved(), "--expires", "1ms")).code).toBe(0);
    expect((await migrate("apply", saved())).stderr).toContain("it expired");
    const plan = JSON.parse(readFileSync(saved(), "utf8"));
    const [file] = Object.keys(plan.sources).filter((name) => name.endsWith("small/plan.yaml"));
    const edited = { ...plan, expiresAt: Date.now() + 60_000, sources: { ...plan.sources, [file!]: "00" } };
    writeFileSync(saved(), JSON.stringify(edited));
    const refused = await migrate("apply", saved());
    expect(refused.code).toBe(7);
    expect(refused.stderr).toContain("small/plan.yaml has changed");
  });

  test("the runs' evidence is intact", async () => {
    const { code, stderr } = await migrate("evidence", "verify", "last");
    expect(code, stderr).toBe(0);
  });
});
