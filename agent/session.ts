/**
 * What is done with the handlers: serve one controller on stdin and stdout until it is gone (stdout is protocol only, stderr is logs), and what
 * a gateway asks of itself, apart from any controller.
 */
import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { end, endWith } from "./end.ts";
import { exclusive } from "./exclusive.ts";
import { handlersOf, type Identity } from "./handlers.ts";
import type { Keep } from "./kept-code.ts";
import { log } from "./log.ts";
import { parseConnection } from "./protocol/connection.ts";
import type { GatewayStep } from "./protocol/wants.ts";
import { type Handlers, serve } from "./rpc.ts";
import { hostSystem } from "./system-host.ts";

/** Gone with a reboot, like whoever holds it. */
const LEASE = "/run/migrate-agent.lease";

/** @param bundle its name, as whoever started it has just found the files to be. */
function handlersHere(connection: string, bundle: string): Handlers {
  const identity: Identity = {
    agent: bundle,
    node: { path: process.execPath, version: process.version },
    pid: process.pid,
    uid: process.getuid?.() ?? -1,
    hostname: hostname(),
    connection: parseConnection(connection),
  };
  return handlersOf(hostSystem(), identity, dirname(process.argv[1]!));
}

/** The same, one change at a time with every other agent of this host. @param waitMs for the others. */
async function aloneHere(connection: string, bundle: string, waitMs?: number): Promise<Handlers> {
  const { tryFlock } = await import("./kernel/flock.ts");
  return exclusive(handlersHere(connection, bundle), {
    file: LEASE,
    take: tryFlock,
    ...(waitMs === undefined ? {} : { waitMs }),
  });
}

/** @param argv `[SSH_CONNECTION [BUNDLE]]` @param keep null where nothing is compiled for the next one. @returns never: the process ends. */
export function run(argv: readonly string[], keep: Keep | null): Promise<void> {
  return session(argv[0] ?? "", argv[1] ?? "source", keep).then(() => end(0), endWith);
}

async function session(connection: string, bundle: string, keep: Keep | null): Promise<void> {
  // A bug in one handler must not take down what the others are doing.
  process.on("uncaughtException", (error) => log(`bug: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (reason) => log(`bug: ${reason instanceof Error ? reason.stack : String(reason)}`));
  // A hang-up says what the end of stdin says; changes in progress must outlive both.
  process.on("SIGHUP", () => process.stdin.destroy());
  process.stderr.on("error", () => {});
  const ways = new Set<string>();
  const handlers = noted(await aloneHere(connection, bundle), ways);
  await serve({ input: process.stdin, output: process.stdout, handlers, log });
  // Not where the agent was taken off the host.
  if (!existsSync(process.argv[1]!)) return;
  try {
    keep?.(ways);
  } catch (error) {
    // A full disk: the next session takes longer.
    log(`what was compiled is not kept: ${(error as Error).message}`);
  }
}

/** The same handlers, which note what was asked of them: each runs code of its own. */
function noted(handlers: Handlers, ways: Set<string>): Handlers {
  const entries = Object.entries(handlers) as [string, (params: object) => Promise<unknown>][];
  return Object.fromEntries(
    entries.map(([method, handle]) => [
      method,
      (params: { readonly module?: string; readonly mode?: string; readonly kind?: string }) => {
        ways.add([method, params.module, params.mode, params.kind].filter((word) => word !== undefined).join(" "));
        return handle(params);
      },
    ]),
  ) as unknown as Handlers;
}

/** Undoes what made this host a gateway: what a controller would ask of it, apart from any. */
export async function leaveGateway(): Promise<number> {
  const { leave } = await import("./leave.ts");
  await leave(hostSystem(), await aloneHere("", "source", 600_000), log);
  return 0;
}

/** Does the steps on stdin again. Whoever undoes the leaving holds the host's lease. */
export async function returnGateway(bundle: string): Promise<number> {
  const { comeBack } = await import("./leave.ts");
  await comeBack(JSON.parse(readFileSync(0, "utf8")) as GatewayStep[], handlersHere("", bundle));
  return 0;
}
