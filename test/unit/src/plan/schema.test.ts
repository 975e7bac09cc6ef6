/** The published schemas: valid themselves, alike where they share words, and in step with the code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { GATE_NAMES } from "../../../../src/plan/gates.ts";
import { PHASES } from "../../../../src/plan/plan.ts";
import { DEFAULT_ROLLOUT } from "../../../../src/plan/rollout.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../../schemas", `${name}.schema.json`), "utf8"));
const [plan, playbook, inventory] = ["plan", "playbook", "inventory"].map(read);

describe("schemas", () => {
  it.each([plan, playbook, inventory])("$title keeps to JSON Schema 2020-12", (schema) => {
    const ajv = new Ajv2020();
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it.each([playbook, inventory])("$title has the same words as the plan", (schema) => {
    for (const [name, definition] of Object.entries(schema.$defs)) {
      if (name !== "host" && name in plan.$defs) expect(definition, name).toEqual(plan.$defs[name]);
    }
  });

  it("name the gates and phases that the code knows", () => {
    expect(Object.keys(plan.$defs.gate_with_args.properties)).toEqual(GATE_NAMES);
    expect(plan.$defs.gate_name.examples).toEqual(GATE_NAMES);
    expect(plan.$defs.phase_id.enum).toEqual(PHASES);
  });

  it("promise the defaults that the code fills in", () => {
    expect(plan.properties.policy_table.properties).toMatchObject({
      ipv6: { default: 50 },
      ipv4: { default: 40 },
      nat64: { default: 30 },
    });
    expect(Object.keys(plan.$defs.rollout.properties)).toHaveLength(Object.keys(DEFAULT_ROLLOUT).length);
  });

  it("take no key they do not know, anywhere", () => {
    const open: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      const { type, additionalProperties } = schema as Record<string, unknown>;
      if (type === "object" && additionalProperties === undefined) open.push(path);
      for (const [key, inner] of Object.entries(schema)) walk(inner, `${path}/${key}`);
    };
    for (const schema of [plan, playbook, inventory]) walk(schema, schema.title);
    expect(open).toEqual([]);
  });

  it("describe every key of a plan, so that an editor can explain it", () => {
    const silent = Object.entries(plan.properties).filter(([, schema]) => {
      const { description, $ref } = schema as { description?: string; $ref?: string };
      return description === undefined && plan.$defs[$ref?.split("/").at(-1) ?? ""]?.description === undefined;
    });
    expect(silent.map(([key]) => key)).toEqual([]);
  });
});
