/** What bin/migrate starts: a command from one file that holds all of them, where that can be had, else module by module. */
import { EXIT } from "./exit.ts";

const words = process.argv.slice(2);
// Without a command it takes ten modules, which are read in faster than that file. And a stack trace is to name the modules.
const byModules = words.every((word) => word.startsWith("-")) || process.env.MIGRATE_DEBUG !== undefined;
const command = /^[a-z0-9]+$/.test(words[0] ?? "") ? words[0]! : "any";
const program = byModules ? null : await (await import("../bundle/cli-program.ts")).cliProgram(command, EXIT.usage);
await (program ?? (await import("./main.ts")).main)();
