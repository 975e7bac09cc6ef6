/** Takes calls from the job engine and makes them: one runner at a time on a host, for as long as its lease of the host holds. */
import { setTimeout as wait } from "node:timers/promises";
import type { Millis } from "../../agent/protocol/messages.ts";
import { AgentError, type Fleet, UnreachableError } from "../engine/ports.ts";
import { PostgresError } from "../store/postgres/sql.ts";
import type { PostgresStore } from "../store/postgres/store.ts";
import type { CallJob, Jobs, Taken } from "./jobs.ts";
import type { CallAnswer } from "./shared-fleet.ts";

export interface CallWorkerParts {
  readonly store: PostgresStore;
  readonly jobs: Jobs;
  /** The hosts of a run, as its plan and inventory say. */
  readonly fleetOf: (run: string) => Promise<Fleet>;
  readonly forks?: number;
  readonly leaseMs?: Millis;
}

const FORKS = 256;
const LEASE_MS: Millis = 5_000;
const IDLE_MS: Millis = 50;
/** Stands in for an answer that is in its row already: nothing is written over it. */
const ANSWERED: CallAnswer = { fault: { code: "bug", message: "answered already" } };
/** Answers said within this time travel together. */
const GATHER_MS: Millis = 10;

export class CallWorker {
  readonly #parts: CallWorkerParts;
  readonly #leaseMs: Millis;
  /** Host → calls of ours under way on it. */
  readonly #busy = new Map<string, number>();
  readonly #renewal: NodeJS.Timeout;
  #answered: { readonly job: Taken<CallJob>; readonly answer: CallAnswer }[] = [];
  #telling: Promise<void> | null = null;
  #inFlight = 0;
  #stopping = false;
  #loop: Promise<void>;

  constructor(parts: CallWorkerParts) {
    this.#parts = parts;
    this.#leaseMs = parts.leaseMs ?? LEASE_MS;
    this.#renewal = setInterval(() => void this.#renew(), this.#leaseMs / 4);
    this.#loop = this.#work();
  }

  /** Takes no more; what is under way gets so long to end. */
  async stop(graceMs: Millis): Promise<void> {
    this.#stopping = true;
    await this.#loop;
    const until = performance.now() + graceMs;
    while ((this.#inFlight > 0 || this.#telling !== null) && performance.now() < until) await wait(20);
    clearInterval(this.#renewal);
  }

  async #work(): Promise<void> {
    const most = this.#parts.forks ?? FORKS;
    while (!this.#stopping) {
      const room = most - this.#inFlight;
      const jobs = room < 1 ? [] : await this.#parts.jobs.take("call", Math.min(room, 100)).catch(() => []);
      if (jobs.length === 0) {
        await wait(IDLE_MS);
        continue;
      }
      this.#inFlight += jobs.length;
      await this.#begin(jobs).catch(async () => {
        // Without a database nobody knows whose these are.
        this.#inFlight -= jobs.length;
        await this.#giveBack(jobs);
      });
    }
  }

