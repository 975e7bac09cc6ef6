/** EC2's published service model (botocore's): requests are decoded by it, answers are written by it. Nothing of it is typed here. */
import { readFileSync } from "node:fs";

const MODEL = "/usr/lib/python3/dist-packages/botocore/data/ec2/2016-11-15/service-2.json";

interface Member {
  readonly shape: string;
  readonly locationName?: string;
  readonly queryName?: string;
}

interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
}

interface Model {
  readonly metadata: { readonly apiVersion: string };
  readonly operations: Readonly<
    Record<string, { readonly input?: { readonly shape: string }; readonly output?: { readonly shape: string } }>
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}

let loaded: Model | null = null;
function model(): Model {
  loaded ??= JSON.parse(readFileSync(MODEL, "utf8")) as Model;
  return loaded;
}

export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

interface Tree {
  value?: string;
  readonly children: Map<string, Tree>;
}

/** @returns the request as the model names it, and everything that is wrong with it. */
export function decode(body: string): {
  readonly action: string;
  readonly input: Readonly<Record<string, Value>>;
  readonly problems: readonly string[];
} {
  const params = new URLSearchParams(body);
  const action = params.get("Action") ?? "";
  const operation = model().operations[action];
  if (operation === undefined) return { action, input: {}, problems: [`there is no action ${action}`] };
  const problems: string[] = [];
  if (params.get("Version") !== model().metadata.apiVersion) problems.push(`version ${params.get("Version")}`);
  const root: Tree = { children: new Map() };
  for (const [key, value] of params) {
    if (key === "Action" || key === "Version") continue;
    let at = root;
    for (const step of key.split(".")) {
      if (!at.children.has(step)) at.children.set(step, { children: new Map() });
      at = at.children.get(step)!;
    }
    at.value = value;
  }
  const shape = operation.input?.shape;
  const input = shape === undefined ? {} : decodeShape(root, shape, "", problems);
  return { action, input: input as Readonly<Record<string, Value>>, problems };
}

/** How the ec2 protocol writes a member: its queryName, else its locationName or name with a capital. */
function wireName(name: string, { queryName, locationName }: Member): string {
  if (queryName !== undefined) return queryName;
  const given = locationName ?? name;
  return given[0]!.toUpperCase() + given.slice(1);
}

function decodeShape(tree: Tree, name: string, path: string, problems: string[]): Value {
  const shape = model().shapes[name]!;
  const wrong = (what: string): string => {
    problems.push(`${path || "the request"} ${what}`);
    return "";
  };
  if (shape.type === "structure") {
    if (tree.value !== undefined) return wrong("is a structure, not a value");
    const members = Object.entries(shape.members ?? {});
    const out: Record<string, Value> = {};
    for (const [wire, child] of tree.children) {
      const found = members.find(([key, member]) => wireName(key, member) === wire);
      if (found === undefined) problems.push(`${path ? `${path}.` : ""}${wire} is unknown to ${name}`);
      else out[found[0]] = decodeShape(child, found[1].shape, path ? `${path}.${wire}` : wire, problems);
    }
    for (const key of shape.required ?? [])
      if (!(key in out)) problems.push(`${path ? `${path}.` : ""}${key} is missing`);
    return out;
  }
  if (shape.type === "list") {
    if (tree.value !== undefined) return wrong("is a list, not a value");
    const keys = [...tree.children.keys()];
    if (keys.some((key, i) => key !== String(i + 1))) wrong("is not numbered from 1");
    return keys.map((key) => decodeShape(tree.children.get(key)!, shape.member!.shape, `${path}.${key}`, problems));
  }
  if (tree.value === undefined || tree.children.size > 0) return wrong(`is a ${shape.type}, not a structure`);
  return decodeScalar(tree.value, shape, path, problems);
}

function decodeScalar(text: string, shape: Shape, path: string, problems: string[]): Value {
  switch (shape.type) {
    case "boolean":
      if (text !== "true" && text !== "false") problems.push(`${path} is a boolean, not ${text}`);
      return text === "true";
    case "integer":
    case "long":
      if (!/^-?\d+$/.test(text)) problems.push(`${path} is a number, not ${text}`);
      return Number(text);
    case "string":
      if (shape.enum !== undefined && !shape.enum.includes(text))
        problems.push(`${path} is one of ${shape.enum.join(", ")}, not ${text}`);
      return text;
    default:
      problems.push(`${path} is a ${shape.type}, which this endpoint does not read`);
      return text;
  }
}

/** The answer in XML. @throws where it has a member the model does not know. */
export function encode(action: string, output: Readonly<Record<string, unknown>>): string {
  const shape = model().operations[action]!.output?.shape;
  const inner = shape === undefined ? "" : encodeShape(output, shape, action);
  return `<?xml version="1.0"?><${action}Response>${inner}<requestId>r-1</requestId></${action}Response>`;
}

function encodeShape(value: unknown, name: string, path: string): string {
  const shape = model().shapes[name]!;
  if (shape.type === "structure") {
    return Object.entries(value as object)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => {
        const member = shape.members?.[key];
        if (member === undefined) throw new Error(`${path}.${key} is unknown to ${name}`);
        const tag = member.locationName ?? key;
        return `<${tag}>${encodeShape(inner, member.shape, `${path}.${key}`)}</${tag}>`;
      })
      .join("");
  }
  if (shape.type === "list") {
    const tag = shape.member!.locationName ?? "item";
    return (value as unknown[])
      .map((inner, i) => `<${tag}>${encodeShape(inner, shape.member!.shape, `${path}.${i}`)}</${tag}>`)
      .join("");
  }
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
