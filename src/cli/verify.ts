import { Command } from "commander";
import { redactEvidence } from "../secrets/redact-entry.ts";
import { secrets } from "../secrets/secrets.ts";
import { type Globals, globalsOf } from "./globals.ts";
import type { ScopeOptions } from "./scope-options.ts";

export function verifyCommand(): Command {
  return new Command("verify")
    .argument("<plan>", "the plan file")
    .option("--phase <n>", "only this phase, 1 to 4")
    .option("--service <name>", "only this service")
    .action(async (plan: string, options: ScopeOptions, command: Command) => {
      process.exitCode = await verify(plan, options, globalsOf(command));
    });
}

/** The gates that hold when a phase is done: after each service, and at the phase's end. */
async function verify(planFile: string, options: ScopeOptions, globals: Globals): Promise<number> {
  const { daemonConfigs } = await import("../backends/daemon-configs.ts");
  const { gatherFacts } = await import("../engine/run.ts");
  const { createGatekeeper } = await import("../gates/gatekeeper.ts");
  const { compile } = await import("../plan/compile.ts");
  const { hostsOf } = await import("../plan/scope.ts");
  const { painter } = await import("../report/color.ts");
  const { versionLine } = await import("../report/version-line.ts");
  const { systemClock } = await import("./system-clock.ts");
  const { EXIT } = await import("./exit.ts");
  const { openFleet } = await import("./open-fleet.ts");
  const { openPlan } = await import("./open-plan.ts");
  const { scopeOf } = await import("./scope-options.ts");

  const { plan, inventory } = await openPlan(planFile, globals);
  const scope = scopeOf(options, plan, inventory);
  const fleet = openFleet(plan, inventory, globals);
  const paint = painter(process.stderr, globals.color);
  try {
    const { facts } = await gatherFacts(fleet, hostsOf(plan));
    const gatekeeper = createGatekeeper({ plan, inventory, fleet, clock: systemClock });
    const { execution } = compile({ plan, inventory, facts, configs: daemonConfigs }, scope);
    const gates = execution.batches.flatMap((batch) =>
      batch.tasks.flatMap((task) =>
        task.kind === "soak" || (task.kind === "gates" && batch.id.endsWith("/exit")) ? task.gates : [],
      ),
    );
    if (globals.json) process.stdout.write(versionLine());
    let worst: number = EXIT.ok;
    for (const gate of gates) {
      const evidence = redactEvidence(await gatekeeper.ask(gate, facts), secrets);
      if (globals.json) process.stdout.write(`${JSON.stringify({ type: "gate.answered", evidence })}\n`);
      const colour = evidence.finding === "pass" ? "green" : evidence.finding === "fail" ? "red" : "yellow";
      if (!globals.quiet || evidence.finding !== "pass") {
        process.stderr.write(`${paint(colour, evidence.finding.padEnd(7))} ${gate.id}: ${evidence.because}\n`);
      }
      if (evidence.finding === "fail") worst = EXIT.gateFailed;
      if (evidence.finding === "unknown" && worst === EXIT.ok) worst = EXIT.waits;
    }
    return worst;
  } finally {
    await fleet.close();
  }
}
