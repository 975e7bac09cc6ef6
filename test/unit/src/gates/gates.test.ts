import { describe, expect, test } from "vitest";
import type { AuditFinding, FindingKind } from "../../../../agent/protocol/audit.ts";
import { isIntact } from "../../../../src/engine/seal.ts";
import { GATE_NAMES } from "../../../../src/plan/gates.ts";
import type { Plan, Service } from "../../../../src/plan/plan.ts";
import { HOST_ROWS } from "./host-rows.ts";
import { METRIC_ROWS } from "./metric-rows.ts";
import { on, type Row } from "./rows.ts";
import {
  ask,
  dns,
  FACTS,
  factsOf,
  hello,
  no,
  PLAN,
  page,
  type Reply,
  type Script,
  translated,
  use,
  V4ONLY,
  type World,
  yes,
} from "./scripted.ts";

const { targets } = PLAN;
const RESOLVE = { ipv4Only: targets.ipv4Only, wildcard: targets.wildcard, dual: targets.dual };
const DNSSEC = { signedIpv4Only: targets.signed, signedNative: targets.signedNative, bogus: targets.bogus };
const CONNECT = {
  http: targets.http,
  tcp: targets.tcp,
  udp: targets.udp,
  ping: targets.ping,
  closed: targets.closed,
  serverSees: targets.serverSees,
  tries: 20,
};
const LARGE = { urlDown: targets.download, urlUp: targets.upload, bytes: 2_000_000 };

const v4Socket = {
  protocol: "tcp",
  state: "ESTAB",
  local: "198.51.100.11",
  localPort: 8080,
  peer: "192.0.2.9",
  peerPort: 40_000,
  mapped: true,
  process: "nginx[812]",
};

