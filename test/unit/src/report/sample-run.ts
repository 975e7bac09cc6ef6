/** A run with everything a report can be about, made by the engine itself on hosts in memory: done, undone, never begun, unknown, unreachable, with exceptions and leased addresses. */
import type { AddressFact, HostFacts } from "../../../../agent/protocol/facts.ts";
import type { Entry, EntryBody } from "../../../../src/engine/journal.ts";
import { startRun } from "../../../../src/engine/run.ts";
import { sealEvidence } from "../../../../src/engine/seal.ts";
import { initialState } from "../../../../src/engine/state.ts";
import type { Batch, ExecutionPlan, GateRun, StepRun } from "../../../../src/plan/execution.ts";
import type { Subject } from "../../../../src/plan/subject.ts";
import type { RecordedRun } from "../../../../src/report/run/recorded.ts";
import { scenario, serviceBatch, worldOf } from "../engine/scripted-world.ts";

export const ADDRESSES: Readonly<Record<string, string>> = {
  api1: "198.51.100.10",
  api2: "198.51.100.11",
  db1: "203.0.113.20",
  job1: "10.20.0.7",
  web1: "198.51.100.80",
  mx1: "198.51.100.25",
  gw1: "192.0.2.1",
};

export const SUBJECT: Subject = {
  services: [
    service("api", ["api1", "api2"]),
    service("db", ["db1"]),
    {
      ...service("jobs", ["job1"]),
      clat: {
        because: "vendor SDK opens AF_INET sockets",
        owner: "team-data",
        expires: "2027-06-30",
        unit: "jobs.service",
      },
    },
    {
      ...service("web", ["web1"]),
      target: "dual-stack",
      publicNames: ["www.corp.example"],
      exception: { reason: "public-web", because: "customers without IPv6", owner: "team-web", review: "2027-03-31" },
    },
    {
      ...service("mail", ["mx1"]),
      target: "dual-stack",
      exception: { reason: "mail", because: null, owner: "team-mail", review: "2026-01-31" },
    },
  ],
  roles: { gw1: ["NAT64 gateway"], mon1: ["vantage point"] },
  newHosts: [],
  pool4: ["192.0.2.64/28"],
};

function service(name: string, hosts: readonly string[]): Subject["services"][number] {
  return { name, hosts, target: "ipv6-only", publicNames: [], exception: null, clat: null };
}

function address(family: 4 | 6, text: string): AddressFact {
  const prefixLength = family === 4 ? 24 : 64;
  return {
    interface: "eth0",
    family,
    address: text,
    prefixLength,
    scope: "global",
    dynamic: false,
    temporary: false,
    deprecated: false,
  };
}

export function factsOf(host: string, ipv4: string | undefined): HostFacts {
  return {
    hostname: host,
    os: { id: "debian", version: "12", name: "Debian GNU/Linux 12" },
    kernel: "6.1.0",
    arch: "x86_64",
    init: "systemd",
    bootId: "b",
    addresses: [address(6, "2001:db8::1"), ...(ipv4 === undefined ? [] : [address(4, ipv4)])],
    routes: [],
    networkOwner: { owner: "ifupdown", because: [] },
    resolverOwner: { owner: "plain-file", because: [] },
    nameservers: [],
    missing: [],
    traffic: null,
  };
}

/** Phase 1 of a service: its traffic is measured, and IPv6 preferred. */
function preferring(name: string, hosts: readonly string[]): Batch {
  const id = `phase-1/${name}/batch-1`;
  const steps = hosts.map(
    (host): StepRun => ({
      id: `${id}/prefer-ipv6/${host}`,
      title: "policy table puts native IPv6 above IPv4",
      host,
      module: "gai-conf",
      want: {},
      guarded: false,
    }),
  );
  const ratio: GateRun = { id: `${id}/before/traffic.ratio`, name: "traffic.ratio", args: {}, service: name, hosts };
  return {
    ...serviceBatch(name, hosts),
    id,
    phase: "phase-1",
    tasks: [
      { kind: "check", id: `${id}/check`, steps },
      { kind: "gates", id: `${id}/before`, gates: [ratio] },
      { kind: "apply", id: `${id}/apply`, steps },
    ],
  };
}

/** Phase 4 of a service: its records go, then its IPv4. */
function removing(name: string, hosts: readonly string[]): Batch {
  const batch = serviceBatch(name, hosts, 600_000);
  const named = (step: StepRun): StepRun => (step.guarded ? step : { ...step, module: "dns-record" });
  return {
    ...batch,
    tasks: batch.tasks.map((task) => ("steps" in task ? { ...task, steps: task.steps.map(named) } : task)),
  };
}

