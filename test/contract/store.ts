/** What every store must do: said once, held against each. */
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/engine/journal.ts";
import { sealEvidence } from "../../src/engine/seal.ts";
import { NO_SUBJECT } from "../../src/plan/subject.ts";
import { verifyRun } from "../../src/store/bundle.ts";
import { verifyChain } from "../../src/store/chain.ts";
import type { ControlRequest, NewRun, Store } from "../../src/store/store.ts";

const EXECUTION = { plan: "p", batches: [] };
const NEW: NewRun = { execution: EXECUTION, facts: new Map(), subject: NO_SUBJECT };
const PERSON = { who: "ann", from: "desk", why: "lunch" };

const entry = (seq: number): Entry => ({ type: "batch.started", batch: `b${seq}`, seq, at: seq });
const evidence = sealEvidence({
  gate: "g",
  name: "prefer6",
  finding: "pass",
  because: "Ünïcode.",
  observed: {},
  at: 3,
});

/** @param open another process's view of the same store, each time. */
export function storeContract(open: () => Promise<Store>): void {
  const begun = async (plan: string, run: string) => {
    const store = await open();
    const lease = await store.takeLease(plan, run);
    if (!lease.held) throw new Error("somebody holds it");
    const kept = store.run(run);
    await kept.create({ ...NEW, execution: { ...EXECUTION, plan } });
    return { store, lease, kept };
  };

  describe("a journal", () => {
    it("is read back as it was written, by anybody, its chain whole, its evidence sealed", async () => {
      const { store, lease, kept } = await begun("journal", "20260101-000000-aaaa");
      const answered: Entry = { type: "gate.answered", task: "t", round: 0, evidence, seq: 3, at: 3 };
      await kept.journal.append([entry(1), entry(2)]);
      await kept.journal.append([answered]);
      await lease.release();
      await store.close();
      const other = await open();
      const found = other.run("20260101-000000-aaaa");
      expect(await found.entries()).toEqual([entry(1), entry(2), answered]);
      expect(verifyChain(await found.journal.lines())).toMatchObject({ intact: true, entries: 3, evidence: 1 });
      expect(await verifyRun(found)).toMatchObject({ intact: true, manifest: null });
      expect(await found.execution()).toEqual({ ...EXECUTION, plan: "journal" });
      expect(Object.keys(await found.documents())).toEqual(["execution.json", "facts.json", "subject.json"]);
      await other.close();
    });

    it("goes on where an earlier process left it", async () => {
      const first = await begun("goes-on", "20260101-000001-aaaa");
      await first.kept.journal.append([entry(1)]);
      await first.lease.release();
      await first.store.close();
      const second = await begun("goes-on", "20260101-000001-aaaa");
      await second.kept.journal.append([entry(2)]);
      expect(verifyChain(await second.kept.journal.lines())).toMatchObject({ intact: true, entries: 2 });
      await second.lease.release();
      await second.store.close();
    });
  });

  describe("a lease", () => {
    it("is held by one at a time, listed while it is, and free afterwards", async () => {
      const first = await begun("lease", "20260101-000002-aaaa");
      const other = await open();
      const refused = await other.takeLease("lease", "20260101-000002-bbbb");
      expect(refused).toMatchObject({ held: false, owner: { run: "20260101-000002-aaaa", pid: process.pid } });
      const listed = (await other.leases()).filter(({ plan }) => plan === "lease");
      expect(listed).toMatchObject([{ plan: "lease", alive: true, owner: { run: "20260101-000002-aaaa" } }]);
      await first.lease.release();
      expect((await other.leases()).filter(({ plan }) => plan === "lease")).toEqual([]);
      const taken = await other.takeLease("lease", "20260101-000002-bbbb");
      expect(taken.held).toBe(true);
      if (taken.held) await taken.release();
      await other.close();
      await first.store.close();
    });

    it("that was broken is free, and its owner cannot release the next one's", async () => {
      const first = await begun("broken", "20260101-000003-aaaa");
      const other = await open();
      const by = { who: "ann", from: "desk", reason: "it hangs" };
      expect(await other.breakLease("broken", by)).toMatchObject({ run: "20260101-000003-aaaa" });
      expect(await other.breakLease("broken", by)).toBeNull();
      const taken = await other.takeLease("broken", "20260101-000003-bbbb");
      expect(taken.held).toBe(true);
      await first.lease.release();
      expect((await other.leases()).filter(({ plan }) => plan === "broken")).toMatchObject([
        { owner: { run: "20260101-000003-bbbb" } },
      ]);
      if (taken.held) await taken.release();
      await other.close();
      await first.store.close();
    });
  });

  it("lists runs newest first", async () => {
    const first = await begun("list", "20260201-000000-aaaa");
    await first.kept.journal.append([entry(1)]);
    await first.lease.release();
    const second = await begun("list", "20260301-000000-aaaa");
    await second.kept.journal.append([entry(1)]);
    await second.lease.release();
    const runs = (await second.store.runs()).map(({ run }) => run);
    expect(runs.indexOf("20260301-000000-aaaa")).toBeLessThan(runs.indexOf("20260201-000000-aaaa"));
    await first.store.close();
    await second.store.close();
  });

  it("keeps an approval until the run asks for it", async () => {
    const { store, lease, kept } = await begun("approval", "20260101-000004-aaaa");
    expect(await kept.approval("phase-4/approval")).toBeNull();
    const other = await open();
    await other.run(kept.run).approve({ task: "phase-4/approval", ...PERSON });
    expect(await kept.approval("phase-4/approval")).toEqual({ task: "phase-4/approval", ...PERSON });
    await lease.release();
    await other.close();
    await store.close();
  });

  it("carries what people ask of a run to the process that drives it, once and in order", async () => {
    const { store, lease, kept } = await begun("control", "20260101-000005-aaaa");
    const heard: ControlRequest[] = [];
    const both = Promise.withResolvers<void>();
    const stop = kept.listen((request) => {
      heard.push(request);
      if (heard.length === 2) both.resolve();
    });
    const other = await open();
    await other.run(kept.run).ask({ verb: "pause", by: PERSON });
    await other.run(kept.run).ask({ verb: "lift", by: PERSON });
    await both.promise;
    expect(heard.map(({ verb }) => verb)).toEqual(["pause", "lift"]);
    stop();
    await lease.release();
    await other.close();
    await store.close();
  });

  it("lets a saved plan be used once", async () => {
    const store = await open();
    expect(await store.usedBy("one")).toBeNull();
    expect(await store.useOnce("one", "r1")).toBeNull();
    expect(await store.useOnce("one", "r2")).toBe("r1");
    expect(await store.usedBy("one")).toBe("r1");
    await store.close();
  });
}
