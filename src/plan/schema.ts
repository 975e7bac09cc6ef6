/** Holds a document against its schema: ajv's errors become diagnostics with positions and one message each. */
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Diagnostic } from "./diagnostics.ts";
import { explainFormat, FORMATS } from "./formats.ts";
import { hintFor, nearest } from "./nearest.ts";
import type { Path, YamlSource } from "./yaml.ts";

interface Schema {
  readonly [key: string]: unknown;
}

/** One check of one document against one schema. */
export interface SchemaResult<T> {
  readonly diagnostics: readonly Diagnostic[];
  /** What is left once everything that does not fit the schema is taken out; list items taken out leave a hole, so that positions stay true. */
  readonly value: Loose<T>;
}

/** A document of which any part may be missing because it was wrong. */
export type Loose<T> = T extends readonly (infer E)[]
  ? readonly (Loose<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> | undefined }
    : T;

/** @returns a function that checks documents; compile once, use often. */
export function schemaChecker<T>(schema: Schema): (source: YamlSource) => SchemaResult<T> {
  // `check` must feel instant: the schemas are held against their meta-schema by a test, and optimising the generated code costs
  // more than running it once.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    meta: false,
    validateSchema: false,
    code: { optimize: false },
  });
  ajv.addVocabulary(["x-expected", "x-key", "x-secret"]);
  for (const [name, test] of Object.entries(FORMATS)) ajv.addFormat(name, test);
  const validate = ajv.compile(schema);
  return (source) => {
    if (!source.readable) return { diagnostics: [], value: {} as Loose<T> };
    const value = structuredClone(source.value);
    if (!isMapping(value)) {
      const message = value === null ? "the file is empty" : "the file must be a map of keys";
      return {
        diagnostics: [{ severity: "error", code: "wrong-type", ...source.at([]), message }],
        value: {} as Loose<T>,
      };
    }
    validate(value);
    const errors = withoutRenamed(collapse(validate.errors ?? [], schema));
    const future = errors.find(isFutureVersion);
    // Whatever else looks wrong may be right in the newer format.
    if (future !== undefined) return { diagnostics: [futureVersion(future, source)], value: {} as Loose<T> };
    const trapped = new Set(source.diagnostics.map(({ line, col }) => `${line}:${col}`));
    const diagnostics = errors
      .map((error) => diagnosticOf(error, source, schema))
      .filter(({ line, col }) => !trapped.has(`${line}:${col}`));
    // Deepest and last first: taking one out must not move another.
    for (const path of errors.map(pathToRemove).sort(deepestFirst)) remove(value, path);
    return { diagnostics, value: value as Loose<T> };
  };
}

/** A key that is missing only because it is misspelt is told once, as the misspelling. */
function withoutRenamed(errors: readonly ErrorObject[]): ErrorObject[] {
  const unknown = errors.filter((e) => e.keyword === "additionalProperties");
  return errors.filter((error) => {
    if (error.keyword !== "required") return true;
    const siblings = unknown.filter((e) => e.instancePath === error.instancePath);
    const known = Object.keys(((error.parentSchema ?? {}) as { properties?: object }).properties ?? {});
    return !siblings.some((e) => nearest(e.params.additionalProperty, known) === error.params.missingProperty);
  });
}

function isFutureVersion(error: ErrorObject): boolean {
  return (
    error.keyword === "const" && error.params.allowedValue === 1 && typeof error.data === "number" && error.data > 1
  );
}

function futureVersion(error: ErrorObject, source: YamlSource): Diagnostic {
  const message = `this is format version ${String(error.data)}; this migrate reads version ${error.params.allowedValue}`;
  const place = source.at(pathOf(error.instancePath), "value");
  return { severity: "error", code: "future-version", ...place, message, hint: "use a newer migrate" };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function pathOf(pointer: string): (string | number)[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * Of a failed anyOf or oneOf keep what helps: if the data has the type of exactly one branch, that branch's errors,
 * otherwise one error for the whole. ajv lists the errors of all branches just before the one for the keyword itself.
 */
function collapse(errors: readonly ErrorObject[], root: Schema): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword !== "anyOf" && error.keyword !== "oneOf") {
      kept.push(error);
      continue;
    }
    const own: ErrorObject[] = [];
    while (kept.length > 0 && isWithin(kept.at(-1)!.instancePath, error.instancePath)) own.unshift(kept.pop()!);
    const branches = (error.schema as Schema[]).map((branch) => resolve(branch, root));
    const type = Array.isArray(error.data) ? "array" : isMapping(error.data) ? "object" : null;
    const fits = type === null ? [] : branches.filter((branch) => branch.type === type);
    const told = own.filter((e) => e.instancePath !== error.instancePath || OF_STRUCTURE.has(e.keyword));
    if (fits.length === 1 && told.length > 0) kept.push(...told);
    else kept.push(error);
  }
  return kept;
}

/** Keywords that speak of a map or a list which has the right type already. */
const OF_STRUCTURE = new Set(["additionalProperties", "required", "minProperties", "maxProperties", "minItems"]);

function isWithin(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

function resolve(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== "string") return schema;
  let found: unknown = root;
  for (const step of pathOf(schema.$ref.slice(1))) found = (found as Schema)[step];
  return resolve(found as Schema, root);
}

function pathToRemove(error: ErrorObject): Path | null {
  const path = pathOf(error.instancePath);
  if (error.keyword === "additionalProperties") return [...path, error.params.additionalProperty];
  return OF_STRUCTURE.has(error.keyword) ? null : path;
}

function deepestFirst(a: Path | null, b: Path | null): number {
  return (b?.length ?? 0) - (a?.length ?? 0);
}

function remove(value: unknown, path: Path | null): void {
  if (path === null || path.length === 0) return;
  let parent = value as Record<string, unknown> | undefined;
  for (const step of path.slice(0, -1)) parent = parent?.[step] as Record<string, unknown> | undefined;
  if (parent === undefined || parent === null) return;
  const last = path.at(-1)!;
  if (Array.isArray(parent)) parent[Number(last)] = undefined;
  else delete parent[last];
}

function diagnosticOf(error: ErrorObject, source: YamlSource, root: Schema): Diagnostic {
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
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the file";
  if (/^\d+$/.test(String(last)) && path.length > 1) return `item ${Number(last) + 1} of ${nameOf(path.slice(0, -1))}`;
  return `\`${path.join(".")}\``;
}
