import { Command } from "commander";
import { EXIT, ExitError } from "./exit.ts";
import { globalsOf } from "./globals.ts";

export function pauseCommand(): Command {
  return new Command("pause")
    .argument("<run>", "the run's id, or `last`")
    .option("--because <text>", "kept in the journal", "")
    .action(async (name: string, options: { because: string }, command: Command) => {
      const { ControlBox } = await import("../store/control.ts");
      const { stateHome } = await import("../store/run-directory.ts");
      const { whoAmI } = await import("./drive.ts");
      const { isDriven } = await import("./driven.ts");
      const { findRun } = await import("./find-run.ts");
      const home = globalsOf(command).state ?? stateHome();
      const directory = await findRun(name, home);
      if (!(await isDriven(directory, home)))
        throw new ExitError(
          EXIT.usage,
          `no process has run ${directory.run} in hand: it stands still. See: migrate status ${directory.run}`,
        );
      await new ControlBox(directory.path).ask({ verb: "pause", by: { ...whoAmI(), why: options.because } });
      process.stderr.write(
        `run ${directory.run} pauses: what is in flight is finished, nothing new begins. Next: migrate resume ${directory.run}\n`,
      );
    });
}
