/** Several runners on one PostgreSQL. The long form, with ten seeds, is `npm run bench -- runners`. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runners } from "../simulated/runners.ts";
import { type Cluster, postgresCluster } from "./postgres-cluster.ts";

const MIGRATE = join(import.meta.dirname, "../../bin/migrate");

let cluster: Cluster;
/** Of a machine that knows nothing of the run but where it is kept. */
let home: string;
beforeAll(async () => {
  cluster = await postgresCluster();
  home = mkdtempSync(join(tmpdir(), "migrate-elsewhere-"));
});
afterAll(() => {
  cluster?.remove();
  rmSync(home, { recursive: true });
});

async function statusElsewhere(): Promise<{ readonly course: { readonly kind: string; readonly exit?: number } }> {
  const env = { PATH: process.env.PATH, HOME: home, MIGRATE_STORE: cluster.url };
  const { stdout } = await promisify(execFile)(MIGRATE, ["status", "last", "--json"], { env, maxBuffer: 1 << 26 });
  const [version, status] = stdout.trim().split("\n");
  expect(JSON.parse(version!)).toMatchObject({ type: "version" });
  return JSON.parse(status!);
}

it("lose nothing and repeat nothing where runners are killed and the database is restarted", async () => {
  const running = runners({
    cluster,
    hosts: 400,
    seed: 7,
    stepMs: [300, 1_200],
    killMs: 5_000,
    restarts: 1,
    patienceMs: 100_000,
  });
  const underWay = expect.poll(
    () =>
      statusElsewhere().then(
        ({ course }) => course.kind,
        () => "not there yet",
      ),
    {
      timeout: 60_000,
    },
  );
  await underWay.toBe("forward");
  const result = await running;
  expect(result).toMatchObject({ exit: 0, once: 400, otherwise: [], wrongSteps: [], restarts: 1 });
  expect(result.kills).toBeGreaterThan(0);
  expect(result.chain).toMatchObject({ intact: true, entries: result.entries });
  expect((await statusElsewhere()).course).toMatchObject({ kind: "ended", exit: 0 });
});
