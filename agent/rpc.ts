/**
 * The agent's main loop: frames in, frames out, many in flight. Knows neither processes nor hosts: streams, handlers and clock are
 * arguments, so the same loop serves the real host and a test in one process.
 */
import type { Readable, Writable } from "node:stream";
import { encodeFrame, FrameDecoder } from "./protocol/framing.ts";
import { type AgentFault, HEARTBEAT_MS, type Method, type Methods, type Response } from "./protocol/messages.ts";
import { READY_MARKER } from "./protocol/version.ts";
import { uptimeMs } from "./uptime.ts";

export type Handlers = { readonly [M in Method]: (params: Methods[M]["params"]) => Promise<Methods[M]["result"]> };

/** Thrown by a handler to answer with a fault of that code. */
export class Fault extends Error {
  readonly code: AgentFault["code"];
  constructor(code: AgentFault["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Fault";
    this.code = code;
  }
}

/** Controllers send something at least every HEARTBEAT_MS; after this long without a byte the far side is gone, though the connection may not know it yet. */
export const SILENCE_MS = 12 * HEARTBEAT_MS;

/** How long a change in progress may still run after the connection ended, before the loop returns. */
const FINISH_MS = 30_000;

/** Calls that change the host: they are let finish when the connection ends, and steps come one after the other. */
const CHANGING: ReadonlySet<Method> = new Set<Method>([
  "step",
  "undo",
  "audit.start",
  "audit.stop",
  "remove",
  "transaction.confirm",
  "transaction.commit",
  "transaction.undo",
]);
const ONE_AT_A_TIME: ReadonlySet<Method> = new Set<Method>(["step", "undo", "audit.start", "audit.stop"]);

export interface ServeOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly handlers: Handlers;
  readonly log: (line: string) => void;
  readonly now?: () => number;
  readonly beatMs?: number;
  readonly silenceMs?: number;
  readonly finishMs?: number;
}

/** @returns when the input ended (or broke, or fell silent) and every change in progress is done. Never throws for what the peer sends or a handler does. */
export async function serve(options: ServeOptions): Promise<void> {
  const { input, output, handlers, log } = options;
  const now = options.now ?? Date.now;
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  const decoder = new FrameDecoder();
  const changing = new Set<Promise<void>>();
  let lastStep: Promise<unknown> = Promise.resolve();
  let open = true;
  let heardAt = uptimeMs();

  const send = (response: Response): void => {
    if (open && !output.destroyed && !output.writableEnded) output.write(encodeFrame(response));
  };
  const answer = async (message: unknown): Promise<void> => {
    const request = requestOf(message);
    if (request === null) {
      log(`not a request: ${JSON.stringify(message)?.slice(0, 200)}`);
      return;
    }
    const { id, method, params } = request;
    if (!Object.hasOwn(handlers, method)) {
      send({ id, fault: { code: "bad-request", message: `the agent has no method ${JSON.stringify(method)}` } });
      return;
    }
    const handler = handlers[method as Method] as (params: unknown) => Promise<unknown>;
    let work: Promise<unknown>;
    if (ONE_AT_A_TIME.has(method as Method)) {
      work = lastStep.then(() => handler(params));
      lastStep = work.catch(() => {});
    } else {
      // Inside a promise, so that a handler that throws at once is answered too.
      work = Promise.resolve().then(() => handler(params));
    }
    try {
      const ok = (await work) ?? null;
      try {
        send({ id, ok });
      } catch (cause) {
        throw new Fault("bug", `the answer to ${method} cannot be sent: ${messageOf(cause)}`, { cause });
      }
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code === "bug") log(`bug in ${method}: ${error instanceof Error ? error.stack : String(error)}`);
      send({ id, fault });
    }
  };

  output.on("error", (error) => log(`cannot answer: ${messageOf(error)}`));
  output.write(READY_MARKER);
  await new Promise<void>((resolve) => {
    const tick = setInterval(() => {
      if (uptimeMs() - heardAt > silenceMs) {
        end(`nothing heard from the controller for ${silenceMs} ms`);
      } else {
        send({ beat: now() });
      }
    }, options.beatMs ?? HEARTBEAT_MS);
    const end = (because: string | null): void => {
      if (open && because !== null) log(because);
      open = false;
      clearInterval(tick);
      resolve();
    };
    input.on("data", (piece: Uint8Array) => {
      heardAt = uptimeMs();
      if (!open) return;
      let messages: unknown[];
      try {
        messages = decoder.push(piece);
      } catch (error) {
        end(`broken frame: ${messageOf(error)}`);
        return;
      }
      for (const message of messages) {
        const work = answer(message);
        if (!CHANGING.has((message as { method?: Method } | null)?.method as Method)) continue;
        changing.add(work);
        void work.finally(() => changing.delete(work));
      }
    });
    input.once("end", () => end(null));
    input.once("close", () => end(null));
    input.once("error", (error) => end(`cannot read: ${messageOf(error)}`));
    output.once("close", () => end(null));
  });
  if (changing.size > 0) {
    log(`the controller is gone; finishing ${changing.size} change(s) in progress`);
    await Promise.race([Promise.all(changing), after(options.finishMs ?? FINISH_MS)]);
  }
}

function requestOf(message: unknown): { id: number; method: string; params: unknown } | null {
  if (typeof message !== "object" || message === null) return null;
  const { id, method, params } = message as Record<string, unknown>;
  return typeof id === "number" && typeof method === "string" ? { id, method, params: params ?? {} } : null;
}

const FAULT_CODES: ReadonlySet<string> = new Set<AgentFault["code"]>([
  "refused",
  "unknown-module",
  "bad-request",
  "unsupported",
  "io",
  "bug",
]);

/** An error that carries one of our codes keeps it; one of the operating system's is `io`; anything else is a bug of ours. */
function faultOf(error: unknown): AgentFault {
  const code = (error as { code?: unknown } | null)?.code;
  const message = messageOf(error);
  if (typeof code === "string" && FAULT_CODES.has(code)) return { code: code as AgentFault["code"], message };
  if (typeof code === "string" && typeof (error as NodeJS.ErrnoException).syscall === "string")
    return { code: "io", message };
  return { code: "bug", message: `the agent failed: ${message}` };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
