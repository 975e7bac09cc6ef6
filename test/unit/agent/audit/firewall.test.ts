/** Rule sets as `nft -j` prints them: made by the real nft where it is there, kept beside the test. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { firewallFindings } from "../../../../agent/audit/firewall.ts";

const CASES = join(import.meta.dirname, "../../../cases/audit/firewall");

describe("the packet filter", () => {
  it.each(readdirSync(CASES).filter((name) => name.endsWith(".json")))("%s", (name) => {
    const { expect: expected, ruleset } = JSON.parse(readFileSync(join(CASES, name), "utf8"));
    const found = firewallFindings(JSON.stringify(ruleset))!;
    expect(found.map(({ kind, place }) => `${kind}: ${place}`)).toEqual(expected);
  });

  it("is not judged where the text is no JSON", () => expect(firewallFindings("table ip filter")).toBeNull());
});