const EXECUTION: ExecutionPlan = {
  plan: "hosting-eu1",
  batches: [
    preferring("api", ["api1", "api2"]),
    preferring("db", ["db1"]),
    preferring("web", ["web1"]),
    removing("api", ["api1", "api2"]),
    removing("db", ["db1"]),
    removing("jobs", ["job1"]),
  ],
};

export interface SampleParts {
  readonly run: string;
  readonly startsAt: number;
  /** Text that an attacker's server may have sent into evidence. */
  readonly banner?: string;
  /** Gates of `db` fail in the soak. Default: true. */
  readonly dbFails?: boolean;
  /** Bytes of each host when first measured. */
  readonly traffic: { readonly ipv4Bytes: number; readonly ipv6Bytes: number };
  /** Hosts that lost their IPv4 already. */
  readonly withoutIpv4?: readonly string[];
}

export async function sampleRun(parts: SampleParts): Promise<RecordedRun> {
  const s = scenario(Object.keys(ADDRESSES));
  const shift = parts.startsAt - s.clock.now();
  for (const [host, ipv4] of Object.entries(ADDRESSES)) {
    for (const batch of EXECUTION.batches) {
      const id = `${batch.id}/remove/${host}`;
      const title = `remove ${ipv4}/24 from eth0`;
      s.hosts
        .get(host)!
        .changes.set(id, [{ key: `address:eth0:${ipv4}/24`, title, before: `${ipv4}/24`, after: null }]);
      if (parts.withoutIpv4?.includes(host)) s.hosts.get(host)!.satisfied.add(id);
    }
  }
  const base = worldOf(s);
  let asked = 0;
  const gatekeeper: typeof base.gatekeeper = {
    ask: async (gate, facts) => {
      const { sha256: _, ...answer } = await base.gatekeeper.ask(gate, facts);
      await s.clock.wait(7_000);
      asked += 1;
      const failing = (parts.dbFails ?? true) && gate.id.startsWith("phase-4/db/batch-1/after/");
      const finding = failing ? "fail" : answer.finding;
      const traffic = {
        parts: gate.hosts.map((host, i) => ({
          asked: host,
          observed: {
            ipv4Bytes: parts.traffic.ipv4Bytes * (host.startsWith("web") ? 3 : 1) + asked * 1_000_000 * (i + 1),
            ipv6Bytes: parts.traffic.ipv6Bytes * (host.startsWith("db") ? 4 : 1) + asked * 9_000_000 * (i + 1),
          },
        })),
      };
      const seen = { sent: "GET / HTTP/1.1", banner: parts.banner ?? "nginx", hosts: gate.hosts };
      return sealEvidence({
        ...answer,
        finding,
        because: failing
          ? "http://db1:5432/ over IPv6 answers 503 where 200 is wanted."
          : `${gate.name} holds on ${gate.hosts.join(", ")}.`,
        observed: gate.name === "traffic.ratio" ? traffic : seen,
        at: s.clock.now() + shift,
      });
    },
  };
  const first: EntryBody[] = [
    {
      type: "run.started",
      journal: 2,
      run: parts.run,
      plan: "hosting-eu1",
      planFile: "hosting/plan.yaml",
      planSha256: "9f".repeat(32),
      mode: "apply",
    },
  ];
  await startRun({ ...base, gatekeeper }, parts.run, initialState(EXECUTION, "apply"), 1, first).done;
  const facts = Object.entries(ADDRESSES).map(([host, ipv4]): [string, HostFacts] => [
    host,
    factsOf(host, parts.withoutIpv4?.includes(host) ? undefined : ipv4),
  ]);
  return {
    run: parts.run,
    entries: s.entries.map((entry): Entry => ({ ...entry, at: entry.at + shift })),
    execution: EXECUTION,
    facts: new Map(facts),
    subject: SUBJECT,
    head: "ab".repeat(32),
  };
}

/** Three runs of one plan over three weeks; the last one undid `db`. */
export async function sampleRuns(banner?: string): Promise<readonly RecordedRun[]> {
  const week = 7 * 86_400_000;
  const last = Date.parse("2026-11-20T22:04:00Z");
  const runs: RecordedRun[] = [];
  for (const [i, run] of ["20261106-220400-a1b2", "20261113-220400-c3d4", "20261120-220400-e5f6"].entries())
    runs.push(
      await sampleRun({
        run,
        startsAt: last - (2 - i) * week,
        traffic: { ipv4Bytes: 9e9 + i * 2e9, ipv6Bytes: 1e9 + i * i * 4e9 },
        ...(banner === undefined ? {} : { banner }),
      }),
    );
  return runs;
}
