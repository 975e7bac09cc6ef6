/** A transaction whose controller died, taken over: confirmed anew, judged by its gates, and kept or undone. */
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Methods } from "../../agent/protocol/messages.ts";
import { type ExecutionPlan, type GateRun, stepsOf } from "../plan/execution.ts";
import type { Person } from "./journal.ts";
import { type Evidence, type Fleet, type Gatekeeper, type HostLink, UnreachableError } from "./ports.ts";
import { fromPlaces, type Reach } from "./vantage.ts";

export interface Adoption {
  readonly outcome: "committed" | "undone" | "failed";
  readonly because: string;
  readonly evidence: readonly Evidence[];
}

/** What is asked of a step's host before it is kept: the gates of the soak behind it. Null where the plan does not have the step, or means it for a while only. @param armed the step, as the host has it. */
export function gatesOf(execution: ExecutionPlan, armed: string): readonly GateRun[] | null {
  const id = armed.replace(/~\d+$/, "");
  for (const batch of execution.batches) {
    const step = stepsOf(batch).find((one) => one.id === id);
    if (step === undefined) continue;
    if (step.onlyBefore !== undefined) return null;
    const from = batch.tasks.findIndex((task) => task.kind === "apply" && task.steps.some((one) => one.id === id));
    const soak = batch.tasks.slice(from).find((task) => task.kind === "soak");
    return soak?.kind === "soak" ? soak.gates : [];
  }
  return null;
}

export async function adopt(
  world: Omit<Reach, "deadline" | "host"> & {
    readonly gatekeeper: Gatekeeper;
    /** Gathered once the switch is ours: its time may be short. */
    facts(): Promise<ReadonlyMap<string, HostFacts>>;
  },
  host: string,
  transaction: string,
  gates: readonly GateRun[],
  by: Person,
): Promise<Adoption> {
  const { fleet, clock, gatekeeper } = world;
  const adopted = await (await fleet.link(host)).call(
    "transaction.adopt",
    { id: transaction, by },
    { timeoutMs: 30_000 },
  );
  const { withinMs } = adopted;
  const held = { nonce: adopted.nonce, until: clock.now() + withinMs };
  const reach = (): Reach => ({ ...world, host, deadline: held.until });
  const undo = async (because: string, evidence: readonly Evidence[] = []): Promise<Adoption> => {
    const { state } = await undone(fleet, host, transaction);
    return {
      outcome: state === "undone" ? "undone" : "failed",
      because: `${because}; the host says ${state}`,
      evidence,
    };
  };
  const confirmed = await fromPlaces(
    reach(),
    (link) => link.call("transaction.confirm", { id: transaction, nonce: held.nonce }, { timeoutMs: 10_000 }),
    ({ state }) => state !== "armed",
  );
  if (typeof confirmed === "string") return undo(`not confirmed over a new IPv6 connection: ${confirmed}`);
  const beat = async (): Promise<string | null> => {
    const answer = await fromPlaces(
      reach(),
      (link: HostLink) =>
        link.call("transaction.heartbeat", { id: transaction, nonce: held.nonce }, { timeoutMs: 10_000 }),
      ({ nonce }: Methods["transaction.heartbeat"]["result"]) => nonce !== null,
    );
    if (typeof answer === "string") return `no heartbeat over a new IPv6 connection: ${answer}`;
    held.nonce = answer.nonce!;
    held.until = clock.now() + withinMs;
    return null;
  };
  const judged = new AbortController();
  let silent = await beat();
  const beating = (async () => {
    while (!judged.signal.aborted && silent === null) {
      await clock.wait(withinMs / 3, judged.signal);
      if (!judged.signal.aborted) silent = await beat();
    }
  })();
  const facts = await world.facts();
  const evidence = await Promise.all(gates.map((gate) => gatekeeper.ask({ ...gate, hosts: [host] }, facts)));
  judged.abort();
  await beating;
  if (silent !== null) return undo(silent, evidence);
  const bad = evidence.find(({ finding }) => finding !== "pass");
  if (bad !== undefined) return undo(`${bad.name} says ${bad.finding}: ${bad.because}`, evidence);
  const { state } = await (await fleet.link(host)).call(
    "transaction.commit",
    { id: transaction },
    { timeoutMs: 30_000 },
  );
  if (state !== "committed") return undo(`the host says ${state}`, evidence);
  return { outcome: "committed", because: `${evidence.length} gates passed`, evidence };
}

async function undone(fleet: Fleet, host: string, id: string): Promise<{ readonly state: string }> {
  try {
    return await (await fleet.link(host)).call("transaction.undo", { id }, { timeoutMs: 120_000 });
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    return { state: `nothing: ${error.message}; it undoes itself when its time is up` };
  }
}
