/** What is refused by name, what the README admits, and what the schemas can say are one list. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNotYet, NOT_YET, notYetTitles } from "../../../../src/plan/not-yet.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const plan = JSON.parse(readFileSync(join(ROOT, "schemas/plan.schema.json"), "utf8"));

describe("what is not implemented yet", () => {
  it("stands in the README, all of it and nothing else", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const section = readme.split(/^## /m).find((part) => part.startsWith("Not yet"))!;
    const list = section.slice(0, section.indexOf("And what no plan")).matchAll(/^- (.*)$/gm);
    expect([...list].map(([, title]) => title)).toEqual(notYetTitles());
  });

  it.each(NOT_YET)("$path is a key of the schema, and its values are", ({ path, values }) => {
    const schema = path.split(".").reduce(step, plan);
    expect(schema).toBeDefined();
    for (const value of values ?? []) expect(schema.enum ?? [true, false]).toContain(value);
  });

  it("is found wherever it stands", () => {
    const document = {
      edge: { siit: { backend: "tayga" } },
      dns64: { backend: "builtin" },
      services: { a: { gates: ["service.health"] } },
    };
    const table = [{ title: "siit by tayga", path: "edge.*.backend", values: ["tayga"], instead: "backend: builtin" }];
    expect(findNotYet(document, table).map(({ path }) => path.join("."))).toEqual(["edge.siit.backend"]);
    expect(findNotYet(document)).toEqual([]);
  });
});

/** One step down a schema; `*` is any key. */
function step(schema: Record<string, never>, key: string): Record<string, never> {
  const inner = key === "*" ? schema.additionalProperties : schema.properties?.[key];
  const name = (inner as { $ref?: string } | undefined)?.$ref?.split("/").at(-1);
  return name === undefined ? inner! : plan.$defs[name];
}
