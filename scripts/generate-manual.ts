/** Write what the manual says of commands and schemas from the commands and schemas themselves; `--check` exits 1 where a committed page differs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { program } from "../src/cli/commands.ts";
import { EXITS } from "../src/manual/facts.ts";
import { manPage } from "../src/manual/man.ts";
import { pagesOf } from "../src/manual/pages.ts";
import { commandReference } from "../src/manual/reference.ts";
import { type Schema, schemaReference } from "../src/manual/schema-reference.ts";
import { VERSION } from "../src/report/version-line.ts";

const ROOT = join(import.meta.dirname, "..");
const SCHEMAS = ["plan", "playbook", "inventory", "settings", "nat64", "dns64", "clat"];

const root = pagesOf(await program(() => true));
const pages = new Map([
  ["docs/reference/commands.md", commandReference(root)],
  ["docs/migrate.1", manPage(root, EXITS, VERSION)],
  ...SCHEMAS.map((name): [string, string] => {
    const schema = JSON.parse(readFileSync(join(ROOT, "schemas", `${name}.schema.json`), "utf8")) as Schema;
    return [`docs/reference/${name}.md`, schemaReference(name, schema)];
  }),
]);

const onlyCheck = process.argv.includes("--check");
for (const [path, text] of pages) {
  const file = join(ROOT, path);
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  if (onlyCheck) {
    console.error(`${path} is not what the commands and schemas say: run npm run generate`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.error(`wrote ${path}`);
  }
}
