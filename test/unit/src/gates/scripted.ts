/** A fleet whose answers are a script: a clean one by default, in which every gate passes, and faults laid over it. */

import { parseIp4 } from "../../../../agent/net/ip4.ts";
import { formatIp6 } from "../../../../agent/net/ip6.ts";
import { embed, WELL_KNOWN_PREFIX } from "../../../../agent/net/rfc6052.ts";
import type { HostAudit, Observation } from "../../../../agent/protocol/audit.ts";
import type { AddressFact, HostFacts } from "../../../../agent/protocol/facts.ts";
import type { Hello, Receipt, ReturnedIpv4 } from "../../../../agent/protocol/messages.ts";
import type { Ipv4Socket, Observed, ProbeAnswer, ProbeQuestion } from "../../../../agent/protocol/probes.ts";
import {
  type Clock,
  type Evidence,
  type Fleet,
  type HostLink,
  UnreachableError,
} from "../../../../src/engine/ports.ts";
import { createGatekeeper } from "../../../../src/gates/gatekeeper.ts";
import type { Host, Inventory } from "../../../../src/plan/hosts.ts";
import type { Plan, Service } from "../../../../src/plan/plan.ts";
import { PUSHED } from "../../../../src/plan/plan.ts";

type Kind = ProbeQuestion["kind"];
type Of<K extends Kind> = Extract<ProbeQuestion, { kind: K }>;
export type Reply = Partial<ProbeAnswer> & Pick<ProbeAnswer, "outcome">;
/** Null: the clean answer stands. */
export type Script = (host: string, question: ProbeQuestion) => Reply | null;

export function yes<K extends Kind>(_kind: K, observed: Observed[K]): Reply {
  return { outcome: "answered", observed: observed as unknown as Record<string, unknown> };
}

export function no(outcome: ProbeAnswer["outcome"], because: string, code = ""): Reply {
  return { outcome, because, observed: { code } };
}

const ADDRESSES: Readonly<Record<string, { readonly ipv4: string | null; readonly ipv6: string | null }>> = {
  mon1: { ipv4: null, ipv6: "2001:db8::5" },
  api1: { ipv4: "198.51.100.11", ipv6: "2001:db8::11" },
  api2: { ipv4: "198.51.100.12", ipv6: "2001:db8::12" },
  db1: { ipv4: "198.51.100.21", ipv6: "2001:db8::21" },
  gw1: { ipv4: "203.0.113.1", ipv6: "2001:db8::64" },
  ns1: { ipv4: null, ipv6: "2001:db8::53" },
};

export const V4ONLY = "93.184.216.10";
export const TRANSLATED = translated(V4ONLY);
export const POOL = "93.184.220.1";
export const BODY_SHA = "a".repeat(64);

export function translated(address: string): string {
  return formatIp6(embed(WELL_KNOWN_PREFIX, parseIp4(address)!));
}

function service(name: string, fields: Partial<Service>): Service {
  return {
    name,
    hosts: [],
    target: "ipv6-only",
    names: { public: [], internal: [] },
    needs: [],
    after: [],
    listen: [],
    inboundIpv4: "none",
    inbound: { addresses: [], clientAddress: null, toPort: null, sees: null },
    health: null,
    gates: [],
    rollout: {} as Service["rollout"],
    unit: null,
    ipv4: { keep: [], remove: [] },
    clat: null,
    exception: null,
    ...fields,
  };
}

