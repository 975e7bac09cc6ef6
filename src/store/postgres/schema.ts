/** The tables, and how a database of an earlier version gets to this one: each step once, in order, in one transaction. */
import type { Sql } from "./sql.ts";

/** Everything of ours, and the job engine's beside it in `migrate_jobs`. */
export const JOBS_SCHEMA = "migrate_jobs";

/** A step that was published is never changed; a change is a further step. */
const STEPS: readonly string[] = [
  `create table migrate.runs (
     run text primary key,
     plan text not null,
     created_at timestamptz not null default now(),
     execution text not null,
     facts text not null,
     subject text not null
   );
   create table migrate.journal (
     run text not null references migrate.runs,
     seq integer not null,
     entry text not null,
     primary key (run, seq)
   );
   create table migrate.approvals (run text not null, task text not null, approval text not null, primary key (run, task));
   create table migrate.requests (id bigint generated always as identity primary key, run text not null, request text not null);
   create table migrate.leases (
     plan text primary key,
     run text not null,
     owner text not null,
     pid integer not null,
     host text not null,
     expires_at timestamptz not null,
     token bigint not null
   );
   create table migrate.broken_leases (
     at timestamptz not null default now(), plan text not null, run text not null, who text not null, from_ text not null, reason text not null
   );
   create table migrate.used_plans (plan text primary key, run text not null)`,
  `create table migrate.work (run text primary key references migrate.runs, work text not null);
   create table migrate.host_leases (
     host text primary key,
     owner text not null,
     run text not null,
     expires_at timestamptz not null,
     token bigint not null
   );
   create sequence migrate.host_tokens;
   create table migrate.answers (
     call uuid primary key,
     run text not null,
     answer text not null,
     at timestamptz not null default now()
   );
   create index answers_of_run on migrate.answers (run)`,
  // An answer that was read leaves its row: a call that was answered is never made again while its run goes on.
  `alter table migrate.answers alter column answer drop not null;
   drop index migrate.answers_of_run;
   create index answers_unread on migrate.answers (run) where answer is not null`,
];

export const SCHEMA_VERSION = STEPS.length;

/** @returns the version found, where it is a newer one than this program knows: nothing was changed then. */
export async function migrateSchema(sql: Sql): Promise<number | null> {
  const found = await versionOf(sql);
  if (found === SCHEMA_VERSION) return null;
  if (found > SCHEMA_VERSION) return found;
  return sql.transaction(async (query) => {
    // Two that come at once: the second waits, and finds it done.
    await query("select pg_advisory_xact_lock(hashtext('migrate.schema'))");
    await query("create schema if not exists migrate");
    await query("create table if not exists migrate.schema_version (version integer not null)");
    const { rows } = await query<{ version: number }>("select version from migrate.schema_version");
    const version = rows[0]?.version ?? 0;
    if (version > SCHEMA_VERSION) return version;
    for (const step of STEPS.slice(version)) await query(step);
    await query("delete from migrate.schema_version");
    await query("insert into migrate.schema_version values ($1)", [SCHEMA_VERSION]);
    return null;
  });
}

async function versionOf(sql: Sql): Promise<number> {
  const there = await sql.query<{ there: boolean }>(
    "select to_regclass('migrate.schema_version') is not null as there",
  );
  if (!there[0]!.there) return 0;
  return (await sql.query<{ version: number }>("select version from migrate.schema_version"))[0]?.version ?? 0;
}
