import { Command } from "commander";
import { globalsOf } from "./globals.ts";

export function cleanCommand(): Command {
  return new Command("clean")
    .argument("<plan>", "the plan file")
    .action(async (planFile: string, _options: unknown, command: Command) => {
      const { AgentError, UnreachableError } = await import("../engine/ports.ts");
      const { hostsOf } = await import("../plan/scope.ts");
      const { EXIT } = await import("./exit.ts");
      const { openFleet } = await import("./open-fleet.ts");
      const { openPlan } = await import("./open-plan.ts");
      const globals = globalsOf(command);
      const { plan, inventory } = await openPlan(planFile, globals);
      const fleet = openFleet(plan, inventory, globals);
      try {
        await Promise.all(
          hostsOf(plan).map(async (host) => {
            try {
              const link = await fleet.link(host);
              const { removed } = await link.call("remove", { everything: false });
              const what =
                removed.length === 0
                  ? "nothing was there"
                  : `removed ${globals.verbose ? removed.join(", ") : "agent, runtime and cache"}`;
              process.stderr.write(`${host}: ${what}\n`);
            } catch (error) {
              if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
              process.stderr.write(`${host}: ${error.message}\n`);
              process.exitCode = error instanceof UnreachableError ? EXIT.unreachable : EXIT.error;
            }
          }),
        );
      } finally {
        await fleet.close();
      }
    });
}
