/** Several runners on one PostgreSQL. The long form, with ten seeds, is `npm run faults -- runners`. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { runners } from "../simulated/runners.ts";
import { type Cluster, postgresCluster } from "./postgres-cluster.ts";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await postgresCluster();
});
afterAll(() => cluster?.remove());

it("lose nothing and repeat nothing where runners are killed and the database is restarted", async () => {
  const result = await runners({
    cluster,
    hosts: 400,
    seed: 7,
    stepMs: [300, 1_200],
    killMs: 5_000,
    restarts: 1,
    patienceMs: 100_000,
  });
  expect(result).toMatchObject({ exit: 0, once: 400, otherwise: [], wrongSteps: [], restarts: 1 });
  expect(result.kills).toBeGreaterThan(0);
  expect(result.chain).toMatchObject({ intact: true, entries: result.entries });
});
