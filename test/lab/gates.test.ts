/** Every gate from real hosts against real servers: each passes, fails when what it asks about breaks, and is unknown when it cannot ask. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isIntact } from "../../src/engine/seal.ts";
import { GATE_NAMES } from "../../src/plan/gates.ts";
import { ARGS, GateSetting, PLAN } from "./gates/setting.ts";
import { type Scene, TABLE } from "./gates/table.ts";

const at = new GateSetting();
beforeAll(() => at.start());
afterAll(() => at.stop());

async function holds(finding: "fail" | "unknown", { ask, says }: Scene): Promise<void> {
  const evidence = await ask(at);
  expect(evidence.finding, evidence.because).toBe(finding);
  expect(evidence.because).toMatch(says);
  expect(isIntact(evidence)).toBe(true);
}

async function clean(name: keyof typeof TABLE): Promise<void> {
  const evidence = await TABLE[name].clean(at);
  expect(evidence.finding, evidence.because).toBe("pass");
  expect(isIntact(evidence)).toBe(true);
}

const NAMES = GATE_NAMES.filter((name) => name !== "inbound4" && name !== "own");

describe.each(NAMES)("%s", (name) => {
  const { prepare, red, unknown } = TABLE[name];
  test("passes on a clean fleet", async () => {
    await prepare?.(at);
    await clean(name);
  });
  if (red !== null) test(`fails: ${red.what}`, () => holds("fail", red));
  test(`is unknown: ${unknown.what}`, () => holds("unknown", unknown));
});

test("the table has three cases for every gate", () => {
  expect(Object.keys(TABLE).sort()).toEqual([...NAMES].sort());
  expect(NAMES.filter((name) => TABLE[name].red === null)).toEqual(["traffic.ratio"]);
});

describe("what the findings rest on", () => {
  test("service.health compares with IPv4, needs6 goes through NAT64, nat64.large hears packet-too-big", async () => {
    const plan = { ...PLAN, vantage: { ...PLAN.vantage, inside: ["mon1", "db1"] } };
    const health = await at.ask("service.health", ["api1"], { plan, service: "api" });
    expect(JSON.stringify(health.observed)).toContain("as over IPv4 (status and body)");
    const needs = await at.ask("needs6", ["api1"], { service: "api" });
    expect(JSON.stringify(needs.observed)).toContain("connects through NAT64");
    const large = await at.ask("nat64.large", ["gw1"]);
    expect(JSON.stringify(large.observed)).toContain("Packet too big: the path takes 14");
    const dnssec = await at.ask("dns64.dnssec", ["ns1"]);
    expect(dnssec.because).toContain("the upstream 2001:db8:53::53 validates");
  });

  test("a resolver and a translator that are gone fail their gates", async () => {
    const resolve = await at.otherDns64(null, () => at.ask("dns64.resolve", ["ns1"]));
    expect(resolve.finding).toBe("fail");
    expect(resolve.because).toMatch(/resolver ns1 does not answer over (UDP|TCP)/);
    await at.end(at.nat64);
    const connect = await at.ask("nat64.connect", ["gw1"], { args: { ...ARGS["nat64.connect"], tries: 5 } });
    expect(connect.finding).toBe("fail");
    expect(connect.because).toMatch(/From mon1, 5 of 5 HTTP connections/);
  });
});
