/** `npm run demo`: the demo's fleet in a lab, from dual-stack to IPv6-only, with what was true before and after. */
import { join } from "node:path";
import { loadPlan } from "../inventory/load-plan.ts";
import type { Plan, Service } from "../plan/plan.ts";
import { brokenPromises, hostTable, passageLines } from "./demo-summary.ts";
import { startLabFromFile } from "./from-file.ts";
import type { HeldLab } from "./lab.ts";
import { type HostView, observeHost, observePassage, type Passage } from "./observe.ts";
import { LabError } from "./process.ts";

const ROOT = join(import.meta.dirname, "../..");
const PLAN = join(ROOT, "playbooks/demo/plan.yaml");

interface Seen {
  readonly hosts: readonly HostView[];
  readonly passages: readonly Passage[];
}

function say(line = ""): void {
  process.stderr.write(`${line}\n`);
}

/** A name of a service it needs, else one on the internet: what its next connection would be for. */
function nameFor(service: Service, plan: Plan): string | null {
  for (const need of service.needs) {
    if (need.kind === "name") continue;
    const name = plan.services.find((one) => one.name === need.service)?.names.internal[0];
    if (name !== undefined) return name;
  }
  return plan.targets.ipv4Only;
}

async function observe(lab: HeldLab, plan: Plan): Promise<Seen> {
  const newHosts = plan.newHosts?.hosts ?? [];
  const hosts = await Promise.all([
    ...plan.services.flatMap((service) =>
      service.hosts.map((host) =>
        observeHost(lab, host, `${service.name}, ${service.target}`, nameFor(service, plan), plan),
      ),
    ),
    ...newHosts.map((host) => observeHost(lab, host, "new host", plan.targets.ipv4Only, plan)),
  ]);
  const from = [
    ...newHosts.slice(0, 1),
    ...plan.services.filter(({ target }) => target === "ipv6-only").flatMap((one) => one.hosts.slice(0, 1)),
  ];
  const passages: Passage[] = [];
  for (const host of from) passages.push(await observePassage(lab, host, plan));
  return { hosts, passages };
}

function show(title: string, { hosts, passages }: Seen): void {
  say();
  say(title);
  for (const line of hostTable(hosts)) say(line);
  for (const line of passages.flatMap(passageLines)) say(line);
  say();
}

/** @returns the exit code of `migrate apply`. */
async function apply(lab: HeldLab): Promise<number> {
  say("migrate apply playbooks/demo/plan.yaml --yes");
  const child = await lab.operator([join(ROOT, "bin/migrate"), "apply", "playbooks/demo/plan.yaml", "--yes"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  // Ctrl-C reaches it by itself.
  const passOn = () => child.kill("SIGTERM");
  process.on("SIGTERM", passOn).on("SIGHUP", passOn);
  const code = await new Promise<number>((resolve) => child.once("exit", (exit) => resolve(exit ?? 1)));
  process.off("SIGTERM", passOn).off("SIGHUP", passOn);
  return code;
}

async function main(): Promise<number> {
  const began = performance.now();
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  const { plan } = await loadPlan(PLAN, { now: new Date() });
  if (plan === null) throw new LabError(`${PLAN} is not valid: migrate check ${PLAN}`);
  const lab = await startLabFromFile(PLAN, { name: `demo-${process.pid}`, say, signal: stop.signal });
  let code = 130;
  try {
    if (!stop.signal.aborted) show("Before", await observe(lab, plan));
    if (!stop.signal.aborted) code = await apply(lab);
    if (!stop.signal.aborted) {
      const after = await observe(lab, plan);
      show("After", after);
      code = judge(code, after, plan);
    }
  } finally {
    await lab.stop();
    say(`lab ${lab.name} is gone; the demo took ${Math.round((performance.now() - began) / 1000)} s`);
  }
  return code;
}

function judge(code: number, { hosts, passages }: Seen, plan: Plan): number {
  const hostsOf = (target: Service["target"]) =>
    plan.services.filter((service) => service.target === target).flatMap((service) => service.hosts);
  const broken = brokenPromises(hosts, passages, hostsOf("ipv6-only"), hostsOf("dual-stack"));
  for (const line of broken) say(`not as promised: ${line}`);
  return code === 0 && broken.length > 0 ? 1 : code;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    say(error instanceof LabError ? error.message : String(error.stack));
    process.exitCode = 1;
  },
);
