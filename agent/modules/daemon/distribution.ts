/** A service that the distribution brought, such as nginx: told by systemd where that is PID 1, else by its init script. */
import { initOf } from "../../facts/gather.ts";
import type { Change } from "../../protocol/messages.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";

const COMMAND_MS = 30_000;
const SETTLE_MS = 5_000;
const POLL_MS = 100;

export interface DistributionService {
  /** Unit, init script and process alike. */
  readonly name: string;
  /** Where it may write its pid. */
  readonly pidFiles: readonly string[];
}

export interface DistributionFacts {
  readonly systemd: boolean;
  readonly running: boolean;
  /** Starts at boot; true where only init scripts could tell. */
  readonly enabled: boolean;
}

export async function checkDistribution(sys: System, service: DistributionService): Promise<DistributionFacts> {
  const systemd = (await initOf(sys)) === "systemd";
  const enabled = !systemd || (await systemctl(sys, ["is-enabled", "--quiet", service.name]));
  return { systemd, running: await isRunning(sys, service, systemd), enabled };
}

/** Pure. @param reread it is to take its configuration in again. */
export function diffDistribution({ name }: DistributionService, facts: DistributionFacts, reread: boolean): Change[] {
  const changes: Change[] = [];
  if (reread || !facts.running)
    changes.push({
      key: `daemon:${name}`,
      title: facts.running ? `have ${name} read its configuration` : `start ${name}`,
      before: facts.running ? "running" : null,
      after: "running",
    });
  if (!facts.enabled)
    changes.push({ key: `boot:${name}`, title: `start ${name} at boot`, before: "disabled", after: "enabled" });
  return changes;
}

/** @throws Fault where it is not done, or not done in time: init scripts come back before the program has come or gone. */
export async function control(
  sys: System,
  service: DistributionService,
  systemd: boolean,
  verb: "start" | "stop" | "reload" | "enable" | "disable",
): Promise<void> {
  const argv = systemd ? ["systemctl", verb, service.name] : [`/etc/init.d/${service.name}`, verb];
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `${argv.join(" ")} failed: ${done.stderr.trim() || done.stdout.trim()}`);
  if (verb !== "start" && verb !== "stop") return;
  for (let waited = 0; waited < SETTLE_MS; waited += POLL_MS) {
    if ((await isRunning(sys, service, systemd)) === (verb === "start")) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Fault("io", `${service.name} ${verb === "start" ? "does not run" : "still runs"} after ${argv.join(" ")}`);
}

export async function isRunning(
  sys: System,
  { name, pidFiles }: DistributionService,
  systemd: boolean,
): Promise<boolean> {
  if (systemd) return systemctl(sys, ["is-active", "--quiet", name]);
  for (const path of pidFiles) {
    const pid = ((await sys.read(path)) ?? "").trim().split(/\s/)[0]!;
    if (/^\d+$/.test(pid) && ((await sys.read(`/proc/${pid}/comm`)) ?? "").trim() === name) return true;
  }
  return false;
}

async function systemctl(sys: System, args: readonly string[]): Promise<boolean> {
  return (await sys.exec(["systemctl", ...args], { timeoutMs: COMMAND_MS })).code === 0;
}
