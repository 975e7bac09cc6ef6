/** argv to a command; the one place that turns errors into words and exit codes. */
import { type Command, CommanderError } from "commander";
import { secrets } from "../secrets/secrets.ts";
import { program } from "./commands.ts";
import { EXIT, ExitError } from "./exit.ts";
import { watchOutput } from "./lost-output.ts";

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) throwInsteadOfExit(sub);
}

export async function main(): Promise<void> {
  // Whatever went past every other care: no byte of a known secret leaves by these two.
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    stream.write = ((chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === "string" ? secrets.known(chunk) : chunk, ...rest)) as typeof stream.write;
  }

  watchOutput();

  try {
    const root = await program((name) => process.argv.includes(name));
    throwInsteadOfExit(root);
    await root.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    } else if (error instanceof ExitError) {
      if (error.message !== "") process.stderr.write(`migrate: ${error.message}\n`);
      process.exitCode = error.exit;
    } else {
      const debug = process.env.MIGRATE_DEBUG !== undefined;
      const text = error instanceof Error ? (debug ? error.stack : error.message) : String(error);
      const hint = debug ? "" : "This was not foreseen; MIGRATE_DEBUG=1 shows where it happened.\n";
      process.stderr.write(`migrate: ${text}\n${hint}`);
      process.exitCode = EXIT.error;
    }
  }
}
