/** A run as a Prometheus textfile, for node_exporter's textfile collector. */
import type { RunReport } from "./run/run-report.ts";
import { STACKS } from "./run/stacks.ts";

type Labels = Readonly<Record<string, string>>;

export function prometheusText(report: RunReport): string {
  const run = { plan: report.plan, run: report.run };
  const lines: string[] = [];
  const metric = (name: string, help: string, values: readonly (readonly [Labels, number])[]): void => {
    if (values.length === 0) return;
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`);
    for (const [labels, value] of values) lines.push(`${name}{${labelText({ ...run, ...labels })}} ${value}`);
  };
  const { end, batches, fleet, gates, steps, addresses, exceptions, unreachable } = report;
  const last = batches.filter((batch) => batch.startedAt !== null).at(-1);
  metric("migrate_run_started_timestamp_seconds", "When the run began.", [[{}, report.startedAt / 1000]]);
  metric("migrate_run_updated_timestamp_seconds", "When this file was written.", [[{}, report.madeAt / 1000]]);
  metric("migrate_run_under_way", "1 until the run has ended.", [[{}, end === null ? 1 : 0]]);
  metric("migrate_run_exit", "How the run ended, as the exit codes of migrate.", end === null ? [] : [[{}, end.exit]]);
  metric("migrate_run_ended_timestamp_seconds", "When the run ended.", end === null ? [] : [[{}, end.at / 1000]]);
  metric(
    "migrate_run_batch",
    "1 for the batch that was begun last.",
    last === undefined ? [] : [[{ phase: last.phase, batch: last.id }, 1]],
  );
  metric(
    "migrate_batches",
    "Batches by what became of them.",
    tally(batches, ({ phase, word }) => ({ phase, outcome: word })),
  );
  metric(
    "migrate_hosts",
    "Hosts of the fleet by stack.",
    STACKS.map((stack) => [{ stack }, fleet.over.at(-1)!.counts[stack]] as const),
  );
  metric("migrate_hosts_unreachable", "Hosts that could not be reached.", [[{}, Object.keys(unreachable).length]]);
  metric(
    "migrate_steps",
    "Steps by what became of them.",
    tally(steps, ({ module, word }) => ({ module, outcome: word })),
  );
  metric(
    "migrate_gate",
    "Last finding of each gate: 1 passed, 0 failed, -1 unknown.",
    gates.map(({ gate, name, service, finding }) => [
      { gate, name, service: service ?? "" },
      { pass: 1, fail: 0, unknown: -1 }[finding],
    ]),
  );
  metric("migrate_ipv4_addresses_freed", "IPv4 addresses freed by runs of the plan.", [[{}, addresses.freed.length]]);
  metric("migrate_ipv4_addresses_held", "IPv4 addresses the fleet still holds.", [[{}, addresses.held.length]]);
  metric(
    "migrate_exception_until_timestamp_seconds",
    "When an exception is looked at again, or ends.",
    exceptions.map(({ service, kind, owner, until }) => [{ service, kind, owner }, Date.parse(until) / 1000]),
  );
  return `${lines.join("\n")}\n`;
}

function tally<T>(items: readonly T[], labels: (item: T) => Labels): readonly (readonly [Labels, number])[] {
  const counts = new Map<string, [Labels, number]>();
  for (const item of items) {
    const own = labels(item);
    const key = JSON.stringify(own);
    counts.set(key, [own, (counts.get(key)?.[1] ?? 0) + 1]);
  }
  return [...counts.values()];
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(
      ([name, value]) => `${name}="${value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`,
    )
    .join(",");
}
