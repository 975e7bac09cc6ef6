/** One run over a simulated fleet in a process of its own, so that its memory can be told: argv is the number of hosts and `check`, `plan` or `apply`. Prints one line of JSON. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "../../src/cli/check.ts";
import { openRun } from "../../src/cli/open-run.ts";
import { createFleet } from "../../src/transport/fleet.ts";
import { alreadyPreferred, SimulatedHosts, writePlan } from "./fleet.ts";

const [count, mode] = [Number(process.argv[2]), process.argv[3]];
const folder = mkdtempSync(join(tmpdir(), "migrate-simulated-"));
try {
  const plan = writePlan(folder, count);
  const like = mode === "apply" ? await alreadyPreferred() : new Map();
  const hosts = new SimulatedHosts({ like });
  const start = performance.now();
  let exit: number;
  if (mode === "check") {
    exit = await check(plan, { json: false, now: new Date() }, { out: () => undefined, err: () => undefined });
  } else {
    const globals = { color: false, input: false, quiet: true, state: join(folder, "state") };
    const reach = () =>
      createFleet({
        hosts: (name) => ({ name, become: { method: "none" as const } }),
        log: () => undefined,
        memory: (name) => hosts.serve(name),
      });
    const opened = await openRun(plan, { phase: "1", dryRun: mode === "plan" }, globals, null, reach);
    const state = await opened.start();
    exit = state.course.kind === "ended" ? state.course.exit : 1;
    await opened.close();
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage();
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stderr.write(`${JSON.stringify({ exit, seconds, cpu: (user + system) / 1e6, megabytes })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
