/** `migrate clat --config FILE`: our CLAT in the foreground. */
import { Command } from "commander";
import { type RunDaemon, runDaemon } from "./daemon-config.ts";

export function clatCommand(): Command {
  return new Command("clat")
    .requiredOption("--config <file>", "YAML or JSON, see schemas/clat.schema.json")
    .action(async ({ config }: { config: string }) => {
      const load = async (): Promise<RunDaemon> => (await import("../../agent/clat/daemon.ts")).runClat as RunDaemon;
      process.exitCode = await runDaemon("clat", config, load);
    });
}