const TABLE: readonly Row[] = [
  ...HOST_ROWS,
  ...METRIC_ROWS,
  // service.health
  { gate: "service.health", service: "api", when: "clean", finding: "pass", says: ["api", "api1 and api2"] },
  { gate: "service.health", service: "db", hosts: ["db1"], when: "no check but a listening port", finding: "pass" },
  {
    gate: "service.health",
    service: "api",
    when: "one host refuses over IPv6",
    world: { script: on("http", (q) => q.address === "2001:db8::12", no("refused", "connection refused")) },
    finding: "fail",
    says: ["From mon1", "api2", "3 tries", "connection refused", "listens on IPv6"],
  },
  {
    gate: "service.health",
    service: "api",
    when: "another status",
    world: { script: on("http", (q) => q.family === 6, page({ status: 503 })) },
    finding: "fail",
    says: ["503 instead of 200"],
  },
  {
    gate: "service.health",
    service: "api",
    when: "the body lacks its text",
    world: { script: on("http", (q) => q.family === 6, page({ body: "It works!" })) },
    finding: "fail",
    says: ['without the text "fine"'],
  },
  {
    gate: "service.health",
    service: "api",
    when: "another body than over IPv4",
    world: {
      plan: { vantage: { ...PLAN.vantage, inside: ["db1"] } },
      script: on("http", (q) => q.family === 4, page({ sha256: "b".repeat(64) })),
    },
    finding: "fail",
    says: ["another body over IPv6"],
  },
  {
    gate: "service.health",
    service: "api",
    when: "IPv4 does not answer any more",
    world: {
      plan: { vantage: { ...PLAN.vantage, inside: ["db1"] } },
      script: on("http", (q) => q.family === 4, no("timeout", "no answer")),
    },
    finding: "pass",
  },
  {
    gate: "service.health",
    service: "api",
    when: "the name has only A",
    world: {
      script: (_host, q) =>
        q.kind === "http" && q.address === undefined
          ? no("unreachable", "no address of that family", "ENOTFOUND")
          : q.kind === "getaddrinfo"
            ? yes("getaddrinfo", { rows: [{ address: "198.51.100.11", type: "STREAM" }] })
            : null,
    },
    finding: "fail",
    says: ["api.corp.example has no AAAA record"],
  },
  {
    gate: "service.health",
    service: "api",
    when: "the vantage point cannot be reached",
    world: { lost: ["mon1"] },
    finding: "unknown",
    says: ["mon1 could not ask"],
  },
  {
    gate: "service.health",
    service: "api",
    when: "the host has no IPv6 address",
    world: { facts: new Map([...FACTS, ["api1", factsOf("api1", { addresses: [] })]]) },
    finding: "fail",
    says: ["api1 has no global IPv6 address"],
  },
  {
    gate: "service.health",
    service: "api",
    when: "nothing is known of the host",
    world: { facts: new Map([...FACTS].filter(([host]) => host !== "api1")) },
    finding: "unknown",
    says: ["address of api1 is not known"],
  },
  // ssh.fresh6
  { gate: "ssh.fresh6", when: "clean", finding: "pass", says: ["api1 and api2"] },
  {
    gate: "ssh.fresh6",
    when: "no new connection",
    world: {
      fresh: () => {
        throw new Error("connect timed out");
      },
    },
    finding: "fail",
    says: ["3 tries", "connect timed out"],
  },
  {
    gate: "ssh.fresh6",
    when: "the last stretch is IPv4",
    world: { fresh: () => hello("::ffff:192.0.2.1", "::ffff:198.51.100.11") },
    finding: "fail",
    says: ["not IPv6 on both ends"],
  },
  {
    gate: "ssh.fresh6",
    when: "a vantage point gets no further",
    world: {
      fresh: (_, from) => {
        if (from === "mon1") throw new Error("the jump host cannot reach it");
        return hello("2001:db8::1", "2001:db8::11");
      },
    },
    finding: "fail",
    says: ["From mon1", "SSH connection to api1", "AllowTcpForwarding"],
  },
  {
    gate: "ssh.fresh6",
    when: "the host does not say how we came in",
    world: { fresh: () => ({ ...hello("::1", "::1"), connection: null }) },
    finding: "unknown",
    says: ["SSH_CONNECTION"],
  },
  { gate: "ssh.fresh6", when: "the vantage point is lost", world: { lost: ["mon1"] }, finding: "unknown" },
  // prefer6
  { gate: "prefer6", args: { name: null }, when: "clean", finding: "pass" },
  {
    gate: "prefer6",
    args: { name: "dual.example" },
    when: "IPv4 first",
    world: {
      script: on(
        "getaddrinfo",
        (q, host) => q.name === "dual.example" && host === "api2",
        yes("getaddrinfo", {
          rows: [
            { address: "192.0.2.80", type: "STREAM" },
            { address: "2001:db8:2::80", type: "STREAM" },
          ],
        }),
      ),
    },
    finding: "fail",
    says: ["On api2", "192.0.2.80 first", "gai.conf"],
  },
  {
    gate: "prefer6",
    args: { name: "dual.example" },
    when: "a synthesised address first",
    world: {
      script: on(
        "getaddrinfo",
        (q) => q.name === "dual.example",
        yes("getaddrinfo", {
          rows: [
            { address: translated("192.0.2.80"), type: "STREAM" },
            { address: "2001:db8:2::80", type: "STREAM" },
            { address: "192.0.2.80", type: "STREAM" },
          ],
        }),
      ),
    },
    finding: "fail",
    says: ["64:ff9b::"],
  },
  {
    gate: "prefer6",
    args: { name: "dual.example" },
    when: "no IPv6 default route",
    world: { facts: new Map([...FACTS, ["api1", factsOf("api1", { routes: [] })]]) },
    finding: "fail",
    says: ["api1 has no IPv6 default route"],
  },
  {
    gate: "prefer6",
    args: { name: "dual.example" },
    when: "localhost is IPv4 first",
    world: {
      script: on(
        "getaddrinfo",
        (q) => q.name === "localhost",
        yes("getaddrinfo", {
          rows: [
            { address: "127.0.0.1", type: "STREAM" },
            { address: "::1", type: "STREAM" },
          ],
        }),
      ),
    },
    finding: "fail",
    says: ["localhost is 127.0.0.1 first"],
  },
  {
    gate: "prefer6",
    args: { name: "dual.example" },
    when: "the name has only A",
    world: {
      script: on(
        "getaddrinfo",
        (q) => q.name === "dual.example",
        yes("getaddrinfo", { rows: [{ address: "192.0.2.80", type: "STREAM" }] }),
      ),
    },
    finding: "unknown",
    says: ["has both A and AAAA"],
  },
  {
    gate: "prefer6",
    args: { name: "dual.example" },
    hosts: ["mon1"],
    when: "a host without IPv4 is shown no A",
    world: {
      script: on(
        "getaddrinfo",
        (q) => q.name === "dual.example",
        yes("getaddrinfo", { rows: [{ address: "2001:db8:2::80", type: "STREAM" }] }),
      ),
    },
    finding: "pass",
  },
  {
    gate: "prefer6",
    args: { name: "dual.example" },
    when: "a host is lost",
    world: { lost: ["api1"] },
    finding: "unknown",
  },
  // needs6
  { gate: "needs6", service: "api", when: "clean", finding: "pass" },
  { gate: "needs6", service: "db", hosts: ["db1"], when: "needs nothing", finding: "pass", says: ["needs nothing"] },
  {
    gate: "needs6",
    service: "api",
    when: "the database refuses over IPv6",
    world: { script: on("tcp", (q) => q.port === 5432, no("refused", "connection refused")) },
    finding: "fail",
    says: ["From api1", "db1 port 5432", "connection refused"],
  },
  {
    gate: "needs6",
    service: "api",
    id: "phase-1/api/batch-1/after/needs6",
    when: "an outside name has only A in phase 1",
    world: {
      script: (_host, q) =>
        q.kind === "tcp" && q.host === "api.vendor.example"
          ? no("unreachable", "no address of that family", "ENOTFOUND")
          : q.kind === "getaddrinfo"
            ? yes("getaddrinfo", { rows: [{ address: "192.0.2.44", type: "STREAM" }] })
            : null,
    },
    finding: "pass",
    says: ["needs NAT64: api.vendor.example"],
  },
  {
    gate: "needs6",
    service: "api",
    when: "an outside name has only A in phase 4, and connects through the resolvers and the translator",
    world: {
      script: (_host, q) =>
        q.kind === "tcp" && q.host === "api.vendor.example"
          ? no("unreachable", "no address of that family", "ENOTFOUND")
          : q.kind === "getaddrinfo"
            ? yes("getaddrinfo", { rows: [{ address: "192.0.2.44", type: "STREAM" }] })
            : null,
    },
    finding: "pass",
  },
  {
    gate: "needs6",
    service: "api",
    when: "an outside name has only A in phase 4, and the resolvers do not help",
    world: {
      script: (_host, q) =>
        q.kind === "tcp" && q.host === "api.vendor.example"
          ? no("unreachable", "no address of that family", "ENOTFOUND")
          : q.kind === "getaddrinfo"
            ? yes("getaddrinfo", { rows: [{ address: "192.0.2.44", type: "STREAM" }] })
            : q.kind === "dns"
              ? dns("NOERROR")
              : null,
    },
    finding: "fail",
    says: ["api.vendor.example has only IPv4", "NAT64"],
  },
  {
    gate: "needs6",
    service: "api",
    when: "the database's name has no AAAA",
    world: {
      script: on("tcp", (q) => q.host === "db.corp.example", no("unreachable", "no address", "ENOTFOUND")),
    },
    finding: "fail",
    says: ["db.corp.example (service db) has no AAAA"],
  },
  {
    gate: "needs6",
    service: "api",
    when: "the host that depends is lost",
    world: { lost: ["api1"] },
    finding: "unknown",
  },
  // dns64.resolve
  { gate: "dns64.resolve", args: RESOLVE, when: "clean", finding: "pass", says: ["mon1", "ns1"] },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "another prefix",
    world: {
      script: on("dns", (q) => q.name === "ipv4only.arpa", dns("NOERROR", [["AAAA", "2001:db8:64::c000:aa"]])),
    },
    finding: "fail",
    says: ["ns1", "ipv4only.arpa", "192.0.0.170"],
  },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "no synthesis under the wildcard",
    world: { script: on("dns", (q) => q.name.endsWith(".wild.example"), dns("NOERROR")) },
    finding: "fail",
    says: ["wild.example with no AAAA"],
  },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "a dual name is synthesised too",
    world: {
      script: on("dns", (q) => q.name === "dual.example", dns("NOERROR", [["AAAA", translated("192.0.2.80")]])),
    },
    finding: "fail",
    says: ["native AAAA alone"],
  },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "NXDOMAIN becomes an answer",
    world: { script: on("dns", (q) => q.name.endsWith(".v4only.example"), dns("NOERROR")) },
    finding: "fail",
    says: ["instead of NXDOMAIN"],
  },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "silent over TCP",
    world: { script: on("dns", (q) => q.transport === "tcp", no("timeout", "no answer within 5000 ms")) },
    finding: "fail",
    says: ["over TCP (3 tries)"],
  },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "the stub gets nothing",
    world: { script: on("getaddrinfo", () => true, yes("getaddrinfo", { rows: [] })) },
    finding: "fail",
    says: ["On mon1", "no address for v4only.example"],
  },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "the only vantage point has IPv4",
    world: { plan: { vantage: { ...PLAN.vantage, inside: ["api1"] } } },
    finding: "unknown",
    says: ["api1 has IPv4 (eth0 198.51.100.11/24)", "vantage.inside"],
  },
  {
    gate: "dns64.resolve",
    args: { ...RESOLVE, wildcard: null },
    when: "a target is missing",
    finding: "unknown",
    says: ["targets.wildcard"],
  },
  {
    gate: "dns64.resolve",
    args: RESOLVE,
    when: "no DNS64 in the plan",
    world: { plan: { dns64: null } },
    finding: "unknown",
  },
  // dns64.dnssec
  {
    gate: "dns64.dnssec",
    args: DNSSEC,
    when: "clean, the upstream validates",
    finding: "pass",
    says: ["2001:db8:1::53 validates"],
  },
  {
    gate: "dns64.dnssec",
    args: DNSSEC,
    when: "synthesised for DO and CD",
    world: {
      script: on(
        "dns",
        (q) => q.name === "signed.example" && q.checkingDisabled && q.type === "AAAA",
        dns("NOERROR", [["AAAA", translated(V4ONLY)]]),
      ),
    },
    finding: "fail",
    says: ["DO CD", "instead of the signed denial"],
  },
  {
    gate: "dns64.dnssec",
    args: DNSSEC,
    when: "a signed name is not synthesised at all",
    world: { script: on("dns", (q) => q.name === "signed.example" && !q.dnssecOk, dns("NOERROR")) },
    finding: "fail",
    says: ["no records instead of an address in the plan's prefix"],
  },
  {
    gate: "dns64.dnssec",
    args: DNSSEC,
    when: "AD is lost on the way",
    world: {
      script: on(
        "dns",
        (q) => q.name === "signed6.example" && q.server === "2001:db8::53",
        dns("NOERROR", [
          ["AAAA", "2001:db8:2::81"],
          ["RRSIG", "AAAA"],
        ]),
      ),
    },
    finding: "fail",
    says: ["no AD bit", "upstream"],
  },
  {
    gate: "dns64.dnssec",
    args: DNSSEC,
    when: "a bogus name is answered",
    world: { script: on("dns", (q) => q.name === "bogus.example", dns("NOERROR", [["AAAA", "2001:db8::bad"]])) },
    finding: "fail",
    says: ["instead of SERVFAIL"],
  },
  {
    gate: "dns64.dnssec",
    args: DNSSEC,
    when: "signatures are stripped",
    world: { script: on("dns", (q) => q.name === "signed6.example", dns("NOERROR", [["AAAA", "2001:db8:2::81"]])) },
    finding: "fail",
    says: ["instead of AAAA with its signature"],
  },
  {
    gate: "dns64.dnssec",
    args: { ...DNSSEC, bogus: null },
    when: "a target is missing",
    finding: "unknown",
    says: ["targets.bogus"],
  },
  // nat64.connect
  { gate: "nat64.connect", args: CONNECT, when: "clean", finding: "pass", says: ["20 of 20"] },
  {
    gate: "nat64.connect",
    args: CONNECT,
    when: "one of twenty fails",
    world: { script: once(on("http", (q) => q.url === targets.http, no("timeout", "no answer within 5000 ms"))) },
    finding: "fail",
    says: ["1 of 20"],
  },
  {
    gate: "nat64.connect",
    args: CONNECT,
    when: "the source is not in pool4",
    world: { script: on("http", (q) => q.url.endsWith("/client"), page({ body: "192.0.2.99" })) },
    finding: "fail",
    says: ["192.0.2.99", "pool4"],
  },
  {
    gate: "nat64.connect",
    args: CONNECT,
    when: "UDP is lost",
    world: { script: on("udp", () => true, no("timeout", "no answer within 5000 ms")) },
    finding: "fail",
    says: ["UDP to v4only.example:7"],
  },
  {
    gate: "nat64.connect",
    args: CONNECT,
    when: "a closed port is silent",
    world: { script: on("tcp", (q) => q.port === 9, no("timeout", "no answer within 5000 ms")) },
    finding: "fail",
    says: ["does not refuse"],
  },
  {
    gate: "nat64.connect",
    args: CONNECT,
    when: "something listens on the closed port",
    world: { script: on("tcp", (q) => q.port === 9, yes("tcp", { remote: "x", local: "y", received: "" })) },
    finding: "unknown",
    says: ["targets.closed"],
  },
  {
    gate: "nat64.connect",
    args: CONNECT,
    when: "the target has IPv6 of its own",
    world: { script: on("dns", (q) => q.name === "v4only.example", dns("NOERROR", [["AAAA", "2001:db8:2::1"]])) },
    finding: "unknown",
    says: ["proves nothing about NAT64"],
  },
  {
    gate: "nat64.connect",
    args: CONNECT,
    when: "the vantage point still has IPv4",
    world: { plan: { vantage: { ...PLAN.vantage, inside: ["gw1"] } } },
    finding: "unknown",
    says: ["gw1 has IPv4"],
  },
  {
    gate: "nat64.connect",
    args: { ...CONNECT, udp: null },
    when: "a target is missing",
    finding: "unknown",
    says: ["targets.udp"],
  },
  // nat64.large
  { gate: "nat64.large", args: LARGE, when: "clean", finding: "pass", says: ["2000000 bytes"] },
  {
    gate: "nat64.large",
    args: LARGE,
    when: "the download stalls",
    world: { script: on("http", (q) => q.url.endsWith("/download"), no("timeout", "stalled after 1388 bytes")) },
    finding: "fail",
    says: ["stalled after 1388 bytes", "packet-too-big"],
  },
  {
    gate: "nat64.large",
    args: LARGE,
    when: "the upload arrives changed",
    world: {
      script: on(
        "http",
        (q) => q.upload !== undefined,
        page({ body: "c".repeat(64), uploaded: { bytes: 2_000_000, sha256: "d".repeat(64) } }),
      ),
    },
    finding: "fail",
    says: ["another sha256"],
  },
  {
    gate: "nat64.large",
    args: LARGE,
    when: "the download differs from the server's digest",
    world: {
      script: on("http", (q) => q.url.endsWith("/download"), page({ bytes: 2_000_000, digest: "e".repeat(64) })),
    },
    finding: "fail",
    says: ["instead of eeee"],
  },
  {
    gate: "nat64.large",
    args: LARGE,
    when: "no digest, but a gateway gets the same over IPv4",
    world: { script: on("http", (q) => q.url.endsWith("/download"), page({ bytes: 2_000_000 })) },
    finding: "pass",
  },
  {
    gate: "nat64.large",
    args: LARGE,
    when: "no digest and nobody with IPv4 to compare with",
    world: { script: on("http", (q) => q.url.endsWith("/download"), page({ bytes: 2_000_000 })), lost: ["gw1"] },
    finding: "unknown",
    says: ["nothing to compare it with"],
  },
  {
    gate: "nat64.large",
    args: LARGE,
    when: "large packets vanish",
    world: { script: on("ping", (q) => q.bytes === 1500, no("timeout", "silence")) },
    finding: "fail",
    says: ["black hole"],
  },
  {
    gate: "nat64.large",
    args: LARGE,
    when: "large packets are answered with packet-too-big",
    world: {
      script: on(
        "ping",
        (q) => q.bytes === 1500,
        yes("ping", { sent: 3, received: 0, tooBigMtu: 1420, tooBigFrom: "2001:db8::64" }),
      ),
    },
    finding: "pass",
  },
  // nat64.state
  { gate: "nat64.state", args: { max: 80 }, when: "clean", finding: "pass", says: ["500 connections", "12.5%"] },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "the ports towards one destination are nearly gone",
    world: { script: on("daemon-status", () => true, full({ entries: 0.01, ports: 0.9, pool: 0.5, max_5m: 0.9 })) },
    finding: "fail",
    says: ["gw1 is too full: the ports of the busiest pool address at 90%"],
  },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "it was nearly full minutes ago",
    world: {
      script: on("daemon-status", () => true, full({ entries: 0.01, ports: 0.1, pool: 0.5, max_5m: 0.8 })),
    },
    finding: "fail",
    says: ["last five minutes at 80%"],
  },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "it has been nearly full for a quarter of an hour, and the limit is not reached",
    world: {
      script: on(
        "daemon-status",
        () => true,
        full({ entries: 0.01, ports: 0.74, pool: 0.5, max_5m: 0.74, high_s: 905 }),
      ),
    },
    finding: "pass",
    says: ["gw1 has been more than 70% full for 15 minutes (now 74%)", "add a host to nat64.gateways", "--phase 2"],
  },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "a rule on the gateway drops packet-too-big",
    world: {
      script: on(
        "icmpv6-filter",
        () => true,
        yes("icmpv6-filter", {
          blocks: [{ family: "inet", table: "filter", chain: "fwd", hook: "forward", missing: ["packet-too-big"] }],
        }),
      ),
    },
    finding: "fail",
    says: ["the chain inet filter fwd (hook forward) drops ICMPv6 packet-too-big"],
  },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "it has been nearly full for nine minutes",
    world: {
      script: on(
        "daemon-status",
        () => true,
        full({ entries: 0.01, ports: 0.74, pool: 0.5, max_5m: 0.74, high_s: 599 }),
      ),
    },
    finding: "pass",
    says: ["74%, below 80%."],
  },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "not all connections fit",
    world: {
      script: on(
        "parallel-connect",
        () => true,
        yes("parallel-connect", { asked: 500, connected: 320, refused: 0, timeouts: 180, failed: 0 }),
      ),
    },
    finding: "fail",
    says: ["320 of 500"],
  },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "the daemon does not answer",
    world: { script: on("daemon-status", () => true, no("unable", "/run/x does not exist")) },
    finding: "unknown",
    says: ["/run/x does not exist"],
  },
  {
    gate: "nat64.state",
    args: { max: 80 },
    when: "the status says nothing of it",
    world: { script: on("daemon-status", () => true, yes("daemon-status", { status: {} })) },
    finding: "unknown",
  },
  // ipv4.quiet
  { gate: "ipv4.quiet", args: { forMs: 5_000, ignore: [] }, when: "clean", finding: "pass", says: ["5s"] },
  {
    gate: "ipv4.quiet",
    args: { forMs: 5_000, ignore: [] },
    when: "a mapped client in the middle of the window",
    world: { script: after(3, (host, q) => (q.kind === "ipv4-use" ? use(host, [v4Socket]) : null)) },
    finding: "fail",
    says: ["nginx[812]", "192.0.2.9:40000"],
  },
  {
    gate: "ipv4.quiet",
    args: { forMs: 5_000, ignore: [] },
    when: "a TIME-WAIT from before the window",
    world: {
      script: (host, q) => (q.kind === "ipv4-use" ? use(host, [{ ...v4Socket, state: "TIME-WAIT" }]) : null),
    },
    finding: "pass",
  },
  {
    gate: "ipv4.quiet",
    args: { forMs: 5_000, ignore: [] },
    when: "a TIME-WAIT that appears within the window",
    world: {
      script: after(3, (host, q) => (q.kind === "ipv4-use" ? use(host, [{ ...v4Socket, state: "TIME-WAIT" }]) : null)),
    },
    finding: "fail",
    says: ["TIME-WAIT"],
  },
  {
    gate: "ipv4.quiet",
    args: { forMs: 5_000, ignore: [] },
    hosts: ["api1"],
    when: "only our own SSH connection",
    world: {
      own: () => hello("192.0.2.1", "198.51.100.11"),
      script: (host, q) =>
        q.kind === "ipv4-use"
          ? use(host, [{ ...v4Socket, localPort: 22, peer: "192.0.2.1", peerPort: 50_000, process: "sshd[1]" }])
          : null,
    },
    finding: "pass",
  },
  {
    gate: "ipv4.quiet",
    args: { forMs: 86_400_000, ignore: [] },
    when: "a day that nobody watched",
    finding: "unknown",
    says: ["1d"],
  },
  {
    gate: "ipv4.quiet",
    args: { forMs: 5_000, ignore: [] },
    when: "a gap in the samples",
    world: { clock: leaping(20_000) },
    finding: "unknown",
    says: ["gap"],
  },
  {
    gate: "ipv4.quiet",
    args: { forMs: 5_000, ignore: [] },
    when: "the host is lost",
    world: { lost: ["api1"] },
    finding: "unknown",
  },
  // traffic.ratio
  { gate: "traffic.ratio", when: "clean", finding: "pass", says: ["75% IPv6"] },
  {
    gate: "traffic.ratio",
    when: "no counters",
    world: { facts: new Map([...FACTS, ["api1", factsOf("api1", { traffic: null })]]) },
    finding: "unknown",
    says: ["api1 has no counters"],
  },
  // ipv4.literals
  { gate: "ipv4.literals", args: { allow: "none" }, when: "clean", finding: "pass" },
  {
    gate: "ipv4.literals",
    args: { allow: "none" },
    when: "an address in a unit",
    world: { audit: () => ({ findings: [found("literal.unit", "/etc/systemd/system/app.service:7", "192.0.2.9")] }) },
    finding: "fail",
    says: ["app.service:7"],
  },
  {
    gate: "ipv4.literals",
    args: { allow: "unused" },
    when: "an address, and nobody saw whether it is used",
    world: { audit: () => ({ findings: [found("literal.file", "/etc/x:7", "192.0.2.9")] }) },
    finding: "unknown",
    says: ["migrate audit PLAN --for"],
  },
  {
    gate: "ipv4.literals",
    args: { allow: "none" },
    when: "a search cut short",
    world: { audit: () => ({ unknown: [{ what: "IPv4 literals below /srv", because: "timeout" }] }) },
    finding: "unknown",
    says: ["timeout"],
  },
  {
    gate: "ipv4.literals",
    args: { allow: "none" },
    when: "the host is lost",
    world: { lost: ["api1"] },
    finding: "unknown",
  },
  // path.mtu
  { gate: "path.mtu", args: { bytes: 1500 }, when: "clean", finding: "pass" },
  {
    gate: "path.mtu",
    args: { bytes: 1500 },
    when: "large packets vanish",
    world: { script: on("ping", ({ bytes }) => bytes > 1280, no("timeout", "silence")) },
    finding: "fail",
    says: ["black hole"],
  },
  {
    gate: "path.mtu",
    args: { bytes: 1500 },
    when: "a smaller path that says so",
    world: {
      script: on("ping", ({ bytes }) => bytes > 1400, tooBig(1400)),
    },
    finding: "pass",
  },
  {
    gate: "path.mtu",
    args: { bytes: 1500 },
    when: "a smaller path that says more than it carries",
    world: { script: on("ping", ({ bytes }) => bytes > 1280, tooBig(1400)) },
    finding: "fail",
    says: ["second black hole"],
  },
  {
    gate: "path.mtu",
    args: { bytes: 1500 },
    when: "no echo at all",
    world: { script: on("ping", () => true, no("timeout", "silence")) },
    finding: "unknown",
    says: ["let ICMPv6 echo through"],
  },
  // firewall.parity
  { gate: "firewall.parity", args: { mode: "strict" }, when: "clean", finding: "pass" },
  {
    gate: "firewall.parity",
    args: { mode: "strict" },
    when: "a port that only IPv4 gets to",
    world: { audit: () => ({ findings: [found("firewall.parity", "packet filter, input, tcp 443", null)] }) },
    finding: "fail",
  },
  {
    gate: "firewall.parity",
    args: { mode: "strict" },
    when: "rules nobody here can read",
    world: { audit: () => ({ unknown: [{ what: "firewall", because: "rules of iptables-legacy" }] }) },
    finding: "unknown",
    says: ["iptables-legacy"],
  },
  // inbound4
  { gate: "inbound4", service: "db", hosts: ["db1"], when: "nothing is promised", finding: "pass" },
  {
    gate: "inbound4",
    service: "api",
    when: "nobody outside can ask",
    world: { plan: inbound("siit", {}, []) },
    finding: "unknown",
    says: ["vantage: {outside4: [HOST]}"],
  },
  {
    gate: "inbound4",
    service: "api",
    when: "translated, and the service sees who asks",
    world: { plan: inbound("siit", {}), script: sees("64:ff9b:1::c633:643d\n") },
    finding: "pass",
  },
  {
    gate: "inbound4",
    service: "api",
    when: "one door is shut",
    world: {
      plan: inbound("siit", {}),
      script: (host, q) =>
        q.kind === "http" && q.address === "203.0.113.81"
          ? no("timeout", "no answer")
          : sees("64:ff9b:1::c633:643d\n")(host, q),
    },
    finding: "fail",
    says: ["From far4, 203.0.113.81:8080 does not answer IPv4 clients", "leads to the edge"],
  },
  {
    gate: "inbound4",
    service: "api",
    when: "proxied, and the service sees the edge",
    world: { plan: inbound("proxy", { clientAddress: "x-forwarded-for" }), script: sees("203.0.113.31\n") },
    finding: "fail",
    says: ["client's address is lost on the way"],
  },
  {
    gate: "inbound4",
    service: "api",
    when: "a promise that nothing can show",
    world: { plan: inbound("proxy", { clientAddress: "proxy-protocol", sees: null }), script: sees("") },
    finding: "unknown",
    says: ["inbound.sees", "client_address: lost"],
  },
  {
    gate: "inbound4",
    service: "api",
    when: "the plan gives the client's address up",
    world: { plan: inbound("proxy", { clientAddress: "lost", sees: null }), script: sees("") },
    finding: "pass",
  },
  // nat64.failures
  {
    gate: "nat64.failures",
    args: { max: null },
    hosts: ["api1"],
    when: "one failed, which is recorded",
    world: { script: failed({ "2001:db8::11": 3, "2001:db8::99": 2 }) },
    finding: "pass",
    says: ["Failed connections to IPv4-only servers: api1 → www.vendor.example:443 (93.184.216.10): 5 unanswered"],
  },
  {
    gate: "nat64.failures",
    args: { max: 2 },
    hosts: ["api1"],
    when: "more than the plan allows",
    world: { script: failed({ "2001:db8::11": 3 }) },
    finding: "fail",
    says: ["api1 → www.vendor.example:443"],
  },
  {
    gate: "nat64.failures",
    args: { max: 0 },
    hosts: ["api2"],
    when: "another host's failures",
    world: { script: failed({ "2001:db8::11": 3 }) },
    finding: "pass",
    says: ["No connection to an IPv4-only server failed"],
  },
  {
    gate: "nat64.failures",
    args: { max: null },
    when: "a gateway that does not tell",
    world: { script: on("daemon-status", () => true, no("unable", "no such socket")) },
    finding: "unknown",
    says: ["gw1", "no such socket"],
  },
  {
    gate: "nat64.failures",
    args: { max: null },
    when: "another backend",
    world: { plan: { nat64: { ...PLAN.nat64!, backend: "tayga" } } },
    finding: "pass",
    says: ["tayga does not tell them"],
  },
  { gate: "no.such.gate", when: "a name from a newer version", finding: "unknown", says: ["no gate no.such.gate"] },
];

