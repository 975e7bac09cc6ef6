/**
 * Templates of playbooks: dotted paths and nothing else. A string that is exactly `{{ nat64.prefix }}` becomes the value with
 * its type; inside longer text the value is written out. No conditions, no filters: what needs thinking is done in code.
 */
import { nearest } from "./nearest.ts";

const PATH = /\{\{\s*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*\}\}/g;
const WHOLE = new RegExp(`^${PATH.source}$`);

export interface Rendered<T> {
  readonly value: T;
  /** One sentence for each path that names nothing, or whose value does not fit. */
  readonly problems: readonly string[];
}

/** Replace every template in a value, however deep. Keys are left alone. */
export function renderTemplate<T>(template: T, context: Readonly<Record<string, unknown>>): Rendered<T> {
  const problems: string[] = [];
  const render = (value: unknown): unknown => {
    if (typeof value === "string") return renderText(value, context, problems);
    if (Array.isArray(value)) return value.map(render);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, render(inner)]));
    }
    return value;
  };
  const value = render(template) as T;
  return { value, problems: [...new Set(problems)] };
}

/** The value at a dotted path, or undefined. Numbers index lists: `hosts.0`. */
export function lookUp(context: unknown, path: string): unknown {
  let value = context;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function renderText(text: string, context: Readonly<Record<string, unknown>>, problems: string[]): unknown {
  const whole = WHOLE.exec(text);
  if (whole !== null) {
    const value = lookUp(context, whole[1]!);
    if (value === undefined) problems.push(namesNothing(whole[1]!, context));
    return value ?? null;
  }
  const rendered = text.replaceAll(PATH, (_, path: string) => {
    const value = lookUp(context, path);
    if (value === undefined) problems.push(namesNothing(path, context));
    else if (value === null) problems.push(`\`{{ ${path} }}\` is empty: it cannot stand inside other text`);
    else if (typeof value === "object")
      problems.push(`\`{{ ${path} }}\` is a list or a map: it cannot stand inside other text`);
    return String(value ?? "");
  });
  if (text.replaceAll(PATH, "").includes("{{")) {
    problems.push(`\`${text}\` is no template: between {{ and }} stands a dotted path such as nat64.prefix`);
  }
  return rendered;
}

/** Says how far the path goes and what is there instead. */
function namesNothing(path: string, context: Readonly<Record<string, unknown>>): string {
  const steps = path.split(".");
  let depth = 0;
  while (lookUp(context, steps.slice(0, depth + 1).join(".")) !== undefined) depth += 1;
  const parent = depth === 0 ? context : lookUp(context, steps.slice(0, depth).join("."));
  const keys = typeof parent === "object" && parent !== null ? Object.keys(parent) : [];
  const near = nearest(steps[depth]!, keys);
  const where = depth === 0 ? "there is" : `\`${steps.slice(0, depth).join(".")}\` has`;
  const instead =
    near !== null
      ? `did you mean \`${[...steps.slice(0, depth), near].join(".")}\`?`
      : `${where}: ${keys.join(", ") || "nothing"}`;
  return `\`{{ ${path} }}\` names nothing; ${instead}`;
}
