/** Rows of the gates about what a host lives by: its own IPv6, its names, time, packages, logs, monitoring, and IPv4 that stays away. */
import type { AuditFinding, FindingKind, Flow, NameFact, Observation } from "../../../../agent/protocol/audit.ts";
import type { Receipt } from "../../../../agent/protocol/messages.ts";
import type { Plan, RecordSource } from "../../../../src/plan/plan.ts";
import { flow as anyFlow, finding, observation } from "../assess/fleet.ts";
import { on, type Row } from "./rows.ts";
import { dns, no, PLAN, standing, use, yes } from "./scripted.ts";

function found(kind: FindingKind, place: string, fields: Partial<AuditFinding> = {}): AuditFinding {
  return finding({ kind, weight: "blocks", place, what: "it is so", fix: "change it", ...fields });
}

function name(fields: Partial<NameFact>): NameFact {
  return {
    name: "deb.example",
    port: 80,
    protocol: "tcp",
    from: "/etc/apt/sources.list:1",
    a: ["192.0.2.80"],
    aaaa: ["2001:db8:2::80"],
    synthesised: [],
    reachable6: true,
    reachableTranslated: null,
    banner: null,
    because: "connected",
    ...fields,
  };
}

const HOUR = 3_600_000;
const READ_AT = 10 * HOUR;

function observed(fields: Partial<Observation>): Observation {
  const times = { startedAt: 1, until: READ_AT + HOUR, unbrokenSince: 1, readAt: READ_AT };
  return observation([], { ...times, traffic: { native6: 0, translated: 0, ipv4: 0 }, ...fields });
}

function flow(peer: string): Flow {
  const anybodys = { user: null, process: null, first: 1, last: READ_AT - 1 };
  return anyFlow({ direction: "in", class: peer.includes(":") ? "native6" : "ipv4", peer, port: 9100, ...anybodys });
}

const monitored = { hosts: ["api1"], args: { forMs: HOUR, from: ["db1"] } };
const ZONE: RecordSource = {
  zone: "corp.example",
  host: "ns1",
  file: "/etc/bind/corp.example.zone",
  source: "zonefile",
  reload: null,
  ttlSeconds: 300,
  server: null,
  key: null,
  command: null,
  servers: null,
  shortTtlSeconds: 60,
};

function counted(a: number, aaaa: number, from = 1): Observation {
  const counts = [
    { at: from, a: 10, aaaa: 10 },
    { at: READ_AT, a: 10 + a, aaaa: 10 + aaaa },
  ];
  return observed({ queries: { "api.corp.example": counts } });
}

const KEPT: Plan = { ...PLAN, records: [ZONE] };
const aaaa = { gate: "records.aaaa", service: "api", args: { withinMs: 0 }, hosts: ["api1"] };
const expired = { gate: "records.expired", service: "api", hosts: ["api1"] };
const noA = on("dns", (q) => q.name === "api.corp.example" && q.type === "A", dns("NOERROR"));

function receipt(id: string, key: string, before: string, after: string | null): Receipt {
  const change = { key, title: id, before, after };
  return { id, run: "r", module: "dns-record", changes: [change], before: null, at: 1, state: "applied" };
}

const quiet = { gate: "dns.quiet", service: "api", args: { forMs: HOUR, max: null } };

function removed(at: number): Receipt {
  const before = { addresses: [{ family: 4, validSeconds: 600 }] };
  return { id: "x", run: "r", module: "ipv4-address", changes: [], before, at, state: "applied" };
}

const goneFrom = { gate: "ipv4.gone", hosts: ["mon1"], args: { leaseMs: null, reboot: true } };
const later = { now: () => READ_AT, wait: async () => {} };
const rebooted = on("ipv6-standing", () => true, yes("ipv6-standing", standing("mon1", { bootedAt: 2_000 })));

