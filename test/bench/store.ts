/** How far a store carries: journal entries a second that are on disk, by how many come together and how many runs write at once; and how long a journal takes to read. */
import { mkdtempSync, rmSync } from "node:fs";
import type { Entry } from "../../src/engine/journal.ts";
import { NO_SUBJECT } from "../../src/plan/subject.ts";
import { fileStore } from "../../src/store/files.ts";
import { openPostgres } from "../../src/store/postgres/open.ts";
import type { Store } from "../../src/store/store.ts";
import { postgresCluster } from "../lab/postgres-cluster.ts";
import { runners } from "../simulated/runners.ts";
import { median } from "./median.ts";

const MS = 3_000;
const HOSTS = 2_000;
const PATIENCE_MS = 180_000;
const READ = 100_000;
const SHAPES = [
  { runs: 1, together: 1 },
  { runs: 1, together: 64 },
  { runs: 1, together: 512 },
  { runs: 10, together: 1 },
  { runs: 10, together: 64 },
] as const;

export async function benchStore(): Promise<void> {
  await journals();
  for (const count of [1, 3]) await undisturbed(count);
}

async function journals(): Promise<void> {
  const folder = mkdtempSync("/var/tmp/migrate-bench-store-");
  const cluster = await postgresCluster();
  try {
    const kinds: Readonly<Record<string, () => Promise<Store>>> = {
      files: async () => fileStore(folder),
      PostgreSQL: () => openPostgres(cluster.url, { complain: () => undefined }),
    };
    for (const [kind, open] of Object.entries(kinds)) {
      for (const [i, { runs, together }] of SHAPES.entries()) {
        const done = await Promise.all(
          Array.from({ length: runs }, (_, run) => append(open, `shape-${i}-${run}`, together)),
        );
        const entries = done.reduce((sum, one) => sum + one.entries, 0);
        const each = median(done.flatMap((one) => one.each));
        console.log(
          `${kind}, ${runs === 1 ? "one run" : `${runs} runs at once`}, ${together === 1 ? "entries one by one" : `${together} entries together`}: ${Math.round(entries / (MS / 1000))} entries/s, ${each.toFixed(1)} ms until they are on disk`,
        );
      }
      await readBack(kind, open);
    }
    const bytes = Number(cluster.psql("select pg_total_relation_size('migrate.journal')"));
    const count = Number(cluster.psql("select count(*) from migrate.journal"));
    console.log(`PostgreSQL: ${Math.round(bytes / count)} bytes a journal entry on its disk`);
  } finally {
    cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that nobody disturbs, advanced by so many runners. */
async function undisturbed(count: number): Promise<void> {
  const cluster = await postgresCluster();
  try {
    const calm = { killMs: 3_600_000, restarts: 0, patienceMs: PATIENCE_MS, stepMs: [0, 1] as const };
    const { exit, because, entries, elapsedMs } = await runners({
      cluster,
      hosts: HOSTS,
      seed: 1,
      runners: count,
      ...calm,
    });
    const seconds = elapsedMs / 1000;
    console.log(
      exit === 0
        ? `${count} runner${count === 1 ? "" : "s"}: ${HOSTS} hosts in ${seconds.toFixed(1)} s, ${Math.round(HOSTS / seconds)} hosts/s, ${Math.round(entries / seconds)} journal entries/s`
        : `${count} runners: ${because} (MISSED)`,
    );
  } finally {
    cluster.remove();
  }
}

/** As a controller writes them: its own connection, its own lease. */
async function append(
  open: () => Promise<Store>,
  name: string,
  together: number,
): Promise<{ readonly entries: number; readonly each: readonly number[] }> {
  const { store, journal } = await begin(open, name);
  const each: number[] = [];
  let seq = 0;
  const until = performance.now() + MS;
  while (performance.now() < until) {
    const start = performance.now();
    await journal.append(Array.from({ length: together }, () => outcome(++seq)));
    each.push(performance.now() - start);
  }
  await store.close();
  return { entries: seq, each };
}

async function readBack(kind: string, open: () => Promise<Store>): Promise<void> {
  const { store, journal, kept } = await begin(open, "long");
  for (let seq = 0; seq < READ; seq += 1_000)
    await journal.append(Array.from({ length: 1_000 }, (_, i) => outcome(seq + i + 1)));
  const start = performance.now();
  const entries = await kept.entries();
  console.log(
    `${kind}: a journal of ${entries.length} entries is read in ${((performance.now() - start) / 1000).toFixed(2)} s`,
  );
  await store.close();
}

async function begin(open: () => Promise<Store>, name: string) {
  const store = await open();
  const lease = await store.takeLease(name, name);
  if (!lease.held) throw new Error(`somebody holds ${name}`);
  const kept = store.run(name);
  await kept.create({ execution: { plan: name, batches: [] }, facts: new Map(), subject: NO_SUBJECT });
  return { store, kept, journal: kept.journal };
}

/** A typical entry, and one of the larger: what a step did to a file. */
function outcome(seq: number): Entry {
  return {
    type: "step.outcome",
    step: `phase-1/web/batch-3/prefer-ipv6/host-${seq}.rack-12.example.net`,
    attempt: 1,
    outcome: "changed",
    changes: [
      {
        key: "/etc/gai.conf",
        title: "native IPv6 above IPv4 in /etc/gai.conf",
        before: "label ::1/128 0\n".repeat(5),
        after: "precedence ::ffff:0:0/96 40\n".repeat(5),
      },
    ],
    because: ["the policy table puts IPv4 above IPv6"],
    armed: null,
    seq,
    at: 1_790_000_000_000 + seq,
  };
}
