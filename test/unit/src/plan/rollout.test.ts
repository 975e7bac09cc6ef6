import { describe, expect, it } from "vitest";
import type { Host, Inventory } from "../../../../src/plan/hosts.ts";
import type { Count, Domains } from "../../../../src/plan/plan.ts";
import { batchesOf, batchSizes, budgetsOf, countOf, wavesOf } from "../../../../src/plan/rollout.ts";

const share = (percent: number): Count => ({ percent });
const hosts = (n: number): Count => ({ hosts: n });

describe("batches", () => {
  it.each<[Count[], number, number[]]>([
    [[hosts(1), share(25), share(100)], 20, [1, 4, 15]],
    [[hosts(1), share(25), share(100)], 2, [1, 1]],
    [[hosts(1), share(25), share(100)], 1, [1]],
    [[share(100)], 7, [7]],
    [[share(1)], 3, [1, 2]],
    [[hosts(5)], 12, [5, 7]],
    [[hosts(5)], 3, [3]],
    [[hosts(1)], 0, []],
  ])("%j of %i", (batch, size, sizes) => expect(batchSizes(batch, size)).toEqual(sizes));

  it("shares round up and stay within the service", () => {
    expect(countOf(share(25), 5)).toBe(2);
    expect(countOf(share(100), 5)).toBe(5);
    expect(countOf(hosts(9), 5)).toBe(5);
  });
});

/** `a1` is in rack a. */
function fleet(names: readonly string[], groups: Readonly<Record<string, readonly string[]>> = {}): Inventory {
  const hosts = names.map((name): Host => {
    const own = Object.keys(groups).filter((group) => groups[group]!.includes(name));
    return { name, address: name, vars: { rack: name[0] }, groups: own };
  });
  return { hosts: new Map(hosts.map((host) => [host.name, host])), groups: new Map(Object.entries(groups)) };
}

const NAMES = ["a1", "b1", "a2", "c1", "b2", "a3", "c2", "b3"];
const byRack = (more: Partial<Domains> = {}): Domains => ({
  by: { variable: "rack" },
  atOnce: 1,
  maxUnavailable: null,
  stopAfter: { failed: null, unreachable: null },
  ...more,
});

describe("failure domains", () => {
  it("are not mixed in a batch, and canaries go before all of them", () => {
    const rollout = { batch: [hosts(2), share(100)], canaries: ["b3", "early"], domains: byRack() };
    expect(batchesOf(NAMES, rollout, fleet(NAMES, { early: ["c1"] }))).toEqual([
      ["c1", "b3"],
      ["a1", "a2"],
      ["a3"],
      ["b1", "b2"],
      ["c2"],
    ]);
  });

  it("may be touched several at once, and may be groups", () => {
    const groups = { left: ["a1", "a2", "a3", "b1"], right: ["b2", "b3", "c1"], far: ["c2"] };
    const domains = byRack({ by: { groups: ["left", "right", "far"] }, atOnce: 2 });
    expect(batchesOf(NAMES, { batch: [share(100)], canaries: [], domains }, fleet(NAMES, groups))).toEqual([
      ["a1", "b1", "a2", "a3", "c1", "b2", "b3"],
      ["c2"],
    ]);
  });

  it("leave batches as they are where there are none", () => {
    const rollout = { batch: [hosts(3), share(100)], canaries: [], domains: null };
    expect(batchesOf(NAMES, rollout, fleet(NAMES))).toEqual([NAMES.slice(0, 3), NAMES.slice(3)]);
  });

  it("have a budget of their own under the switch, within that of the service", () => {
    const runs = NAMES.map((host) => ({ host }));
    const waves = (width: number, domains: Domains | null) =>
      wavesOf(runs, width, domains, fleet(NAMES), () => 3).map((wave) => wave.map(({ host }) => host));
    expect(waves(4, byRack({ maxUnavailable: hosts(1) }))).toEqual([
      ["a1", "b1", "c1"],
      ["a2", "b2", "c2"],
      ["a3", "b3"],
    ]);
    expect(waves(2, byRack({ maxUnavailable: share(34) }))).toEqual([
      ["a1", "b1"],
      ["a2", "c1"],
      ["b2", "a3"],
      ["c2", "b3"],
    ]);
    expect(waves(3, null)).toEqual([NAMES.slice(0, 3), NAMES.slice(3, 6), NAMES.slice(6)]);
  });

  it("bear so many failures each, over all their hosts, where a batch touches them", () => {
    const budgets = (stopAfter: Domains["stopAfter"]) =>
      budgetsOf({ domains: byRack({ stopAfter }) }, NAMES, ["b1", "c2"], fleet(NAMES));
    expect(budgets({ failed: share(50), unreachable: null })).toEqual([
      { name: "b", hosts: ["b1", "b2", "b3"], stopAfter: { failed: 2, unreachable: null } },
      { name: "c", hosts: ["c1", "c2"], stopAfter: { failed: 1, unreachable: null } },
    ]);
    expect(budgets({ failed: null, unreachable: null })).toEqual([]);
  });
});
