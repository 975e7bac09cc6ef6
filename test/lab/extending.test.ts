/** The example of docs/extending.md: a module, a gate and a command of the operator's own, on a real host, done and undone. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { migrate as inLab, ndjson } from "./controller.ts";

const PLAN = "docs/examples/extending/plan.yaml";

let lab: HeldLab;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-extending-"));
  lab = await startLabFromFile(PLAN, { name: `extending-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => {
  await lab?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

const migrate = (...args: string[]) => inLab(lab, [...args, "--state", join(folder, "state")]);
const marks = async (): Promise<string> =>
  (await lab.exec("api1", ["sh", "-c", "cat /etc/motd; ls /etc/ipv6-only 2>&1"])).stdout;

describe("a plan with steps and a gate of its own", () => {
  let before: string;
  let run: string;
  test("shows them in a dry run, and changes nothing", async () => {
    before = await marks();
    const { code, stdout, stderr } = await migrate("plan", PLAN, "--phase", "4");
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("+api on this host has no IPv4 any more.");
    expect(stdout).toContain("run touch /etc/ipv6-only");
    expect(await marks()).toBe(before);
  });

  test("does them once", async () => {
    const applied = await migrate("apply", PLAN, "--phase", "4");
    expect(applied.code, applied.stderr).toBe(0);
    run = /^run (\S+):/.exec(applied.stderr)![1]!;
    expect(await marks()).toContain("api on this host has no IPv4 any more.\n/etc/ipv6-only");
    const again = await migrate("apply", PLAN, "--phase", "4");
    expect(again.stderr).toContain("0 changes");
  });

  test("asks the gate, and keeps what it saw", async () => {
    // Also after IPv4 has gone: the gate asks over IPv6.
    const { code, stdout, stderr } = await migrate("verify", PLAN, "--phase", "4", "--json");
    expect(code, stderr).toBe(0);
    const evidence = ndjson(stdout).map(({ evidence }) => evidence as { name: string; finding: string } | undefined);
    expect(evidence.find((seen) => seen?.name === "own")).toMatchObject({
      finding: "pass",
      observed: { file: "./gates/page-says.ts", answer: [{ host: "api1", says: true }] },
    });
  });

  test("takes them back to the byte", async () => {
    const undone = await migrate("rollback", run, "--yes");
    expect(undone.code, undone.stderr).toBe(0);
    expect(await marks()).toBe(before);
  });
});
