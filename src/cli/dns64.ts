/** `migrate dns64 --config FILE`: our DNS64 server in the foreground. */
import { Command } from "commander";
import { type RunDaemon, runDaemon } from "./daemon-config.ts";

export function dns64Command(): Command {
  return new Command("dns64")
    .requiredOption("--config <file>", "YAML or JSON, see schemas/dns64.schema.json")
    .action(async ({ config }: { config: string }) => {
      const load = async (): Promise<RunDaemon> => (await import("../../agent/dns64/daemon.ts")).runDns64 as RunDaemon;
      process.exitCode = await runDaemon("dns64", config, load);
    });
}
