import { initOf } from "./facts/gather.ts";
import type { System } from "./system.ts";

/** Start `agent.cjs nat64-leave` apart from the daemon that asks for it, for it will end that daemon. @param agent argv that runs `agent.cjs`. */
export async function startLeaving(sys: System, agent: readonly string[]): Promise<void> {
  const log = "/var/log/migrate-nat64-leave.log";
  if ((await initOf(sys)) !== "systemd") {
    await sys.detach([...agent, "nat64-leave"], { log });
    return;
  }
  // What systemd stops, it stops with all that came from it.
  const run = [
    "systemd-run",
    "--quiet",
    "--collect",
    `--property=StandardOutput=append:${log}`,
    `--property=StandardError=append:${log}`,
  ];
  await sys.exec([...run, ...agent, "nat64-leave"], { timeoutMs: 20_000 });
}
