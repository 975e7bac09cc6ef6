/** Every requirement of the translator's RFCs is held by a test that is there, or says why none is. */
import { describe, expect, it } from "vitest";
import { isThere, type Table } from "./held.ts";
import { RFC5508, RFC6052, RFC6791, RFC6877, RFC7422, RFC7757 } from "./rfc6052-and-kin.ts";
import { RFC6146 } from "./rfc6146.ts";
import { RFC7915 } from "./rfc7915.ts";

const TABLES: readonly (readonly [string, Table])[] = [
  ["RFC 7915", RFC7915],
  ["RFC 6052", RFC6052],
  ["RFC 6146", RFC6146],
  ["RFC 7757", RFC7757],
  ["RFC 6791", RFC6791],
  ["RFC 5508", RFC5508],
  ["RFC 7422", RFC7422],
  ["RFC 6877", RFC6877],
];

describe.each(TABLES)("%s table", (_name, table) => {
  it.each(table.map(([section, requirement, held]) => [`§${section}: ${requirement}`, held] as const))(
    "%s",
    (_, held) => {
      if ("test" in held) {
        expect(held.test.length).toBeGreaterThan(0);
        for (const name of held.test) expect(isThere(name), name).toBe(true);
      } else {
        expect(Object.values(held)[0].length).toBeGreaterThan(20);
      }
    },
  );
});

describe("the tables", () => {
  it("go through every section that has rules", () => {
    const sections = (table: Table) => new Set(table.map(([section]) => section));
    for (const section of ["4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.1.1", "5.2", "5.3", "5.4", "5.5", "6"])
      expect(sections(RFC7915)).toContain(section);
    for (const section of [
      "3.1",
      "3.2",
      "3.4",
      "3.5",
      "3.5.1",
      "3.5.1.1",
      "3.5.2.2",
      "3.5.3",
      "3.5.4",
      "3.6",
      "3.7",
      "3.8",
      "4",
    ])
      expect(sections(RFC6146)).toContain(section);
  });
});
