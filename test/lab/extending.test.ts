/** The examples of docs/extending.md: a module, a gate, a command and backends of the operator's own, on real hosts, done and undone. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { migrate as inLab, ndjson } from "./controller.ts";

const PLAN = "docs/examples/extending/plan.yaml";
const BACKENDS = "docs/examples/extending/backends/plan.yaml";

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

const inState = (its: HeldLab, ...args: string[]) => inLab(its, [...args, "--state", join(folder, "state")]);
const migrate = (...args: string[]) => inState(lab, ...args);
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

describe("phase 2 with backends of its own", () => {
  let backends: HeldLab;
  let before: readonly string[];
  let run: string;
  const checksums = () => Promise.all(["gw1", "ns1"].map((host) => backends.checksum(host)));
  beforeAll(async () => {
    backends = await startLabFromFile(BACKENDS, { name: `backends-${process.pid}`, say: (line) => console.log(line) });
    before = await checksums();
  });
  afterAll(async () => {
    await backends?.stop();
  });

  test.each([
    [
      "that says it is another",
      ['backend: "nat64"', 'backend: "dns64"'],
      /nat64-one-to-one\.ts is no nat64 backend: its default export says backend: "dns64"/,
    ],
    [
      "for another version",
      ["version: 1", "version: 2"],
      /is for version 2 of the contract of backends, and this migrate has version 1/,
    ],
    [
      "that throws",
      ["async check(sys) {", 'async check(sys) { throw new Error("no such luck");'],
      /nat64-one-to-one\.ts: its check threw: no such luck/,
    ],
  ])("one %s is refused, and nothing is changed", async (_, [from, to], message) => {
    const copy = join(folder, "refused");
    cpSync(dirname(BACKENDS), copy, { recursive: true });
    const file = join(copy, "nat64-one-to-one.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace(from!, to!));
    const { code, stderr } = await inState(backends, "apply", join(copy, "plan.yaml"), "--phase", "2", "--yes");
    expect(stderr).toMatch(message);
    expect(code, stderr).toBe(5);
    expect(await checksums()).toEqual(before);
  });

  test("translates and synthesises: every gate of the phase passes", async () => {
    const applied = await inState(backends, "apply", BACKENDS, "--phase", "2", "--yes");
    expect(applied.code, applied.stderr).toBe(0);
    run = /^run (\S+):/.exec(applied.stderr)![1]!;
    const shown = await backends.exec("gw1", ["ip", "-6", "route", "show", "64:ff9b::/96"]);
    expect(shown.stdout).toContain("dev nat64-1to1");
    const again = await inState(backends, "apply", BACKENDS, "--phase", "2", "--yes");
    expect(again.stderr).toContain("0 changes");
  });

  test("goes on after a boot", async () => {
    for (const host of ["gw1", "ns1"]) await backends.reboot(host);
    const verified = await inState(backends, "verify", BACKENDS, "--phase", "2");
    expect(verified.code, verified.stderr).toBe(0);
  });

  test("is taken back to the byte", async () => {
    const undone = await inState(backends, "rollback", run, "--yes");
    expect(undone.code, undone.stderr).toBe(0);
    expect(await checksums()).toEqual(before);
  });
});
