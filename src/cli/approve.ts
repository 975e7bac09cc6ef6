import { Command } from "commander";
import { replay } from "../engine/reduce.ts";
import { initialState, waitingApproval } from "../engine/state.ts";
import { EXIT, ExitError } from "./exit.ts";
import { findRun } from "./find-run.ts";
import { globalsOf } from "./globals.ts";
import { withStore } from "./open-store.ts";

export function approveCommand(): Command {
  return new Command("approve")
    .argument("<run>", "the run's id, or `last`")
    .option("--because <text>", "kept in the journal", "")
    .action(async (name: string, options: { because: string }, command: Command) => {
      const { whoAmI } = await import("./drive.ts");
      await withStore(globalsOf(command), async (store) => {
        const kept = await findRun(name, store);
        const state = replay(initialState(await kept.execution(), "apply"), await kept.entries());
        const task = waitingApproval(state);
        if (task === null) throw new ExitError(EXIT.usage, `run ${kept.run} waits for no approval`);
        await kept.approve({ task, ...whoAmI(), why: options.because });
        process.stderr.write(
          `${task.replace(/\/(approval|step)$/, "")} of run ${kept.run} is approved. If nothing waits for it: migrate resume ${kept.run}\n`,
        );
      });
    });
}
