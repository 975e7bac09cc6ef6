/** Everything a run needs, in the order data flows: plan, lease, fleet, facts, execution plan, journal. */
import type { HostFacts } from "../../agent/protocol/facts.ts";
import { aboutGateways } from "../engine/gateways.ts";
import type { EntryBody, Journal } from "../engine/journal.ts";
import { JOURNAL_VERSION } from "../engine/journal.ts";
import { gatherFacts, startRun, type World } from "../engine/run.ts";
import { initialState, type RunState } from "../engine/state.ts";
import { vantagesOf } from "../engine/vantage.ts";
import { parseDuration } from "../plan/durations.ts";
import { hostsOf, withinScope } from "../plan/scope.ts";
import { subjectOf } from "../plan/subject.ts";
import type { Work } from "../runner/work.ts";
import { redactEntry } from "../secrets/redact-entry.ts";
import { secrets } from "../secrets/secrets.ts";
import type { PostgresStore } from "../store/postgres/store.ts";
import { newRunId } from "../store/run-directory.ts";
import type { SavedPlan } from "../store/saved-plan.ts";
import type { Store } from "../store/store.ts";
import type { ApplyOptions } from "./apply-options.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";
import { withLeaving } from "./leaving.ts";
import { notifierFor } from "./notify.ts";
import { openFleet } from "./open-fleet.ts";
import { openPlan } from "./open-plan.ts";
import { openStore, storeUrl } from "./open-store.ts";
import { runsOf } from "./plan-runs.ts";
import { planSha256 } from "./plan-sha256.ts";
import { type PlanBasis, refuseOtherChanges, refuseStaleFacts, refuseStaleFile } from "./saved-plan.ts";
import { scopeOf } from "./scope-options.ts";
import { systemClock } from "./system-clock.ts";

export interface OpenedRun {
  start(): Promise<RunState>;
  /** To the runners of a shared store. */
  handOver(): Promise<void>;
  close(): Promise<void>;
  /** What the run was made from: kept by `plan -o`. */
  readonly basis: PlanBasis;
}

/** From there on memory counts for more than time. */
const MANY_HOSTS = 1_000;

/**
 * @param saved the plan as a person saw it: whatever is not as it was then ends with exit 7 before anything is touched.
 * @param reach how its hosts are reached; another way for fleets that are simulated.
 */
