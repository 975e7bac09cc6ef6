/** A fleet of hosts in memory that keep the agent's promises: one receipt a step, transactions that undo themselves at their deadline on a clock that only the test moves. */
import type { HostFacts } from "../../../../agent/protocol/facts.ts";
import type {
  Change,
  Method,
  Methods,
  Receipt,
  StepRequest,
  StepResult,
  Transaction,
} from "../../../../agent/protocol/messages.ts";
import type { Entry, EntryBody, Journal } from "../../../../src/engine/journal.ts";
import {
  AgentError,
  type Clock,
  type Evidence,
  type Finding,
  type Fleet,
  type GateCall,
  type HostLink,
  UnreachableError,
} from "../../../../src/engine/ports.ts";
import { startRun, type World } from "../../../../src/engine/run.ts";
import { initialState, type RunState } from "../../../../src/engine/state.ts";
import type { Vantages } from "../../../../src/engine/vantage.ts";
import type { Batch, ExecutionPlan, StepRun, Task } from "../../../../src/plan/execution.ts";

export class ScriptedHost {
  readonly name: string;
  reachable = true;
  reachableOverIpv6 = true;
  /** Step ids (without attempt) whose want already holds. */
  readonly satisfied = new Set<string>();
  readonly refuses = new Map<string, string>();
  readonly breaks = new Map<string, string>();
  undoFails = false;
  undoRefused: string | null = null;
  /** What each boot is called. */
  boots = 1;
  /** Taken away by the next boot. */
  losesAtBoot: readonly string[] = [];
  resolved: readonly string[] = ["api.example"];
  /** Transactions whose gates have passed. */
  readonly judged: string[] = [];
  onBoot: () => void = () => undefined;
  /** Addresses that confirmations and heartbeats came from. */
  readonly heardFrom: (string | null)[] = [];
  /** What a step changes, by its id; one made-up thing where absent. */
  readonly changes = new Map<string, Change[]>();
  readonly receipts = new Map<string, Receipt["state"]>();
  readonly applied: string[] = [];
  readonly transactions = new Map<string, { transaction: Transaction; nonce: string }>();

  constructor(name: string) {
    this.name = name;
  }

  /** The host's own timer. */
  tick(now: number): void {
    for (const [id, { transaction, nonce }] of this.transactions) {
      if (["armed", "confirmed"].includes(transaction.state) && now >= transaction.deadline)
        this.#undoTransaction(id, transaction, nonce);
    }
  }

  step(request: StepRequest, now: number): StepResult {
    const base = request.step.replace(/~\d+$/, "");
    const changes = this.changes.get(base) ?? [
      { key: `thing:${base}`, title: `change ${base}`, before: null, after: "x" },
    ];
    const refusal = this.refuses.get(base);
    if (refusal !== undefined) throw new AgentError(this.name, "unsupported", refusal);
    if (this.satisfied.has(base)) return { outcome: "unchanged", changes: [], because: [] };
    if (request.mode === "check") return { outcome: "would-change", changes, because: [] };
    if (this.receipts.get(request.step) === "applied") return { outcome: "already-done", changes, because: [] };
    const broken = this.breaks.get(base);
    if (broken !== undefined) throw new AgentError(this.name, "io", broken);
    this.receipts.set(request.step, "applied");
    this.applied.push(request.step);
    this.satisfied.add(base);
    const within = request.undoUnlessConfirmedWithin;
    if (within === undefined) return { outcome: "changed", changes, because: [] };
    const transaction: Transaction = {
      id: `txn-${request.step}`,
      steps: [request.step],
      state: "armed",
      armedAt: now,
      deadline: now + within,
      heartbeats: 0,
      undoScript: "/var/lib/migrate/guard/undo.sh",
      because: [],
    };
    this.transactions.set(transaction.id, { transaction, nonce: `nonce-${request.step}` });
    return {
      outcome: "changed",
      changes,
      because: [],
      armed: { transaction, nonce: `nonce-${request.step}` },
    };
  }

