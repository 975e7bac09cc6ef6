/** `migrate runner`: one of several on a shared store. It makes calls for every run, and advances those it gets to drive. */
import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import type { EntryBody } from "../engine/journal.ts";
import { replay } from "../engine/reduce.ts";
import { initialState, type RunState } from "../engine/state.ts";
import { vantagesOf } from "../engine/vantage.ts";
import { createGatekeeper } from "../gates/gatekeeper.ts";
import { CallWorker } from "../runner/call-worker.ts";
import { type DriveJob, type Jobs, openJobs, type Taken } from "../runner/jobs.ts";
import { sharedFleet } from "../runner/shared-fleet.ts";
import { type Work, workOf } from "../runner/work.ts";
import { openPostgres, PostgresError } from "../store/postgres/open.ts";
import type { PostgresStore } from "../store/postgres/store.ts";
import type { AgentFleet } from "../transport/fleet.ts";
import { drive } from "./drive.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";
import { learnSecrets } from "./learn-secrets.ts";
import { notifierFor } from "./notify.ts";
import { openFleet } from "./open-fleet.ts";
import { storeUrl } from "./open-store.ts";
import { systemClock } from "./system-clock.ts";

export function runnerCommand(): Command {
  return new Command("runner").action(async (_options: unknown, command: Command) => {
    const globals = globalsOf(command);
    const url = storeUrl(globals);
    if (url === null) throw new ExitError(EXIT.usage, "a runner shares a store with others: --store postgres://…");
    const leaving = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => leaving.abort());
    await serveRuns({ url, globals, signal: leaving.signal });
    // A run it was driving is another runner's by now.
    process.exit(EXIT.ok);
  });
}

export interface RunnerOptions {
  readonly url: string;
  readonly globals: Globals;
  /** Leave: give back what is not done. */
  readonly signal: AbortSignal;
  /** How hosts are reached; another way for fleets that are simulated. */
  readonly reach?: typeof openFleet;
  readonly leaseMs?: number;
}

const LOOK_MS = 500;
/** Whoever has taken a run holds its lease by then. */
const SETTLED_MS = 5_000;
/** The engine notices a dead runner after ten seconds; a lease that has run out tells earlier. */
const LAPSED_LOOK_MS = 1_000;
/** What is under way when the runner leaves. */
const GRACE_MS = 20_000;
/** Runs at a time; each costs its state in memory. */
const RUNS = 8;

