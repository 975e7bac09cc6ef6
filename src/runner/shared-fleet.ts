/** The fleet of a run whose calls any runner may make: each goes through the job engine, and its answer comes back as a row. */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Method, Methods, Millis } from "../../agent/protocol/messages.ts";
import { AgentError, type Fleet, type HostLink, UnreachableError } from "../engine/ports.ts";
import type { PostgresStore } from "../store/postgres/store.ts";
import type { CallJob, Jobs } from "./jobs.ts";

export type CallAnswer =
  | { readonly ok: unknown }
  | { readonly fault: { readonly code: string; readonly message: string } }
  | { readonly unreachable: string };

export interface SharedFleetParts {
  readonly run: string;
  readonly plan: string;
  readonly token: string;
  /** This runner's own way to the hosts. */
  readonly own: Fleet;
  readonly store: PostgresStore;
  readonly jobs: Jobs;
}

/** Calls said within this time travel together. */
const GATHER_MS: Millis = 10;
const LOOK_MS: Millis = 40;
const LOST_LOOK_MS: Millis = 1_000;
/** Until a runner takes a call, beyond what the call itself may take: one that died with it is noticed after ten seconds. */
const PATIENCE_MS: Millis = 300_000;

interface Pending {
  readonly host: string;
  readonly until: number;
  resolve(ok: unknown): void;
  reject(error: Error): void;
}

export function sharedFleet(parts: SharedFleetParts): Fleet {
  const exchange = new Exchange(parts);
  return {
    link: async (host): Promise<HostLink> => ({
      host,
      call: async (method, params, options) => {
        if (isOwn(method, params)) return (await parts.own.link(host)).call(method, params, options);
        return exchange.ask(host, method, params, options?.timeoutMs ?? null) as never;
      },
      close: async () => undefined,
    }),
    freshOverIpv6: (host, from) => parts.own.freshOverIpv6(host, from),
    knockOverIpv6: (host, from) => parts.own.knockOverIpv6(host, from),
    close: async () => exchange.close(),
  };
}

/**
 * What is bound to a dead man's switch is done by the runner that advances the run: the nonce is handed out once, and an answer that was lost on
 * its way would leave a switch that nobody can confirm. What asks about our own connection is answered by it alone.
 */
function isOwn(method: Method, params: unknown): boolean {
  if (method === "step") return (params as Methods["step"]["params"]).undoUnlessConfirmedWithin !== undefined;
  return method === "hello" || method === "reboot" || method.startsWith("transaction");
}

class Exchange {
  readonly #parts: SharedFleetParts;
  readonly #pending = new Map<string, Pending>();
  #unsent: { readonly id: string; readonly data: CallJob }[] = [];
  #sending = false;
  #looking = false;
  #lookForLostAt = 0;
  #closed = false;

  constructor(parts: SharedFleetParts) {
    this.#parts = parts;
  }

  ask(host: string, method: Method, params: unknown, timeoutMs: Millis | null): Promise<unknown> {
    const { run, plan, token } = this.#parts;
    const id = randomUUID();
    this.#unsent.push({ id, data: { run, plan, token, host, method, params, timeoutMs } });
    return new Promise((resolve, reject) => {
      const until = performance.now() + (timeoutMs ?? 0) + PATIENCE_MS;
      this.#pending.set(id, { host, until, resolve, reject });
      if (!this.#sending) void this.#send();
      if (!this.#looking) void this.#look();
    });
  }

  close(): void {
    this.#closed = true;
    for (const { host, reject } of this.#pending.values())
      reject(new UnreachableError(host, `${host}: the fleet is closed`));
    this.#pending.clear();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#unsent.length > 0 && !this.#closed) {
      await wait(GATHER_MS);
      const batch = this.#unsent.splice(0, 500);
      try {
        await this.#parts.jobs.call(batch);
      } catch {
        // Each has its name: said again, it is there once.
        this.#unsent.unshift(...batch);
        await wait(500);
      }
    }
    this.#sending = false;
  }

  async #look(): Promise<void> {
    this.#looking = true;
    const seen: string[] = [];
    while (this.#pending.size > 0 && !this.#closed) {
      await wait(LOOK_MS);
      try {
        const rows = await this.#parts.store.sql.query<{ call: string; answer: string }>(
          `with seen as (update migrate.answers set answer = null where call = any($2::uuid[]))
           select call, answer from migrate.answers where run = $1 and answer is not null and call <> all($2::uuid[])`,
          [this.#parts.run, seen.splice(0)],
        );
        for (const { call, answer } of rows) {
          seen.push(call);
          this.#settle(call, JSON.parse(answer) as CallAnswer);
        }
        if (performance.now() > this.#lookForLostAt) await this.#giveOutLost();
      } catch {
        // The database is away for long: the next look asks again.
      }
      this.#giveUp();
    }
    this.#looking = false;
  }

  /** A runner that has not renewed its lease of a host is gone: what it was asked there is for others. */
  async #giveOutLost(): Promise<void> {
    const { store, run, jobs } = this.#parts;
    this.#lookForLostAt = performance.now() + LOST_LOOK_MS;
    const rows = await store.sql.query<{ host: string }>(
      "update migrate.host_leases set expires_at = '-infinity' where run = $1 and expires_at > '-infinity' and expires_at < now() returning host",
      [run],
    );
    const hosts = new Set(rows.map(({ host }) => host));
    const lost = [...this.#pending].filter(([, { host }]) => hosts.has(host)).map(([id]) => id);
    await jobs.giveOut("call", lost);
  }

  #settle(call: string, answer: CallAnswer): void {
    const pending = this.#pending.get(call);
    // Asked by an earlier driver of this run: nobody waits for it.
    if (pending === undefined) return;
    this.#pending.delete(call);
    if ("ok" in answer) pending.resolve(answer.ok);
    else if ("fault" in answer) pending.reject(new AgentError(pending.host, answer.fault.code, answer.fault.message));
    else pending.reject(new UnreachableError(pending.host, answer.unreachable));
  }

  #giveUp(): void {
    const now = performance.now();
    for (const [call, { host, until, reject }] of this.#pending) {
      if (now < until) continue;
      this.#pending.delete(call);
      reject(new UnreachableError(host, `${host}: no runner has answered for ${PATIENCE_MS / 1000} s`));
    }
  }
}