/** The service api with IPv4 clients that come in by an edge. */
function inbound(
  way: "siit" | "proxy",
  fields: Partial<Service["inbound"]>,
  outside4: readonly string[] = ["far4"],
): Partial<Plan> {
  const url = "http://{{host}}:8080/whoami";
  return {
    vantage: { ...PLAN.vantage, outside4 },
    edge: {
      hosts: ["edge1"],
      siit: { prefix: "64:ff9b:1::/96" },
      proxy: { backend: "nginx" },
    },
    services: PLAN.services.map((service) =>
      service.name === "api"
        ? {
            ...service,
            listen: [{ port: 8080, protocol: "tcp" as const }],
            inboundIpv4: way,
            inbound: {
              addresses: ["203.0.113.80", "203.0.113.81"],
              clientAddress: null,
              toPort: null,
              sees: url,
              ...fields,
            },
          }
        : service,
    ),
  };
}

function sees(body: string): Script {
  return (_host, question) =>
    question.kind === "http"
      ? page({ local: "198.51.100.61", body: question.url.endsWith("/whoami") ? body : "fine" })
      : null;
}

/** A gateway that tells of one server nobody answers at, and a resolver that knows its name. */
function failed(clients: Readonly<Record<string, number>>): Script {
  const server = { protocol: "tcp", address: "93.184.216.10", port: 443, unanswered: 5, last_s_ago: 4, clients };
  return (_host, question) =>
    question.kind !== "daemon-status"
      ? null
      : yes("daemon-status", {
          status: question.socket.includes("dns64")
            ? { names: { "93.184.216.10": "www.vendor.example." } }
            : { failures: { servers: [server] } },
        });
}

