import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DNSSEC } from "./dnssec.ts";

const UNIT = join(import.meta.dirname, "../unit/agent/dns64/dnssec");
const LAB = join(import.meta.dirname, "../lab");
const VERDICTS: Record<string, string[]> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../cases/dnssec/verdicts.json"), "utf8"),
);

function exists(name: string): boolean {
  const [file, title] = name.split(" › ");
  const text = readFileSync(join(file === "dnssec.test.ts" ? LAB : UNIT, file!), "utf8");
  return text.includes(`"${title}"`);
}

describe("table of DNSSEC", () => {
  it.each(DNSSEC.map(([rfc, section, requirement, held]) => [`RFC ${rfc} §${section}: ${requirement}`, held] as const))(
    "%s",
    (_, held) => {
      if ("test" in held) for (const name of held.test) expect(exists(name), name).toBe(true);
      else if ("verdict" in held) {
        for (const [question, verdict] of Object.entries(held.verdict))
          expect(VERDICTS[verdict] ?? [], `${question}: ${verdict}`).toContain(question);
      } else expect(Object.values(held)[0]).not.toBe("");
    },
  );
  it("covers the RFCs it is for", () => {
    const covered = new Set(DNSSEC.map(([rfc]) => rfc));
    expect([4033, 4034, 4035, 5155, 6840, 8914, 9276].filter((rfc) => !covered.has(rfc))).toEqual([]);
  });
});
