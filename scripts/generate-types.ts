/**
 * Generate TypeScript types, and where a host validates by itself also a validator, from `schemas/*.schema.json`.
 * `npm run generate` writes them; `--check` exits 1 where a committed file differs from what its schema gives.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { _, type CodeOptions } from "ajv/dist/core.js";
import standalone from "ajv/dist/standalone/index.js";
import { compile } from "json-schema-to-typescript";

const ROOT = join(import.meta.dirname, "..");

interface Target {
  readonly schema: string;
  readonly types: string;
  /** Written only where the code on a host validates: the agent carries no ajv compiler. */
  readonly validator?: string;
}

const TARGETS: readonly Target[] = [
  { schema: "plan", types: "src/plan/plan.generated.ts" },
  { schema: "playbook", types: "src/plan/playbook.generated.ts" },
  { schema: "inventory", types: "src/inventory/inventory.generated.ts" },
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

const onlyCheck = process.argv.includes("--check");
let stale = 0;
function emit(path: string, text: string): void {
  const file = join(ROOT, path);
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (current === text) return;
  if (onlyCheck) {
    stale += 1;
    console.error(`${path} does not match its schema: run npm run generate`);
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
}
process.exitCode = stale > 0 ? 1 : 0;
