import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RFC6147 } from "./rfc6147.ts";

const CASES = join(import.meta.dirname, "../cases/dns64");
const UNIT = join(import.meta.dirname, "../unit/agent/dns64");

/** Whether a named test is there: a case file, or a title in a test file. */
function exists(name: string): boolean {
  const [file, title] = name.split(" › ");
  if (title === undefined) return existsSync(join(CASES, `${file}.json`));
  return readFileSync(join(UNIT, file!), "utf8").includes(`it("${title}"`);
}

describe("RFC 6147 table", () => {
  it.each(RFC6147.map(([section, requirement, held]) => [`§${section}: ${requirement}`, held] as const))(
    "%s",
    (_, held) => {
      if ("test" in held) for (const name of held.test) expect(exists(name), name).toBe(true);
      else expect(Object.values(held)[0]).not.toBe("");
    },
  );
  it("covers every subsection of 5", () => {
    const sections = new Set(RFC6147.map(([section]) => section.replace(/ \(.*/, "")));
    for (const s of [
      "5.1",
      "5.1.1",
      "5.1.2",
      "5.1.3",
      "5.1.4",
      "5.1.5",
      "5.1.6",
      "5.1.7",
      "5.1.8",
      "5.2",
      "5.3.1",
      "5.3.2",
      "5.3.3",
      "5.4",
      "5.5",
    ]) {
      expect(sections).toContain(s);
    }
  });
});
