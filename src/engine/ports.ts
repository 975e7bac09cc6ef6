/** What the engine needs of the world. Adapters in transport/, gates/, store/ and report/ give it; the composition root joins them. */
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Hello, Method, Methods, Millis } from "../../agent/protocol/messages.ts";

/** One live channel to one host's agent; many calls in flight. */
export interface HostLink {
  readonly host: string;
  /** @throws AgentError where the agent answers with a fault, UnreachableError where the channel is or gets lost. */
  call<M extends Method>(
    method: M,
    params: Methods[M]["params"],
    options?: { readonly timeoutMs?: Millis },
  ): Promise<Methods[M]["result"]>;
  close(): Promise<void>;
}

export interface Fleet {
  /** How many hosts are worked on at a time; left out: as many as serves. */
  readonly forks?: number;
  /** The host's one link of this run: opened (and the agent pushed) on first use, reopened after a loss. @throws UnreachableError */
  link(host: string): Promise<HostLink>;
  /**
   * A new connection over IPv6 that shares nothing with the host's link.
   * @param from vantage point it is to come from; left out or null: from here. @throws UnreachableError
   */
  freshOverIpv6(host: string, from?: string | null): Promise<HostLink>;
  /**
   * Such a connection, over which the host only says which two ends it sees: whatever an agent has to get through, down to its rights, without an agent.
   * The link itself is such a connection where it was opened over IPv6 in the last ten seconds and nothing was changed over it since.
   * @returns null where its sshd does not say. @throws UnreachableError
   */
  knockOverIpv6(host: string, from?: string | null): Promise<Hello["connection"]>;
  close(): Promise<void>;
}

export class UnreachableError extends Error {
  readonly code = "unreachable";
  readonly host: string;
  constructor(host: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UnreachableError";
    this.host = host;
  }
}

export class AgentError extends Error {
  readonly code: string;
  readonly host: string;
  constructor(host: string, code: string, message: string) {
    super(message);
    this.name = "AgentError";
    this.host = host;
    this.code = code;
  }
}

export type Finding = "pass" | "fail" | "unknown";

/** A gate as a phase or service asks it. */
export interface GateCall {
  /** Unique in a run: `phase-4/api/batch-1/after/service.health`. */
  readonly id: string;
  /** Registry name: `service.health`. */
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Null for phase-wide gates. */
  readonly service: string | null;
  /** The hosts the question is about. */
  readonly hosts: readonly string[];
}

/** What one gate saw, once. Kept; an auditor can read it. */
export interface Evidence {
  readonly gate: string;
  readonly name: string;
  readonly finding: Finding;
  /** One sentence an operator can act on: what was seen, from where. */
  readonly because: string;
  /** Everything sent and received, per vantage point. */
  readonly observed: unknown;
  readonly at: Millis;
  /** Over the canonical JSON of the other fields. */
  readonly sha256: string;
}

export interface Gatekeeper {
  /** Never throws for what the network does: a gate that cannot ask says `unknown` and what it lacks. */
  ask(gate: GateCall, facts: ReadonlyMap<string, HostFacts>): Promise<Evidence>;
}

export interface Clock {
  /** Since the epoch, by the clock as it was when the process began: setting it moves nothing that is waited for. */
  now(): Millis;
  /** Resolves early, without error, when the signal fires. */
  wait(ms: Millis, signal: AbortSignal): Promise<void>;
}