  undo(step: string): Methods["undo"]["result"] {
    if (this.undoRefused !== null) return { outcome: "refused", because: [this.undoRefused] };
    if (this.undoFails) return { outcome: "failed", because: ["the file system is read-only"] };
    if (this.receipts.get(step) !== "applied") return { outcome: "nothing", because: [] };
    this.receipts.set(step, "undone");
    this.satisfied.delete(step.replace(/~\d+$/, ""));
    return { outcome: "undone", because: ["as before"] };
  }

  adopt(id: string, now: number): Methods["transaction.adopt"]["result"] {
    const held = this.transactions.get(id);
    if (held === undefined || !["armed", "confirmed"].includes(held.transaction.state))
      throw new AgentError(this.name, "refused", `${id}: nothing to adopt`);
    const withinMs = held.transaction.deadline - held.transaction.armedAt;
    const nonce = `${held.nonce} adopted`;
    const transaction = { ...held.transaction, armedAt: now, deadline: now + withinMs };
    this.transactions.set(id, { transaction, nonce });
    return { transaction, nonce, withinMs };
  }

  /** Armed through it, and to be confirmed anew. */
  reboot(id: string): { bootId: string } {
    const before = `boot-${this.boots}`;
    this.boots += 1;
    this.resolved = this.resolved.filter((name) => !this.losesAtBoot.includes(name));
    const held = this.transactions.get(id)!;
    this.transactions.set(id, { ...held, transaction: { ...held.transaction, state: "armed" } });
    this.onBoot();
    return { bootId: before };
  }

  moveTransaction(id: string, to: "confirmed" | "committed" | "undone"): Transaction {
    const held = this.transactions.get(id);
    if (held === undefined) throw new AgentError(this.name, "refused", `no transaction ${id}`);
    if (to === "undone") return this.#undoTransaction(id, held.transaction, held.nonce);
    if (to === "confirmed" && held.transaction.state === "confirmed") return held.transaction;
    if (held.transaction.state !== (to === "confirmed" ? "armed" : "confirmed"))
      throw new AgentError(this.name, "refused", `${id} is ${held.transaction.state}`);
    const transaction = { ...held.transaction, state: to };
    this.transactions.set(id, { ...held, transaction });
    return transaction;
  }

  heartbeat(
    { id, nonce }: { readonly id: string; readonly nonce: string },
    now: number,
  ): { transaction: Transaction; nonce: string } {
    const held = this.transactions.get(id);
    if (held?.transaction.state !== "confirmed" || held.nonce !== nonce)
      throw new AgentError(this.name, "refused", `${id} takes no heartbeat`);
    const within = held.transaction.deadline - held.transaction.armedAt;
    const next = { transaction: { ...held.transaction, armedAt: now, deadline: now + within }, nonce: `${nonce}+` };
    this.transactions.set(id, next);
    return next;
  }

  #undoTransaction(id: string, transaction: Transaction, nonce: string): Transaction {
    const undone: Transaction = { ...transaction, state: this.undoFails ? "undo_failed" : "undone" };
    this.transactions.set(id, { transaction: undone, nonce });
    if (!this.undoFails) for (const step of transaction.steps) this.undo(step);
    return undone;
  }
}

/** Time moves only when everything waits: then at once to the earliest of what is waited for. */
export class TestClock implements Clock {
  #now = 1_000_000;
  readonly #waiting: { readonly at: number; readonly resolve: () => void }[] = [];
  readonly #onTick: (now: number) => void;
  #pumping = false;

  constructor(onTick: (now: number) => void) {
    this.#onTick = onTick;
  }

  now(): number {
    return this.#now;
  }

  /** Time that passes while nobody waits, such as a person's. */
  jump(ms: number): void {
    this.#now += ms;
    this.#onTick(this.#now);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ at: this.#now + ms, resolve });
      this.#waiting.sort((a, b) => a.at - b.at);
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next.at);
      this.#onTick(this.#now);
      next.resolve();
      if (this.#waiting.length > 0) this.#pump();
    });
  }
}

