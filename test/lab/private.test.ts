/** The second kind of internet: private IPv4 behind a prefix of one's own. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { migrate } from "./controller.ts";

const PLAN = "test/lab/fleets/private/plan.yaml";

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `private-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

test("all phases pass, and the IPv6-only host reaches 10.93.184.0/24 through the prefix", async () => {
  const { code, stderr } = await migrate(lab, ["apply", PLAN, "--yes"]);
  expect(code, stderr).toBe(0);
  expect((await lab.exec("api1", ["ip", "-4", "-o", "addr", "show", "scope", "global"])).stdout).toBe("");
  expect((await lab.exec("api1", ["getent", "ahosts", "www.vendor.example"])).stdout).toMatch(/^2001:db8:64::a5d:b8/);
  expect((await lab.exec("api1", ["curl", "-sS", "http://www.vendor.example/whoami"])).stdout).toMatch(
    /^203\.0\.113\./,
  );
});
