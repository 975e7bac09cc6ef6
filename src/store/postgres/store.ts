/** Runs in PostgreSQL. Who may write is decided there: every append names the fencing token of its lease, and a token that was taken over writes nothing. */
import { randomUUID } from "node:crypto";
import type { HostFacts } from "../../../agent/protocol/facts.ts";
import type { Entry } from "../../engine/journal.ts";
import type { ExecutionPlan } from "../../plan/execution.ts";
import type { Subject } from "../../plan/subject.ts";
import { type ChainedEntry, headOf, withLinks } from "../chain.ts";
import {
  type Approval,
  type ControlRequest,
  entriesOf,
  FencedError,
  type KeptRun,
  type Lease,
  type LeaseOwner,
  type ListedLease,
  type NewRun,
  type Store,
} from "../store.ts";
import { PostgresError, type Sql } from "./sql.ts";

export const MIGRATE_APPLICATION = "migrate";

export interface PostgresStore extends Store {
  readonly url: string;
  readonly sql: Sql;
  /** This process, as the owner of leases. */
  readonly owner: string;
  /** What this process holds a run by; null: it does not. */
  fenceOf(run: string): Fence | null;
}

export interface Fence {
  readonly plan: string;
  readonly token: string;
}

const LEASE_MS = 8_000;
/** Requests and approvals are looked for this often: no notification passes a pooler in transaction mode. */
const LOOK_MS = 1_000;

interface StoreOptions {
  readonly url: string;
  readonly where: string;
  readonly host: string;
  readonly leaseMs?: number;
}

interface LeaseRow {
  readonly plan: string;
  readonly run: string;
  readonly pid: number;
  readonly host: string;
  readonly expires: string;
  readonly alive: boolean;
  readonly token: string;
}

const LEASE_COLUMNS =
  "plan, run, pid, host, (extract(epoch from expires_at) * 1000)::bigint::text as expires, expires_at > now() as alive, token::text";

export function postgresStore(sql: Sql, options: StoreOptions): PostgresStore {
  const owner = randomUUID();
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const fences = new Map<string, Fence>();
  const fenceOf = (run: string): Fence | null => fences.get(run) ?? null;
  const kept = (run: string): KeptRun => new PostgresRun(sql, run, fenceOf);

  const takeLease = async (plan: string, run: string): Promise<Lease> => {
    for (;;) {
      const taken = await sql.query<{ token: string }>(
        `insert into migrate.leases as l (plan, run, owner, pid, host, expires_at, token)
         values ($1, $2, $3, $4, $5, now() + $6::bigint * interval '1 ms', 1)
         on conflict (plan) do update set
           run = excluded.run, owner = excluded.owner, pid = excluded.pid, host = excluded.host,
           expires_at = excluded.expires_at, token = l.token + 1
         where l.expires_at <= now() or (l.owner = excluded.owner and l.run = excluded.run)
         returning token::text`,
        [plan, run, owner, process.pid, options.host, leaseMs],
      );
      if (taken.length > 0) return holding(plan, run, taken[0]!.token);
      const [row] = await sql.query<LeaseRow>(`select ${LEASE_COLUMNS} from migrate.leases where plan = $1`, [plan]);
      if (row?.alive === true) return { held: false, owner: ownerOf(row) };
    }
  };

  const holding = (plan: string, run: string, token: string): Lease => {
    fences.set(run, { plan, token });
    const renewal = setInterval(() => {
      // Also where it has run out meanwhile, as long as nobody took it over.
      sql
        .query(
          "update migrate.leases set expires_at = now() + $3::bigint * interval '1 ms' where plan = $1 and token = $2",
          [plan, token, leaseMs],
        )
        .catch(() => undefined);
    }, leaseMs / 4);
    renewal.unref();
    return {
      held: true,
      release: async () => {
        clearInterval(renewal);
        fences.delete(run);
        await sql.query("update migrate.leases set expires_at = '-infinity' where plan = $1 and token = $2", [
          plan,
          token,
        ]);
      },
    };
  };

  return {
    url: options.url,
    where: options.where,
    sql,
    owner,
    fenceOf,
    run: kept,
    runs: async () =>
      (await sql.query<{ run: string }>("select run from migrate.runs order by run desc")).map(({ run }) => kept(run)),
    takeLease,
    leases: async () =>
      (
        await sql.query<LeaseRow>(
          `select ${LEASE_COLUMNS} from migrate.leases where expires_at > '-infinity' order by plan`,
        )
      ).map((row): ListedLease => ({ plan: row.plan, owner: ownerOf(row), alive: row.alive })),
    breakLease: (plan, { who, from, reason }) =>
      sql.transaction(async (query) => {
        const { rows } = await query<LeaseRow>(
          `select ${LEASE_COLUMNS} from migrate.leases where plan = $1 and expires_at > '-infinity' for update`,
          [plan],
        );
        if (rows[0] === undefined) return null;
        // The token moves on: whoever still believes to hold it writes no more.
        await query("update migrate.leases set expires_at = '-infinity', token = token + 1 where plan = $1", [plan]);
        await query("insert into migrate.broken_leases (plan, run, who, from_, reason) values ($1, $2, $3, $4, $5)", [
          plan,
          rows[0].run,
          who,
          from,
          reason,
        ]);
        return ownerOf(rows[0]);
      }),
    useOnce: async (plan, run) => {
      const used = await sql.query<{ run: string }>(
        `with mine as (insert into migrate.used_plans values ($1, $2) on conflict do nothing returning run)
         select run from mine union all select run from migrate.used_plans where plan = $1 limit 1`,
        [plan, run],
      );
      return used[0]!.run === run ? null : used[0]!.run;
    },
    usedBy: async (plan) =>
      (await sql.query<{ run: string }>("select run from migrate.used_plans where plan = $1", [plan]))[0]?.run ?? null,
    close: () => sql.close(),
  };
}