function tooBig(mtu: number): Reply {
  return yes("ping", { sent: 3, received: 0, tooBigMtu: mtu, tooBigFrom: "2001:db8::1" });
}

function found(kind: FindingKind, place: string, address: string | null): AuditFinding {
  const rest = { process: null, unit: null, port: null, weight: "look" as const };
  return { kind, place, address, what: `found at ${place}`, fix: "mend it", ...rest };
}

function full(utilisation: unknown): Reply {
  return yes("daemon-status", { status: { utilisation } });
}

/** The script applies to the first question it matches, no other. */
function once(script: Script): Script {
  let done = false;
  return (host, question) => {
    const reply = done ? null : script(host, question);
    done ||= reply !== null;
    return reply;
  };
}

/** The script applies from the nth `ipv4-use` of a host on. */
function after(n: number, script: Script): Script {
  const seen = new Map<string, number>();
  return (host, question) => {
    if (question.kind !== "ipv4-use") return null;
    seen.set(host, (seen.get(host) ?? 0) + 1);
    return seen.get(host)! >= n ? script(host, question) : null;
  };
}

/** A clock on which every wait takes that long. */
function leaping(ms: number): World["clock"] & object {
  let now = 0;
  return {
    now: () => now,
    wait: async () => {
      now += ms;
    },
  };
}

