import { Command } from "commander";
import { EXIT, ExitError } from "./exit.ts";
import { globalsOf } from "./globals.ts";

export function pauseCommand(): Command {
  return new Command("pause")
    .argument("<run>", "the run's id, or `last`")
    .option("--because <text>", "kept in the journal", "")
    .action(async (name: string, options: { because: string }, command: Command) => {
      const { whoAmI } = await import("./drive.ts");
      const { isDriven } = await import("./driven.ts");
      const { findRun } = await import("./find-run.ts");
      const { withStore } = await import("./open-store.ts");
      await withStore(globalsOf(command), async (store) => {
        const kept = await findRun(name, store);
        if (!(await isDriven(kept, store)))
          throw new ExitError(
            EXIT.usage,
            `no process has run ${kept.run} in hand: it stands still. See: migrate status ${kept.run}`,
          );
        await kept.ask({ verb: "pause", by: { ...whoAmI(), why: options.because } });
        process.stderr.write(
          `run ${kept.run} pauses: what is in flight is finished, nothing new begins. Next: migrate resume ${kept.run}\n`,
        );
      });
    });
}
