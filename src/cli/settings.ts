/** `--settings FILE`: options of every command from a file. What is typed wins, then MIGRATE_*, then the file. */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import settingsSchema from "../../schemas/settings.schema.json" with { type: "json" };
import { formatDiagnostic, hasErrors, sortDiagnostics } from "../plan/diagnostics.ts";
import { schemaChecker } from "../plan/schema.ts";
import { parseYaml } from "../plan/yaml.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { SettingsFile } from "./settings.generated.ts";
import validateSettings from "./settings-validator.generated.ts";

const checkSchema = schemaChecker<SettingsFile>(settingsSchema, validateSettings);

/** @throws ExitError with everything that is wrong with the file. */
export async function readSettings(file: string): Promise<Omit<SettingsFile, "settings">> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? "does not exist" : `cannot be read: ${error.message}`;
    throw new ExitError(
      EXIT.usage,
      `--settings ${file} ${why}\nname a file that is there, or leave out --settings and MIGRATE_SETTINGS`,
    );
  });
  const source = parseYaml(file, text);
  const checked = checkSchema(source);
  const diagnostics = sortDiagnostics([...source.diagnostics, ...checked.diagnostics]);
  if (hasErrors(diagnostics)) throw new ExitError(EXIT.usage, diagnostics.map(formatDiagnostic).join("\n"));
  const { settings: _, inventory, state, ...others } = checked.value as SettingsFile;
  const beside = (path: string): string => resolve(dirname(file), path);
  return {
    ...others,
    ...(inventory === undefined ? {} : { inventory: inventory.map(beside) as typeof inventory }),
    ...(state === undefined ? {} : { state: beside(state) }),
  };
}

/** Gives every option the file's value that neither command line nor environment has given another. */
export async function applySettings(file: string, root: Command, environment: NodeJS.ProcessEnv): Promise<void> {
  for (const [key, value] of Object.entries(await readSettings(file))) {
    const typed = root.getOptionValueSource(key) === "cli";
    if (!typed && environment[`MIGRATE_${key.toUpperCase()}`] === undefined)
      root.setOptionValueWithSource(key, value, "config");
  }
}
