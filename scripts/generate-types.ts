/**
 * Generate TypeScript types and validators from `schemas/*.schema.json`, and what our own playbooks parse to.
 * `npm run generate` writes them; `--check` exits 1 where a committed file differs from what it is made from.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { _, type CodeOptions } from "ajv/dist/core.js";
import standalone from "ajv/dist/standalone/index.js";
import { compile } from "json-schema-to-typescript";
import { FORMATS } from "../src/plan/formats.ts";
import { PHASES } from "../src/plan/plan.ts";
import { hashOf } from "../src/plan/source-hash.ts";
import { type ParsedYaml, parseYaml } from "../src/plan/yaml.ts";

const ROOT = join(import.meta.dirname, "..");

interface Target {
  readonly schema: string;
  readonly types: string;
  /** For the code on a host, which carries no ajv compiler. */
  readonly validator?: string;
  /** For `migrate` itself: compiling a schema takes longer than everything else in `migrate check`. */
  readonly checker?: string;
}

const TARGETS: readonly Target[] = [
  { schema: "plan", types: "src/plan/plan.generated.ts", checker: "src/plan/plan-validator.generated.ts" },
  { schema: "playbook", types: "src/plan/playbook.generated.ts", checker: "src/plan/playbook-validator.generated.ts" },
  {
    schema: "inventory",
    types: "src/inventory/inventory.generated.ts",
    checker: "src/inventory/inventory-validator.generated.ts",
  },
  {
    schema: "settings",
    types: "src/cli/settings.generated.ts",
    checker: "src/cli/settings-validator.generated.ts",
  },
  { schema: "nat64", types: "agent/nat64/config.generated.ts", validator: "agent/nat64/config-validator.generated.js" },
  { schema: "clat", types: "agent/clat/config.generated.ts", validator: "agent/clat/config-validator.generated.js" },
  { schema: "dns64", types: "agent/dns64/config.generated.ts", validator: "agent/dns64/config-validator.generated.js" },
];

const BANNER = "// Generated from schemas/ by `npm run generate`. Do not edit.\n";

async function typesOf(schema: Record<string, unknown>, title: string): Promise<string> {
  return compile({ ...schema, title }, title, {
    bannerComment: BANNER,
    additionalProperties: false,
    strictIndexSignatures: false,
    style: { printWidth: 120 },
  });
}

function validatorOf(schema: object): string {
  const code: CodeOptions = { source: true, esm: true, lines: true };
  const ajv = new Ajv2020({ code, allErrors: true, strict: true, allowUnionTypes: true, verbose: false });
  ajv.addKeyword({ keyword: "x-not-yet", schemaType: "string", code: (cxt) => cxt.pass(_`true`) });
  const moduleCode = standalone.default ? standalone.default(ajv, ajv.compile(schema)) : "";
  return BANNER + moduleCode;
}

/** Its errors know the part of the schema they come from, which is imported rather than written out again. */
function checkerOf(schema: object, { schema: name, checker }: Target): string {
  const code: CodeOptions = { source: true, esm: true, lines: true, formats: _`FORMATS` };
  const ajv = new Ajv2020({ code, allErrors: true, verbose: true, strict: true, strictTypes: false });
  ajv.addVocabulary(["x-expected", "x-key", "x-secret"]);
  for (const [format, test] of Object.entries(FORMATS)) ajv.addFormat(format, test);
  let text = standalone.default ? standalone.default(ajv, ajv.compile(schema)) : "";
  for (const [place, part] of partsOf("SCHEMA", schema))
    text = text.replaceAll(` = ${JSON.stringify(part)};`, ` = ${place};`);
  text = text.replace(
    /^"use strict";\nexport const validate = \w+;\nexport default (\w+);/,
    "const require = createRequire(import.meta.url);\nexport default $1 as unknown as Validate;",
  );
  const from = (path: string): string => {
    const way = relative(dirname(checker!), path);
    return way.startsWith(".") ? way : `./${way}`;
  };
  return `// @ts-nocheck
${BANNER}import { createRequire } from "node:module";
import SCHEMA from "${from(`schemas/${name}.schema.json`)}" with { type: "json" };
import { FORMATS } from "${from("src/plan/formats.ts")}";
import type { Validate } from "${from("src/plan/schema.ts")}";
${text}
`;
}

/** The whole first, then whatever it is made of, as expressions that lead there. */
function* partsOf(place: string, part: object): Iterable<[string, object]> {
  yield [place, part];
  for (const [key, inner] of Object.entries(part))
    if (typeof inner === "object" && inner !== null) yield* partsOf(`${place}[${JSON.stringify(key)}]`, inner);
}

/** The validator's type: a guard that keeps its findings, as ajv's functions do. */
function declarationOf(target: Target, title: string): string {
  const types = `./${target.types.split("/").at(-1)}`;
  return `${BANNER}import type { ${title} } from "${types}";

export interface Finding {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: ((value: unknown) => value is ${title}) & { errors?: Finding[] | null };
export default validate;
`;
}

/** What our own playbooks say, by the sha256 of their text: most plans use all of them, and parsing takes longer than all else in `migrate check`. */
function playbooksParsed(): string {
  const parsed: Record<string, ParsedYaml> = {};
  for (const phase of PHASES) {
    const file = join(ROOT, "playbooks", `${phase}.yaml`);
    const text = readFileSync(file, "utf8");
    const source = parseYaml(file, text);
    const { steps } = source.value as { readonly steps: readonly unknown[] };
    const placeOf = (index: number): readonly [number, number] => {
      const { line, col } = source.at(["steps", index], "value");
      return [line, col];
    };
    parsed[hashOf(file, text).sha256] = { value: source.value, steps: steps.map((_, index) => placeOf(index)) };
  }
  const type = 'import type { ParsedYaml } from "./yaml.ts";\n\n';
  const table = `export const PLAYBOOKS: Readonly<Record<string, ParsedYaml>> = ${JSON.stringify(parsed, null, 1)};\n`;
  return BANNER.replace("schemas/", "playbooks/") + type + table;
}

const onlyCheck = process.argv.includes("--check");
let stale = 0;
function emit(path: string, text: string): void {
  const file = join(ROOT, path);
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (current === text) return;
  if (onlyCheck) {
    stale += 1;
    console.error(`${path} does not match what it is made from: run npm run generate`);
  } else {
    writeFileSync(file, text);
    console.error(`wrote ${path}`);
  }
}

for (const target of TARGETS) {
  const file = join(ROOT, "schemas", `${target.schema}.schema.json`);
  if (!existsSync(file)) continue;
  const schema = JSON.parse(readFileSync(file, "utf8"));
  const title = `${target.schema[0]!.toUpperCase()}${target.schema.slice(1)}File`;
  emit(target.types, await typesOf(schema, title));
  if (target.validator !== undefined) {
    emit(target.validator, validatorOf(schema));
    emit(target.validator.replace(/\.js$/, ".d.ts"), declarationOf(target, title));
  }
  if (target.checker !== undefined) emit(target.checker, checkerOf(schema, target));
}
emit("src/plan/playbooks.generated.ts", playbooksParsed());
process.exitCode = stale > 0 ? 1 : 0;
