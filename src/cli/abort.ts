import { Command } from "commander";
import { EXIT } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

interface AbortOptions {
  readonly because: string;
  readonly afterBatch?: boolean;
}

export function abortCommand(): Command {
  return new Command("abort")
    .argument("<run>", "the run's id, or `last`")
    .option("--because <text>", "kept in the journal", "")
    .option("--after-batch", "finish the batch in flight instead of undoing it")
    .action(async (name: string, options: AbortOptions, command: Command) => {
      process.exitCode = await abort(name, options, globalsOf(command));
    });
}

/** What earlier batches did stays; `migrate rollback` takes it back. */
async function abort(name: string, { because, afterBatch }: AbortOptions, globals: Globals): Promise<number> {
  const { ControlBox } = await import("../store/control.ts");
  const { stateHome } = await import("../store/run-directory.ts");
  const { whoAmI } = await import("./drive.ts");
  const { isDriven } = await import("./driven.ts");
  const { findRun } = await import("./find-run.ts");
  const { goOn } = await import("./resume.ts");
  const home = globals.state ?? stateHome();
  const directory = await findRun(name, home);
  const by = { ...whoAmI(), why: because };
  if (await isDriven(directory, home)) {
    const verb = afterBatch ? "abort-after-batch" : "abort";
    await new ControlBox(directory.path).ask({ verb, by });
    const what = afterBatch ? "the batch in flight is finished" : "what is in flight is undone";
    process.stderr.write(`run ${directory.run} is told to end: ${what}. See: migrate status ${directory.run}\n`);
    return EXIT.ok;
  }
  const exit = await goOn(directory, { abort: by }, globals);
  return exit === EXIT.stopped ? EXIT.ok : exit;
}