describe("gates", () => {
  for (const row of TABLE) {
    test(`${row.gate}: ${row.when} is ${row.finding}`, async () => {
      const { evidence } = await ask(
        {
          name: row.gate,
          args: row.args ?? {},
          service: row.service ?? null,
          ...(row.hosts === undefined ? {} : { hosts: row.hosts }),
          ...(row.id === undefined ? {} : { id: row.id }),
        },
        row.world,
      );
      expect(evidence.finding, evidence.because).toBe(row.finding);
      for (const words of row.says ?? []) expect(evidence.because).toMatch(words);
      expect(evidence.because).toMatch(/[.)]$/);
      expect(isIntact(evidence)).toBe(true);
    });
  }

  test("every gate has a pass, a fail and an unknown in the table", () => {
    const cannotFail = ["traffic.ratio"];
    // `own` is what its file makes it: own.test.ts.
    for (const name of GATE_NAMES.filter((gate) => gate !== "own")) {
      const findings = new Set(TABLE.filter(({ gate }) => gate === name).map(({ finding }) => finding));
      expect([name, ...findings].sort()).toEqual(
        [name, "pass", "unknown", ...(cannotFail.includes(name) ? [] : ["fail"])].sort(),
      );
    }
  });
});

describe("tries", () => {
  test("a question that fails is asked three times, and every try is kept", async () => {
    const { evidence, questions } = await ask(
      { name: "service.health", service: "db", hosts: ["db1"] },
      { script: on("tcp", () => true, no("timeout", "no answer")) },
    );
    expect(questions.filter(({ question }) => question.kind === "tcp")).toHaveLength(3);
    expect(JSON.stringify(evidence.observed).match(/"outcome":"timeout"/g)?.length).toBeGreaterThanOrEqual(3);
  });

  test("a question that succeeds at the second try passes", async () => {
    const { evidence } = await ask(
      { name: "service.health", service: "db", hosts: ["db1"] },
      { script: once(on("tcp", () => true, no("timeout", "no answer"))) },
    );
    expect(evidence.finding).toBe("pass");
  });
});