export async function openRun(
  planFile: string,
  options: ApplyOptions,
  globals: Globals,
  saved: { readonly path: string; readonly plan: SavedPlan } | null = null,
  reach: typeof openFleet = openFleet,
): Promise<OpenedRun> {
  const opened = await openPlan(planFile, globals);
  const { inventory } = opened;
  const scope = scopeOf(options, opened.plan, inventory);
  const confirmMs = options.confirmWithin === undefined ? null : confirmTime(options.confirmWithin);
  if (options.step && options.yes)
    throw new ExitError(EXIT.usage, "--step asks before every batch, and --yes answers every question: leave one out");
  // Another runner would find no receipt, and take that for nothing to undo.
  if (opened.plan.clouds.length > 0 && storeUrl(globals) !== null)
    throw new ExitError(
      EXIT.usage,
      `${planFile} has clouds, whose receipts are kept in files on this machine: leave --store and MIGRATE_STORE out`,
    );
  const mode = options.dryRun ? "dry-run" : "apply";
  const growAsBefore = inventory.hosts.size < MANY_HOSTS ? null : (await import("./heap-growth.ts")).growSlowly();
  if (options.byRunners && mode !== "apply") throw new ExitError(EXIT.usage, "--by-runners: a dry run is made here");
  const store = await openStore(globals);
  const fleet = reach(opened.plan, inventory, globals);
  const [anyHost] = withinScope({ ...scope, hosts: null }, hostsOf(opened.plan));
  // Goes on while what follows is read and written.
  if (anyHost !== undefined) void fleet.foresee(anyHost);
  const made = () => runsOf(opened.plan.name, store, aboutGateways);
  const { plan, notes } = await withLeaving(opened.plan, made, inventory, Date.now());
  if (!globals.quiet) for (const note of notes) process.stderr.write(`${planFile}: ${note}\n`);
  if (saved !== null) await refuseStaleFile(saved.path, saved.plan, opened, store);
  const run = newRunId(new Date());
  const notifier = mode === "apply" ? await notifierFor(plan, run, systemClock) : null;
  const lease = mode === "apply" ? await holdLease(plan.name, run, store) : { release: async () => undefined };
  const close = async (): Promise<void> => {
    await fleet.close();
    await lease.release();
    await store.close();
    growAsBefore?.();
  };
  try {
    // What comes after the facts is read in while the hosts are greeted, which is mostly their work.
    const [{ facts, unreachable }, { compile }, { daemonConfigs }, { createGatekeeper }, { drive }] = await Promise.all(
      [
        gatherFacts(fleet, withinScope({ ...scope, hosts: null }, hostsOf(plan))),
        import("../plan/compile.ts"),
        import("../backends/daemon-configs.ts"),
        import("../gates/gatekeeper.ts"),
        import("./drive.ts"),
      ],
    );
    const { execution, problems } = compile({ plan, inventory, facts, configs: daemonConfigs }, scope, confirmMs);
    if (problems.length > 0) throw new ExitError(EXIT.invalidPlan, `${problems.join("\n")}\nnothing was touched`);
    const basis: PlanBasis = { planFile, opened, facts, unreachable, execution };
    const gatekeeper = createGatekeeper({ plan, inventory, fleet, clock: systemClock });
    const entries = async (as: "apply" | "dry-run"): Promise<EntryBody[]> => [
      {
        type: "run.started",
        journal: JOURNAL_VERSION,
        run,
        plan: plan.name,
        planFile,
        planSha256: await planSha256(planFile),
        mode: as,
        ...(options.step && as === "apply" ? { stepwise: true } : {}),
      },
      ...[...unreachable].map(([host, because]): EntryBody => ({ type: "host.unreachable", host, because })),
    ];
    if (saved !== null) {
      refuseStaleFacts(saved.path, saved.plan, basis);
      const world: World = {
        fleet,
        gatekeeper,
        journal: NO_JOURNAL,
        clock: systemClock,
        wallTime: () => Date.now(),
        vantages: vantagesOf(plan),
        facts,
        approve: async () => null,
        stays: false,
        redact: (entry) => redactEntry(entry, secrets),
        observe: () => undefined,
      };
      const rehearsal = startRun(world, run, initialState(execution, "dry-run"), 1, await entries("dry-run"));
      refuseOtherChanges(saved.path, saved.plan, await rehearsal.done);
    }
    const directory = store.run(run);
    if (mode === "apply") {
      await directory.create({ execution, facts: withoutSecrets(facts), subject: secrets.deep(subjectOf(plan)) });
    }
    // The last thing before it begins: whoever comes second finds it used.
    const used = saved === null ? null : await store.useOnce(saved.plan.id, run);
    if (used !== null)
      throw new ExitError(EXIT.stalePlan, `${saved!.path} is in use by run ${used}: a saved plan is good once`);
    const first = await entries(mode);
    return {
      handOver: async () => {
        await handOver(store, run, first, { plan, inventory, yes: options.yes ?? false });
        process.stderr.write(`run ${run} is the runners' now. See: migrate status ${run} --watch\n`);
      },
      start: () =>
        drive({
          run,
          state: initialState(execution, mode),
          nextSeq: 1,
          first,
          fleet,
          gatekeeper,
          journal: mode === "apply" ? directory.journal : NO_JOURNAL,
          facts,
          vantages: vantagesOf(plan),
          approvalLeft: (task) => directory.approval(task),
          yes: options.yes ?? false,
          wait: options.wait ?? false,
          ...(mode === "apply" ? { directory, notifier } : {}),
          ...(options.metrics === undefined ? {} : { metrics: options.metrics }),
          globals,
        }),
      close,
      basis,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export async function holdLease(plan: string, run: string, store: Store): Promise<{ release(): Promise<void> }> {
  const lease = await store.takeLease(plan, run);
  if (lease.held) return lease;
  const { owner } = lease;
  throw new ExitError(
    EXIT.leaseHeld,
    `run ${owner.run} (pid ${owner.pid} on ${owner.host}) holds the lease of ${plan}. See: migrate status ${owner.run}`,
  );
}

function* withoutSecrets(facts: ReadonlyMap<string, HostFacts>): Iterable<readonly [string, HostFacts]> {
  for (const [host, one] of facts) yield [host, secrets.deep(one)];
}

/** The beginning of its journal, its plan and inventory, and a job: from then on any runner may have it. */
async function handOver(store: Store, run: string, first: readonly EntryBody[], work: Work): Promise<void> {
  const { hostsWithLiteralPassword, keepWork } = await import("../runner/work.ts");
  const { openJobs } = await import("../runner/jobs.ts");
  if (!("sql" in store)) throw new ExitError(EXIT.usage, "--by-runners needs a store they share: --store postgres://…");
  if (work.plan.clouds.length > 0)
    throw new ExitError(
      EXIT.usage,
      "--by-runners: the receipts of clouds are kept on the workstation that changed them, so a plan with `clouds` is applied from one",
    );
  const shared = store as PostgresStore;
  const literal = hostsWithLiteralPassword(work);
  if (literal.length > 0)
    throw new ExitError(
      EXIT.usage,
      `the password of become stands in the clear for ${literal.slice(0, 3).join(", ")}: it is not put into a database. Give it as {env: NAME}, {file: PATH} or {cmd: […]}, which each runner reads for itself`,
    );
  await keepWork(shared, run, work);
  const now = Date.now();
  await store.run(run).journal.append(first.map((body, i) => ({ ...redactEntry(body, secrets), seq: i + 1, at: now })));
  const jobs = await openJobs(shared.url, () => undefined);
  await jobs.drive({ run, plan: work.plan.name });
  await jobs.close();
}

function confirmTime(text: string): number {
  const ms = parseDuration(text);
  if (ms === null || ms < 5_000)
    throw new ExitError(EXIT.usage, `--confirm-within ${text}: a time of at least 5s, such as 120s`);
  return ms;
}

/** A dry run leaves nothing behind, on hosts or here. */
const NO_JOURNAL: Journal = {
  append: async () => undefined,
  async *read() {},
};
