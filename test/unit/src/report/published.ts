/** The published schemas of what the program writes, as a reader of it would hold it to them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

const ROOT = join(import.meta.dirname, "../../../..");
export const read = (name: string): { $defs: Record<string, object> } =>
  JSON.parse(readFileSync(join(ROOT, `schemas/${name}.schema.json`), "utf8"));
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictTypes: false });
for (const name of ["evidence", "journal", "event"]) ajv.addSchema(read(name));
const validator = (name: string): ValidateFunction =>
  ajv.getSchema(`https://migrate.invalid/schemas/${name}.schema.json`)!;

/** What the schema of that name says against a value; empty where it takes it. */
export function complaint(name: string, value: unknown): string {
  const validate = validator(name);
  return validate(value) ? "" : `${JSON.stringify(value).slice(0, 200)}: ${ajv.errorsText(validate.errors)}`;
}