function ownerOf(row: LeaseRow): LeaseOwner {
  return { run: row.run, pid: row.pid, host: row.host, started: "", expiresAt: Number(row.expires) };
}

class PostgresRun implements KeptRun {
  readonly run: string;
  readonly journal: PostgresJournal;
  readonly #sql: Sql;

  constructor(sql: Sql, run: string, fenceOf: (run: string) => Fence | null) {
    this.run = run;
    this.journal = new PostgresJournal(sql, run, fenceOf);
    this.#sql = sql;
  }

  async create({ execution, facts, subject }: NewRun): Promise<void> {
    await this.#sql.query(
      `insert into migrate.runs (run, plan, execution, facts, subject) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [
        this.run,
        execution.plan,
        JSON.stringify(execution),
        JSON.stringify(Object.fromEntries(facts)),
        JSON.stringify(subject),
      ],
    );
  }

  async execution(): Promise<ExecutionPlan> {
    return JSON.parse(await this.#document("execution")) as ExecutionPlan;
  }

  async subject(): Promise<Subject> {
    return JSON.parse(await this.#document("subject")) as Subject;
  }

  async facts(): Promise<ReadonlyMap<string, HostFacts>> {
    return new Map(Object.entries(JSON.parse(await this.#document("facts")) as Record<string, HostFacts>));
  }

  async documents(): Promise<Readonly<Record<string, string>>> {
    return {
      "execution.json": await this.#document("execution"),
      "facts.json": await this.#document("facts"),
      "subject.json": await this.#document("subject"),
    };
  }

  async #document(column: "execution" | "facts" | "subject"): Promise<string> {
    const [row] = await this.#sql.query<{ text: string }>(`select ${column} as text from migrate.runs where run = $1`, [
      this.run,
    ]);
    if (row === undefined) throw new PostgresError("no-run", `run ${this.run} is not kept there`);
    return row.text;
  }

  async entries(): Promise<Entry[]> {
    return entriesOf(await this.journal.lines(), `journal of ${this.run}`);
  }

  async approve(approval: Approval): Promise<void> {
    await this.#sql.query(
      "insert into migrate.approvals values ($1, $2, $3) on conflict (run, task) do update set approval = excluded.approval",
      [this.run, approval.task, JSON.stringify(approval)],
    );
  }

  async approval(task: string): Promise<Approval | null> {
    const [row] = await this.#sql.query<{ approval: string }>(
      "select approval from migrate.approvals where run = $1 and task = $2",
      [this.run, task],
    );
    return row === undefined ? null : (JSON.parse(row.approval) as Approval);
  }

  async ask(request: ControlRequest): Promise<void> {
    await this.#sql.query("insert into migrate.requests (run, request) values ($1, $2)", [
      this.run,
      JSON.stringify(request),
    ]);
  }

  listen(heard: (request: ControlRequest) => void): () => void {
    let looking = false;
    const look = async (): Promise<void> => {
      if (looking) return;
      looking = true;
      try {
        const rows = await this.#sql.query<{ id: string; request: string }>(
          "delete from migrate.requests where run = $1 returning id, request",
          [this.run],
        );
        rows.sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
        for (const { request } of rows) heard(JSON.parse(request) as ControlRequest);
      } catch {
        // The next look asks again.
      } finally {
        looking = false;
      }
    };
    const timer = setInterval(look, LOOK_MS);
    void look();
    return () => clearInterval(timer);
  }
}

class PostgresJournal {
  readonly #sql: Sql;
  readonly #run: string;
  readonly #fenceOf: (run: string) => Fence | null;
  /** Hash of the last line; null: not known yet. */
  #head: string | null = null;

  constructor(sql: Sql, run: string, fenceOf: (run: string) => Fence | null) {
    this.#sql = sql;
    this.#run = run;
    this.#fenceOf = fenceOf;
  }

  async append(entries: readonly Entry[]): Promise<void> {
    const fence = this.#fenceOf(this.#run);
    if (fence === null) throw new FencedError(`run ${this.#run} is not held by this process: nothing was written`);
    this.#head ??= headOf((await this.lines()).map((line) => JSON.parse(line) as ChainedEntry));
    const linked = withLinks(entries, this.#head);
    const texts = linked.map((entry) => JSON.stringify(entry));
    const seqs = linked.map((entry) => entry.seq);
    // Said twice, it writes once. A lease that is being taken over waits for this statement, or this one finds it taken.
    const written = await this.#sql.query<{ held: boolean; same: string }>(
      `with held as (select 1 from migrate.leases where plan = $2 and token = $3 for share),
            mine as (
              insert into migrate.journal (run, seq, entry)
              select $1, seq, entry from unnest($4::integer[], $5::text[]) as t (seq, entry) where exists (select from held)
              on conflict (run, seq) do nothing
              returning 1
            )
       select exists (select from held) as held, (select count(*) from mine)::text as same`,
      [this.#run, fence.plan, fence.token, seqs, texts],
      Number.POSITIVE_INFINITY,
    );
    const { held, same } = written[0]!;
    if (!held || (Number(same) < linked.length && !(await this.#isOurs(seqs, texts))))
      throw new FencedError(
        `run ${this.#run} was taken over by another process: this one writes and begins nothing more. See: migrate status ${this.#run}`,
      );
    this.#head = linked.at(-1)?.sha256 ?? this.#head;
  }

  /** After an answer was lost: what stands there is what we said. */
  async #isOurs(seqs: readonly number[], texts: readonly string[]): Promise<boolean> {
    const rows = await this.#sql.query<{ entry: string }>(
      "select entry from migrate.journal where run = $1 and seq = any($2::integer[]) order by seq",
      [this.#run, seqs],
    );
    return rows.length === texts.length && rows.every(({ entry }, i) => entry === texts[i]);
  }

  async lines(after = 0): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ entry: string }>(
      "select entry from migrate.journal where run = $1 and seq > $2 order by seq",
      [this.#run, after],
    );
    return rows.map(({ entry }) => entry);
  }

  async *read(): AsyncIterable<Entry> {
    yield* entriesOf(await this.lines(), `journal of ${this.#run}`);
  }
}
