/** `migrate check PLAN`: every mistake in a plan at once, offline. Exit 0, or 65 where there is any error. */
import { Command } from "commander";

/** Where a command writes: people's text to `err`, data to `out`. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

export const STANDARD_OUTPUT: Output = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

export interface CheckOptions {
  readonly inventory?: readonly string[];
  readonly json: boolean;
  readonly now: Date;
}

const INVALID_PLAN = 65;

export function checkCommand(): Command {
  return new Command("check")
    .argument("<plan>", "plan file")
    .action(async (plan: string, _options: unknown, command: Command) => {
      const { json = false, inventory } = command.optsWithGlobals<{ json?: boolean; inventory?: readonly string[] }>();
      const options = { json, now: new Date(), ...(inventory === undefined ? {} : { inventory }) };
      process.exitCode = await check(plan, options, STANDARD_OUTPUT);
    });
}

/** @returns the exit status. */
export async function check(path: string, options: CheckOptions, output: Output): Promise<number> {
  const { loadPlan } = await import("../inventory/load-plan.ts");
  const { formatDiagnostic } = await import("../plan/diagnostics.ts");
  const { plan, inventory, diagnostics } = await loadPlan(path, options);
  const errors = diagnostics.filter((d) => d.severity === "error").length;
  const warnings = diagnostics.length - errors;
  const hosts = inventory.hosts.size;
  if (options.json) {
    const print = (line: object): void => output.out(`${JSON.stringify(line)}\n`);
    const { versionLine } = await import("../report/version-line.ts");
    output.out(versionLine());
    for (const diagnostic of diagnostics) print({ type: "diagnostic", ...diagnostic });
    print({ type: "summary", plan: path, valid: plan !== null, errors, warnings, hosts });
  } else {
    for (const diagnostic of diagnostics) output.err(`${formatDiagnostic(diagnostic)}\n`);
    const found = [plural(errors, "error"), plural(warnings, "warning")].join(", ");
    if (plan === null) output.err(`${path}: ${found}\n`);
    else
      output.err(
        `${path} is valid: ${plural(plan.services.length, "service")}, ${plural(hosts, "host")}${warnings > 0 ? `; ${found}` : ""}\n`,
      );
  }
  return plan === null ? INVALID_PLAN : 0;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
