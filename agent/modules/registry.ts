/** Steps, from the controller's request to a receipt and back: the one way modules are run. */
import type { Rescue } from "../guard/rescue.ts";
import { arm, type Connection, readState, retire, undoNow, workDone } from "../guard/transactions.ts";
import type { Receipt, StepRequest, StepResult, UndoResult } from "../protocol/messages.ts";
import { RECEIPTS, readReceipt, readReceipts, type StoredReceipt, saveReceipt } from "../receipts.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import { type FileImage, imagesOf, restoreImages, writeEdits } from "./files.ts";
import { type AgentHome, type FileEdit, isRefusal, type Plan } from "./module.ts";
import { type AnyModule, moduleNamed } from "./table.ts";

const NO_RESCUE: Rescue = { added: { addresses: [], routes: [] }, reload: [], afterUndo: [], closing: [] };

/** What a receipt keeps for undo. */
interface BeforeImage {
  readonly files: readonly FileImage[];
  readonly edits: readonly FileEdit[];
  readonly runtime: unknown;
}

/**
 * Check, diff and, in mode `apply`, do it: guard first, then the receipt, then the change, then check again.
 * @throws Fault where the step is refused or went wrong (then it was undone, and the message says whether that worked).
 */
export async function runStep(
  sys: System,
  request: StepRequest,
  connection: Connection,
  home: AgentHome | null = null,
): Promise<StepResult> {
  const module = await moduleNamed(request.module);
  if (module === null) throw new Fault("unknown-module", `this agent has no module ${JSON.stringify(request.module)}`);
  const notes: string[] = [];
  let earlier: StoredReceipt | null = null;
  if (request.mode === "apply") {
    earlier = await currentReceipt(sys, await readReceipt(sys, request.run, request.step));
    if (earlier?.state === "undo-failed") {
      throw new Fault(
        "refused",
        `the undo of step ${request.step} failed earlier; a person must look before it is done again`,
      );
    }
    if (earlier?.state === "applied") return alreadyDone(sys, earlier);
    if (earlier?.state === "applying") {
      notes.push("an earlier attempt at this step ended half-way: checked again");
      // Its nonce was never handed out, so nobody could confirm it: back to the start.
      if (earlier.transaction !== null) {
        await undoNow(sys, { id: earlier.transaction });
        earlier = await currentReceipt(sys, earlier);
        if (earlier?.state !== "undone")
          throw new Fault("io", `step ${request.step}: the half-done attempt could not be undone`);
        notes.push("what it had done was undone first");
      }
    }
  }
  const facts = await module.check(sys, request.want, home);
  const plan = module.diff(facts, request.want);
  if (isRefusal(plan) && earlier?.state === "applying") {
    // What a half-done attempt left behind may look like somebody else's work: back to the start.
    const undone = await undoStored(sys, earlier);
    if (undone.outcome === "undone") return runStep(sys, request, connection, home);
  }
  if (isRefusal(plan)) throw new Fault(plan.refused, plan.message);
  const because = [...notes, ...plan.because];
  const resuming = earlier?.state === "applying" ? earlier : null;
  if (plan.changes.length === 0) {
    if (resuming === null) return { outcome: "unchanged", changes: [], because };
    await saveReceipt(sys, { ...resuming, state: "applied" });
    return { outcome: "changed", changes: resuming.changes, because };
  }
  if (request.mode === "check") {
    const blocked = plan.blocked === undefined ? [] : [`as things are now, apply would refuse: ${plan.blocked}`];
    return { outcome: "would-change", changes: plan.changes, because: [...because, ...blocked] };
  }
  if (plan.blocked !== undefined) throw new Fault("refused", plan.blocked);
  return apply(sys, module, { request, facts, plan, because, connection, resuming, home });
}

interface Work {
  readonly request: StepRequest;
  readonly facts: unknown;
  readonly plan: Plan;
  readonly because: readonly string[];
  readonly connection: Connection;
  readonly resuming: StoredReceipt | null;
  readonly home: AgentHome | null;
}

