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
  const { whoAmI } = await import("./drive.ts");
  const { isDriven } = await import("./driven.ts");
  const { findRun } = await import("./find-run.ts");
  const { goOn } = await import("./resume.ts");
  const { withStore } = await import("./open-store.ts");
  return withStore(globals, async (store) => {
    const kept = await findRun(name, store);
    const by = { ...whoAmI(), why: because };
    if (await isDriven(kept, store)) {
      await kept.ask({ verb: afterBatch ? "abort-after-batch" : "abort", by });
      const what = afterBatch ? "the batch in flight is finished" : "what is in flight is undone";
      process.stderr.write(`run ${kept.run} is told to end: ${what}. See: migrate status ${kept.run}\n`);
      return EXIT.ok;
    }
    const exit = await goOn(kept, { abort: by }, globals, store);
    return exit === EXIT.stopped ? EXIT.ok : exit;
  });
}
