/** Steps at a provider, from the engine's request to a receipt and back: the same law as on a host, served by the controller itself. */
import type { StepRequest, StepResult, UndoResult } from "../../../agent/protocol/messages.ts";
import { type Action, type Cloud, CloudError } from "./action.ts";
import type { CloudReceipt, CloudReceipts } from "./receipts.ts";

/** Pauses before a provider is asked again: half a minute in all. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

export interface CloudWorld {
  readonly receipts: CloudReceipts;
  /** The cloud as the step wants it. */
  readonly open: (want: StepRequest["want"]) => Promise<Cloud>;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** @throws CloudError where the step is refused or went wrong (then it was undone, and the message says whether that worked). */
export async function runCloudStep(world: CloudWorld, request: StepRequest): Promise<StepResult> {
  const notes: string[] = [];
  const earlier = request.mode === "apply" ? await world.receipts.read(request.run, request.step) : null;
  if (earlier?.state === "undo-failed")
    throw new CloudError(
      "refused",
      `the undo of step ${request.step} failed earlier; a person must look before it is done again`,
    );
  if (earlier?.state === "applied") {
    const at = new Date(earlier.at).toISOString();
    return {
      outcome: "already-done",
      changes: earlier.changes,
      because: [`done at ${at} by an earlier request of the same step`],
    };
  }
  const resuming = earlier?.state === "applying" ? earlier : null;
  if (resuming !== null) notes.push("an earlier attempt at this step ended half-way: looked at again");
  const cloud = await world.open(request.want);
  const planned = await persistently(world, () => cloud.plan());
  if ("refused" in planned) throw new CloudError("refused", planned.refused);
  const because = [...notes, ...planned.because];
  if (planned.actions.length === 0 && resuming === null) return { outcome: "unchanged", changes: [], because };
  if (request.mode === "check")
    return { outcome: "would-change", changes: planned.actions.map(({ change }) => change), because };
  const receipt: CloudReceipt = {
    id: request.step,
    run: request.run,
    module: request.module,
    ...merged(resuming, planned.actions),
    want: request.want,
    at: resuming?.at ?? world.now(),
    state: "applying",
  };
  await world.receipts.save(receipt);
  return converge(world, cloud, receipt, planned.actions, because);
}

/**
 * Make what is open, then look again, until nothing is: whatever an unanswered request has become shows there, and so does what the provider takes a
 * moment to show.
 */
async function converge(
  world: CloudWorld,
  cloud: Cloud,
  first: CloudReceipt,
  open: readonly Action[],
  because: readonly string[],
): Promise<StepResult> {
  let receipt = first;
  let actions = open;
  let last: string | null = null;
  const notes: string[] = [];
  try {
    for (const pause of [0, ...PAUSES_MS]) {
      if (pause > 0) await world.wait(pause);
      try {
        if (last !== null) actions = await openActions(cloud);
        const fresh = merged(receipt, actions);
        if (fresh.changes.length > receipt.changes.length) {
          receipt = { ...receipt, ...fresh };
          await world.receipts.save(receipt);
        }
        for (const action of actions) await cloud.make(action);
        actions = await openActions(cloud);
        if (actions.length === 0) {
          await world.receipts.save({ ...receipt, state: "applied" });
          return { outcome: "changed", changes: receipt.changes, because: [...because, ...notes] };
        }
        last = `still open: ${actions.map(({ change }) => change.title).join("; ")}`;
      } catch (error) {
        if (!(error instanceof CloudError) || error.trouble !== "again") throw error;
        last = error.message;
        notes.push(`asked again after: ${error.message}`);
      }
    }
    throw new CloudError("refused", `${last}; given up after ${PAUSES_MS.length + 1} rounds`);
  } catch (error) {
    const undone = await undoReceipt(world, receipt).catch(
      (cause: unknown): UndoResult => ({ outcome: "failed", because: [(cause as Error).message] }),
    );
    const said = error instanceof Error ? error.message : String(error);
    const then = undone.outcome === "failed" ? `and its undo failed: ${undone.because.join("; ")}` : "it was undone";
    const trouble = error instanceof CloudError && error.trouble === "unreachable" ? "unreachable" : "refused";
    throw new CloudError(trouble, `step ${receipt.id} failed: ${said}; ${then}`, { cause: error });
  }
}