async function apply(sys: System, module: AnyModule, work: Work): Promise<StepResult> {
  const { request, facts, plan, connection, resuming } = work;
  const { want, undoUnlessConfirmedWithin: withinMs, confirmations = 1, allowUnrehearsed = false } = request;
  const before = mergeImages(resuming, {
    files: await imagesOf(sys, plan.edits),
    edits: await resolved(sys, plan.edits),
    runtime: module.image(facts, want),
  });
  const rescue = module.rescue?.(facts, want) ?? NO_RESCUE;
  const armed =
    withinMs === undefined
      ? null
      : await arm(
          sys,
          {
            steps: [request.step],
            withinMs,
            confirmations,
            allowUnrehearsed,
            paths: plan.edits.map(({ path }) => path),
            rescue,
          },
          connection,
        );
  const receipt: StoredReceipt = {
    id: request.step,
    run: request.run,
    module: request.module,
    changes: mergeChanges(resuming, plan),
    before,
    at: resuming?.at ?? sys.now(),
    state: "applying",
    transaction: armed?.transaction.id ?? null,
  };
  const notes: string[] = [];
  try {
    await saveReceipt(sys, receipt);
    const said = await module.apply(sys, { facts, want, plan, writeFiles: () => writeEdits(sys, plan.edits) });
    notes.push(...(said ?? []));
    const after = module.diff(await module.check(sys, want, work.home), want);
    if (isRefusal(after)) throw new Fault("io", `after the change the module refuses: ${after.message}`);
    if (after.changes.length > 0) {
      throw new Fault("io", `after the change these were still open: ${after.changes.map((c) => c.title).join("; ")}`);
    }
    await saveReceipt(sys, { ...receipt, state: "applied" });
    if (armed !== null) await workDone(sys, armed.transaction.id);
  } catch (cause) {
    const undone = await undoStored(sys, receipt).catch(failedUndo);
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Fault("io", `step ${request.step} failed: ${said}; ${saidOf(undone)}`, { cause });
  }
  const result = { outcome: "changed" as const, changes: receipt.changes, because: [...work.because, ...notes] };
  return armed === null ? result : { ...result, armed };
}

function saidOf(undone: UndoResult): string {
  return undone.outcome === "failed" ? `and its undo failed: ${undone.because.join("; ")}` : "it was undone";
}

function failedUndo(error: unknown): UndoResult {
  return { outcome: "failed", because: [error instanceof Error ? error.message : String(error)] };
}

async function alreadyDone(sys: System, receipt: StoredReceipt): Promise<StepResult> {
  const because = [`done at ${new Date(receipt.at).toISOString()} by an earlier request of the same step`];
  if (receipt.transaction !== null) {
    const state = await readState(sys, receipt.transaction);
    if (state === "armed" || state === "confirmed") {
      because.push(`transaction ${receipt.transaction} is ${state}; its nonce was handed out once and is not repeated`);
    }
  }
  return { outcome: "already-done", changes: receipt.changes, because };
}

/** A before-image taken before the first attempt wins over one taken in the middle. */
function mergeImages(resuming: StoredReceipt | null, fresh: BeforeImage): BeforeImage {
  if (resuming === null) return fresh;
  const old = resuming.before as BeforeImage;
  return {
    files: [...old.files, ...fresh.files.filter(({ path }) => !old.files.some((image) => image.path === path))],
    edits: [...old.edits.filter(({ path }) => !fresh.edits.some((edit) => edit.path === path)), ...fresh.edits],
    runtime: old.runtime,
  };
}

function mergeChanges(resuming: StoredReceipt | null, plan: Plan): Receipt["changes"] {
  if (resuming === null) return plan.changes;
  return [
    ...resuming.changes,
    ...plan.changes.filter(({ key }) => !resuming.changes.some((change) => change.key === key)),
  ];
}

async function resolved(sys: System, edits: readonly FileEdit[]): Promise<FileEdit[]> {
  const images = await imagesOf(sys, edits);
  return edits.map((edit, i) => ({ ...edit, path: images[i]!.path }));
}

