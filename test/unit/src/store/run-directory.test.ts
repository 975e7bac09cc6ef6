import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "../../../../src/engine/journal.ts";
import { NO_SUBJECT } from "../../../../src/plan/subject.ts";
import { listRuns, newRunId, RunDirectory } from "../../../../src/store/run-directory.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "migrate-store-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const entry = (seq: number): Entry => ({ type: "batch.started", batch: `b${seq}`, seq, at: seq });

async function runWith(count: number): Promise<RunDirectory> {
  const run = new RunDirectory("r1", home);
  await run.create({ execution: { plan: "p", batches: [] }, facts: new Map(), subject: NO_SUBJECT });
  for (let seq = 1; seq <= count; seq++) await run.journal.append([entry(seq)]);
  return run;
}

describe("journal on files", () => {
  it("reads back what was appended, also by another process", async () => {
    await runWith(3);
    expect(await new RunDirectory("r1", home).entries()).toEqual([entry(1), entry(2), entry(3)]);
  });

  it("drops a last line that a crash cut, and goes on behind it", async () => {
    const run = await runWith(2);
    run.journal.close();
    const path = join(run.path, "journal.ndjson");
    appendFileSync(path, '{"type":"batch.sta');
    const again = new RunDirectory("r1", home);
    expect(await again.entries()).toEqual([entry(1), entry(2)]);
    await again.journal.append([entry(3)]);
    expect(await again.entries()).toEqual([entry(1), entry(2), entry(3)]);
    expect(readFileSync(path, "utf8").endsWith("}\n")).toBe(true);
  });

  it("says where a journal is broken in the middle", async () => {
    const run = await runWith(1);
    run.journal.close();
    appendFileSync(join(run.path, "journal.ndjson"), "garbage\n");
    await expect(run.entries()).rejects.toThrow(/journal\.ndjson:2: not JSON/);
  });

  it("notices entries that are missing", async () => {
    const run = await runWith(1);
    await run.journal.append([entry(3)]);
    await expect(run.entries()).rejects.toThrow(/entry 3 where 2 belongs/);
  });
});

describe("runs", () => {
  it("are listed newest first", async () => {
    for (const id of [newRunId(new Date("2026-01-01T00:00:00Z")), newRunId(new Date("2026-03-01T00:00:00Z"))]) {
      const run = new RunDirectory(id, home);
      await run.create({ execution: { plan: "p", batches: [] }, facts: new Map(), subject: NO_SUBJECT });
      await run.journal.append([entry(1)]);
    }
    expect((await listRuns(home)).map((run) => run.run.slice(0, 8))).toEqual(["20260301", "20260101"]);
  });

  it("have names in the order in which they began, also within a second", () => {
    const at = (ms: number, chance: number) => newRunId(new Date(Date.UTC(2026, 0, 1, 0, 0, 0, ms)), () => chance);
    const names = [at(0, 0.9), at(1, 0.1), at(35, 0.99), at(36, 0), at(999, 0.5)];
    expect(names.toSorted()).toEqual(names);
    expect(names[4]).toMatch(/^20260101-000000-rr[a-z0-9]{2}$/);
  });

  it("keep an approval until the run asks for it", async () => {
    const run = await runWith(0);
    expect(await run.approval("phase-4/approval")).toBeNull();
    await run.approve({ task: "phase-4/approval", who: "ann", from: "desk", why: "looked" });
    expect((await run.approval("phase-4/approval"))?.who).toBe("ann");
  });
});
