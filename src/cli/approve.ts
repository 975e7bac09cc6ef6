import { Command } from "commander";
import { replay } from "../engine/reduce.ts";
import { initialState, waitingApproval } from "../engine/state.ts";
import { stateHome } from "../store/run-directory.ts";
import { EXIT, ExitError } from "./exit.ts";
import { findRun } from "./find-run.ts";
import { globalsOf } from "./globals.ts";

export function approveCommand(): Command {
  return new Command("approve")
    .argument("<run>", "the run's id, or `last`")
    .option("--because <text>", "kept in the journal", "")
    .action(async (name: string, options: { because: string }, command: Command) => {
      const { whoAmI } = await import("./drive.ts");
      const globals = globalsOf(command);
      const directory = await findRun(name, globals.state ?? stateHome());
      const entries = await directory.entries();
      const state = replay(initialState(await directory.execution(), "apply"), entries);
      const task = waitingApproval(state);
      if (task === null) throw new ExitError(EXIT.usage, `run ${directory.run} waits for no approval`);
      await directory.approve({ task, ...whoAmI(), why: options.because });
      process.stderr.write(
        `${task.replace(/\/(approval|step)$/, "")} of run ${directory.run} is approved. If nothing waits for it: migrate resume ${directory.run}\n`,
      );
    });
}
