/** Every recorded answer, judged at the time it was recorded, from nothing known. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judged, summary, TREE, world } from "./recorded.ts";

const FILE = join(import.meta.dirname, "../../../../cases/dnssec/verdicts.json");
/** Questions by what comes of them: RCODE, AD, extended error. */
const VERDICTS: Record<string, string[]> = JSON.parse(readFileSync(FILE, "utf8"));

/** Below unsigned delegations nobody answers, so that there is nothing to judge. */
const UNANSWERED = new Set(["x.hole.chain.test 28", "x.hole.chain.test 1", "x.child.optout.test 28"]);

describe("recorded answers", () => {
  it("all have a verdict", () => {
    const listed = Object.values(VERDICTS).flat();
    expect(listed.length).toBeGreaterThan(700);
    expect(Object.keys(TREE.answers).filter((q) => !UNANSWERED.has(q) && !listed.includes(q))).toEqual([]);
  });
  it.each(Object.entries(VERDICTS))("%s", { timeout: 60_000 }, (verdict, questions) => {
    const others = questions.filter((question) => {
      const [name, type] = question.split(" ");
      return summary(judged(world(), name!, Number(type))) !== verdict;
    });
    expect(others).toEqual([]);
  });
  it("come to the same with everything known that earlier ones taught", { timeout: 60_000 }, () => {
    const here = world();
    const differing = Object.entries(VERDICTS).flatMap(([verdict, questions]) =>
      questions.filter((question) => {
        const [name, type] = question.split(" ");
        const without = (text: string): string => text.replace(/ \d+$/, "");
        return without(summary(judged(here, name!, Number(type)))) !== without(verdict);
      }),
    );
    expect(differing).toEqual([]);
    expect(here.asked.length).toBeLessThan(250);
  });
});