export const PLAN: Plan = {
  name: "scripted",
  file: "plan.yaml",
  fleet: { become: null, user: null, port: null, identityFile: null, jump: null, connection: "ssh", runtime: PUSHED },
  nat64: {
    prefix: "64:ff9b::/96",
    backend: "builtin",
    own: null,
    gateways: ["gw1"],
    pool4: [{ prefix: "93.184.220.0/28", ports: null }],
    clients: ["2001:db8::/32"],
    reaches: [],
    filtering: "eif",
    mssClamp: true,
    mtu4: null,
    mtu6: null,
    fastpath: "auto",
    advertise: null,
    drainSeconds: 7200,
    spread: true,
    retiring: [],
    held: {},
  },
  clouds: [],
  monitoring: [],
  dns64: {
    backend: "builtin",
    own: null,
    resolvers: ["ns1"],
    upstream: [{ address: "2001:db8:1::53", port: 53 }],
    clients: ["2001:db8::/32"],
    excludeA: [],
    excludeAaaa: [],
    validate: false,
    trustAnchors: [],
    unvalidated: [],
  },
  edge: null,
  targets: {
    http: "http://v4only.example/",
    download: "http://v4only.example/download",
    upload: "http://v4only.example/upload",
    serverSees: "http://v4only.example/client",
    tcp: "v4only.example:7",
    udp: "v4only.example:7",
    closed: "v4only.example:9",
    ping: "v4only.example",
    ipv4Only: "v4only.example",
    wildcard: "wild.example",
    dual: "dual.example",
    signed: "signed.example",
    signedNative: "signed6.example",
    bogus: "bogus.example",
  },
  vantage: { inside: ["mon1"], outside6: [], outside4: [], confirm: 1 },
  policyTable: { ipv6: 50, ipv4: 40, nat64: 30 },
  rollout: {} as Plan["rollout"],
  services: [
    service("db", {
      hosts: ["db1"],
      names: { public: [], internal: ["db.corp.example"] },
      listen: [{ port: 5432, protocol: "tcp" }],
    }),
    service("api", {
      hosts: ["api1", "api2"],
      names: { public: [], internal: ["api.corp.example"] },
      needs: [
        { kind: "service", service: "db", port: 5432, protocol: "tcp" },
        { kind: "name", name: "api.vendor.example", port: 443, protocol: "tcp" },
      ],
      health: {
        http: { url: "http://{{host}}:8080/healthz", status: 200, body: "fine", insecure: false },
        tcp: null,
        timeoutMs: 5_000,
        tries: 3,
      },
    }),
  ],
  records: [],
  newHosts: null,
  notify: [],
  scanPaths: [],
  playbooks: {} as Plan["playbooks"],
};

export const INVENTORY: Inventory = {
  hosts: new Map(
    Object.keys(ADDRESSES).map((name): [string, Host] => [name, { name, address: name, vars: {}, groups: [] }]),
  ),
  groups: new Map(),
};

export function factsOf(host: string, fields: Partial<HostFacts> = {}): HostFacts {
  const { ipv4, ipv6 } = ADDRESSES[host]!;
  const address = (family: 4 | 6, text: string): AddressFact => ({
    interface: "eth0",
    family,
    address: text,
    prefixLength: family === 4 ? 24 : 64,
    scope: "global",
    dynamic: false,
    temporary: false,
    deprecated: false,
  });
  return {
    hostname: host,
    os: { id: "debian", version: "12", name: "Debian 12" },
    kernel: "6.1",
    arch: "x64",
    init: "systemd",
    bootId: "1",
    addresses: [...(ipv4 === null ? [] : [address(4, ipv4)]), ...(ipv6 === null ? [] : [address(6, ipv6)])],
    routes: [{ family: 6, destination: "default", via: "fe80::1", interface: "eth0", protocol: "ra", table: "main" }],
    networkOwner: { owner: "ifupdown", because: [] },
    resolverOwner: { owner: "plain-file", because: [] },
    nameservers: ["2001:db8::53"],
    missing: [],
    traffic: { ipv4Bytes: 1_000, ipv6Bytes: 3_000 },
    ...fields,
  };
}

export const FACTS: ReadonlyMap<string, HostFacts> = new Map(
  Object.keys(ADDRESSES).map((host) => [host, factsOf(host)]),
);

function dns(rcode: string, answers: readonly [string, string][] = [], flags: { ad?: boolean } = {}): Reply {
  return yes("dns", {
    rcode,
    authenticated: flags.ad ?? false,
    truncated: false,
    answers: answers.map(([type, data]) => ({ name: "x", type, ttl: 60, data })),
    authority: [],
  });
}

export { dns };

function cleanDns(question: Of<"dns">): Reply {
  const { name, type, dnssecOk, checkingDisabled } = question;
  if (name === "ipv4only.arpa")
    return dns("NOERROR", [
      ["AAAA", translated("192.0.0.170")],
      ["AAAA", translated("192.0.0.171")],
    ]);
  if (type === "PTR") return dns("NOERROR", [["PTR", "host.corp.example"]]);
  if (name === "host.corp.example")
    return dns(
      "NOERROR",
      Object.values(ADDRESSES).flatMap(({ ipv6 }) => (ipv6 === null ? [] : [["AAAA", ipv6] as [string, string]])),
    );
  if (type === "NS") return dns("NOERROR", name === "corp.example" ? [["NS", "ns.corp.example"]] : []);
  if (name.endsWith(".corp.example"))
    return dns("NOERROR", [type === "A" ? ["A", "198.51.100.11"] : ["AAAA", "2001:db8::11"]]);
  if (name.endsWith(".v4only.example")) return dns("NXDOMAIN");
  if (name === "dual.example") return dns("NOERROR", [["AAAA", "2001:db8:2::80"]]);
  if (name === "bogus.example") return dns("SERVFAIL");
  if (name === "signed6.example") {
    const rows: [string, string][] = [
      ["AAAA", "2001:db8:2::81"],
      ["RRSIG", "AAAA"],
    ];
    return dns("NOERROR", rows, { ad: true });
  }
  if (name === "signed.example" && dnssecOk && checkingDisabled) {
    const rows: [string, string][] = [
      ["A", V4ONLY],
      ["RRSIG", "A"],
    ];
    return type === "A" ? dns("NOERROR", rows) : dns("NOERROR");
  }
  return dns("NOERROR", [["AAAA", TRANSLATED]]);
}

