/**
 * One change at a time on a host, over all agents: after a lost connection the old agent may still be finishing its step when the new one
 * is asked for the same.
 */
import { closeSync, openSync } from "node:fs";
import { Fault, type Handlers } from "./rpc.ts";
import { uptimeMs } from "./uptime.ts";

const WAIT_MS = 45_000;
const POLL_MS = 50;

export interface ExclusiveOptions {
  /** Any file both agents can open; made if it is not there. */
  readonly file: string;
  /** @returns false where another process holds it. Closing `fd` lets go. */
  readonly take: (fd: number) => boolean;
  readonly waitMs?: number;
}

/** The same handlers, with changing steps and undos behind the lease. @throws Fault `refused` from them where it does not come free in time. */
export function exclusive(handlers: Handlers, options: ExclusiveOptions): Handlers {
  return {
    ...handlers,
    step: (request) =>
      request.mode === "check" ? handlers.step(request) : alone(options, () => handlers.step(request)),
    undo: (params) => alone(options, () => handlers.undo(params)),
  };
}

async function alone<T>({ file, take, waitMs = WAIT_MS }: ExclusiveOptions, work: () => Promise<T>): Promise<T> {
  const lease = openSync(file, "a", 0o600);
  try {
    const deadline = uptimeMs() + waitMs;
    while (!take(lease)) {
      if (uptimeMs() > deadline) {
        throw new Fault(
          "refused",
          `another agent has been changing this host for ${waitMs / 1000} s (see ${file}): try again when it is done`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return await work();
  } finally {
    closeSync(lease);
  }
}
