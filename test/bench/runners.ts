/** Three runners on PostgreSQL, 2,000 simulated hosts, a runner killed every few seconds, the database restarted twice: ten seeds. `npm run bench -- runners`. */
import { postgresCluster } from "../lab/postgres-cluster.ts";
import { runners } from "../simulated/runners.ts";

const HOSTS = 2_000;
const SEEDS = 10;
const KILL_MS = 4_000;
/** Of each step on a host: the run is to last until the database was away twice. */
const STEP_MS = [60, 400] as const;
const PATIENCE_MS = 180_000;

export async function benchRunners(): Promise<void> {
  let failed = 0;
  for (let seed = 1; seed <= SEEDS; seed++) if (!(await isRight(seed))) failed += 1;
  console.log(`${SEEDS - failed} of ${SEEDS} seeds right${failed === 0 ? " (holds)" : " (MISSED)"}`);
  if (failed > 0) process.exitCode = 1;
}

async function isRight(seed: number): Promise<boolean> {
  const cluster = await postgresCluster();
  try {
    const result = await runners({
      cluster,
      hosts: HOSTS,
      seed,
      killMs: KILL_MS,
      stepMs: STEP_MS,
      restarts: 2,
      patienceMs: PATIENCE_MS,
    });
    const { once, wrongSteps, chain, kills, restarts, drivers, elapsedMs } = result;
    const right =
      result.exit === 0 && once === HOSTS && wrongSteps.length === 0 && chain.intact && restarts === 2 && kills > 0;
    console.log(
      `seed ${seed}: ${right ? "right" : "WRONG"}: ${once} of ${HOSTS} hosts done once, ${wrongSteps.length} steps repeated, chain ${chain.intact ? "whole" : "broken"}, ${kills} kills, ${restarts} restarts of the database, ${drivers} drivers, ${(elapsedMs / 1000).toFixed(1)} s${right ? "" : `: ${result.because}`}`,
    );
    return right;
  } finally {
    cluster.remove();
  }
}
