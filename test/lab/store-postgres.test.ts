/** Runs kept in PostgreSQL: the contract of every store, fencing, a database that goes away, versions of its tables, and poolers before it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Entry } from "../../src/engine/journal.ts";
import { NO_SUBJECT } from "../../src/plan/subject.ts";
import { verifyChain } from "../../src/store/chain.ts";
import { openPostgres } from "../../src/store/postgres/open.ts";
import type { PostgresStore } from "../../src/store/postgres/store.ts";
import { FencedError } from "../../src/store/store.ts";
import { storeContract } from "../contract/store.ts";
import { type Pooler, pgbouncer } from "./pgbouncer.ts";
import { type Cluster, postgresCluster } from "./postgres-cluster.ts";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await postgresCluster();
});
afterAll(() => cluster?.remove());

const entry = (seq: number): Entry => ({ type: "batch.started", batch: `b${seq}`, seq, at: seq });
const quiet = { complain: () => undefined };

describe("PostgreSQL", () => storeContract(() => openPostgres(cluster.url, quiet)));

describe.each(["session", "transaction"] as const)("PostgreSQL behind pgbouncer in %s mode", (mode) => {
  let pooler: Pooler;
  beforeAll(async () => {
    cluster.psql("drop schema if exists migrate cascade");
    pooler = await pgbouncer(cluster.port, mode);
  });
  afterAll(() => pooler?.stop());
  storeContract(() => openPostgres(pooler.url, quiet));
});

async function holding(plan: string, run: string, leaseMs?: number): Promise<PostgresStore> {
  const store = await openPostgres(cluster.url, { ...quiet, ...(leaseMs === undefined ? {} : { leaseMs }) });
  const lease = await store.takeLease(plan, run);
  if (!lease.held) throw new Error("held by another");
  await store.run(run).create({ execution: { plan, batches: [] }, facts: new Map(), subject: NO_SUBJECT });
  return store;
}

describe("fencing", () => {
  it("lets an owner that was taken over write nothing, however late it wakes up", async () => {
    const first = await holding("fenced", "f1");
    await first.run("f1").journal.append([entry(1)]);
    // As a process that slept through its lease.
    cluster.psql("update migrate.leases set expires_at = now() - interval '1 second' where plan = 'fenced'");
    const second = await holding("fenced", "f1");
    expect(BigInt(second.fenceOf("f1")!.token)).toBeGreaterThan(BigInt(first.fenceOf("f1")!.token));
    await expect(first.run("f1").journal.append([entry(2)])).rejects.toThrow(FencedError);
    await second.run("f1").journal.append([entry(2)]);
    expect(verifyChain(await second.run("f1").journal.lines())).toMatchObject({ intact: true, entries: 2 });
    await first.close();
    await second.close();
  });

  it("lets an owner whose lease has merely run out go on, where nobody took it", async () => {
    const store = await holding("late", "l1");
    cluster.psql("update migrate.leases set expires_at = now() - interval '1 second' where plan = 'late'");
    await store.run("l1").journal.append([entry(1)]);
    expect(await store.run("l1").entries()).toHaveLength(1);
    await store.close();
  });

  it("frees the lease of a process that is gone when its time is over", async () => {
    const gone = await holding("gone", "g1", 400);
    await gone.close();
    const next = await openPostgres(cluster.url, quiet);
    await expect.poll(async () => (await next.takeLease("gone", "g2")).held, { timeout: 10_000 }).toBe(true);
    await next.close();
  });
});

describe("a database that goes away", () => {
  it.each(["fast", "immediate"] as const)(
    "(%s) is waited for, and what was being written is there once",
    async (mode) => {
      const run = `away-${mode}`;
      const store = await holding(run, run);
      const journal = store.run(run).journal;
      await journal.append([entry(1)]);
      let last = 1;
      let stop = false;
      const writing = (async () => {
        while (!stop) await journal.append([entry(++last)]);
      })();
      cluster.stop(mode);
      cluster.start();
      const until = last + 20;
      await expect.poll(() => last, { timeout: 20_000 }).toBeGreaterThan(until);
      stop = true;
      await writing;
      expect(verifyChain(await journal.lines())).toMatchObject({ intact: true, entries: last });
      await store.close();
    },
  );
});

describe("its tables", () => {
  it("of a newer version are refused and left alone", async () => {
    cluster.psql("update migrate.schema_version set version = version + 1");
    await expect(openPostgres(cluster.url, quiet)).rejects.toThrow(/use a newer migrate/);
    cluster.psql("update migrate.schema_version set version = version - 1");
    await (await openPostgres(cluster.url, quiet)).close();
  });

  it("are made once where several come at the same time", async () => {
    cluster.psql("drop schema migrate cascade");
    const all = await Promise.all(Array.from({ length: 5 }, () => openPostgres(cluster.url, quiet)));
    expect(cluster.psql("select count(*) from migrate.schema_version")).toBe("1");
    await Promise.all(all.map((store) => store.close()));
  });

  it("of the first version are brought to this one with what is in them", async () => {
    const store = await holding("old", "o1");
    await store.run("o1").journal.append([entry(1)]);
    await store.close();
    cluster.psql(
      "drop table migrate.work, migrate.host_leases, migrate.answers; drop sequence migrate.host_tokens; update migrate.schema_version set version = 1",
    );
    const again = await openPostgres(cluster.url, quiet);
    expect(await again.run("o1").entries()).toEqual([entry(1)]);
    expect(cluster.psql("select count(*) from migrate.host_leases")).toBe("0");
    await again.close();
  });
});
