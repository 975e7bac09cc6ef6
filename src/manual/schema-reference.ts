/** A published schema as a page of the documentation: every key, what it takes, what it is for. Pure. */

export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly "x-expected"?: string;
}

interface Row {
  readonly key: string;
  readonly required: boolean;
  readonly takes: string;
  readonly about: string;
}

export function schemaReference(name: string, schema: Schema): string {
  const shared = sharedDefinitions(schema);
  const rows = new Keys(schema, shared).rows(schema);
  const sections = [...shared].map((definition) => {
    const inner = new Keys(schema, shared).rows(schema.$defs![definition]!);
    const about = schema.$defs![definition]!.description ?? "";
    return `\n## ${definition}\n\n${about}${about === "" ? "" : "\n\n"}${tableText(inner)}\n`;
  });
  return `# ${schema.title ?? name}

Generated from \`schemas/${name}.schema.json\` by \`npm run generate\`; \`migrate schema ${name}\` prints the schema itself. ${schema.description ?? ""}
In a key, \`*\` stands for a name of your own and \`[]\` for each item of a list; **bold** keys must be there.

${tableText(rows)}
${sections.join("")}`;
}

function tableText(rows: readonly Row[]): string {
  return `| key | takes | what it is |\n|---|---|---|\n${rows.map(rowText).join("\n")}`;
}

/** More keys than these, in more than one place, are told once. */
const FEW_KEYS = 4;

function sharedDefinitions(root: Schema): ReadonlySet<string> {
  const uses = new Map<string, number>();
  JSON.stringify(root, (key, value) => {
    if (key === "$ref") uses.set(nameOf(value), (uses.get(nameOf(value)) ?? 0) + 1);
    return value;
  });
  const often = [...uses].filter(([, count]) => count > 1).map(([definition]) => definition);
  return new Set(
    often.filter((definition) => new Keys(root, new Set()).rows(root.$defs![definition]!).length > FEW_KEYS).sort(),
  );
}

function nameOf(reference: string): string {
  return reference.replace("#/$defs/", "");
}

function rowText({ key, required, takes, about }: Row): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  return `| ${required ? `**\`${key}\`**` : `\`${key}\``} | ${cell(takes)} | ${cell(about)} |`;
}

class Keys {
  readonly #root: Schema;
  /** Definitions with a section of their own. */
  readonly #shared: ReadonlySet<string>;
  readonly #rows: Row[] = [];

  constructor(root: Schema, shared: ReadonlySet<string>) {
    this.#root = root;
    this.#shared = shared;
  }

  rows(of: Schema): readonly Row[] {
    this.#within(of, "", []);
    return this.#rows;
  }

  /** Everything below a value, key by key. `open`: definitions we are inside of, for they may contain themselves. */
  #within(given: Schema, path: string, open: readonly string[]): void {
    const inside = given.$ref === undefined ? open : [...open, given.$ref];
    if (given.$ref !== undefined && (open.includes(given.$ref) || this.#shared.has(nameOf(given.$ref)))) return;
    const schema = this.#resolved(given);
    for (const [key, child] of Object.entries(schema.properties ?? {}))
      this.#key(path === "" ? key : `${path}.${key}`, child, schema.required?.includes(key) ?? false, inside);
    if (typeof schema.additionalProperties === "object")
      this.#within(schema.additionalProperties, path === "" ? "*" : `${path}.*`, inside);
    if (typeof schema.items === "object") this.#within(schema.items, `${path}[]`, inside);
    for (const one of schema.allOf ?? []) this.#within(one, path, inside);
    // What one form of a value must have, the others have not.
    for (const one of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])])
      this.#within({ ...this.#resolved(one), required: [] }, path, inside);
  }

  #key(key: string, given: Schema, required: boolean, open: readonly string[]): void {
    const schema = this.#resolved(given);
    const about = given.description ?? schema.description ?? "";
    // Alternatives of one value may share a key: the first one tells it.
    if (this.#rows.some((row) => row.key === key)) return;
    this.#rows.push({ key, required, takes: this.#sectionOf(given) ?? this.#takes(schema), about });
    this.#within(given, key, open);
  }

  /** `[gate](#gate)`, or null. */
  #sectionOf(given: Schema): string | null {
    if (given.$ref !== undefined && this.#shared.has(nameOf(given.$ref)))
      return `[${nameOf(given.$ref)}](#${nameOf(given.$ref)})`;
    const items = given.type === "array" && typeof given.items === "object" ? this.#sectionOf(given.items) : null;
    return items === null ? null : `list of: ${items}`;
  }

  #takes(schema: Schema): string {
    const value = this.#valueOf(schema);
    const initial = schema.default === undefined ? "" : `; default \`${JSON.stringify(schema.default)}\``;
    return `${value}${initial}`;
  }

  #valueOf(schema: Schema): string {
    if (schema["x-expected"] !== undefined) return schema["x-expected"];
    if (schema.const !== undefined) return `\`${String(schema.const)}\``;
    if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
    const alternatives = schema.oneOf ?? schema.anyOf;
    if (alternatives !== undefined)
      return [...new Set(alternatives.map((one) => this.#valueOf(this.#resolved(one))))].join(", or ");
    if (schema.type === "array") {
      const item = typeof schema.items === "object" ? this.#valueOf(this.#resolved(schema.items)) : "any value";
      return `list of: ${item}`;
    }
    if (schema.type === "object") return "a mapping";
    if (schema.type === "boolean") return "`true`, `false`";
    if (schema.minimum !== undefined || schema.maximum !== undefined)
      return `${schema.type} from ${schema.minimum ?? "−∞"} to ${schema.maximum ?? "∞"}`;
    return [schema.type ?? "any value"].flat().join(" or ");
  }

  #resolved(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const found = this.#root.$defs?.[nameOf(schema.$ref)];
    if (found === undefined) throw new Error(`the schema has no definition ${schema.$ref}`);
    return this.#resolved(found);
  }
}
