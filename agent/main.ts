/**
 * The agent as a program. Without a command, or with `rpc [SSH_CONNECTION [BUNDLE]]`, it serves its controller on stdin and stdout; with `nat64` or
 * `dns64 --config FILE` it is that daemon. stdout is protocol only, stderr is logs.
 */
import { setTimeout as wait } from "node:timers/promises";
import { isDaemon, runDaemon } from "./daemon-command.ts";
import { UDP_WORKER } from "./dns64/server/worker-argument.ts";
import { end, endWith } from "./end.ts";
import { log } from "./log.ts";
import { hostSystem } from "./system-host.ts";

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

async function main(argv: readonly string[]): Promise<number> {
  const [command = "rpc", ...rest] = argv;
  if (command === "rpc") await (await import("./session.ts")).run(rest, null);
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
  if (command === "nat64-leave") return (await import("./session.ts")).leaveGateway();
  if (command === "nat64-return") return (await import("./session.ts")).returnGateway(rest[0] ?? "source");
  log(`unknown command ${JSON.stringify(command)}: rpc, observe, nat64-drain, nat64-leave, nat64-return or a daemon`);
  return 64;
}

if (process.argv[2] === UDP_WORKER) {
  // The bundle is one file: a daemon that wants a thread starts it with this one.
  import("./dns64/server/udp-worker.ts").then(({ startUdpWorker }) => startUdpWorker());
} else {
  main(process.argv.slice(2)).then(end, endWith);
}
