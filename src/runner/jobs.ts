/** The job engine: `drive` is a run to be advanced by one runner, `call` one question to one host's agent, for any of them. */
import { PgBoss } from "pg-boss";
import type { Method, Millis } from "../../agent/protocol/messages.ts";
import { JOBS_SCHEMA } from "../store/postgres/schema.ts";

export interface DriveJob {
  readonly run: string;
  readonly plan: string;
}

export interface CallJob {
  readonly run: string;
  readonly plan: string;
  /** Of the lease of the runner that asks: once another has the run, nobody does this any more. */
  readonly token: string;
  readonly host: string;
  readonly method: Method;
  readonly params: unknown;
  readonly timeoutMs: Millis | null;
}

export interface Taken<T> {
  readonly id: string;
  readonly data: T;
}

/** One time that a job was taken. */
export interface Attempt {
  readonly id: string;
  readonly retryCount: number;
}

interface Queues {
  readonly drive: DriveJob;
  readonly call: CallJob;
}

/** The engine takes a job from a runner that has not been heard for this long. Its least. Seconds. */
const HEARTBEAT_S = 10;
const TOUCH_MS = 3_000;
const CONNECTIONS = 4;

export interface Jobs {
  /** @param ids name the calls; said twice, each is there once. */
  call(jobs: readonly { readonly id: string; readonly data: CallJob }[]): Promise<void>;
  drive(job: DriveJob): Promise<void>;
  /** Kept alive until they are settled here. */
  take<Q extends keyof Queues>(queue: Q, most: number): Promise<readonly Taken<Queues[Q]>[]>;
  /** Runs that somebody took, this long ago or longer. */
  driven(sinceMs: Millis): Promise<readonly (Taken<DriveJob> & Attempt)[]>;
  /** Jobs of a runner that is gone, to others in a second. @param lost with its attempt, nothing happens to one that somebody has taken since. */
  giveOut(queue: keyof Queues, lost: string[] | Attempt[]): Promise<void>;
  done(queue: keyof Queues, ids: readonly string[]): Promise<void>;
  /** For another try, here or elsewhere, in a second. */
  putBack(queue: keyof Queues, ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** @param complain told what the engine says of itself. */
export async function openJobs(url: string, complain: (text: string) => void): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema: JOBS_SCHEMA,
    application_name: "migrate-jobs",
    max: CONNECTIONS,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  });
  // A database that is away is told of by whoever asks it; the engine goes on by itself.
  boss.on("error", () => undefined);
  boss.on("warning", ({ message }) => complain(`job engine: ${message}`));
  await boss.start();
  const common = { retryLimit: 1_000_000, retryDelay: 1, heartbeatSeconds: HEARTBEAT_S, expireInSeconds: 86_000 };
  await boss.createQueue("drive", { ...common, policy: "exclusive", deleteAfterSeconds: 60 });
  await boss.createQueue("call", { ...common, deleteAfterSeconds: 60, retentionSeconds: 3_600 });
  // With the attempt: a job that was given to somebody else meanwhile is no longer ours to keep alive or to settle.
  const held: Record<keyof Queues, Map<string, Attempt>> = { drive: new Map(), call: new Map() };
  const touching = setInterval(() => {
    for (const queue of ["drive", "call"] as const)
      if (held[queue].size > 0) boss.touch(queue, [...held[queue].values()]).catch(() => undefined);
  }, TOUCH_MS);
  const settle = async (queue: keyof Queues, ids: readonly string[], how: "complete" | "fail"): Promise<void> => {
    const attempts = ids.flatMap((id) => held[queue].get(id) ?? []);
    // Whatever becomes of this call: a job that nobody keeps alive is given out again.
    for (const id of ids) held[queue].delete(id);
    if (attempts.length > 0) await boss[how](queue, attempts);
  };
  return {
    call: async (jobs) => {
      await boss.insert(
        "call",
        jobs.map(({ id, data }) => ({ id, data: data as object })),
      );
    },
    drive: async (job) => {
      await boss.send("drive", job, { singletonKey: job.run });
    },
    take: async (queue, most) => {
      const jobs = await boss.fetch<never>(queue, { batchSize: most });
      for (const { id, retryCount } of jobs) held[queue].set(id, { id, retryCount });
      return jobs.map(({ id, data }) => ({ id, data }));
    },
    driven: async (sinceMs) => {
      const jobs = await boss.findJobs<DriveJob>("drive");
      return jobs
        .filter((job) => job.state === "active" && job.startedOn.getTime() < Date.now() - sinceMs)
        .map(({ id, data, retryCount }) => ({ id, data, retryCount }));
    },
    giveOut: async (queue, lost) => {
      if (lost.length > 0) await boss.fail(queue, lost);
    },
    done: (queue, ids) => settle(queue, ids, "complete"),
    putBack: (queue, ids) => settle(queue, ids, "fail"),
    close: async () => {
      clearInterval(touching);
      await boss.stop({ graceful: false });
    },
  };
}
