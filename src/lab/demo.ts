/** `npm run demo`: the demo's fleet in a lab, from dual-stack to IPv6-only, with what was true before and after. */
import { join } from "node:path";
import { loadPlan } from "../inventory/load-plan.ts";
import type { Plan, Service } from "../plan/plan.ts";
import { brokenPromises, hostTable, passageLines, translatedLine } from "./demo-summary.ts";
import { runForeground } from "./foreground.ts";
import { startLabFromFile } from "./from-file.ts";
import type { HeldLab } from "./lab.ts";
import {
  type HostView,
  observeHost,
  observePassage,
  observeTranslator,
  type Passage,
  type Translated,
} from "./observe.ts";
import { LabError } from "./process.ts";

const ROOT = join(import.meta.dirname, "../..");
const PLAN = join(ROOT, "playbooks/demo/plan.yaml");

interface Seen {
  readonly hosts: readonly HostView[];
  readonly passages: readonly Passage[];
  readonly translated: readonly Translated[];
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
  const translated = await Promise.all((plan.nat64?.gateways ?? []).map((gateway) => observeTranslator(lab, gateway)));
  return { hosts, passages, translated: translated.filter((one) => one !== null) };
}

function show(title: string, { hosts, passages, translated }: Seen): void {
  say();
  say(title);
  for (const line of hostTable(hosts)) say(line);
  for (const line of passages.flatMap(passageLines)) say(line);
  for (const line of translated.map(translatedLine)) say(line);
  say();
}

/** @returns the exit code of `migrate apply`. */
async function apply(lab: HeldLab, signal: AbortSignal): Promise<number> {
  say("migrate apply playbooks/demo/plan.yaml --yes");
  const command = [join(ROOT, "bin/migrate"), "apply", "playbooks/demo/plan.yaml", "--yes"];
  return runForeground(await lab.operator(command, { cwd: ROOT, stdio: "inherit" }), signal);
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
    if (!stop.signal.aborted) code = await apply(lab, stop.signal);
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

/** A run that ended otherwise than well has said why itself. */
function judge(code: number, { hosts, passages }: Seen, plan: Plan): number {
  if (code !== 0) return code;
  const hostsOf = (target: Service["target"]) =>
    plan.services.filter((service) => service.target === target).flatMap((service) => service.hosts);
  const broken = brokenPromises(hosts, passages, hostsOf("ipv6-only"), hostsOf("dual-stack"));
  for (const line of broken) say(`not as promised: ${line}`);
  return broken.length > 0 ? 1 : 0;
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
