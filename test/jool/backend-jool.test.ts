/** Jool with its real kernel module, in a virtual machine that our module sets up over SSH: the same plan and the same gates as with our own translator. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import type { Ran } from "../../src/lab/process.ts";
import { Plans } from "../lab/backends/plans.ts";
import { MIGRATE, ndjson } from "../lab/controller.ts";
import { joolImage } from "./image.ts";
import { Machine } from "./machine.ts";

const ROOT = join(import.meta.dirname, "../..");
const APPLY_MS = 400_000;

const plans = new Plans();
const folder = mkdtempSync(join(tmpdir(), "migrate-jool-"));
let lab: HeldLab;
let machine: Machine | undefined;
const migrate = (args: readonly string[]): Promise<Ran> =>
  lab.run([MIGRATE, ...args], { cwd: ROOT, timeoutMs: APPLY_MS });
const onGateway = async (command: string): Promise<string> => {
  const { code, stdout, stderr } = await lab.run(["ssh", "gw1", command], { timeoutMs: 60_000 });
  expect(code, `${command}: ${stderr}`).toBe(0);
  return stdout;
};
/** Of the machine: its configuration, routes and packet filter. */
const STATE = `find /etc -xdev -type f ! -name '*-' -exec sha256sum {} + | LC_ALL=C sort; find /etc -xdev -printf '%p %m %U:%G %l\\n' | LC_ALL=C sort
ip -4 route show table all; ip -6 route show table all | sed 's/ expires [^ ]*//'; ip -6 rule; nft list ruleset; jool instance display 2>/dev/null || true`;

beforeAll(async () => {
  const image = await joolImage((line) => console.log(line));
  lab = await startLabFromFile(plans.plan({}), { name: `jool-${process.pid}`, say: (line) => console.log(line) });
  machine = await Machine.start(lab, "gw1", image, folder);
});
afterAll(async () => {
  await machine?.stop();
  await lab?.stop();
  plans.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("nat64.backend: jool", () => {
  let before: string;
  let run: string;

  test("phase 2 passes its gates, and doing it again changes nothing", async () => {
    expect(await onGateway("uname -r; modprobe -n jool && echo there")).toMatch(/^6\.1\..*\nthere/);
    await onGateway("modprobe jool");
    before = await onGateway(STATE);
    const plan = plans.plan({ nat64: "jool" });
    const { code, stderr, stdout } = await migrate(["apply", plan, "--phase", "2", "--yes", "--json"]);
    expect(code, stderr).toBe(0);
    const lines = ndjson(stdout);
    run = String(lines.find(({ type }) => type === "run.started")?.run);
    const passed = lines
      .filter(({ type }) => type === "gate.answered")
      .map(({ evidence }) => evidence as { name: string; finding: string });
    expect(passed.map(({ name, finding }) => `${name} ${finding}`)).toEqual(
      expect.arrayContaining(["nat64.connect pass", "nat64.large pass", "nat64.state pass"]),
    );
    const again = await migrate(["apply", plan, "--phase", "2", "--yes", "--json"]);
    expect(again.code, again.stderr).toBe(0);
    expect(ndjson(again.stdout).filter(({ type }) => type === "change")).toEqual([]);
  });

  test("it is Jool that translates, with the pool of the plan", async () => {
    const pool = await onGateway("jool --instance migrate pool4 display --csv --no-headers");
    for (let last = 64; last < 72; last++) expect(pool).toContain(`TCP,93.184.215.${last},1024,65535`);
    const reached = await lab.exec("mon1", ["curl", "-6sS", "--max-time", "20", "http://[64:ff9b::5db8:d80a]/whoami"]);
    expect(reached.stdout.trim(), reached.stderr).toMatch(/^93\.184\.215\.(6[4-9]|7[01])$/);
    expect(await onGateway("jool --instance migrate session display --csv --no-headers --numeric")).toContain(
      "2001:db8:10::41",
    );
  });

  test("undone: no instance, no rule, every file as before", async () => {
    const { code, stderr } = await migrate(["rollback", run, "--yes"]);
    expect(code, stderr).toBe(0);
    expect(await onGateway(STATE)).toBe(before);
  });
});