  /** For another try, here or elsewhere. */
  async #giveBack(jobs: readonly Taken<CallJob>[]): Promise<void> {
    const ids = jobs.map(({ id }) => id);
    await this.#parts.jobs.putBack("call", ids).catch(() => undefined);
  }

  /** The leases of their hosts, then the calls. */
  async #begin(jobs: readonly Taken<CallJob>[]): Promise<void> {
    const { store } = this.#parts;
    const column = <K extends keyof CallJob>(key: K): CallJob[K][] => jobs.map(({ data }) => data[key]);
    const rows = await store.sql.query<{ id: string; live: boolean; ours: boolean }>(
      `with asked as (
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) as t (id, host, run, plan, token)
       ), live as (
         select asked.id, asked.host, asked.run from asked
         join migrate.leases l on l.plan = asked.plan and l.run = asked.run and l.token = asked.token and l.expires_at > '-infinity'
       ), ours as (
         insert into migrate.host_leases as h (host, owner, run, expires_at, token)
         select distinct on (host) host, $6, run, now() + $7::bigint * interval '1 ms', nextval('migrate.host_tokens') from live order by host
         on conflict (host) do update set
           owner = excluded.owner, run = excluded.run, expires_at = excluded.expires_at,
           token = case when h.owner = excluded.owner and h.expires_at > now() then h.token else excluded.token end
         where h.expires_at <= now() or h.owner = excluded.owner
         returning host
       )
       select asked.id, asked.id in (select id from live) as live, asked.host in (select host from ours) as ours from asked`,
      [
        jobs.map(({ id }) => id),
        column("host"),
        column("run"),
        column("plan"),
        column("token"),
        store.owner,
        this.#leaseMs,
      ],
    );
    // Asked for behind the leases: whoever had a host before us has answered by now, or never will.
    const answers = await store.sql.query<{ call: string }>(
      "select call from migrate.answers where call = any($1::uuid[])",
      [jobs.map(({ id }) => id)],
    );
    const answered = new Set(answers.map(({ call }) => call));
    const verdicts = new Map(rows.map((row) => [row.id, row]));
    const old: string[] = [];
    const elsewhere: Taken<CallJob>[] = [];
    for (const job of jobs) {
      const verdict = verdicts.get(job.id)!;
      if (!verdict.live) old.push(job.id);
      else if (!verdict.ours) elsewhere.push(job);
      else {
        this.#busy.set(job.data.host, (this.#busy.get(job.data.host) ?? 0) + 1);
        if (answered.has(job.id)) this.#say(job, ANSWERED);
        else void this.#make(job);
      }
    }
    this.#inFlight -= old.length + elsewhere.length;
    await this.#parts.jobs.done("call", old).catch(() => undefined);
    await this.#giveBack(elsewhere);
  }

  async #make(job: Taken<CallJob>): Promise<void> {
    const { host, run, method, params, timeoutMs } = job.data;
    let answer: CallAnswer;
    try {
      const link = await (await this.#parts.fleetOf(run)).link(host);
      answer = { ok: await link.call(method, params as never, timeoutMs === null ? {} : { timeoutMs }) };
    } catch (error) {
      if (error instanceof PostgresError) return this.#leave(job);
      if (error instanceof AgentError) answer = { fault: { code: error.code, message: error.message } };
      else if (error instanceof UnreachableError) answer = { unreachable: error.message };
      else answer = { fault: { code: "bug", message: `${host}: ${(error as Error).message}` } };
    }
    this.#say(job, answer);
  }

  #say(job: Taken<CallJob>, answer: CallAnswer): void {
    this.#answered.push({ job, answer });
    this.#telling ??= this.#tell();
  }

  /** What the run is could not be read: no fault of the host's. */
  async #leave(job: Taken<CallJob>): Promise<void> {
    this.#free(job);
    this.#inFlight -= 1;
    await this.#giveBack([job]);
  }

  /** @returns whether nothing of ours is under way on the host any more. */
  #free({ data: { host } }: Taken<CallJob>): boolean {
    const left = this.#busy.get(host)! - 1;
    if (left > 0) this.#busy.set(host, left);
    else this.#busy.delete(host);
    return left <= 0;
  }

  async #tell(): Promise<void> {
    while (this.#answered.length > 0) {
      await wait(GATHER_MS);
      const batch = this.#answered.splice(0);
      const free = batch.filter(({ job }) => this.#free(job)).map(({ job }) => job.data.host);
      try {
        // An answer counts only while the host is still ours; else whoever has it now makes the call again.
        await this.#parts.store.sql.query(
          `with told as (
             insert into migrate.answers (call, run, answer)
             select t.call, t.run, t.answer from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as t (call, run, answer, host)
             join migrate.host_leases h on h.host = t.host and h.owner = $5
             on conflict (call) do nothing
           ), free as (
             select host from migrate.host_leases where owner = $5 and host = any($6::text[]) order by host for update
           )
           update migrate.host_leases set expires_at = '-infinity' where owner = $5 and host in (select host from free)`,
          [
            batch.map(({ job }) => job.id),
            batch.map(({ job }) => job.data.run),
            batch.map(({ answer }) => JSON.stringify(answer)),
            batch.map(({ job }) => job.data.host),
            this.#parts.store.owner,
            free,
          ],
        );
        await this.#parts.jobs.done(
          "call",
          batch.map(({ job }) => job.id),
        );
      } catch {
        // A step that was done says so.
        await this.#giveBack(batch.map(({ job }) => job));
      }
      this.#inFlight -= batch.length;
    }
    this.#telling = null;
  }

  async #renew(): Promise<void> {
    if (this.#busy.size === 0) return;
    await this.#parts.store.sql
      .query(
        `with kept as (select host from migrate.host_leases where owner = $1 and host = any($2::text[]) order by host for update)
         update migrate.host_leases set expires_at = now() + $3::bigint * interval '1 ms' where owner = $1 and host in (select host from kept)`,
        [this.#parts.store.owner, [...this.#busy.keys()], this.#leaseMs],
      )
      .catch(() => undefined);
  }
}
