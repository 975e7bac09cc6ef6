/** Holds a document against its schema: ajv's errors become diagnostics with positions and one message each. */
import type { ErrorObject } from "ajv/dist/2020.js";
import type { Diagnostic } from "./diagnostics.ts";
import { nearest } from "./nearest.ts";
import { diagnosticOf, pathOf, resolve, type Schema } from "./schema-messages.ts";
import type { Path, YamlSource } from "./yaml.ts";

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

/** A schema as `npm run generate` compiled it. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

/** @returns a function that checks documents. */
export function schemaChecker<T>(schema: Schema, validate: Validate): (source: YamlSource) => SchemaResult<T> {
  return (source) => {
    if (!source.readable) return { diagnostics: [], value: {} as Loose<T> };
    if (!isMapping(source.value)) {
      const message = source.value === null ? "the file is empty" : "the file must be a map of keys";
      return {
        diagnostics: [{ severity: "error", code: "wrong-type", ...source.at([]), message }],
        value: {} as Loose<T>,
      };
    }
    if (validate(source.value)) return { diagnostics: [], value: source.value as Loose<T> };
    const errors = withoutRenamed(collapse(validate.errors ?? [], schema));
    const future = errors.find(isFutureVersion);
    // Whatever else looks wrong may be right in the newer format.
    if (future !== undefined) return { diagnostics: [futureVersion(future, source)], value: {} as Loose<T> };
    const trapped = new Set(source.diagnostics.map(({ line, col }) => `${line}:${col}`));
    const diagnostics = errors
      .map((error) => diagnosticOf(error, source, schema))
      .filter(({ line, col }) => !trapped.has(`${line}:${col}`));
    const value = structuredClone(source.value);
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
