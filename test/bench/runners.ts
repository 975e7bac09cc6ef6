/** Three runners on PostgreSQL, 2,000 simulated hosts, a runner killed every few seconds, the database restarted twice: ten seeds. And, undisturbed, how far one to three runners carry. */
import { postgresCluster } from "../lab/postgres-cluster.ts";
import { runners } from "../simulated/runners.ts";

const HOSTS = 2_000;
const SEEDS = 10;

export async function benchRunners(): Promise<void> {
  for (const count of [1, 2, 3]) {
    const cluster = await postgresCluster();
    try {
      const result = await runners({
        cluster,
        hosts: HOSTS,
        seed: 1,
        runners: count,
        killMs: 3_600_000,
        restarts: 0,
        patienceMs: 300_000,
      });
      const seconds = result.elapsedMs / 1000;
      console.log(
        `${count} runner${count === 1 ? "" : "s"}, undisturbed: ${HOSTS} hosts in ${seconds.toFixed(1)} s, ${Math.round(HOSTS / seconds)} hosts/s, ${Math.round(result.entries / seconds)} journal entries/s`,
      );
    } finally {
      cluster.remove();
    }
  }
  let failed = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const cluster = await postgresCluster();
    try {
      const result = await runners({ cluster, hosts: HOSTS, seed, killMs: 4_000, restarts: 2, patienceMs: 300_000 });
      const right = result.exit === 0 && result.once === HOSTS && result.wrongSteps.length === 0 && result.chain.intact;
      if (!right) failed += 1;
      console.log(
        `seed ${seed}: ${right ? "right" : "WRONG"}: ${result.once} of ${HOSTS} hosts done once, ${result.wrongSteps.length} steps repeated, chain ${result.chain.intact ? "whole" : "broken"}, ${result.kills} kills, ${result.restarts} restarts of the database, ${result.drivers} drivers, ${(result.elapsedMs / 1000).toFixed(1)} s${right ? "" : `: ${result.because}`}`,
      );
    } finally {
      cluster.remove();
    }
  }
  console.log(`${SEEDS - failed} of ${SEEDS} seeds right`);
  if (failed > 0) process.exitCode = 1;
}