export interface Scenario {
  readonly hosts: Map<string, ScriptedHost>;
  readonly clock: TestClock;
  readonly entries: Entry[];
  readonly gatesAsked: string[];
  /** By gate name; `pass` where absent. */
  readonly findings: Map<string, (gate: GateCall) => Finding>;
  /** Raised when the controller dies: whatever an earlier one still has in flight then never comes back. */
  life: number;
  approval: { who: string; from: string; why: string } | null;
  vantages: Vantages;
  /** Whether the process stays where it waits. */
  stays: boolean;
  /** Called after each entry is written; throwing there is the controller's death. */
  onEntry: (entry: Entry, state: RunState) => void;
}

export function scenario(names: readonly string[]): Scenario {
  const hosts = new Map(names.map((name) => [name, new ScriptedHost(name)]));
  return {
    hosts,
    clock: new TestClock((now) => {
      for (const host of hosts.values()) host.tick(now);
    }),
    entries: [],
    gatesAsked: [],
    findings: new Map(),
    life: 1,
    approval: null,
    vantages: { hosts: [], need: 1 },
    stays: false,
    onEntry: () => undefined,
  };
}

const NEVER = new Promise<never>(() => undefined);

function link(
  host: ScriptedHost,
  clock: TestClock,
  overIpv6: boolean,
  alive: () => boolean,
  from: string | null = null,
): HostLink {
  const call = async <M extends Method>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]> => {
    if (!alive()) return NEVER;
    if (!host.reachable || (overIpv6 && !host.reachableOverIpv6))
      throw new UnreachableError(host.name, `${host.name} does not answer`);
    const answer = (): unknown => {
      switch (method) {
        case "step":
          return host.step(params as StepRequest, clock.now());
        case "undo":
          return host.undo((params as { step: string }).step);
        case "transactions":
          return { transactions: [...host.transactions.values()].map((held) => held.transaction) };
        case "vitals":
          return {
            bootId: `boot-${host.boots}`,
            at: clock.now(),
            synchronised: false,
            starting: false,
            failedUnits: [],
            resolved: (params as { names: string[] }).names.filter((name) => host.resolved.includes(name)),
          };
        case "transaction.judged":
          host.judged.push((params as { id: string }).id);
          return host.transactions.get((params as { id: string }).id)!.transaction;
        case "transaction.adopt":
          return host.adopt((params as { id: string }).id, clock.now());
        case "reboot":
          return host.reboot((params as { transaction: string }).transaction);
        case "transaction.confirm":
          host.heardFrom.push(from);
          return host.moveTransaction((params as { id: string }).id, "confirmed");
        case "transaction.heartbeat":
          host.heardFrom.push(from);
          return host.heartbeat(params as { id: string; nonce: string }, clock.now());
        case "transaction.commit":
          return host.moveTransaction((params as { id: string }).id, "committed");
        case "transaction.undo":
          return host.moveTransaction((params as { id: string }).id, "undone");
        default:
          throw new Error(`the scripted host does not answer ${method}`);
      }
    };
    return answer() as Methods[M]["result"];
  };
  return { host: host.name, call, close: async () => undefined };
}

export function worldOf(s: Scenario): World {
  const life = s.life;
  const alive = (): boolean => s.life === life;
  const open = async (name: string, overIpv6: boolean, from: string | null = null): Promise<HostLink> => {
    if (!alive()) return NEVER;
    const host = s.hosts.get(name)!;
    if (!host.reachable || (overIpv6 && !host.reachableOverIpv6))
      throw new UnreachableError(name, `${name} does not answer`);
    if (from !== null && s.hosts.get(from)?.reachable !== true)
      throw new UnreachableError(name, `${from} does not answer`);
    return link(host, s.clock, overIpv6, alive, from);
  };
  const fleet: Fleet = {
    link: (name) => open(name, false),
    freshOverIpv6: (name, from) => open(name, true, from),
    knockOverIpv6: async (name, from) => {
      await open(name, true, from);
      return null;
    },
    close: async () => undefined,
  };
  const journal: Journal = {
    append: async (entries) => {
      if (!alive()) return NEVER;
      s.entries.push(...entries);
    },
    async *read() {
      yield* s.entries;
    },
  };
  return {
    fleet,
    journal,
    clock: s.clock,
    wallTime: () => s.clock.now(),
    vantages: s.vantages,
    facts: new Map<string, HostFacts>(),
    gatekeeper: {
      ask: async (gate): Promise<Evidence> => {
        s.gatesAsked.push(gate.id);
        const finding = s.findings.get(gate.name)?.(gate) ?? "pass";
        return {
          gate: gate.id,
          name: gate.name,
          finding,
          because: `it was ${finding}`,
          observed: {},
          at: s.clock.now(),
          sha256: "",
        };
      },
    },
    approve: async () => s.approval,
    stays: s.stays,
    redact: (entry) => entry,
    observe: (entry, state) => s.onEntry(entry, state),
  };
}

