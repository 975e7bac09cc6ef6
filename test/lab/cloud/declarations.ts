/** Published TypeScript declarations as a model: a value is held against an interface of a .d.ts file. As much of the language as such files use. */
import { readFileSync } from "node:fs";

type Type =
  | { readonly kind: "string" | "number" | "boolean" | "any" }
  | { readonly kind: "list"; readonly of: Type }
  | { readonly kind: "map"; readonly of: Type }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "any-of"; readonly types: readonly Type[] }
  | { readonly kind: "literal"; readonly value: string };

interface Members {
  readonly extends: readonly string[];
  readonly own: ReadonlyMap<string, { readonly type: Type; readonly optional: boolean; readonly readonly: boolean }>;
}

export class Declarations {
  readonly #text: string;
  readonly #parsed = new Map<string, Members | Type>();

  constructor(path: string) {
    this.#text = readFileSync(path, "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
  }

  /** Everything that is wrong with a value. @param writing also what may only be read. */
  check(value: unknown, name: string, writing: boolean, path = "the body"): readonly string[] {
    const members = this.#named(name);
    if (!("own" in members)) return this.#checkType(value, members, writing, path);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path} is a ${name}`];
    const all = this.#members(name);
    const problems: string[] = [];
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      const member = all.get(key);
      if (member === undefined) problems.push(`${path}.${key} is unknown to ${name}`);
      else if (writing && member.readonly) problems.push(`${path}.${key} may only be read`);
      else problems.push(...this.#checkType(inner, member.type, writing, `${path}.${key}`));
    }
    for (const [key, { optional }] of all)
      if (!optional && (value as Record<string, unknown>)[key] === undefined)
        problems.push(`${path}.${key} is missing`);
    return problems;
  }

  /** The interface that a member is of, where it is of one; and which members there are. */
  interfaceOf(name: string, member: string): string | null {
    const type = this.#members(name).get(member)?.type;
    return type?.kind === "named" ? type.name : null;
  }

  has(name: string, member: string): boolean {
    return this.#members(name).has(member);
  }

  #members(name: string): Members["own"] {
    const found = this.#named(name) as Members;
    return new Map([...found.extends.flatMap((parent) => [...this.#members(parent)]), ...found.own]);
  }

  #checkType(value: unknown, type: Type, writing: boolean, path: string): readonly string[] {
    switch (type.kind) {
      case "any":
        return [];
      case "literal":
        return value === type.value ? [] : [`${path} is ${type.value}`];
      case "list":
        if (!Array.isArray(value)) return [`${path} is a list`];
        return value.flatMap((inner, i) => this.#checkType(inner, type.of, writing, `${path}.${i}`));
      case "map":
        if (typeof value !== "object" || value === null) return [`${path} is a map`];
        return Object.entries(value).flatMap(([key, inner]) =>
          this.#checkType(inner, type.of, writing, `${path}.${key}`),
        );
      case "named":
        return this.check(value, type.name, writing, path);
      case "any-of": {
        const tried = type.types.map((one) => this.#checkType(value, one, writing, path));
        return tried.find((problems) => problems.length === 0) ?? tried[0] ?? [];
      }
      default:
        return typeof value === type.kind ? [] : [`${path} is a ${type.kind}`];
    }
  }

  #named(name: string): Members | Type {
    let found = this.#parsed.get(name);
    if (found === undefined) {
      found = this.#parse(name);
      this.#parsed.set(name, found);
    }
    return found;
  }

  #parse(name: string): Members | Type {
    const escaped = name.replaceAll("$", "\\$");
    const head = new RegExp(`\\binterface ${escaped}(?: extends ([^{]+))?\\s*\\{`).exec(this.#text);
    if (head === null) {
      const alias = new RegExp(`\\btype ${escaped} = ([^;]+);`).exec(this.#text);
      if (alias === null) throw new Error(`no declaration of ${name}`);
      return typeOf(alias[1]!);
    }
    const body = upTo(this.#text, head.index + head[0].length, "}");
    const parents = (head[1] ?? "").split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
    const own = new Map<string, { type: Type; optional: boolean; readonly: boolean }>();
    for (const line of parts(body, ";")) {
      const member = /^(readonly )?'?([\w$.]+)'?(\?)?:\s*([\s\S]+)$/.exec(line.trim());
      if (member !== null)
        own.set(member[2]!, {
          type: typeOf(member[4]!),
          optional: member[3] !== undefined,
          readonly: member[1] !== undefined,
        });
    }
    return { extends: parents, own };
  }
}

function typeOf(text: string): Type {
  const all = parts(text.trim(), "|")
    .map((one) => one.trim())
    .filter((one) => one !== "" && one !== "null" && one !== "undefined");
  if (all.length > 1) return { kind: "any-of", types: all.map(typeOf) };
  const [one = "any"] = all;
  if (one === "string" || one === "number" || one === "boolean") return { kind: one };
  if (one === "any" || one === "unknown" || one === "Date") return { kind: "any" };
  if (one.endsWith("[]")) return { kind: "list", of: typeOf(one.slice(0, -2).replace(/^\((.*)\)$/, "$1")) };
  const list = /^Array<([\s\S]+)>$/.exec(one);
  if (list !== null) return { kind: "list", of: typeOf(list[1]!) };
  const map = /^Record<string,\s*([\s\S]+)>$/.exec(one) ?? /^\{\s*\[[^\]]+\]:\s*([\s\S]+?);?\s*\}$/.exec(one);
  if (map !== null) return { kind: "map", of: typeOf(map[1]!) };
  if (/^["'].*["']$/.test(one)) return { kind: "literal", value: one.slice(1, -1) };
  return one.startsWith("{") ? { kind: "any" } : { kind: "named", name: one };
}

/** What stands before the bracket that closes. */
function upTo(text: string, from: number, close: string): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const c = text[at]!;
    if (c === close && depth === 0) return text.slice(from, at);
    if ("{[(<".includes(c)) depth += 1;
    else if ("}])>".includes(c) && text[at - 1] !== "=") depth -= 1;
  }
  throw new Error("an interface without end");
}

function parts(text: string, separator: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if ("{[(<".includes(c)) depth += 1;
    else if ("}])>".includes(c) && text[at - 1] !== "=") depth -= 1;
    else if (c === separator && depth === 0) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, text.slice(from)];
}