const EDGE: Partial<Plan> = {
  vantage: { ...PLAN.vantage, outside4: ["db1"] },
  services: PLAN.services.map((service) => ({
    ...service,
    listen: [{ port: 9_000, protocol: "tcp" as const }],
    inboundIpv4: "proxy" as const,
    inbound: { ...service.inbound, addresses: ["203.0.113.9"], clientAddress: "lost" as const },
  })),
};

/** A gate that a look at the host answers: clean, found, and blind. */
function inspected(gate: string, kind: FindingKind, blind: string): Row[] {
  return [
    { gate, when: "clean", finding: "pass" },
    {
      gate,
      when: "one host has a finding",
      world: { audit: (host) => ({ findings: host === "api2" ? [found(kind, "/etc/x:1")] : [] }) },
      finding: "fail",
      says: ["On api2, /etc/x:1: it is so: change it."],
    },
    {
      gate,
      when: "it could not be looked at",
      world: { audit: () => ({ unknown: [{ what: blind, because: "no such program" }] }) },
      finding: "unknown",
      says: ["no such program"],
    },
    { gate, when: "a host is lost", world: { lost: ["api1"] }, finding: "unknown", says: ["no route"] },
  ];
}

export const HOST_ROWS: readonly Row[] = [
  { gate: "inbound4", service: "api", when: "clean", world: { plan: EDGE }, finding: "pass", says: ["asked from db1"] },
  {
    gate: "inbound4",
    service: "api",
    when: "the edge refuses",
    world: { plan: EDGE, script: on("tcp", () => true, no("refused", "connection refused")) },
    finding: "fail",
    says: ["From db1, 203.0.113.9:9000 does not answer IPv4 clients"],
  },
  {
    gate: "inbound4",
    service: "api",
    when: "nobody outside can ask",
    world: { plan: { ...EDGE, vantage: PLAN.vantage } },
    finding: "unknown",
    says: ["outside4"],
  },
  ...inspected("listen.parity", "listener.ipv4-only", "listening sockets"),
  ...inspected("allow.parity", "allow-list.pg-hba", "allow-lists"),
  ...inspected("tls.sans", "certificate.ipv4-san", "certificates"),

  { gate: "host.ipv6", when: "clean", finding: "pass", says: ["api1 and api2"] },
  {
    gate: "host.ipv6",
    when: "nobody renews the default route",
    world: {
      script: on("ipv6-standing", () => true, yes("ipv6-standing", standing("api1", { lacks: "accept_ra is 0" }))),
    },
    finding: "fail",
    says: ["accept_ra is 0"],
  },
  {
    gate: "host.ipv6",
    when: "an address failed duplicate address detection",
    world: {
      script: on(
        "ipv6-standing",
        () => true,
        yes("ipv6-standing", {
          ...standing("api1"),
          addresses: [
            ...standing("api1").addresses,
            { ...standing("api1").addresses[0]!, address: "2001:db8::dad", unusable: true },
          ],
        }),
      ),
    },
    finding: "fail",
    says: ["2001:db8::dad", "duplicate address detection"],
  },
  {
    gate: "host.ipv6",
    when: "the only route runs out",
    world: {
      script: on(
        "ipv6-standing",
        () => true,
        yes(
          "ipv6-standing",
          standing("api1", { defaults: [{ interface: "eth0", via: "fe80::1", protocol: "ra", expiresSeconds: 9 }] }),
        ),
      ),
    },
    finding: "fail",
    says: ["gone in 9 s"],
  },
  {
    gate: "host.ipv6",
    when: "it sends from a temporary address",
    world: {
      script: on(
        "ipv6-standing",
        () => true,
        yes("ipv6-standing", {
          ...standing("api1"),
          addresses: [
            ...standing("api1").addresses,
            { ...standing("api1").addresses[0]!, address: "2001:db8::77", temporary: true },
          ],
          source: "2001:db8::77",
        }),
      ),
    },
    finding: "fail",
    says: ["2001:db8::77, which is temporary"],
  },
  {
    gate: "host.ipv6",
    when: "ip is missing",
    world: { script: on("ipv6-standing", () => true, no("unable", "ip is not on this host")) },
    finding: "unknown",
    says: ["ip is not on this host"],
  },

  { gate: "dns.reverse", when: "clean", finding: "pass" },
  {
    gate: "dns.reverse",
    when: "there is no PTR",
    world: { script: on("dns", ({ type }) => type === "PTR", dns("NXDOMAIN")) },
    finding: "fail",
    says: ["2001:db8::11 of api1 has no PTR record", "ip6.arpa"],
  },
  {
    gate: "dns.reverse",
    when: "the name has another address",
    world: {
      script: on("dns", ({ name: asked }) => asked === "host.corp.example", dns("NOERROR", [["AAAA", "2001:db8::99"]])),
    },
    finding: "fail",
    says: ["is host.corp.example, and host.corp.example is 2001:db8::99"],
  },
  {
    gate: "dns.reverse",
    when: "the resolver fails",
    world: { script: on("dns", ({ type }) => type === "PTR", dns("SERVFAIL")) },
    finding: "unknown",
  },

  {
    ...aaaa,
    when: "every server has it",
    world: { plan: KEPT },
    finding: "pass",
    says: ["api.corp.example"],
  },
  {
    ...aaaa,
    when: "a server has another address",
    world: {
      plan: KEPT,
      script: on(
        "dns",
        (q) => q.name === "api.corp.example" && q.type === "AAAA",
        dns("NOERROR", [["AAAA", "2001:db8::99"]]),
      ),
    },
    finding: "fail",
    says: ["answers api.corp.example AAAA with 2001:db8::99, without 2001:db8::11"],
  },
  {
    ...aaaa,
    when: "a server is silent",
    world: {
      plan: { ...PLAN, records: [{ ...ZONE, servers: ["2001:db8::53", "2001:db8::54"] }] },
      script: on("dns", (q) => q.server === "2001:db8::54", no("timeout", "no answer")),
    },
    finding: "unknown",
    says: ["2001:db8::54 does not answer for api.corp.example"],
  },
  { ...expired, when: "it is gone everywhere", world: { plan: KEPT, script: noA }, finding: "pass" },
  {
    ...expired,
    when: "it went, and twice its old TTL has passed",
    world: {
      plan: KEPT,
      script: noA,
      receipts: [
        receipt("drop", "record:api.corp.example:A:198.51.100.11", "api.corp.example. 60 A 198.51.100.11", null),
        receipt("lower", "ttl:api.corp.example:A", "300", "60"),
      ],
    },
    finding: "pass",
  },
  {
    ...expired,
    when: "a server still has it",
    world: { plan: KEPT },
    finding: "fail",
    says: ["still answers api.corp.example A with 198.51.100.11"],
  },
  {
    ...expired,
    when: "nobody tells the servers of the zone",
    world: {
      plan: KEPT,
      script: (host, q) => (q.kind === "dns" && q.type === "NS" ? dns("NOERROR") : noA(host, q)),
    },
    finding: "unknown",
    says: ["name them under `servers`"],
  },

  { gate: "dns.authoritative", service: "api", when: "clean", finding: "pass", says: ["api.corp.example"] },
  {
    gate: "dns.authoritative",
    service: "api",
    when: "a server has no AAAA",
    world: { script: on("dns", (q) => q.name === "api.corp.example" && q.type === "AAAA", dns("NOERROR")) },
    finding: "fail",
    says: ["ns.corp.example", "has no AAAA record of api.corp.example"],
  },
  {
    gate: "dns.authoritative",
    service: "api",
    when: "two servers differ",
    world: {
      script: (_host, q) => {
        if (q.kind === "dns" && q.type === "NS" && q.name === "corp.example")
          return dns("NOERROR", [
            ["NS", "ns.corp.example"],
            ["NS", "ns2.corp.example"],
          ]);
        if (q.kind === "getaddrinfo" && q.name === "ns2.corp.example")
          return yes("getaddrinfo", { rows: [{ address: "2001:db8::54", type: "STREAM" }] });
        return q.kind === "dns" && q.server === "2001:db8::54" && q.type === "A" ? dns("NOERROR") : null;
      },
    },
    finding: "fail",
    says: ["ns2.corp.example", "bring their copies of corp.example together"],
  },
  {
    gate: "dns.authoritative",
    service: "api",
    when: "a server does not serve the zone",
    world: { script: on("dns", (q) => q.name === "api.corp.example" && q.type !== "NS", dns("REFUSED")) },
    finding: "fail",
    says: ["says REFUSED"],
  },
  {
    gate: "dns.authoritative",
    service: "api",
    when: "a server is silent",
    world: { script: on("dns", (q) => q.name === "api.corp.example" && q.type !== "NS", no("timeout", "no answer")) },
    finding: "unknown",
    says: ["does not answer"],
  },

  {
    ...quiet,
    when: "as many for AAAA",
    world: { plan: { records: [ZONE] }, observation: () => counted(100, 100) },
    finding: "pass",
  },
  {
    ...quiet,
    when: "some ask for A alone",
    world: { plan: { records: [ZONE] }, observation: () => counted(150, 100) },
    finding: "fail",
    says: ["150 times for A", "100 times for AAAA"],
  },
  {
    ...quiet,
    args: { forMs: HOUR, max: 1 },
    when: "fewer than the bound",
    world: { plan: { records: [ZONE] }, observation: () => counted(59, 0, READ_AT - HOUR) },
    finding: "pass",
  },
  {
    ...quiet,
    when: "it is counted for too short a time",
    world: { plan: { records: [ZONE] }, observation: () => counted(0, 0, READ_AT - 60_000) },
    finding: "unknown",
    says: ["Ask again later"],
  },
  {
    ...quiet,
    when: "nobody counts",
    world: { plan: { records: [ZONE] } },
    finding: "unknown",
    says: ["migrate audit PLAN --for 1h"],
  },
  { ...quiet, when: "no host serves the name", finding: "unknown", says: ["records"] },

  { gate: "time.sync", when: "clean", finding: "pass" },
  {
    gate: "time.sync",
    when: "the time comes over IPv4",
    world: {
      script: on(
        "time-source",
        () => true,
        yes("time-source", { program: "chrony", synchronised: true, source: "192.0.2.123", sources: ["192.0.2.123"] }),
      ),
    },
    finding: "fail",
    says: ["192.0.2.123, over IPv4"],
  },
  {
    gate: "time.sync",
    when: "no source is good",
    world: {
      script: on(
        "time-source",
        () => true,
        yes("time-source", { program: "chrony", synchronised: false, source: null, sources: ["2001:db8::9"] }),
      ),
    },
    finding: "fail",
    says: ["no source of time (it asks 2001:db8::9"],
  },
  {
    gate: "time.sync",
    when: "there is no daemon",
    world: { script: on("time-source", () => true, no("unable", "no time daemon is on this host")) },
    finding: "unknown",
  },

  { gate: "packages.mirror", when: "clean", world: { audit: () => ({ names: [name({})] }) }, finding: "pass" },
  {
    gate: "packages.mirror",
    when: "through NAT64",
    world: {
      audit: () => ({
        names: [name({ aaaa: [], synthesised: ["64:ff9b::c000:250"], reachable6: null, reachableTranslated: true })],
      }),
    },
    finding: "pass",
  },
  {
    gate: "packages.mirror",
    when: "IPv6 to it ends on the way",
    world: { audit: () => ({ names: [name({ reachable6: false, because: "2001:db8:2::80: no answer" })] }) },
    finding: "fail",
    says: ["deb.example", "no answer"],
  },
  {
    gate: "packages.mirror",
    when: "it has no AAAA",
    world: { audit: () => ({ names: [name({ aaaa: [], reachable6: null })] }) },
    finding: "fail",
    says: ["has no AAAA record"],
  },
  {
    gate: "packages.mirror",
    when: "it is an address",
    world: {
      audit: () => ({ findings: [found("mirror.ipv4-only", "/etc/apt/sources.list:1", { address: "192.0.2.80" })] }),
    },
    finding: "fail",
    says: ["/etc/apt/sources.list:1"],
  },
  { gate: "packages.mirror", when: "none is configured", finding: "unknown", says: ["no package mirror"] },

  {
    gate: "logs.arrive",
    args: { at: "ns1", in: ["/var/log"] },
    when: "clean",
    finding: "pass",
    says: ["arrives at ns1"],
  },
  {
    gate: "logs.arrive",
    args: { at: "ns1", in: ["/var/log"] },
    when: "nothing arrives",
    world: { script: on("text-find", () => true, yes("text-find", { found: false, path: null })) },
    finding: "fail",
    says: ["does not arrive at ns1"],
  },
  {
    gate: "logs.arrive",
    args: { at: "ns1", in: ["/var/log"] },
    when: "logger is missing",
    world: { script: on("log-write", () => true, no("unable", "logger is not on this host")) },
    finding: "unknown",
  },
  {
    gate: "logs.arrive",
    args: { at: null, in: [] },
    when: "nobody says where",
    finding: "unknown",
    says: ["at: HOST"],
  },

  {
    gate: "monitoring.ipv6",
    ...monitored,
    when: "checked over IPv6",
    world: { observation: () => observed({ flows: [flow("2001:db8::21")] }) },
    finding: "pass",
  },
  {
    gate: "monitoring.ipv6",
    ...monitored,
    when: "one check still comes over IPv4",
    world: { observation: () => observed({ flows: [flow("2001:db8::21"), flow("198.51.100.21")] }) },
    finding: "fail",
    says: ["198.51.100.21 still checks tcp 9100 of api1 over IPv4"],
  },
  {
    gate: "monitoring.ipv6",
    ...monitored,
    when: "no check comes at all",
    world: { observation: () => observed({}) },
    finding: "fail",
    says: ["No check of db1 reached api1 over IPv6 in 1h"],
  },
  { gate: "monitoring.ipv6", ...monitored, when: "nothing observes", finding: "unknown", says: ["--for 1h"] },
  {
    gate: "monitoring.ipv6",
    ...monitored,
    when: "there is a gap",
    world: { observation: () => observed({ flows: [flow("2001:db8::21")], unbrokenSince: READ_AT - 60_000 }) },
    finding: "unknown",
  },

  {
    ...goneFrom,
    when: "clean",
    world: { receipts: [removed(1_000)], script: rebooted, clock: later },
    finding: "pass",
    says: ["mon1"],
  },
  {
    ...goneFrom,
    when: "it has IPv4 again",
    world: {
      receipts: [removed(1_000)],
      clock: later,
      script: (_host, q) => (q.kind === "ipv4-use" ? use("api1") : null),
    },
    finding: "fail",
    says: ["198.51.100.11"],
  },
  {
    ...goneFrom,
    when: "it came back in between",
    world: {
      receipts: [removed(1_000)],
      returned: [{ at: 2_000, interface: "eth0", address: "198.51.100.5/24", how: "leased" }],
      clock: later,
    },
    finding: "fail",
    says: ["198.51.100.5/24 on eth0, leased"],
  },
  {
    ...goneFrom,
    when: "no restart since",
    world: { receipts: [removed(1_000)], clock: later },
    finding: "unknown",
    says: ["has not restarted"],
  },
  {
    ...goneFrom,
    when: "the lease is not over",
    world: {
      receipts: [removed(READ_AT - 1_000)],
      script: on("ipv6-standing", () => true, yes("ipv6-standing", standing("mon1", { bootedAt: READ_AT - 500 }))),
      clock: later,
    },
    finding: "unknown",
    says: ["A whole lease (10m)"],
  },
  { ...goneFrom, when: "nothing was taken", finding: "unknown", says: ["this gate is for afterwards"] },
];
