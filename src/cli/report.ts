/** `migrate report RUN`: what a run was, for people, pipelines and programs. */
import { Command, Option } from "commander";
import type { RunReport } from "../report/run/run-report.ts";
import type { Store } from "../store/store.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

const FORMATS = ["html", "junit", "json", "prometheus"] as const;
type Format = (typeof FORMATS)[number];

export function reportCommand(): Command {
  return new Command("report")
    .argument("<run>", "the run's id, or `last`")
    .addOption(new Option("--format <format>", "what to make of it").choices([...FORMATS]).default("html"))
    .option("-o, --output <file>", "write there instead of standard output")
    .action(async (run: string, options: { format: Format; output?: string }, command: Command) => {
      await report(run, options, globalsOf(command));
    });
}

async function report(name: string, options: { format: Format; output?: string }, globals: Globals): Promise<void> {
  const { writeFile } = await import("node:fs/promises");
  const { withStore } = await import("./open-store.ts");
  const made = await withStore(globals, (store) => reportOf(name, store));
  const text = await renderReport(made, options.format);
  if (options.output === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    await writeFile(options.output, text);
  } catch (cause) {
    throw new ExitError(EXIT.error, `${options.output} cannot be written: ${(cause as Error).message}`);
  }
  process.stderr.write(`${options.output} written\n`);
}

export async function reportOf(name: string, store: Store): Promise<RunReport> {
  const { runReport } = await import("../report/run/run-report.ts");
  const { findRun } = await import("./find-run.ts");
  const { earlierRuns, recordedRun } = await import("./recorded-run.ts");
  const run = await recordedRun(await findRun(name, store));
  return runReport(run, await earlierRuns(run, store), Date.now());
}

export async function renderReport(made: RunReport, format: Format): Promise<string> {
  switch (format) {
    case "html":
      return (await import("../report/html/page.ts")).htmlReport(made);
    case "junit":
      return (await import("../report/junit.ts")).junitReport(made);
    case "prometheus":
      return (await import("../report/prometheus.ts")).prometheusText(made);
    case "json":
      return `${JSON.stringify(made)}\n`;
  }
}
