/** `migrate completion bash|zsh|fish`: prints a completion script. */
import { Argument, Command } from "commander";
import { completionScript, SHELLS, type Shell } from "../manual/completion.ts";
import { pagesOf } from "../manual/pages.ts";

/** @param whole makes `migrate` with every command of it. */
export function completionCommand(whole: () => Promise<Command>): Command {
  return new Command("completion")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: Shell) => {
      process.stdout.write(completionScript(shell, pagesOf(await whole())));
    });
}
