/** argv to a command; the one place that turns errors into words and exit codes. */
import { Command, CommanderError } from "commander";
import { applyCommand, planCommand } from "./apply.ts";
import { approveCommand } from "./approve.ts";
import { checkCommand } from "./check.ts";
import { cleanCommand } from "./clean.ts";
import { dns64Command } from "./dns64.ts";
import { EXIT, ExitError } from "./exit.ts";
import { withGlobals } from "./globals.ts";
import { inventoryCommand } from "./inventory.ts";
import { labCommand } from "./lab.ts";
import { nat64Command } from "./nat64.ts";
import { resumeCommand } from "./resume.ts";
import { schemaCommand } from "./schema.ts";
import { statusCommand } from "./status.ts";
import { verifyCommand } from "./verify.ts";
import { VERSION, versionCommand } from "./version.ts";

function program(): Command {
  const root = withGlobals(new Command("migrate"))
    .description("Move a fleet of Linux servers from dual-stack to IPv6-only, one service at a time, behind gates.")
    .version(VERSION, "-V, --version", "print the version")
    .showHelpAfterError("See `migrate --help`.");
  const commands = [
    checkCommand(),
    planCommand(),
    applyCommand(),
    verifyCommand(),
    statusCommand(),
    approveCommand(),
    resumeCommand(),
    cleanCommand(),
    inventoryCommand(),
    schemaCommand(),
    labCommand(),
    nat64Command(),
    dns64Command(),
    versionCommand(),
  ];
  for (const command of commands) root.addCommand(command);
  throwInsteadOfExit(root);
  return root;
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) throwInsteadOfExit(sub);
}

try {
  await program().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (error instanceof ExitError) {
    if (error.message !== "") process.stderr.write(`migrate: ${error.message}\n`);
    process.exitCode = error.exit;
  } else {
    const text = error instanceof Error ? (process.env.MIGRATE_DEBUG ? error.stack : error.message) : String(error);
    process.stderr.write(
      `migrate: ${text}\n${process.env.MIGRATE_DEBUG ? "" : "This was not foreseen; MIGRATE_DEBUG=1 shows where it happened.\n"}`,
    );
    process.exitCode = EXIT.error;
  }
}
