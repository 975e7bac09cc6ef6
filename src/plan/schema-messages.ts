/** What is said of each way in which a document can miss its schema. */
import type { ErrorObject } from "ajv/dist/2020.js";
import type { Diagnostic } from "./diagnostics.ts";
import { explainFormat } from "./formats.ts";
import { hintFor, nearest } from "./nearest.ts";
import type { Path, YamlSource } from "./yaml.ts";

export interface Schema {
  readonly [key: string]: unknown;
}

export function pathOf(pointer: string): (string | number)[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Follow `$ref`. */
export function resolve(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== "string") return schema;
  let found: unknown = root;
  for (const step of pathOf(schema.$ref.slice(1))) found = (found as Schema)[step];
  return resolve(found as Schema, root);
}

export function diagnosticOf(error: ErrorObject, source: YamlSource, root: Schema): Diagnostic {
  const path = pathOf(error.instancePath);
  const schema = (error.parentSchema ?? {}) as Schema;
  const at = (where: Path, part: "key" | "value", code: string, message: string, hint?: string): Diagnostic => ({
    severity: "error",
    code,
    ...source.at(where, part),
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  switch (error.keyword) {
    case "additionalProperties": {
      const key = String(error.params.additionalProperty);
      const known = Object.keys((schema.properties ?? {}) as object);
      const what = typeof schema["x-key"] === "string" ? schema["x-key"] : "key";
      const where = path.length === 0 ? "" : ` in ${nameOf(path)}`;
      return at(
        [...path, key],
        "key",
        `unknown-${what}`,
        `unknown ${what} \`${key}\`${where}`,
        hintFor(key, known, `${what}s`),
      );
    }
    case "required": {
      const key = String(error.params.missingProperty);
      const what = path.length === 0 ? "the file" : nameOf(path);
      const property = ((schema.properties ?? {}) as Record<string, Schema>)[key];
      const description =
        property === undefined ? undefined : (resolve(property, root).description ?? property.description);
      return at(
        path,
        "key",
        "missing-key",
        `${what} lacks \`${key}\``,
        typeof description === "string" ? description : undefined,
      );
    }
    case "maxProperties":
      return at(
        path,
        "value",
        "wrong-value",
        `${nameOf(path)} must be one ${schema["x-key"] ?? "key"} with its arguments, not several`,
      );
    case "minProperties":
    case "minItems":
      return at(path, "key", "wrong-value", `${nameOf(path)} must not be empty`);
    case "uniqueItems":
      return at([...path, error.params.i], "value", "duplicate-item", `${nameOf(path)} names the same twice`);
    default:
      return wrongValue(error, path, schema, root, source, at);
  }
}

function wrongValue(
  error: ErrorObject,
  path: Path,
  schema: Schema,
  root: Schema,
  source: YamlSource,
  at: (where: Path, part: "key" | "value", code: string, message: string, hint?: string) => Diagnostic,
): Diagnostic {
  const written = source.written(path);
  // A password in the wrong place must not end up in a log.
  const shown = schema["x-secret"] === true ? "the secret itself" : shownValue(error.data, written);
  const message = `${nameOf(path)} must be ${expected(error, schema)}${shown === null ? "" : `, not ${shown}`}`;
  return at(
    path,
    "value",
    TYPE_KEYWORDS.has(error.keyword) ? "wrong-type" : "wrong-value",
    message,
    hintOf(error, schema, root, written),
  );
}

const TYPE_KEYWORDS = new Set(["type", "anyOf", "oneOf"]);

function hintOf(error: ErrorObject, schema: Schema, root: Schema, written: string | null): string | undefined {
  const { keyword, data, params } = error;
  if (keyword === "enum" && typeof data === "string") {
    const near = nearest(
      data,
      (params.allowedValues as unknown[]).filter((c) => typeof c === "string"),
    );
    return near === null ? undefined : `did you mean \`${near}\`?`;
  }
  if (typeof data === "string") {
    const branches = keyword === "anyOf" ? (error.schema as Schema[]).map((branch) => resolve(branch, root)) : [schema];
    for (const { format } of branches) {
      const why = typeof format === "string" ? explainFormat(format, data) : undefined;
      if (why !== undefined) return why;
    }
  }
  if (keyword !== "type" || written === null) return undefined;
  if (schema.type === "array") return `write a list: [${written}]`;
  const pattern = typeof schema.pattern === "string" ? new RegExp(schema.pattern) : /^/;
  return schema.type === "string" && isBare(data) && pattern.test(written) ? `quote it: "${written}"` : undefined;
}

function isBare(data: unknown): boolean {
  return typeof data === "number" || typeof data === "boolean";
}

function expected(error: ErrorObject, schema: Schema): string {
  if (typeof schema["x-expected"] === "string") return schema["x-expected"];
  switch (error.keyword) {
    case "enum":
      return oneOf(error.params.allowedValues as unknown[]);
    case "const":
      return `\`${String(error.params.allowedValue)}\``;
    case "minimum":
      return `at least ${error.params.limit}`;
    case "maximum":
      return `at most ${error.params.limit}`;
    case "minLength":
      return "text that is not empty";
    case "maxLength":
      return `at most ${error.params.limit} characters`;
    default:
      return TYPES[String(schema.type)] ?? String(error.message);
  }
}

function oneOf(values: readonly unknown[]): string {
  const names = values.map((value) => `\`${String(value)}\``);
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map of keys",
};

/** @returns null where nothing is written at all. */
function shownValue(data: unknown, written: string | null): string | null {
  if (data === null) return "empty";
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object") return "a map";
  const text = written ?? String(data);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** How a person calls a place: `services.api.hosts`, `item 2 of services.api.hosts`. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the file";
  if (/^\d+$/.test(String(last)) && path.length > 1) return `item ${Number(last) + 1} of ${nameOf(path.slice(0, -1))}`;
  return `\`${path.join(".")}\``;
}
