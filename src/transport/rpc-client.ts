/** Calls to one agent over one channel: many in flight, each matched to its answer by id. */
import type { Readable, Writable } from "node:stream";
import { encodeFrame, FrameDecoder } from "../../agent/protocol/framing.ts";
import { HEARTBEAT_MS, type Hello, type Method, type Methods, type Response } from "../../agent/protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../agent/protocol/version.ts";
import { AgentError, type HostLink, UnreachableError } from "../engine/ports.ts";

/** No method takes longer than this unless the caller says so. */
const CALL_TIMEOUT_MS = 300_000;
/** Beats that may fail to come before the channel counts as lost. */
const MISSED_BEATS = 3;

export interface ClientOptions {
  readonly host: string;
  readonly input: Writable;
  readonly output: Readable;
  /** Bytes of frames that were already read. */
  readonly first: Uint8Array;
  /** Resolves with the reason when the channel is gone. */
  readonly closed: Promise<string>;
  /** Ends the channel and its connection. */
  readonly end: () => void;
  readonly onLost?: (because: string) => void;
  readonly beatMs?: number;
}

interface Pending {
  readonly method: Method;
  resolve(ok: unknown): void;
  reject(error: Error): void;
}

/** A link as the fleet hands it out; more than the engine asks for. */
export interface AgentLink extends HostLink {
  readonly hello: Hello;
  /** How the connection was made: `ssh2 root@[2001:db8::1]:22 through jump1`. */
  readonly via: string;
  /** Null while the channel lives, else why it does not. */
  readonly lost: string | null;
}

export class RpcClient {
  readonly #options: ClientOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #decoder = new FrameDecoder();
  readonly #watch: NodeJS.Timeout;
  #nextId = 1;
  #heardAt = performance.now();
  #lost: string | null = null;
  #closing = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    const beatMs = options.beatMs ?? HEARTBEAT_MS;
    options.output.on("data", (piece: Uint8Array) => this.#receive(piece));
    options.output.on("error", (error) => this.#lose(error.message));
    options.input.on("error", (error) => this.#lose(error.message));
    void options.closed.then((why) => this.#lose(why));
    this.#watch = setInterval(() => {
      if (performance.now() - this.#heardAt > MISSED_BEATS * beatMs) {
        this.#lose(`no heartbeat for ${(MISSED_BEATS * beatMs) / 1000} s`);
      } else {
        // The agent likewise ends when it hears nothing from us.
        this.#send({ id: 0, method: "ping", params: {} });
      }
    }, beatMs);
    this.#watch.unref();
    if (options.first.length > 0) this.#receive(options.first);
    options.output.resume();
  }

  get lost(): string | null {
    return this.#lost;
  }

  call<M extends Method>(
    method: M,
    params: Methods[M]["params"],
    options: { readonly timeoutMs?: number } = {},
  ): Promise<Methods[M]["result"]> {
    const { host } = this.#options;
    if (this.#lost !== null) {
      return Promise.reject(new UnreachableError(host, `${host}: ${this.#lost}`));
    }
    const id = this.#nextId++;
    const timeoutMs = options.timeoutMs ?? CALL_TIMEOUT_MS;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new UnreachableError(host, `${host}: no answer to ${method} within ${timeoutMs / 1000} s`));
      }, timeoutMs);
      this.#pending.set(id, {
        method,
        resolve: (ok) => {
          clearTimeout(timer);
          resolve(ok as Methods[M]["result"]);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      try {
        this.#send({ id, method, params });
      } catch (error) {
        this.#settle(id)?.reject(error as Error);
      }
    });
  }

  /** @throws AgentError where the agent is not the one expected. */
  async hello(): Promise<Hello> {
    return this.call("hello", { protocol: PROTOCOL_VERSION }, { timeoutMs: 30_000 });
  }

  /** Ends the channel; the agent leaves at the end of its stdin. @returns when it is gone. */
  async close(): Promise<void> {
    if (this.#closing) {
      await this.#options.closed;
      return;
    }
    this.#closing = true;
    this.#lose("the connection was closed");
    this.#options.input.end();
    const patience = setTimeout(() => this.#options.end(), 2_000);
    await this.#options.closed;
    clearTimeout(patience);
    this.#options.end();
  }

  #send(message: { id: number; method: Method; params: unknown }): void {
    if (!this.#options.input.destroyed && !this.#options.input.writableEnded)
      this.#options.input.write(encodeFrame(message));
  }

  #receive(piece: Uint8Array): void {
    this.#heardAt = performance.now();
    let messages: unknown[];
    try {
      messages = this.#decoder.push(piece);
    } catch (error) {
      this.#lose((error as Error).message);
      return;
    }
    for (const message of messages) {
      const response = message as Response;
      if (typeof response !== "object" || response === null || !("id" in response)) continue;
      const pending = this.#settle(response.id);
      if (pending === undefined) continue;
      if ("fault" in response) {
        const { code, message: text } = response.fault;
        pending.reject(new AgentError(this.#options.host, code, `${this.#options.host}: ${text}`));
      } else {
        pending.resolve(response.ok);
      }
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #lose(because: string): void {
    if (this.#lost !== null) return;
    this.#lost = because;
    clearInterval(this.#watch);
    this.#failAll(because);
    if (this.#closing) return;
    this.#options.onLost?.(because);
    this.#options.end();
  }

  #failAll(because: string): void {
    const { host } = this.#options;
    for (const [id, pending] of [...this.#pending]) {
      this.#pending.delete(id);
      pending.reject(new UnreachableError(host, `${host}: ${because} (${pending.method} was under way)`));
    }
  }
}
