/** What bin/migrate starts: a command from one file that holds all of them, where that can be had, else module by module. */
import { EXIT } from "./exit.ts";

/** `--help` takes ten modules, which are read in faster than that file. And a stack trace names the modules. */
const command = process.argv.slice(2).find((word) => /^[a-z0-9]+$/.test(word));
const program =
  command === undefined || process.env.MIGRATE_DEBUG !== undefined
    ? null
    : await (await import("../bundle/cli-program.ts")).cliProgram(command, EXIT.usage);
await (program ?? (await import("./main.ts")).main)();