describe("vantage points", () => {
  const two = { ...PLAN.vantage, inside: ["mon1", "ns1"], confirm: 2 };

  test("as many as `confirm` says must have passed", async () => {
    const { evidence } = await ask({ name: "nat64.connect", args: CONNECT }, { plan: { vantage: two }, lost: ["ns1"] });
    expect(evidence.finding).toBe("unknown");
    expect(evidence.because).toContain("1 of 2 needed");
  });

  test("one that fails fails the gate, whatever the others say", async () => {
    const { evidence } = await ask(
      { name: "nat64.connect", args: CONNECT },
      {
        plan: { vantage: { ...two, confirm: 1 } },
        script: on("udp", (_q, host) => host === "ns1", no("timeout", "no answer")),
      },
    );
    expect(evidence.finding).toBe("fail");
    expect(evidence.because).toContain("From ns1");
  });

  test("in phase 3 every new host asks", async () => {
    const newHosts = { hosts: ["mon1", "ns1"] } as unknown as NonNullable<typeof PLAN.newHosts>;
    const { questions } = await ask(
      { name: "nat64.connect", args: CONNECT, id: "phase-3/exit/nat64.connect", hosts: ["mon1", "ns1"] },
      { plan: { newHosts } },
    );
    const askers = new Set(questions.filter(({ question }) => question.kind === "udp").map(({ host }) => host));
    expect([...askers].sort()).toEqual(["mon1", "ns1"]);
  });

  test("a client whose stub does not ask the resolvers yet asks them in a process of its own", async () => {
    const facts = new Map([...FACTS, ["mon1", factsOf("mon1", { nameservers: ["2001:db8::1"] })]]);
    const { questions } = await ask({ name: "dns64.resolve", args: RESOLVE }, { facts });
    const stub = questions.map(({ question }) => question).find(({ kind }) => kind === "getaddrinfo");
    expect(stub).toMatchObject({ name: "v4only.example", nameservers: ["2001:db8::53"] });
  });
});