export function started(mode: "apply" | "dry-run" = "apply"): EntryBody {
  return { type: "run.started", journal: 1, run: "r1", plan: "p", planFile: "plan.yaml", planSha256: "", mode };
}

export async function runToEnd(
  s: Scenario,
  execution: ExecutionPlan,
  mode: "apply" | "dry-run" = "apply",
  first: readonly EntryBody[] = [started(mode)],
): Promise<RunState> {
  return startRun(worldOf(s), "r1", initialState(execution, mode), 1, first).done;
}

export function step(id: string, host: string, guarded = false): StepRun {
  return { id, title: id, host, module: guarded ? "ipv4-address" : "gai-conf", want: {}, guarded };
}

/** A batch of one service: check, a gate before, one unguarded and one guarded step on each host, confirm, a gate, a soak under the guard, commit. */
export function serviceBatch(service: string, hosts: readonly string[], soakMs = 4_000): Batch {
  const id = `phase-4/${service}/batch-1`;
  const plain = hosts.map((host) => step(`${id}/records/${host}`, host));
  const guarded = hosts.map((host) => step(`${id}/remove/${host}`, host, true));
  const gate = (when: string, name: string) => ({ id: `${id}/${when}/${name}`, name, args: {}, service, hosts });
  const tasks: Task[] = [
    { kind: "check", id: `${id}/check`, steps: [...plain, ...guarded] },
    { kind: "gates", id: `${id}/before`, gates: [gate("before", "ssh.fresh6")] },
    { kind: "apply", id: `${id}/records/apply`, steps: plain },
    { kind: "apply", id: `${id}/remove/apply`, steps: guarded },
    { kind: "confirm", id: `${id}/remove/confirm`, steps: guarded },
    { kind: "gates", id: `${id}/armed`, gates: [gate("armed", "service.health")] },
    { kind: "soak", id: `${id}/soak`, forMs: soakMs, gates: [gate("after", "service.health")] },
    { kind: "commit", id: `${id}/remove/commit`, steps: guarded },
  ];
  return {
    id,
    phase: "phase-4",
    service,
    hosts,
    tasks,
    onFail: "undo-batch",
    stopAfter: { failed: 1, unreachable: 1 },
    confirmMs: 30_000,
  };
}

/** A batch of one service whose IPv4 is rejected for a while before it goes, and whose host then boots again. */
export function provenBatch(service: string, host: string): Batch {
  const batch = serviceBatch(service, [host]);
  const removal = step(`${batch.id}/remove/${host}`, host, true);
  const brownout: StepRun = {
    ...step(`${batch.id}/brownout/${host}`, host, true),
    module: "brownout",
    onlyBefore: removal.id,
  };
  const watch = { id: `${batch.id}/brownout/soak/health`, name: "service.health", args: {}, service, hosts: [host] };
  const at = batch.tasks.findIndex((task) => task.kind === "apply" && task.steps[0]!.guarded);
  const tasks: Task[] = [
    { kind: "check", id: `${batch.id}/check`, steps: [brownout, removal] },
    { kind: "apply", id: `${batch.id}/brownout/apply`, steps: [brownout] },
    { kind: "confirm", id: `${batch.id}/brownout/confirm`, steps: [brownout] },
    { kind: "soak", id: `${batch.id}/brownout/soak`, forMs: 60_000, gates: [watch] },
    { kind: "release", id: `${batch.id}/brownout/release`, steps: [brownout] },
    ...batch.tasks.slice(at, at + 2),
    { kind: "reboot", id: `${batch.id}/reboot`, steps: [removal], names: ["api.example"] },
    ...batch.tasks.slice(at + 3),
  ];
  return { ...batch, tasks };
}
