import { Command } from "commander";
import { versionLine } from "../report/version-line.ts";
import { globalsOf } from "./globals.ts";
import { withStore } from "./open-store.ts";

export function leaseCommand(): Command {
  const lease = new Command("lease");
  lease
    .command("ls")
    .description("which runs hold a plan's fleet")
    .action(async (_options: unknown, command: Command) => {
      const globals = globalsOf(command);
      const leases = await withStore(globals, (store) => store.leases());
      if (leases.length === 0) process.stderr.write("no run holds a lease\n");
      if (globals.json) process.stdout.write(versionLine());
      for (const { plan, owner, alive } of leases) {
        const line = `${plan}: run ${owner.run}, pid ${owner.pid} on ${owner.host}, ${alive ? `renewed until ${new Date(owner.expiresAt).toISOString()}` : "dead: free for the next run"}`;
        process.stdout.write(
          globals.json ? `${JSON.stringify({ type: "lease", plan, ...owner, alive })}\n` : `${line}\n`,
        );
      }
    });
  lease
    .command("break")
    .description("take a lease from its run, when you know that it does nothing any more")
    .argument("<plan>", "name of the plan")
    .requiredOption("--reason <text>", "kept on record")
    .action(async (plan: string, options: { reason: string }, command: Command) => {
      const { whoAmI } = await import("./drive.ts");
      const by = { ...whoAmI(), reason: options.reason };
      const owner = await withStore(globalsOf(command), (store) => store.breakLease(plan, by));
      process.stderr.write(
        owner === null
          ? `nobody holds the lease of ${plan}\n`
          : `the lease of ${plan} is taken from run ${owner.run}; look at what it left: migrate status ${owner.run}\n`,
      );
    });
  return lease;
}