async function openActions(cloud: Cloud): Promise<readonly Action[]> {
  const planned = await cloud.plan();
  if ("refused" in planned) throw new CloudError("refused", planned.refused);
  return planned.actions;
}

/** A before-image taken before the first attempt wins over one taken in the middle. */
function merged(earlier: CloudReceipt | null, actions: readonly Action[]): Pick<CloudReceipt, "changes" | "before"> {
  const known = earlier?.before ?? [];
  const before = [...known, ...actions.filter(({ change }) => !known.some((one) => one.change.key === change.key))];
  return { before, changes: before.map(({ change }) => change) };
}

/** @param run left out: the newest receipt of that step that is not undone. */
export async function undoCloudStep(world: CloudWorld, step: string, run: string | undefined): Promise<UndoResult> {
  const receipts = (await world.receipts.list(run)).filter(({ id }) => id === step);
  const receipt = receipts.findLast(({ state }) => state !== "undone");
  if (receipt !== undefined) return undoReceipt(world, receipt);
  return {
    outcome: "nothing",
    because: [
      receipts.length === 0 ? `no receipt of step ${step}: it changed nothing there` : `step ${step} is undone already`,
    ],
  };
}

/** Last first; then the plan must name each of them again. @throws CloudError `unreachable`: the receipt stays as it is. */
async function undoReceipt(world: CloudWorld, receipt: CloudReceipt): Promise<UndoResult> {
  const fail = async (because: string): Promise<UndoResult> => {
    await world.receipts.save({ ...receipt, state: "undo-failed" });
    return { outcome: "failed", because: [because] };
  };
  const notes: string[] = [];
  const left = new Set<string>();
  try {
    const cloud = await world.open(receipt.want);
    for (const action of receipt.before.toReversed()) {
      const note = await persistently(world, () => cloud.unmake(action));
      if (note === null) continue;
      left.add(action.change.key);
      notes.push(note);
    }
    const missing = await stillMade(world, cloud, receipt.before, left);
    if (missing !== null) return await fail(missing);
  } catch (error) {
    if (!(error instanceof CloudError) || error.trouble === "unreachable") throw error;
    return fail(`step ${receipt.id}: ${error.message}`);
  }
  await world.receipts.save({ ...receipt, state: "undone" });
  const back = receipt.before.length - left.size;
  return { outcome: "undone", because: [`${back} of ${receipt.before.length} taken back, last first`, ...notes] };
}

/** @returns what the provider shows as still made, after its time to show it; null: nothing. */
async function stillMade(
  world: CloudWorld,
  cloud: Cloud,
  actions: readonly Action[],
  left: ReadonlySet<string>,
): Promise<string | null> {
  let said = "";
  for (const pause of [0, ...PAUSES_MS]) {
    if (pause > 0) await world.wait(pause);
    const planned = await persistently(world, () => cloud.plan());
    if ("refused" in planned) return `taken back, but whether it is as before cannot be seen: ${planned.refused}`;
    const open = new Set(planned.actions.map(({ change }) => change.key));
    const made = actions.filter(({ change }) => !open.has(change.key) && !left.has(change.key));
    if (made.length === 0) return null;
    said = `after the undo these are still there: ${made.map(({ change }) => change.key).join("; ")}`;
  }
  return said;
}

/** One question or one taking back, which may be repeated as it stands. */
async function persistently<T>(world: CloudWorld, ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CloudError) || error.trouble !== "again") throw error;
      await world.wait(pause);
    }
  }
  return ask();
}
