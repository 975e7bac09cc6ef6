/** What the plan's backends want of hosts: who translates to what, and for whom. */
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { dns64Policy } from "../../../src/backends/dns64/policy.ts";
import { pool4Of } from "../../../src/backends/nat64/share.ts";
import { spreadOf } from "../../../src/backends/nat64/spread.ts";
import { loadPlan } from "../../../src/inventory/load-plan.ts";
import type { Nat64Plan, Plan } from "../../../src/plan/plan.ts";

const DEMO = join(dirname(import.meta.dirname), "../../playbooks/demo/plan.yaml");
const demo = async (change: Partial<Nat64Plan>): Promise<Plan> => {
  const { plan } = await loadPlan(DEMO, { now: new Date("2026-06-01") });
  return { ...plan!, nat64: { ...plan!.nat64!, ...change } };
};
const pool = (...prefixes: string[]) => prefixes.map((prefix) => ({ prefix, ports: null }));
const shares = ({ nat64 }: Plan): string[][] =>
  nat64!.gateways.map((gateway) => pool4Of(nat64!, gateway).map(({ prefix }) => prefix));

describe("pool4", () => {
  it("is dealt out where there is an entry for each gateway: one more takes nothing from the others", async () => {
    expect(shares(await demo({ gateways: ["gw1"], pool4: pool("193.0.0.0/30") }))).toEqual([["193.0.0.0/30"]]);
    expect(shares(await demo({ gateways: ["gw1", "gw2"], pool4: pool("193.0.0.0/30", "193.0.0.8/30") }))).toEqual([
      ["193.0.0.0/30"],
      ["193.0.0.8/30"],
    ]);
  });

  it("is split where there are fewer entries than gateways", async () => {
    expect(shares(await demo({ gateways: ["gw1", "gw2"], pool4: pool("193.0.0.0/30") }))).toEqual([
      ["193.0.0.0/31"],
      ["193.0.0.2/31"],
    ]);
  });
});

describe("clients", () => {
  it("are spread over the gateways in the order of the plan", async () => {
    const plan = await demo({ gateways: ["gw1", "gw2"], pool4: pool("193.0.0.0/30", "193.0.0.8/30") });
    const spread = spreadOf(plan, "gw2", (host, family) => (family === 6 ? `2001:db8::${host.slice(2)}` : null));
    expect(spread).toEqual({
      pool6: "64:ff9b::/96",
      self: 1,
      gateways: [
        { ipv4: null, ipv6: "2001:db8::1", pool4: ["193.0.0.0/30"] },
        { ipv4: null, ipv6: "2001:db8::2", pool4: ["193.0.0.8/30"] },
      ],
      leaving: [],
    });
  });

  it("are passed to those that stay by one that leaves, which keeps its addresses until it is gone", async () => {
    const retiring = [{ host: "gw2", pool4: pool("193.0.0.2/31"), steps: [] }];
    const held = { gw1: pool("193.0.0.0/31"), gw2: pool("193.0.0.2/31") };
    const plan = await demo({ gateways: ["gw1"], pool4: pool("193.0.0.0/30"), retiring, held });
    const address = (host: string, family: 4 | 6) => (family === 6 ? `2001:db8::${host.slice(2)}` : null);
    expect(spreadOf(plan, "gw2", address)).toEqual({
      pool6: "64:ff9b::/96",
      self: null,
      gateways: [{ ipv4: null, ipv6: "2001:db8::1", pool4: ["193.0.0.0/31"] }],
      leaving: [],
    });
    expect(spreadOf(plan, "gw1", address).leaving).toEqual([
      { ipv4: null, ipv6: "2001:db8::2", pool4: ["193.0.0.2/31"] },
    ]);
    expect(shares(await demo({ gateways: ["gw1"], pool4: pool("193.0.0.0/30"), held }))).toEqual([["193.0.0.0/30"]]);
  });
});

describe("a resolver's policy", () => {
  it("keeps private IPv4 from the well-known prefix, and from no other", async () => {
    expect(dns64Policy(await demo({}), undefined, "2001:db8::53").exclude_a).toContain("10.0.0.0/8");
    expect(dns64Policy(await demo({ prefix: "2001:db8:64::/96" }), undefined, null).exclude_a).toEqual([]);
  });
});
