import { describe, expect, it } from "vitest";
import { printSchema } from "../../../../src/cli/schema.ts";
import { collect } from "./collect.ts";

describe("migrate schema", () => {
  it.each(["plan", "playbook", "inventory"])("prints %s", async (name) => {
    const output = collect();
    expect(await printSchema(name, output)).toBe(0);
    expect(JSON.parse(output.text().out).$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  });

  it("exits 64 for a name that is none", async () => {
    const output = collect();
    expect(await printSchema("plna", output)).toBe(64);
    expect(output.text()).toEqual({ out: "", err: "migrate: there is no schema `plna`\n    did you mean `plan`?\n" });
  });
});