export async function serveRuns(options: RunnerOptions): Promise<void> {
  const { url, signal } = options;
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const leases = options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs };
  const store = await openPostgres(url, { ...leases, complain: say }).catch((error: unknown) => {
    if (error instanceof PostgresError) throw new ExitError(EXIT.error, error.message);
    throw error;
  });
  const jobs = await openJobs(url, say);
  const known = new Map<string, Promise<{ readonly work: Work; readonly fleet: AgentFleet }>>();
  const open = (run: string): Promise<{ readonly work: Work; readonly fleet: AgentFleet }> => {
    let found = known.get(run);
    if (found === undefined) {
      found = openWork(store, run, options);
      known.set(run, found);
      found.catch(() => known.delete(run));
    }
    return found;
  };
  const worker = new CallWorker({
    store,
    jobs,
    fleetOf: async (run) => (await open(run)).fleet,
    ...(options.globals.forks === undefined ? {} : { forks: options.globals.forks }),
    ...leases,
  });
  say(`runner on ${store.where}: waiting for work`);
  const driving = new Map<string, Promise<void>>();
  const lapsed = setInterval(() => void giveOutLapsed(store, jobs, driving).catch(() => undefined), LAPSED_LOOK_MS);
  while (!signal.aborted) {
    const taken = driving.size >= RUNS ? [] : await jobs.take("drive", 1).catch(() => []);
    for (const job of taken) {
      // Its lease had run out, and nobody else took it: it is being driven on here.
      if (driving.has(job.id)) continue;
      const work = advance(job, { store, jobs, open, options, say }).finally(() => driving.delete(job.id));
      driving.set(job.id, work);
    }
    if (taken.length === 0) await wait(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  clearInterval(lapsed);
  say("runner leaves: what it has begun on hosts is finished, its runs go to the others");
  await worker.stop(GRACE_MS);
  await jobs.putBack("drive", [...driving.keys()]).catch(() => undefined);
  for (const { owner, plan } of await store.leases())
    if (owner.pid === process.pid && store.fenceOf(owner.run) !== null)
      await store.sql.query("update migrate.leases set expires_at = '-infinity' where plan = $1 and owner = $2", [
        plan,
        store.owner,
      ]);
  await jobs.close();
}

/** Runs whose driver's lease has run out go back to the engine. */
async function giveOutLapsed(store: PostgresStore, jobs: Jobs, own: ReadonlyMap<string, unknown>): Promise<void> {
  const taken = (await jobs.driven(SETTLED_MS)).filter(({ id }) => !own.has(id));
  if (taken.length === 0) return;
  const held = new Set((await store.leases()).filter(({ alive }) => alive).map(({ owner }) => owner.run));
  await jobs.giveOut(
    "drive",
    taken.filter(({ data }) => !held.has(data.run)),
  );
}

async function openWork(
  store: PostgresStore,
  run: string,
  { reach = openFleet, globals }: RunnerOptions,
): Promise<{ readonly work: Work; readonly fleet: AgentFleet }> {
  const work = await workOf(store, run);
  if (work === null) throw new Error(`run ${run} was not handed to runners`);
  await learnSecrets(work.plan, work.inventory);
  return { work, fleet: reach(work.plan, work.inventory, globals) };
}

interface Around {
  readonly store: PostgresStore;
  readonly jobs: Jobs;
  readonly open: (run: string) => Promise<{ readonly work: Work; readonly fleet: AgentFleet }>;
  readonly options: RunnerOptions;
  readonly say: (text: string) => void;
}

/** Drives one run to where it ends, or until another has it. */
async function advance(job: Taken<DriveJob>, { store, jobs, open, options, say }: Around): Promise<void> {
  const { run, plan } = job.data;
  try {
    const lease = await store.takeLease(plan, run);
    if (!lease.held) return await jobs.putBack("drive", [job.id]);
    try {
      await driveOn(run, store, jobs, open, options);
    } finally {
      await lease.release().catch(() => undefined);
    }
    await store.sql.query("delete from migrate.answers where run = $1", [run]);
    await jobs.done("drive", [job.id]);
  } catch (error) {
    say(`run ${run}: ${(error as Error).message}`);
    await jobs.putBack("drive", [job.id]).catch(() => undefined);
  }
}

async function driveOn(
  run: string,
  store: PostgresStore,
  jobs: Jobs,
  open: Around["open"],
  { globals }: RunnerOptions,
): Promise<void> {
  const { work, fleet: own } = await open(run);
  const kept = store.run(run);
  const entries = await kept.entries();
  const state = replay(initialState(await kept.execution(), "apply"), entries);
  if (state.course.kind === "ended") return;
  const { plan, token } = store.fenceOf(run)!;
  const fleet = sharedFleet({ run, plan, token, own, store, jobs });
  try {
    await drive({
      run,
      state,
      nextSeq: entries.length + 1,
      first: goingOn(state),
      fleet,
      gatekeeper: createGatekeeper({ ...work, fleet, clock: systemClock }),
      journal: kept.journal,
      facts: await kept.facts(),
      approvalLeft: (task) => kept.approval(task),
      vantages: vantagesOf(work.plan),
      yes: work.yes,
      wait: true,
      signals: false,
      directory: kept,
      notifier: await notifierFor(work.plan, run, systemClock),
      globals: { ...globals, input: false },
    });
  } finally {
    await fleet.close();
  }
}

/** The runner before may have died: its gates are asked afresh, and what people asked of it stands. */
function goingOn(state: RunState): readonly EntryBody[] {
  return [
    { type: "run.resumed" },
    ...(state.paused === null ? [] : [{ type: "pause.requested", by: state.paused } as const]),
    ...(state.stop === null ? [] : [{ type: "stop.requested", ...state.stop } as const]),
  ];
}
