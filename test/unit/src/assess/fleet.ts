/** A small fleet as audit heard it: two hosts, one of them full of IPv4. */
import type { AuditFinding, Flow, HostAudit, Observation } from "../../../../agent/protocol/audit.ts";
import type { HostFacts } from "../../../../agent/protocol/facts.ts";
import type { Subject } from "../../../../src/assess/assessment.ts";
import type { HostReport } from "../../../../src/assess/host-report.ts";
import type { Inventory } from "../../../../src/plan/hosts.ts";
import type { Service } from "../../../../src/plan/plan.ts";
import { PLAN } from "../gates/scripted.ts";

export const NOW = Date.UTC(2026, 10, 23, 12);

export function flow(more: Partial<Flow>): Flow {
  return {
    direction: "out",
    class: "ipv4",
    peer: "192.0.2.9",
    protocol: "tcp",
    port: 443,
    user: "www-data",
    process: "curl[7]",
    unit: null,
    mapped: false,
    first: NOW - 1,
    last: NOW,
    packets: 1,
    ...more,
  };
}

export function finding(more: Partial<AuditFinding>): AuditFinding {
  return {
    kind: "literal.file",
    weight: "look",
    place: "/etc/app.conf:3",
    process: null,
    unit: null,
    address: null,
    port: null,
    what: "found",
    fix: "mend it",
    ...more,
  };
}

export function observation(flows: readonly Flow[], more: Partial<Observation> = {}): Observation {
  return {
    running: true,
    because: "it observes",
    startedAt: NOW - 1000,
    until: NOW + 1000,
    survivesReboot: false,
    unbrokenSince: NOW - 1000,
    readAt: NOW,
    gaps: [],
    overflowAt: null,
    flows,
    traffic: { native6: 600, translated: 100, ipv4: 300 },
    services: {},
    history: [],
    queries: {},
    connectHooks: "not asked for",
    sampling: { everyMs: 5_000, samples: 1 },
    cost: { cpuMs: 0, rssBytes: 0 },
    ...more,
  };
}

const AUDIT: HostAudit = {
  at: NOW,
  elapsedMs: 1,
  findings: [],
  names: [],
  listeners: [],
  packages: {},
  setAside: {},
  unknown: [],
};

export function report(
  host: string,
  flows: readonly Flow[] | null,
  more: Partial<HostAudit> & { readonly ownClient?: string } = {},
): HostReport {
  const { ownClient = null, ...audit } = more;
  const last = { api1: 11, db1: 21, mon1: 41 }[host] ?? 99;
  const address = (family: 4 | 6, text: string) => ({
    interface: "eth0",
    family,
    address: text,
    prefixLength: 64,
    scope: "global" as const,
    dynamic: false,
    temporary: false,
    deprecated: false,
  });
  return {
    host,
    facts: {
      addresses: [address(4, `10.0.0.${last}`), address(6, `2001:db8::${last}`)],
    } as unknown as HostFacts,
    audit: { ...AUDIT, ...audit },
    observation: flows === null ? null : observation(flows),
    ownClient,
    error: null,
  };
}

export function service(name: string, more: Partial<Service> = {}): Service {
  return { ...PLAN.services[0]!, needs: [], names: { public: [], internal: [] }, exception: null, name, ...more };
}

export const SERVICES = [
  service("api", { hosts: ["api1"], listen: [{ port: 8080, protocol: "tcp" }] }),
  service("db", { hosts: ["db1"], listen: [{ port: 5432, protocol: "tcp" }] }),
];

export const SUBJECT: Subject = {
  name: "eu1",
  services: SERVICES,
  vantage: { inside: ["mon1"], outside6: [], outside4: [], confirm: 1 },
  nat64: null,
};

export const INVENTORY: Inventory = {
  hosts: new Map(
    [
      ["api1", 11],
      ["db1", 21],
      ["mon1", 41],
    ].map(([name, last]) => [
      String(name),
      { name: String(name), address: "", ipv4: `10.0.0.${last}`, ipv6: `2001:db8::${last}`, vars: {}, groups: [] },
    ]),
  ),
  groups: new Map(),
};
