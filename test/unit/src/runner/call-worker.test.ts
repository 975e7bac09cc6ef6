/** What a runner does with a call that it took, whatever becomes of the database meanwhile: none may stay with a runner that does not make it. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Fleet } from "../../../../src/engine/ports.ts";
import { CallWorker } from "../../../../src/runner/call-worker.ts";
import type { CallJob, Jobs, Taken } from "../../../../src/runner/jobs.ts";
import { PostgresError } from "../../../../src/store/postgres/sql.ts";
import type { PostgresStore } from "../../../../src/store/postgres/store.ts";

const JOB: Taken<CallJob> = {
  id: "1",
  data: { run: "r", plan: "p", token: "1", host: "h1", method: "ping", params: {}, timeoutMs: null },
};

interface Script {
  /** By a word of the statement. */
  readonly fails?: string;
  readonly live?: boolean;
  readonly ours?: boolean;
  readonly answered?: boolean;
  readonly fleet?: () => Promise<Fleet>;
}

let worker: CallWorker | null = null;
afterEach(async () => {
  await worker?.stop(1_000);
  worker = null;
});

/** Gives the one job out, and tells what became of it. */
async function fateOf(
  script: Script,
): Promise<{ readonly fate: string; readonly made: number; readonly told: boolean }> {
  let made = 0;
  let told = false;
  const link = {
    host: "h1",
    call: async () => {
      made += 1;
      return { at: 1 } as never;
    },
    close: async () => undefined,
  };
  const fleet: Fleet = {
    link: async () => link,
    freshOverIpv6: async () => link,
    knockOverIpv6: async () => null,
    close: async () => undefined,
  };
  const query = async (text: string): Promise<unknown[]> => {
    if (script.fails !== undefined && text.includes(script.fails)) throw new PostgresError("XX000", "not today");
    if (text.includes("with asked")) return [{ id: JOB.id, live: script.live ?? true, ours: script.ours ?? true }];
    if (text.startsWith("select call")) return script.answered ? [{ call: JOB.id }] : [];
    if (text.includes("with told")) told = true;
    return [];
  };
  const given: Taken<CallJob>[] = [JOB];
  const fates: string[] = [];
  const jobs = {
    take: async () => given.splice(0),
    done: async (_: string, ids: readonly string[]) => void fates.push(...ids.map(() => "done")),
    putBack: async (_: string, ids: readonly string[]) => void fates.push(...ids.map(() => "given back")),
  } as unknown as Jobs;
  const store = { owner: "me", sql: { query } } as unknown as PostgresStore;
  worker = new CallWorker({ store, jobs, fleetOf: script.fleet ?? (async () => fleet) });
  await vi.waitFor(() => expect(fates).toHaveLength(1));
  return { fate: fates[0]!, made, told };
}

describe("a call that a runner took", () => {
  it("is made, answered and done", async () => {
    expect(await fateOf({})).toEqual({ fate: "done", made: 1, told: true });
  });

  it.each<[string, Script, number]>([
    ["whose host is another runner's", { ours: false }, 0],
    ["whose host nobody could be asked for", { fails: "with asked" }, 0],
    ["of which nobody could tell whether it was answered", { fails: "select call" }, 0],
    ["whose answer could not be told", { fails: "with told" }, 1],
    ["of a run that could not be read", { fleet: () => Promise.reject(new PostgresError("XX000", "not today")) }, 0],
  ])("%s goes back for another try", async (_, script, made) => {
    expect(await fateOf(script)).toEqual({ fate: "given back", made, told: false });
  });

  it("of a driver that is gone is dropped", async () => {
    expect(await fateOf({ live: false })).toEqual({ fate: "done", made: 0, told: false });
  });

  it("and was answered already is not made again; its host is free again", async () => {
    expect(await fateOf({ answered: true })).toEqual({ fate: "done", made: 0, told: true });
  });
});
