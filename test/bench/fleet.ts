/**
 * `npm run bench -- fleet`: inventories of a hundred thousand hosts, ten thousand simulated ones over the memory transport, a thousand behind SSH servers, start-up times beside Node's own; then
 * hosts of the lab beside Ansible and Mitogen (fleet-lab.ts). `-- fleet-simulated` and `-- fleet-lab` do one half.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../lab/postgres-cluster.ts";
import { writePlan } from "../simulated/fleet.ts";
import { loopbackOf } from "../simulated/ssh-servers.ts";
import { benchFleetLab } from "./fleet-lab.ts";
import { benchInventory } from "./inventory.ts";
import { median } from "./median.ts";
import { benchStart } from "./start.ts";

const ROOT = join(import.meta.dirname, "../..");
const NODE = join(ROOT, "node_modules/.bin/node");
const MIGRATE = join(ROOT, "bin/migrate");
const SIMULATED = join(ROOT, "test/simulated");
/** As bin/migrate starts it. */
const FLAGS = ["--max-semi-space-size=8", "--disable-warning=ExperimentalWarning"];

export async function benchFleet(): Promise<void> {
  await benchFleetSimulated();
  await benchFleetLab();
}

export async function benchFleetSimulated(): Promise<void> {
  await benchStart();
  await benchInventory();
  await tenThousand();
  await behindSsh(1_000);
}

interface Simulated {
  readonly exit: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

async function simulated(hosts: number, mode: "check" | "plan" | "apply"): Promise<Simulated> {
  const { stderr } = await promisify(execFile)(
    NODE,
    [...FLAGS, join(SIMULATED, "fleet-program.ts"), String(hosts), mode],
    { maxBuffer: 1 << 28 },
  );
  const result = JSON.parse(stderr.trim().split("\n").at(-1)!) as Simulated;
  if (result.exit !== 0)
    throw new Error(`${mode} over ${hosts} hosts ended with ${result.exit}: ${stderr.slice(0, 2000)}`);
  return result;
}

async function tenThousand(): Promise<void> {
  for (const [mode, limit] of [
    ["check", 2],
    ["plan", 10],
    ["apply", 10],
  ] as const) {
    const runs: Record<1_000 | 10_000, Simulated[]> = { 1000: [], 10000: [] };
    for (let round = 0; round < 3; round++)
      for (const hosts of [1_000, 10_000] as const) runs[hosts].push(await simulated(hosts, mode));
    const of = (hosts: 1_000 | 10_000, key: "seconds" | "cpu" | "megabytes"): number =>
      median(runs[hosts].map((run) => run[key]));
    const seconds = of(10_000, "seconds");
    const memory = of(10_000, "megabytes");
    const growth = of(10_000, "cpu") / of(1_000, "cpu");
    const rate = mode === "apply" ? `, ${Math.round(10_000 / seconds)} hosts/s, nothing to change` : "";
    console.log(
      `10,000 hosts, ${mode}: ${seconds.toFixed(2)} s${rate}${word(seconds <= limit)}; ${Math.round(memory)} MB${word(memory <= 600)}; processor time ${of(10_000, "cpu").toFixed(1)} s, ${growth.toFixed(1)} × that of 1,000 hosts${word(growth <= 11.5)}`,
    );
  }
}

/** The same run by the command line itself, over TCP and SSH; agents and servers are in another process. */
async function behindSsh(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-bench-ssh-"));
  const port = await freePort();
  const ssh = join(folder, ".ssh");
  mkdirSync(ssh, { mode: 0o700 });
  for (const key of ["host", "id_ed25519"])
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", key, "-f", join(ssh, key)]);
  appendFileSync(join(ssh, "known_hosts"), `[127.18.*]:${port} ${readFileSync(join(ssh, "host.pub"), "utf8")}`);
  const servers = spawn(
    NODE,
    [...FLAGS, join(SIMULATED, "ssh-servers.ts"), String(port), join(ssh, "host"), join(ssh, "id_ed25519.pub")],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(servers.stdout!, "data");
  try {
    const plan = writePlan(join(folder, "plan"), count, { port, address: loopbackOf });
    const times: number[] = [];
    let most = 0;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      const child = spawn(MIGRATE, ["apply", plan, "--phase", "1", "-q", "--state", join(folder, "state")], {
        env: { PATH: process.env.PATH, HOME: folder },
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      child.stderr!.on("data", (text: Buffer) => {
        said += text.toString("utf8");
      });
      let ended = false;
      const exit = once(child, "exit").then(([code]) => {
        ended = true;
        return code as number;
      });
      while (!ended) {
        most = Math.max(most, peakOf(child.pid!));
        await Promise.race([exit, wait(100)]);
      }
      if ((await exit) !== 0) throw new Error(`apply over ssh ended with ${await exit}: ${said.slice(-2000)}`);
      times.push((performance.now() - start) / 1000);
    }
    const seconds = median(times);
    console.log(
      `${count} hosts behind ssh2 servers, apply, nothing to change: ${seconds.toFixed(1)} s from the first connection on, ${Math.round(count / seconds)} hosts/s; controller ${Math.round(most)} MB`,
    );
  } finally {
    servers.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** High-water mark of a process's memory, megabytes. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function word(holds: boolean): string {
  return holds ? " (holds)" : " (MISSED)";
}