test("DNSSEC that nobody validated before is not asked for", async () => {
  const strip: Script = (_host, q) => {
    if (q.kind !== "dns") return null;
    if (q.name === "signed6.example")
      return dns("NOERROR", [
        ["AAAA", "2001:db8:2::81"],
        ["RRSIG", "AAAA"],
      ]);
    return q.name === "bogus.example" ? dns("NOERROR", [["AAAA", "2001:db8::bad"]]) : null;
  };
  const { evidence } = await ask({ name: "dns64.dnssec", args: DNSSEC }, { script: strip });
  expect(evidence.finding).toBe("pass");
  expect(evidence.because).toContain("neither the resolvers nor their upstream 2001:db8:1::53 validate");
});

test("gates that make load leave hosts at work alone, though they have no IPv4 any more", async () => {
  const facts = new Map([...FACTS, ["db1", factsOf("db1", { addresses: factsOf("mon1").addresses })]]);
  const script: Script = (host, q) => (q.kind === "ipv4-use" && host === "db1" ? use("mon1") : null);
  const plan = { vantage: { ...PLAN.vantage, inside: [] } };
  const light = await ask({ name: "nat64.connect", args: CONNECT }, { facts, script, plan });
  expect(light.evidence.finding, light.evidence.because).toBe("pass");
  expect(light.evidence.because).toContain("From db1:");
  const heavy = await ask({ name: "nat64.large", args: LARGE }, { facts, script, plan });
  expect(heavy.evidence.finding).toBe("unknown");
});