export function page(fields: Partial<Observed["http"]> = {}): Reply {
  return yes("http", {
    remote: "x",
    local: "y",
    status: 200,
    bytes: 4,
    sha256: BODY_SHA,
    complete: true,
    body: "fine",
    digest: null,
    uploaded: null,
    ...fields,
  });
}

function cleanHttp(question: Of<"http">): Reply {
  const { upload, url } = question;
  if (upload !== undefined) return page({ body: `${BODY_SHA}\n`, uploaded: { bytes: upload.bytes, sha256: BODY_SHA } });
  if (url.endsWith("/client")) return page({ body: `${POOL}\n` });
  if (url.endsWith("/download")) return page({ bytes: 2_000_000, digest: BODY_SHA, body: "\u0000" });
  return page();
}

function names(name: string): Reply {
  const stream = (address: string): { address: string; type: string } => ({ address, type: "STREAM" });
  const rows: Readonly<Record<string, readonly string[]>> = {
    localhost: ["::1", "127.0.0.1"],
    "dual.example": ["2001:db8:2::80", "192.0.2.80"],
  };
  return yes("getaddrinfo", { rows: (rows[name] ?? [TRANSLATED]).map(stream) });
}

export function use(host: string, sockets: readonly Ipv4Socket[] = []): Reply {
  const { ipv4 } = ADDRESSES[host]!;
  return yes("ipv4-use", {
    addresses: ipv4 === null ? [] : [`eth0 ${ipv4}/24`],
    routes: ipv4 === null ? [] : ["default via 198.51.100.1 dev eth0"],
    sockets,
    listenersIpv4Only: [],
  });
}

function clean(host: string, question: ProbeQuestion): Reply {
  switch (question.kind) {
    case "http":
      return cleanHttp(question);
    case "tcp":
      if (question.port === 9) return no("refused", "connection refused", "ECONNREFUSED");
      return yes("tcp", {
        remote: question.host,
        local: "x",
        received: question.read === "line" ? "SSH-2.0-OpenSSH_9.2\r\n" : (question.send ?? ""),
      });
    case "udp":
      return yes("udp", { remote: question.host, received: question.send });
    case "ping":
      return yes("ping", { sent: question.count, received: question.count, tooBigMtu: null, tooBigFrom: null });
    case "dns":
      return cleanDns(question);
    case "getaddrinfo":
      return names(question.name);
    case "parallel-connect":
      return yes("parallel-connect", {
        asked: question.count,
        connected: question.count,
        refused: 0,
        timeouts: 0,
        failed: 0,
      });
    case "ipv4-use":
      return use(host);
    case "ipv6-standing":
      return yes("ipv6-standing", standing(host));
    case "time-source":
      return yes("time-source", {
        program: "chrony",
        synchronised: true,
        source: "2001:db8::123",
        sources: ["2001:db8::123"],
      });
    case "log-write":
      return yes("log-write", {});
    case "text-find":
      return yes("text-find", { found: true, path: "/var/log/remote.log" });
    case "tls":
      return yes("tls", certificate());
    case "smtp":
      return yes("smtp", { remote: "2001:db8::25", banner: "220 mx.example", offers: ["PIPELINING", "STARTTLS"] });
    case "command":
      return yes("command", { code: 0, stdout: "OK 3\n", stderr: "" });
    case "icmpv6-filter":
      return yes("icmpv6-filter", { blocks: [] });
    case "daemon-status":
      return yes("daemon-status", {
        status: { utilisation: { entries: 0.01, ports: 0.02, pool: 0.125, max_5m: 0.125 } },
      });
  }
}

/** 30 days left by the scripted clock. */
export function certificate(fields: Partial<Observed["tls"]> = {}): Observed["tls"] {
  return {
    remote: "2001:db8::80",
    protocol: "TLSv1.3",
    error: null,
    nameError: null,
    subject: "www.example",
    names: ["DNS:www.example"],
    validTo: 30 * 86_400_000,
    ...fields,
  };
}

