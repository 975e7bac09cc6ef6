/** `migrate schema [NAME]`: prints a published schema, for editors and for validators of your own. */
import { Command } from "commander";
import { type Output, STANDARD_OUTPUT } from "./check.ts";

const BAD_USAGE = 64;

export function schemaCommand(): Command {
  return new Command("schema").argument("[name]", "which", "plan").action(async (name: string) => {
    process.exitCode = await printSchema(name, STANDARD_OUTPUT);
  });
}

/** @returns the exit status. */
export async function printSchema(name: string, output: Output): Promise<number> {
  const { readdir, readFile } = await import("node:fs/promises");
  const { join } = await import("node:path");
  const folder = join(import.meta.dirname, "..", "..", "schemas");
  const files = await readdir(folder);
  const names = files.filter((file) => file.endsWith(".schema.json")).map((file) => file.replace(".schema.json", ""));
  if (!names.includes(name)) {
    const { hintFor } = await import("../plan/nearest.ts");
    output.err(`migrate: there is no schema \`${name}\`\n    ${hintFor(name, names.sort(), "schemas")}\n`);
    return BAD_USAGE;
  }
  output.out(await readFile(join(folder, `${name}.schema.json`), "utf8"));
  return 0;
}