test("in phase 1 a provider's name may still wait for its AAAA record, if its turn comes later", async () => {
  const script = on("tcp", (q) => q.host === "db.corp.example", no("unreachable", "no address", "ENOTFOUND"));
  const call = { name: "needs6", service: "api", id: "phase-1/api/batch-1/after/needs6" };
  const [first, second] = PLAN.services;
  const later = await ask(call, { script, plan: { services: [second!, first!] } });
  expect(later.evidence.finding, later.evidence.because).toBe("pass");
  const earlier = await ask(call, { script });
  expect(earlier.evidence.finding).toBe("fail");
});

describe("a condition that must hold", () => {
  const args = { from: [], forMs: 60_000, noData: "hold", server: "db.example:5432", family: 6 };

  test("is asked for again and again, and one bad answer fails it", async () => {
    const held = await ask({ name: "metric.tcp", args });
    expect(held.evidence.finding, held.evidence.because).toBe("pass");
    expect(held.evidence.because).toContain("holds for 1m");
    expect(held.questions.length).toBeGreaterThanOrEqual(20);
    let asked = 0;
    const script: Script = () => (++asked > 5 ? no("refused", "connection refused") : null);
    const broken = await ask({ name: "metric.tcp", args }, { script });
    expect(broken.evidence.finding).toBe("fail");
  });

  test("Prometheus is asked once for the time that is over", async () => {
    const prometheus = { ...args, url: "http://prom:9090/p", query: "up", above: 0, below: null };
    const { questions } = await ask({ name: "metric.prometheus", args: prometheus });
    const [first] = questions.map(({ question }) => question as { url?: string });
    expect(first!.url).toMatch(/^http:\/\/prom:9090\/p\/api\/v1\/query_range\?query=up&start=-59&end=1&step=1$/);
  });

  test("is asked from the hosts it names", async () => {
    const { questions } = await ask({ name: "metric.tcp", args: { ...args, forMs: 0, from: ["db1", "gw1"] } });
    expect(questions.map(({ host }) => host).sort()).toEqual(["db1", "gw1"]);
  });
});