/** Put one step back. @param run where step ids of several runs are on this host; the newest receipt that is not undone otherwise. */
export async function undoStep(sys: System, step: string, run?: string): Promise<UndoResult> {
  const receipts = (await readReceipts(sys, run ?? null)).filter(({ id }) => id === step);
  const stored: StoredReceipt[] = [];
  for (const receipt of receipts) stored.push((await currentReceipt(sys, receipt))!);
  const receipt = stored.findLast(({ state }) => state !== "undone");
  if (receipt !== undefined) return undoStored(sys, receipt);
  const because =
    stored.length === 0
      ? [`no receipt of step ${step} on this host: it changed nothing here`]
      : [`step ${step} is undone already`];
  return { outcome: "nothing", because };
}

async function undoStored(sys: System, receipt: StoredReceipt): Promise<UndoResult> {
  const state = receipt.transaction === null ? null : await readState(sys, receipt.transaction);
  const fail = async (said: string): Promise<UndoResult> => {
    await saveReceipt(sys, { ...receipt, state: "undo-failed" });
    return { outcome: "failed", because: [said] };
  };
  if (receipt.transaction !== null && state !== null && state !== "committed") {
    const after = await undoNow(sys, { id: receipt.transaction });
    if (after.state !== "undone")
      return fail(`the undo script of ${after.id} ended as ${after.state}: sh ${after.undoScript}`);
    await saveReceipt(sys, { ...receipt, state: "undone" });
    return {
      outcome: "undone",
      because: [`transaction ${after.id} undone by its script, which checked addresses and routes`],
    };
  }
  const module = await moduleNamed(receipt.module);
  if (module === null) return fail(`this agent has no module ${receipt.module}`);
  const before = receipt.before as BeforeImage;
  const notes: string[] = [];
  let restored = false;
  try {
    const extra = await module.undo(sys, before.runtime, async () => {
      restored = true;
      notes.push(...(await restoreImages(sys, before.files, before.edits, editedAside(receipt))));
    });
    notes.push(...extra);
  } catch (error) {
    if (error instanceof Fault && error.code === "refused" && !restored)
      return { outcome: "refused", because: [error.message] };
    return fail(`step ${receipt.id}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (receipt.transaction !== null) await retire(sys, receipt.transaction);
  await saveReceipt(sys, { ...receipt, state: "undone" });
  const files = before.files.map(({ path }) => path);
  return {
    outcome: "undone",
    because: [...(restored && files.length > 0 ? [`as before: ${files.join(", ")}`] : []), ...notes],
  };
}

/** The files alone, as the step found them. */
export async function restoreFilesOf(sys: System, receipt: StoredReceipt): Promise<void> {
  const { files, edits } = receipt.before as BeforeImage;
  await restoreImages(sys, files, edits, editedAside(receipt));
}

/** Where a file goes that somebody edited since. */
function editedAside({ id }: StoredReceipt): string {
  return `${RECEIPTS}/edited-${encodeURIComponent(id).replaceAll("%", "_")}-`;
}

/** Oldest first, with what the host's own undo has meanwhile done taken in. */
export async function listReceipts(sys: System, run?: string): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const stored of await readReceipts(sys, run ?? null)) {
    const { transaction: _, ...receipt } = (await currentReceipt(sys, stored))!;
    receipts.push(receipt);
  }
  return receipts;
}

/** The undo script knows nothing of receipts: what it recorded is carried over here. */
async function currentReceipt(sys: System, receipt: StoredReceipt | null): Promise<StoredReceipt | null> {
  if (receipt === null || receipt.transaction === null || receipt.state === "undone") return receipt;
  const state = await readState(sys, receipt.transaction);
  const carried = state === "undone" ? "undone" : state === "undo_failed" ? "undo-failed" : receipt.state;
  if (carried === receipt.state) return receipt;
  const current = { ...receipt, state: carried } as const;
  await saveReceipt(sys, current);
  return current;
}
