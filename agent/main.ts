/**
 * The agent as a program. Without a command, or with `rpc [SSH_CONNECTION [BUNDLE]]`, it serves its controller on stdin and stdout; with `nat64` or
 * `dns64 --config FILE` it is that daemon. stdout is protocol only, stderr is logs.
 */
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isDaemon, runDaemon } from "./daemon-command.ts";
import { UDP_WORKER } from "./dns64/server/worker-argument.ts";
import { exclusive } from "./exclusive.ts";
import { handlersOf, type Identity } from "./handlers.ts";
import type { Keep } from "./kept-code.ts";
import { parseConnection } from "./protocol/connection.ts";
import type { GatewayStep } from "./protocol/wants.ts";
import { type Handlers, serve } from "./rpc.ts";
import { hostSystem } from "./system-host.ts";

/** Loaded at the start, as `remove` takes the files away. */
const exitNow = import("./kernel/exit.ts").then(
  (module) => module.exitNow,
  (error: Error) => {
    log(`no _exit here: ${error.message}`);
    return null;
  },
);

/** Given by session.ts to the bundle it starts. */
declare const keepCompiled: Keep | undefined;

/** Gone with a reboot, like whoever holds it. */
const LEASE = "/run/migrate-agent.lease";

function log(line: string): void {
  process.stderr.write(`migrate-agent: ${line}\n`);
}

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

async function rpc(connection: string, bundle: string): Promise<number> {
  // A bug in one handler must not take down what the others are doing.
  process.on("uncaughtException", (error) => log(`bug: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (reason) => log(`bug: ${reason instanceof Error ? reason.stack : String(reason)}`));
  // A hang-up says what the end of stdin says; changes in progress must outlive both.
  process.on("SIGHUP", () => process.stdin.destroy());
  process.stderr.on("error", () => {});
  const { tryFlock } = await import("./kernel/flock.ts");
  const ways = new Set<string>();
  await serve({
    input: process.stdin,
    output: process.stdout,
    handlers: noted(exclusive(handlersHere(connection, bundle), { file: LEASE, take: tryFlock }), ways),
    log,
  });
  // Not where the agent was taken off the host.
  if (typeof keepCompiled === "function" && existsSync(process.argv[1]!)) keepCompiled(ways);
  return 0;
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

/** Reads the counters of `audit --for` until its time is over. */
async function observer(): Promise<number> {
  const { observe } = await import("./audit/observation/observer.ts");
  const { randomBytes } = await import("node:crypto");
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
  return observe(hostSystem(), {
    pid: process.pid,
    signal: ending.signal,
    wait: (ms) => wait(ms, undefined, { signal: ending.signal }).catch(() => undefined),
    newGeneration: () => randomBytes(8).toString("hex"),
    attachHooks: async (root) => (await import("./audit/observation/connect-hooks.ts")).attachConnectHooks(root),
    log,
  });
}

/** Stays until the translator that was taken over from has no session left. */
async function drain(): Promise<number> {
  const { drainUntilEmpty } = await import("./gateway/drain.ts");
  const { sessionsOf } = await import("./gateway/sessions.ts");
  await drainUntilEmpty(hostSystem(), sessionsOf, log);
  return 0;
}

/** Undoes what made this host a gateway: what a controller would ask of it, apart from any. */
async function leaveGateway(): Promise<number> {
  const { leave } = await import("./leave.ts");
  const { tryFlock } = await import("./kernel/flock.ts");
  const handlers = exclusive(handlersHere("", "source"), { file: LEASE, take: tryFlock, waitMs: 600_000 });
  await leave(hostSystem(), handlers, log);
  return 0;
}

/** Does the steps on stdin again. Whoever undoes the leaving holds the host's lease. */
async function returnGateway(bundle: string): Promise<number> {
  const { comeBack } = await import("./leave.ts");
  const { text } = await import("node:stream/consumers");
  await comeBack(JSON.parse(await text(process.stdin)) as GatewayStep[], handlersHere("", bundle));
  return 0;
}

async function main(argv: readonly string[]): Promise<number> {
  const [command = "rpc", ...rest] = argv;
  if (command === "rpc") return rpc(rest[0] ?? "", rest[1] ?? "source");
  if (isDaemon(command)) {
    const ending = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
    return runDaemon(command, rest, {
      sys: hostSystem(),
      out: (line) => console.log(line),
      err: (line) => console.error(line),
      signal: ending.signal,
    });
  }
  if (command === "observe") return observer();
  if (command === "nat64-drain") return drain();
  if (command === "nat64-leave") return leaveGateway();
  if (command === "nat64-return") return returnGateway(rest[0] ?? "source");
  log(`unknown command ${JSON.stringify(command)}: rpc, observe, nat64-drain, nat64-leave, nat64-return or a daemon`);
  return 64;
}

/**
 * Node's own exit waits for V8's compiler threads; one of them may be waiting for a garbage collection by this very thread, and then
 * neither ever ends (Node 24.21, about one exit in ten after a hello). Nothing here needs what Node does at exit.
 */
async function leave(code: number): Promise<void> {
  (await exitNow)?.(code);
  process.kill(process.pid, "SIGKILL");
}

if (process.argv[2] === UDP_WORKER) {
  // The bundle is one file: a daemon that wants a thread starts it with this one.
  import("./dns64/server/udp-worker.ts").then(({ startUdpWorker }) => startUdpWorker());
} else {
  main(process.argv.slice(2)).then(leave, (error) => {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return leave(1);
  });
}
