import { createReadStream } from "node:fs";
import { Command } from "commander";
import type { Inventory } from "../plan/hosts.ts";
import type { Plan } from "../plan/plan.ts";
import { PUSHED } from "../plan/plan.ts";
import { type Globals, globalsOf } from "./globals.ts";

interface AuditOptions {
  readonly for?: string;
  readonly stop?: boolean;
  readonly connectHooks?: boolean;
  readonly surviveReboot?: boolean;
  readonly metrics?: string;
  readonly limit?: string;
  readonly detailedExitcode?: boolean;
}

export function auditCommand(): Command {
  return new Command("audit")
    .argument("<plan-or-inventory>", "the plan file, or an inventory alone")
    .option("--for <time>", "count IPv4 use on every host from now on, for so long: 7d; goes on without us")
    .option("--survive-reboot", "with --for: go on after a reboot")
    .option("--connect-hooks", "with --for: name the process of every connection, however short, by eBPF programs")
    .option("--stop", "end the counting and remove all of it from the hosts")
    .option("--metrics <file>", "write the traffic of each service and host by class, as Prometheus text; - for stdout")
    .option("--limit <pattern>", "only these hosts")
    .option("--detailed-exitcode", "exit 2 where something needs IPv4")
    .action(async (file: string, options: AuditOptions, command: Command) => {
      process.exitCode = await audit(file, options, globalsOf(command));
    });
}

/** What an audit is of: a plan, or hosts without one. */
interface Subject {
  readonly plan: Pick<Plan, "name" | "file" | "fleet" | "services" | "vantage" | "nat64" | "records" | "clouds"> & {
    readonly scan: readonly string[];
  };
  readonly inventory: Inventory;
  readonly hosts: readonly string[];
}

async function audit(file: string, options: AuditOptions, globals: Globals): Promise<number> {
  const { assess } = await import("../assess/assessment.ts");
  const { auditLines } = await import("../assess/event-lines.ts");
  const { trafficMetrics } = await import("../assess/metrics.ts");
  const { assessmentText } = await import("../assess/text.ts");
  const { parseDuration, formatDuration } = await import("../plan/durations.ts");
  const { versionLine } = await import("../report/version-line.ts");
  const { stateFolder } = await import("./state-folder.ts");
  const { keepAssessment } = await import("./assessments.ts");
  const { EXIT, ExitError } = await import("./exit.ts");
  const { openFleet } = await import("./open-fleet.ts");

  const forMs = options.for === undefined ? null : parseDuration(options.for);
  if (options.for !== undefined && forMs === null)
    throw new ExitError(EXIT.usage, `--for ${options.for}: a time such as 90m, 24h or 7d`);
  if (options.stop === true && forMs !== null)
    throw new ExitError(EXIT.usage, "--for begins what --stop ends: give one");
  if (options.surviveReboot === true && forMs === null)
    throw new ExitError(EXIT.usage, "--survive-reboot goes with --for");
  if (options.connectHooks === true && forMs === null)
    throw new ExitError(EXIT.usage, "--connect-hooks goes with --for");
  const { plan, inventory, hosts } = await subjectOf(file, options, globals);
  const fleet = openFleet(plan, inventory, globals);
  try {
    const { startOn, stopOn, hear } = await import("./audit-hosts.ts");
    if (options.stop === true) return await stopOn(fleet, hosts, globals);
    let worst: number = EXIT.ok;
    if (forMs !== null) {
      worst = await startOn(fleet, hosts, plan, {
        forMs,
        survivesReboot: options.surviveReboot === true,
        connectHooks: options.connectHooks === true,
      });
      process.stderr.write(
        `IPv4 use is counted for ${formatDuration(forMs)} from now on; run the same without --for to see it, with --stop to end it.\n`,
      );
    }
    const reports = await hear(fleet, hosts, plan);
    const assessment = assess(plan, inventory, reports, Date.now());
    await keepAssessment(stateFolder(globals), assessment);
    if (options.metrics !== undefined) await writeMetrics(options.metrics, trafficMetrics(reports, plan.services));
    if (globals.json) {
      process.stdout.write(versionLine());
      for (const line of auditLines(assessment)) process.stdout.write(`${JSON.stringify(line)}\n`);
    } else if (options.metrics !== "-") {
      process.stdout.write(`${assessmentText(assessment, (globals.verbose ?? 0) > 0)}\n`);
    }
    if (reports.some(({ error }) => error !== null)) worst = EXIT.unreachable;
    if (worst !== EXIT.ok) return worst;
    const open = assessment.findings.some(({ weight }) => weight !== "note");
    return open && options.detailedExitcode === true ? EXIT.changes : EXIT.ok;
  } finally {
    await fleet.close();
  }
}

async function writeMetrics(file: string, text: string): Promise<void> {
  if (file === "-") {
    process.stdout.write(text);
    return;
  }
  const { rename, writeFile } = await import("node:fs/promises");
  // A collector of text files must never see half of one.
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
}

async function subjectOf(file: string, options: AuditOptions, globals: Globals): Promise<Subject> {
  const head = await headOf(file).catch(() => null);
  if (head !== null && !/^migrate\s*:/m.test(head)) return inventoryAlone(file, options);
  const { hostsOf } = await import("../plan/scope.ts");
  const { openPlan } = await import("./open-plan.ts");
  const { plan, inventory } = await openPlan(file, globals);
  return {
    plan: { ...plan, scan: plan.scanPaths },
    inventory,
    hosts: await limited(hostsOf(plan), options, inventory),
  };
}

/** Enough of a file to tell a plan from an inventory, which may be large. */
async function headOf(file: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(file, { end: 1024 * 1024 })) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

async function inventoryAlone(file: string, options: AuditOptions): Promise<Subject> {
  const { loadInventory } = await import("../inventory/load.ts");
  const { formatDiagnostic, hasErrors } = await import("../plan/diagnostics.ts");
  const { EXIT, ExitError } = await import("./exit.ts");
  const { inventory, diagnostics } = await loadInventory([{ path: file, at: { file, line: 0, col: 0 } }]);
  for (const diagnostic of diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  if (hasErrors(diagnostics))
    throw new ExitError(
      EXIT.invalidPlan,
      `${file} is neither a plan (no \`migrate:\`) nor an inventory; nothing was asked`,
    );
  const { basename } = await import("node:path");
  const plan = {
    name: basename(file).replace(/\.\w+$/, ""),
    file,
    fleet: {
      become: null,
      user: null,
      port: null,
      identityFile: null,
      jump: null,
      connection: "ssh" as const,
      runtime: PUSHED,
    },
    clouds: [],
    services: [],
    records: [],
    vantage: { inside: [], outside6: [], outside4: [], confirm: 1 },
    nat64: null,
    scan: [],
  };
  return { plan, inventory, hosts: await limited([...inventory.hosts.keys()], options, inventory) };
}

async function limited(
  hosts: readonly string[],
  { limit }: AuditOptions,
  inventory: Inventory,
): Promise<readonly string[]> {
  if (limit === undefined) return hosts;
  const { matchLimit } = await import("../inventory/limit.ts");
  const { EXIT, ExitError } = await import("./exit.ts");
  const wanted = new Set(matchLimit(limit, inventory).hosts);
  const left = hosts.filter((host) => wanted.has(host));
  if (left.length === 0) throw new ExitError(EXIT.usage, `--limit ${limit} leaves no host`);
  return left;
}