export function standing(host: string, fields: Partial<Observed["ipv6-standing"]> = {}): Observed["ipv6-standing"] {
  const address = ADDRESSES[host]!.ipv6!;
  return {
    addresses: [
      { interface: "eth0", address, temporary: false, deprecated: false, unusable: false, preferredSeconds: null },
    ],
    defaults: [{ interface: "eth0", via: "fe80::1", protocol: "ra", expiresSeconds: 1_700 }],
    lacks: null,
    because: [`IPv6 carries on: ${address}`],
    source: address,
    bootedAt: 900,
    ...fields,
  };
}

export function hello(client: string, server: string): Hello {
  return {
    protocol: 1,
    agent: "0",
    node: { path: "/usr/bin/node", version: "24" },
    pid: 1,
    uid: 0,
    hostname: "x",
    connection: { client, clientPort: 50_000, server, serverPort: 22 },
  };
}

export interface World {
  readonly script?: Script;
  readonly plan?: Partial<Plan>;
  readonly facts?: ReadonlyMap<string, HostFacts>;
  /** What `hello` says over a new IPv6 connection; throws where none can be made. */
  readonly fresh?: (host: string, from: string | null) => Hello;
  /** What `hello` says over the run's own channel. */
  readonly own?: (host: string) => Hello;
  readonly lost?: readonly string[];
  readonly clock?: Clock;
  /** What a look at the host finds; nothing by default. */
  readonly audit?: (host: string) => Partial<HostAudit>;
  /** What it observed; nothing by default. */
  readonly observation?: (host: string) => Observation | null;
  /** What it keeps of an IPv4 removal; none by default. */
  readonly receipts?: readonly Receipt[];
  readonly returned?: readonly ReturnedIpv4[];
}

const CLEAN_AUDIT: HostAudit = {
  at: 1,
  elapsedMs: 1,
  findings: [],
  names: [],
  listeners: [],
  packages: {},
  setAside: {},
  unknown: [],
};

export interface Asked {
  readonly evidence: Evidence;
  /** Every question put, in order. */
  readonly questions: readonly { readonly host: string; readonly question: ProbeQuestion }[];
}

export async function ask(
  call: {
    name: string;
    args?: Record<string, unknown>;
    service?: string | null;
    hosts?: readonly string[];
    id?: string;
  },
  world: World = {},
): Promise<Asked> {
  const questions: { host: string; question: ProbeQuestion }[] = [];
  const link = (host: string, said: Hello): HostLink => ({
    host,
    call: async (method, params) => {
      if (method === "hello") return said as never;
      if (method === "audit.read") return { observation: world.observation?.(host) ?? null } as never;
      if (method === "receipts") return { receipts: world.receipts ?? [] } as never;
      if (method === "standing") return { watching: true, returned: world.returned ?? [] } as never;
      if (method === "audit.inspect") {
        const audit: HostAudit = { ...CLEAN_AUDIT, ...world.audit?.(host) };
        return audit as never;
      }
      const question = params as ProbeQuestion;
      questions.push({ host, question });
      const reply = world.script?.(host, question) ?? clean(host, question);
      return {
        because: "scripted",
        sent: JSON.stringify(question),
        observed: {},
        elapsedMs: 1,
        at: 1,
        ...reply,
      } as never;
    },
    close: () => Promise.resolve(),
  });
  const lost = (host: string): void => {
    if (world.lost?.includes(host)) throw new UnreachableError(host, `${host}: no route`);
  };
  const ipv6 = (host: string): string => ADDRESSES[host]?.ipv6 ?? "::";
  const fleet: Fleet = {
    link: async (host) => {
      lost(host);
      return link(host, world.own?.(host) ?? hello("2001:db8::1", ipv6(host)));
    },
    freshOverIpv6: () => Promise.reject(new Error("no gate starts an agent")),
    knockOverIpv6: async (host, from) => {
      lost(host);
      if (from != null) lost(from);
      return (world.fresh?.(host, from ?? null) ?? hello("2001:db8::1", ipv6(host))).connection;
    },
    close: () => Promise.resolve(),
  };
  let now = 1_000;
  const clock = world.clock ?? {
    now: () => now,
    wait: async (ms) => {
      now += ms;
    },
  };
  const keeper = createGatekeeper({
    plan: { ...PLAN, ...world.plan },
    inventory: INVENTORY,
    fleet,
    clock,
    nonce: () => "0123456789abcdef",
  });
  const evidence = await keeper.ask(
    {
      id: call.id ?? `phase-4/api/batch-1/after/${call.name}`,
      name: call.name,
      args: call.args ?? {},
      service: call.service ?? null,
      hosts: call.hosts ?? ["api1", "api2"],
    },
    world.facts ?? FACTS,
  );
  return { evidence, questions };
}
