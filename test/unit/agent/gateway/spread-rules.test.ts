/** Which gateway a packet is for. */
import { describe, expect, it } from "vitest";
import { ownersOf, SHARES, sharesOf, slotsFor, spreadRules } from "../../../../agent/gateway/spread-rules.ts";
import type { SpreadConfig } from "../../../../agent/protocol/wants.ts";

const [A, B, C] = ["2001:db8::1", "2001:db8::2", "2001:db8::3"] as const;
const at = (ipv6: string) => ({ ipv4: null, ipv6, pool4: [] });
const of = (change: Partial<SpreadConfig>): SpreadConfig => ({
  pool6: "64:ff9b::/96",
  self: 0,
  gateways: [at(A), at(B)],
  leaving: [],
  ...change,
});
const rules = (config: SpreadConfig, dead: readonly string[] = []): string =>
  spreadRules(config, slotsFor(config, {}), new Set(dead), [], false);

describe("shares of the sources", () => {
  it("move from and to the one gateway that comes or goes, and between no others", () => {
    const two = ownersOf([A, B]);
    const three = ownersOf([A, B, C]);
    for (let share = 0; share < SHARES; share++) if (three[share] !== C) expect(three[share]).toBe(two[share]);
    expect(ownersOf([B, A])).toEqual(two);
  });

  it("are about even", () => {
    const own = [A, B, C].map((_, self) => sharesOf(of({ self, gateways: [at(A), at(B), at(C)] })));
    expect(own.reduce((sum, shares) => sum + shares)).toBe(SHARES);
    for (const shares of own) expect(shares).toBeGreaterThan(SHARES / 3 / 1.5);
    expect(sharesOf(of({ self: null }))).toBe(0);
  });

  it("of one that is dead stay where they come to", () => {
    expect(rules(of({}))).toMatch(/chain begins \{\n.*goto first0/);
    expect(rules(of({}), [B])).not.toMatch(/chain begins \{\n.*goto first0/);
  });

  it("are all others' where one leaves, also if they are silent", () => {
    const leaves = of({ self: null });
    expect(rules(leaves)).not.toContain("goto own,");
    expect(rules(leaves, [A])).toMatch(/chain begins \{\n.*0 : goto first1, 1 : goto first1,/);
    expect(rules(leaves, [A, B])).not.toContain("goto own,");
  });
});

describe("what has begun", () => {
  it("stays with one that leaves, and nothing new goes there", () => {
    const text = rules(of({ gateways: [at(A)], leaving: [at(B)] }));
    expect(text).toMatch(/tcp .* @to0 update @to0 .* goto pass0/);
    expect(text).not.toMatch(/chain begins \{\n.*goto first0/);
  });

  it("keeps its set while gateways come and go: slots stay", () => {
    const known = slotsFor(of({ gateways: [at(A), at(B), at(C)] }), {});
    expect(known).toEqual({ [B]: 0, [C]: 1 });
    expect(slotsFor(of({ gateways: [at(A), at(C)] }), known)).toEqual({ [C]: 1 });
    const text = spreadRules(of({ gateways: [at(A), at(C)] }), { [C]: 1 }, new Set(), [0], false);
    expect(text).toContain("delete set ip6 migrate_nat64_spread to0");
  });

  it("is listened to before anything is passed on", () => {
    const text = spreadRules(of({}), { [B]: 0 }, new Set(), [], true);
    expect(text).toContain("meta l4proto udp update @ours");
    expect(text).not.toContain("jhash");
  });
});

it("sends no redirects about the prefix, whatever its length", () => {
  expect(rules(of({}))).toContain("@th,192,96 0x0064ff9b0000000000000000 drop");
  expect(rules(of({ pool6: "2001:db8:64::/48" }))).toContain("@th,192,48 0x20010db80064 drop");
});
