import { Command } from "commander";
import type { Standing, StepRequest } from "../../agent/protocol/messages.ts";
import { expectedSteps } from "../engine/drift.ts";
import type { StepRun } from "../plan/execution.ts";
import { changeId, groupChanges, type HostChange } from "../report/change-list.ts";
import { versionLine } from "../report/version-line.ts";
import { secrets } from "../secrets/secrets.ts";
import { EXIT } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";
import { withStore } from "./open-store.ts";
import { runsOf } from "./plan-runs.ts";

export function driftCommand(): Command {
  return new Command("drift")
    .argument("<plan>", "the plan file")
    .option("--detailed-exitcode", "exit 2 where something has drifted")
    .action(async (plan: string, options: { detailedExitcode?: boolean }, command: Command) => {
      const { drifted, unasked } = await drift(plan, globalsOf(command));
      process.exitCode =
        unasked > 0 ? EXIT.unreachable : drifted > 0 && options.detailedExitcode ? EXIT.changes : EXIT.ok;
    });
}

/** Every step that a run of this plan kept is checked again; what it would change now has drifted. */
async function drift(
  planFile: string,
  globals: Globals,
): Promise<{ readonly drifted: number; readonly unasked: number }> {
  const { AgentError, UnreachableError } = await import("../engine/ports.ts");
  const { openFleet } = await import("./open-fleet.ts");
  const { openPlan } = await import("./open-plan.ts");
  const { plan, inventory } = await openPlan(planFile, globals);
  const runs = await withStore(globals, (store) => runsOf(plan.name, store));
  const steps = expectedSteps(runs.map(({ state }) => state));
  const fleet = openFleet(plan, inventory, globals);
  const changes: HostChange[] = [];
  const unasked = new Map<string, string>();
  const seen: Seen[] = [];
  try {
    await Promise.all(
      steps
        .filter((step) => inventory.hosts.has(step.host) || plan.clouds.some(({ name }) => name === step.host))
        .map(async (step) => {
          try {
            const link = await fleet.link(step.host);
            const request = {
              step: step.id,
              run: "drift",
              module: step.module,
              want: step.want,
              mode: "check",
            } as StepRequest;
            const result = await link.call("step", request, { timeoutMs: 60_000 });
            for (const change of result.changes)
              changes.push({
                id: changeId(step.id, change),
                host: step.host,
                step: step.id,
                change: secrets.deep(change),
              });
          } catch (error) {
            if (error instanceof UnreachableError) unasked.set(step.host, error.message);
            // The step was done here once: what now stands in its way has come since.
            else if (error instanceof AgentError) changes.push(inTheWay(step, error.message));
            else throw error;
          }
        }),
    );
    for (const host of new Set(steps.filter(({ module }) => TAKES_IPV4.has(module)).map(({ host }) => host))) {
      if (!inventory.hosts.has(host) || unasked.has(host)) continue;
      try {
        const link = await fleet.link(host);
        seen.push(...seenSince(host, await link.call("standing", {})));
      } catch (error) {
        if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
        unasked.set(host, error.message);
      }
    }
  } finally {
    await fleet.close();
  }
  if (globals.json) process.stdout.write(versionLine());
  for (const { host, what, at } of seen) {
    process.stdout.write(
      globals.json
        ? `${JSON.stringify({ type: "drift.seen", host, what, at })}\n`
        : `${host}: ${what} (${new Date(at).toISOString()})\n`,
    );
  }
  if (globals.json) {
    for (const { id, host, step, change } of changes) {
      process.stdout.write(
        `${JSON.stringify({ type: "drift", id, host, step, title: change.title, before: change.before, after: change.after })}\n`,
      );
    }
  } else {
    for (const group of groupChanges(changes)) {
      process.stdout.write(`${group.hosts.join(", ")}: no longer so: ${group.title}\n`);
      if (group.diff !== null)
        process.stdout.write(
          `${group.diff
            .split("\n")
            .map((line) => `    ${line}`)
            .join("\n")}\n`,
        );
    }
  }
  for (const [host, because] of unasked) process.stderr.write(`${host}: not compared: ${because}\n`);
  const hosts = new Set(changes.map((change) => change.host)).size;
  process.stderr.write(
    steps.length === 0
      ? `no run of ${plan.name} has changed anything yet\n`
      : `${steps.length} steps compared on ${new Set(steps.map((step) => step.host)).size} hosts: ${changes.length === 0 ? "no drift" : `${changes.length} differences on ${hosts} hosts; migrate apply ${planFile} puts them right`}\n`,
  );
  return { drifted: changes.length + seen.length, unasked: unasked.size };
}

/** Modules that leave a watch behind. */
const TAKES_IPV4: ReadonlySet<string> = new Set(["ipv4-address", "new-host-network"]);

/** What the watch on a host has written down since its IPv4 went. */
interface Seen {
  readonly host: string;
  readonly what: string;
  readonly at: number;
}

function seenSince(host: string, { watching, returned, translation }: Standing): readonly Seen[] {
  return [
    ...returned.map(({ interface: name, address, how, at }) => ({
      host,
      what: `IPv4 came back: ${address} on ${name}, ${how}`,
      at,
    })),
    ...(translation === null || translation.finding === "pass"
      ? []
      : [{ host, what: `the translation: ${translation.because}`, at: translation.at }]),
    ...(watching ? [] : [{ host, what: "the watch for IPv4 that comes back is gone", at: Date.now() }]),
  ];
}

function inTheWay(step: StepRun, because: string): HostChange {
  const change = { key: "in-the-way", title: because, before: null, after: null };
  return { id: changeId(step.id, change), host: step.host, step: step.id, change };
}
