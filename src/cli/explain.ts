import { Command } from "commander";
import type { GateName } from "../plan/gates.ts";
import { type Globals, globalsOf } from "./globals.ts";

interface ExplainOptions {
  readonly plan?: string;
}

export function explainCommand(): Command {
  return new Command("explain")
    .argument("<host-service-or-gate>", "what is to be explained")
    .option("--plan <name>", "name of the plan; default: the one audited last")
    .action(async (name: string, options: ExplainOptions, command: Command) => {
      process.exitCode = await explainOne(name, options, globalsOf(command));
    });
}

async function explainOne(name: string, options: ExplainOptions, globals: Globals): Promise<number> {
  const { explain, explanationText } = await import("../assess/explain.ts");
  const { isGateName } = await import("../plan/gates.ts");
  const { versionLine } = await import("../report/version-line.ts");
  const { stateFolder } = await import("./state-folder.ts");
  const { keptAssessment } = await import("./assessments.ts");
  const { EXIT, ExitError } = await import("./exit.ts");
  const home = stateFolder(globals);
  if (isGateName(name)) return explainGate(name, globals);
  const assessment = await keptAssessment(home, options.plan);
  if (assessment === null)
    throw new ExitError(EXIT.usage, "nothing was audited yet: `migrate audit PLAN` first, then ask again");
  const explanation = explain(assessment, name);
  if (explanation === null) {
    const { nearest } = await import("../plan/nearest.ts");
    const known = [...assessment.hosts.map(({ host }) => host), ...Object.keys(assessment.services)];
    const close = nearest(name, known);
    throw new ExitError(
      EXIT.usage,
      `${name} is no gate, and no host or service of ${assessment.plan}${close === null ? "" : `; did you mean ${close}?`}`,
    );
  }
  if (globals.json)
    process.stdout.write(`${versionLine()}${JSON.stringify({ type: "explanation", ...explanation })}\n`);
  else
    process.stdout.write(
      `${explanationText(explanation)}As audited at ${new Date(assessment.at).toISOString()}; \`migrate audit\` looks again.\n`,
    );
  return EXIT.ok;
}

/** What the gate asks, and what it said last in the newest run. */
async function explainGate(name: GateName, globals: Globals): Promise<number> {
  const { GATES } = await import("../gates/registry.ts");
  const { wrap } = await import("../assess/text.ts");
  const { versionLine } = await import("../report/version-line.ts");
  const { openStore } = await import("./open-store.ts");
  const { EXIT } = await import("./exit.ts");
  const { about } = GATES[name];
  const store = await openStore(globals);
  const newest = (await store.runs())[0];
  const said = new Map<string, { readonly finding: string; readonly because: string; readonly at: number }>();
  if (newest !== undefined)
    for (const entry of await newest.entries())
      if (entry.type === "gate.answered" && entry.evidence.name === name) said.set(entry.evidence.gate, entry.evidence);
  await store.close();
  if (globals.json) {
    const answers = [...said].map(([gate, { finding, because, at }]) => ({ gate, finding, because, at }));
    process.stdout.write(
      `${versionLine()}${JSON.stringify({ type: "explanation", about: name, asks: about, answers })}\n`,
    );
    return EXIT.ok;
  }
  const lines = [...wrap(`${name} asks: ${about}`, 0)];
  if (newest === undefined) lines.push("No run asked it yet.");
  for (const [gate, { finding, because, at }] of said)
    lines.push(...wrap(`${finding} ${gate} at ${new Date(at).toISOString()}: ${because}`, 2));
  if (newest !== undefined && said.size === 0) lines.push(`Run ${newest.run} did not ask it.`);
  process.stdout.write(`${lines.join("\n")}\n`);
  return EXIT.ok;
}
