/** `migrate completion bash|zsh|fish`: prints a completion script. */
import { Argument, Command } from "commander";
import { completionScript, SHELLS, type Shell } from "../manual/completion.ts";
import { pagesOf } from "../manual/pages.ts";

export function completionCommand(): Command {
  return new Command("completion")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: Shell) => {
      const { program } = await import("./commands.ts");
      process.stdout.write(completionScript(shell, pagesOf(await program(() => true))));
    });
}
