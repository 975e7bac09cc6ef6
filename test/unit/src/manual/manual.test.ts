import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { program } from "../../../../src/cli/commands.ts";
import { completionScript } from "../../../../src/manual/completion.ts";
import { EXITS } from "../../../../src/manual/facts.ts";
import { everyPage, pagesOf, usageOf } from "../../../../src/manual/pages.ts";
import { schemaReference } from "../../../../src/manual/schema-reference.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const root = pagesOf(await program(() => true));
const pages = everyPage(root);

describe("the manual", () => {
  it("knows every command, down to those below a command, and says what each is for", () => {
    expect(pages.map(({ path }) => path)).toContain("migrate evidence verify");
    expect(pages.filter(({ about }) => about === "").map(({ path }) => path)).toEqual([]);
    expect(usageOf(pages.find(({ path }) => path === "migrate rollback")!)).toBe("migrate rollback [options] <run>");
  });

  it("has the exit codes that the README has", () => {
    const table = /\| exit \| meaning \|\n[-|]+\n((?:\|.*\n)+)/.exec(
      readFileSync(join(ROOT, "README.md"), "utf8"),
    )![1]!;
    const codes = [...table.matchAll(/^\| ([\d /]+) \|/gm)].flatMap(([, cell]) => cell!.split(" / "));
    expect(EXITS.map(({ code }) => code)).toEqual(codes);
  });

  it("names in the README every command there is", () => {
    const block = /## Commands\n\n```\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, "README.md"), "utf8"))![1]!;
    const missing = root.children.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(block));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

describe("completion in bash", () => {
  const script = completionScript("bash", root);
  const complete = (...words: string[]): string[] => {
    const line = words.map((word) => `'${word}'`).join(" ");
    const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _migrate; echo "\${COMPREPLY[*]}"`;
    return execFileSync("bash", ["-c", `${script}\n${ask}`], { encoding: "utf8" })
      .trim()
      .split(" ");
  };

  it("offers commands, those below a command, options and fixed words", () => {
    expect(complete("migrate", "ver")).toEqual(["verify", "version"]);
    expect(complete("migrate", "txn", "un")).toEqual(["undo"]);
    expect(complete("migrate", "apply", "plan.yaml", "--dry")).toEqual(["--dry-run"]);
    expect(complete("migrate", "completion", "f")).toEqual(["fish"]);
  });

  it("offers the newest run by its word", () => {
    expect(complete("migrate", "resume", "la")).toEqual(["last"]);
  });
});

describe("the reference of a schema", () => {
  it("follows definitions, marks what must be there, and ends where a definition contains itself", () => {
    const text = schemaReference("x", {
      title: "X",
      required: ["a"],
      properties: {
        a: { type: "integer", minimum: 1, maximum: 9, description: "How many | at most." },
        tree: { $ref: "#/$defs/node" },
      },
      $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node", description: "The next." } } } },
    });
    expect(text).toContain("| **`a`** | integer from 1 to 9 | How many \\| at most. |");
    expect(text).toContain("| `tree.next` | a mapping | The next. |");
    expect(text).not.toContain("tree.next.next.");
  });

  it("asks for no key that only one form of a value has", () => {
    const text = schemaReference("x", {
      properties: { v: { oneOf: [{ type: "string" }, { type: "object", required: ["k"], properties: { k: {} } }] } },
    });
    expect(text).toContain("| `v` | string, or a mapping |");
    expect(text).toContain("| `v.k` |");
  });
});
