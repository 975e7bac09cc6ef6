/** Every gate from real hosts against real servers: our own DNS64 server and translator, sshd, web and echo servers; each passes, and each fails when what it asks about breaks. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HostFacts } from "../../agent/protocol/facts.ts";
import { builtinNat64 } from "../../src/backends/nat64/builtin.ts";
import type { Evidence } from "../../src/engine/ports.ts";
import { isIntact } from "../../src/engine/seal.ts";
import { createGatekeeper } from "../../src/gates/gatekeeper.ts";
import { type HeldLab, startLab } from "../../src/lab/lab.ts";
import { inside, NETWORK_ONLY, WHOLE_MACHINE } from "../../src/lab/process.ts";
import { GLOBAL_INTERNET, type LabHost, type LabSpec } from "../../src/lab/spec.ts";
import type { GateArgs, GateName } from "../../src/plan/gates.ts";
import type { Host, Inventory } from "../../src/plan/hosts.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { PLAN as SCRIPTED } from "../unit/src/gates/scripted.ts";
import { LabFleet } from "./gates/lab-fleet.ts";

const MIGRATE = join(import.meta.dirname, "../../bin/migrate");
const CLIENTS = "2001:db8:10::/64";

function host(name: string, last: number, more: Partial<LabHost> = {}): LabHost {
  const ipv6 = `2001:db8:10::${last}`;
  return {
    name,
    address: ipv6,
    port: 22,
    user: "root",
    sudoPassword: null,
    ipv4: `10.10.0.${last}`,
    ipv6,
    outside: false,
    serves: [],
    zones: [],
    hostsFile: [],
    ...more,
  };
}

const both = [4, 6] as const;

const SPEC: LabSpec = {
  name: `gates-${process.pid}`,
  hosts: [
    host("gw1", 6),
    host("ns1", 53),
    host("zone1", 54, {
      zones: [
        {
          zone: "corp.example",
          file: "/etc/bind/corp.example.zone",
          ttlSeconds: 300,
          records: [
            { name: "api.corp.example", type: "A", address: "10.10.0.11" },
            { name: "api.corp.example", type: "AAAA", address: "2001:db8:10::11" },
            { name: "db.corp.example", type: "A", address: "10.10.0.21" },
            { name: "db.corp.example", type: "AAAA", address: "2001:db8:10::21" },
          ],
        },
      ],
    }),
    host("api1", 11, { serves: [{ port: 8080, kind: "http", families: both, body: "fine\n" }] }),
    host("db1", 21, { serves: [{ port: 5432, kind: "tcp-echo", families: both }] }),
    host("mon1", 41, { ipv4: null }),
  ],
  nat64: { prefix: "64:ff9b::/96", gateway: "gw1", pool4: ["93.184.215.64/29"] },
  upstream: [{ address: "2001:db8:53::53", port: 53 }],
  internet: GLOBAL_INTERNET,
  names: [
    { name: "v4only.example", a: true, aaaa: false, bogus: false },
    { name: "*.wild.example", a: true, aaaa: false, bogus: false },
    { name: "dual.example", a: true, aaaa: true, bogus: false },
    { name: "www.signed.example", a: true, aaaa: false, bogus: false },
    { name: "six.signed.example", a: false, aaaa: true, bogus: false },
    { name: "bogus.signed.example", a: true, aaaa: false, bogus: true },
  ],
  signed: ["signed.example"],
  serves: [
    {
      port: 80,
      kind: "http",
      families: [4],
      body: "v4\n",
      routes: { "/download": "download", "/upload": "upload", "/client": "client" },
    },
    { port: 7, kind: "tcp-echo", families: [4] },
    { port: 7, kind: "udp-echo", families: [4] },
  ],
  // Smaller than the fleet's: large packets need their packet-too-big.
  internetMtu: 1400,
};

const [db, api] = SCRIPTED.services;
const PLAN: Plan = {
  ...SCRIPTED,
  nat64: { ...SCRIPTED.nat64!, pool4: [{ prefix: "93.184.215.64/29", ports: null }], clients: [CLIENTS] },
  dns64: { ...SCRIPTED.dns64!, upstream: SPEC.upstream, clients: [CLIENTS] },
  targets: {
    ...SCRIPTED.targets,
    signed: "www.signed.example",
    signedNative: "six.signed.example",
    bogus: "bogus.signed.example",
  },
  services: [
    { ...db!, hosts: ["db1"] },
    {
      ...api!,
      hosts: ["api1"],
      needs: [
        { kind: "service", service: "db", port: 5432, protocol: "tcp" },
        { kind: "name", name: "v4only.example", port: 80, protocol: "tcp" },
      ],
    },
  ],
};

const { targets } = PLAN;
const ARGS: GateArgs = {
  "dns64.resolve": { ipv4Only: targets.ipv4Only, wildcard: targets.wildcard, dual: targets.dual },
  "dns64.dnssec": { signedIpv4Only: targets.signed, signedNative: targets.signedNative, bogus: targets.bogus },
  "nat64.connect": {
    http: targets.http,
    tcp: targets.tcp,
    udp: targets.udp,
    ping: targets.ping,
    closed: targets.closed,
    serverSees: targets.serverSees,
    tries: 20,
  },
  "nat64.large": { urlDown: targets.download, urlUp: targets.upload, bytes: 2_097_152 },
  "nat64.state": { max: 80 },
  "service.health": {},
  "ipv4.quiet": { forMs: 2_000, ignore: [] },
  "ssh.fresh6": {},
  prefer6: { name: targets.dual },
  needs6: {},
  "traffic.ratio": {},
  "ipv4.literals": { allow: "none" },
  "path.mtu": { bytes: 1_500 },
  "firewall.parity": { mode: "strict" },
  inbound4: {},
};

let lab: HeldLab;
let fleet: LabFleet;
let dns64: ChildProcess;
let nat64: ChildProcess;
const folder = mkdtempSync(join(tmpdir(), "gates-"));
const daemons: ChildProcess[] = [];
const facts = new Map<string, HostFacts>();

const INVENTORY: Inventory = {
  hosts: new Map(
    SPEC.hosts.map(({ name, address, ipv6 }): [string, Host] => [
      name,
      { name, address, ipv6: ipv6!, vars: {}, groups: [] },
    ]),
  ),
  groups: new Map(),
};

const STATUS = join(folder, "nat64.sock");

/** Start one of our daemons in a machine's network and wait for its line. */
async function daemon(machine: string, kind: "nat64" | "dns64", config: object): Promise<ChildProcess> {
  const file = join(folder, `${kind}-${daemons.length}.json`);
  writeFileSync(file, JSON.stringify(config));
  const [program, ...args] = inside(await lab.pid(machine), [MIGRATE, kind, "--config", file], NETWORK_ONLY);
  const child = spawn(program!, args, { stdio: ["ignore", "pipe", "inherit"] });
  daemons.push(child);
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`migrate ${kind} exited ${code} before it was ready`)));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      if (line.startsWith(`${kind} ready`)) resolve();
    });
  });
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

const NAT64 = { ...builtinNat64(PLAN, "gw1"), status: STATUS };
const DNS64 = {
  listen: ["2001:db8:10::53"],
  upstream: ["2001:db8:53::53"],
  prefixes: ["64:ff9b::/96"],
  clients: [CLIENTS],
};

async function ask(
  name: GateName,
  hosts: readonly string[],
  plan: Plan = PLAN,
  service: string | null = null,
  args: object = ARGS[name],
): Promise<Evidence> {
  const clock = {
    now: Date.now,
    wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  const keeper = createGatekeeper({ plan, inventory: INVENTORY, fleet, clock, nat64Status: STATUS });
  const call = { id: `phase-4/test/${name}`, name, args: args as Record<string, unknown>, service, hosts };
  const evidence = await keeper.ask(call, facts);
  expect(isIntact(evidence)).toBe(true);
  return evidence;
}

async function shell(machine: string, script: string): Promise<void> {
  const ran = await lab.exec(machine, ["sh", "-c", script]);
  if (ran.code !== 0) throw new Error(`${machine}: ${script}: ${ran.stderr}`);
}

/** While `during` runs, a machine's packet filter has one more table. */
async function filtering<T>(machine: string, rule: string, during: () => Promise<T>): Promise<T> {
  await shell(
    machine,
    `nft -f - <<'END'\ntable inet fault {\n chain in { type filter hook input priority -300;\n ${rule}\n }\n chain passing { type filter hook forward priority -300;\n ${rule}\n }\n}\nEND`,
  );
  try {
    return await during();
  } finally {
    await shell(machine, "nft delete table inet fault");
  }
}

beforeAll(async () => {
  lab = await startLab(SPEC, { say: (line) => console.log(line) });
  fleet = await LabFleet.open(lab, ["gw1"]);
  await shell("gw1", "sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
  [dns64, nat64] = await Promise.all([daemon("ns1", "dns64", DNS64), daemon("gw1", "nat64", NAT64)]);
  for (const { name } of SPEC.hosts) facts.set(name, await fleet.facts(name));
});

afterAll(async () => {
  await fleet?.close();
  for (const child of daemons) child.kill("SIGKILL");
  await lab?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("hosts and services", () => {
  test("ssh.fresh6", async () => {
    const clean = await ask("ssh.fresh6", ["api1"]);
    expect(clean.finding, clean.because).toBe("pass");
    const cut = await filtering("api1", "meta nfproto ipv6 tcp dport 22 reject with tcp reset", () =>
      ask("ssh.fresh6", ["api1"]),
    );
    expect(cut.finding).toBe("fail");
    expect(cut.because).toContain("new SSH connection to api1 over IPv6 (3 tries)");
  });

  test("service.health, also compared with IPv4", async () => {
    const plan = { ...PLAN, vantage: { ...PLAN.vantage, inside: ["mon1", "db1"] } };
    const clean = await ask("service.health", ["api1"], plan, "api");
    expect(clean.finding, clean.because).toBe("pass");
    expect(JSON.stringify(clean.observed)).toContain("as over IPv4 (status and body)");
    const deaf = await filtering("api1", "meta nfproto ipv6 tcp dport 8080 reject with tcp reset", () =>
      ask("service.health", ["api1"], plan, "api"),
    );
    expect(deaf.finding).toBe("fail");
    expect(deaf.because).toMatch(/From (mon1|db1), .*api1.*connection refused/);
  });

  test("needs6: a service by address and name, an IPv4-only name through the resolvers and the translator", async () => {
    const clean = await ask("needs6", ["api1"], PLAN, "api");
    expect(clean.finding, clean.because).toBe("pass");
    expect(JSON.stringify(clean.observed)).toContain("connects through NAT64");
    const deaf = await filtering("db1", "meta nfproto ipv6 tcp dport 5432 reject with icmpx admin-prohibited", () =>
      ask("needs6", ["api1"], PLAN, "api"),
    );
    expect(deaf.finding).toBe("fail");
    expect(deaf.because).toMatch(/From api1, .*5432.*administratively prohibited/);
  });

  test("prefer6: the usual recipe for gai.conf makes processes choose IPv4", async () => {
    const clean = await ask("prefer6", ["api1", "mon1"]);
    expect(clean.finding, clean.because).toBe("pass");
    await shell("api1", "cp /etc/gai.conf /etc/gai.conf.before; echo 'precedence ::ffff:0:0/96 100' > /etc/gai.conf");
    const bad = await ask("prefer6", ["api1"]);
    await shell("api1", "mv /etc/gai.conf.before /etc/gai.conf");
    expect(bad.finding).toBe("fail");
    expect(bad.because).toMatch(/On api1, a new process gets [\d.]+ first for dual.example/);
  });

  test("ipv4.quiet sees a client that came as ::ffff:", async () => {
    const clean = await ask("ipv4.quiet", ["mon1"]);
    expect(clean.finding, clean.because).toBe("pass");
    const connected = ["bash", "-c", "exec 5<>/dev/tcp/10.10.0.21/5432; read -r _ <&5"];
    const [program, ...args] = inside(await lab.pid("api1"), connected, WHOLE_MACHINE);
    const client = spawn(program!, args, { stdio: "ignore" });
    try {
      let seen = await ask("ipv4.quiet", ["db1"]);
      while (seen.finding === "pass") seen = await ask("ipv4.quiet", ["db1"]);
      expect(seen.finding).toBe("fail");
      expect(seen.because).toMatch(/10\.10\.0\.21:5432 with 10\.10\.0\.11:\d+, ESTAB/);
    } finally {
      client.kill("SIGKILL");
    }
  });

  test("traffic.ratio", async () => {
    const clean = await ask("traffic.ratio", ["api1", "mon1"]);
    expect(clean.finding, clean.because).toBe("pass");
    expect(clean.because).toMatch(/\d+ bytes over IPv6, \d+ over IPv4/);
  });
});

describe("what audit's look at a host answers", () => {
  test("ipv4.literals", async () => {
    const clean = await ask("ipv4.literals", ["api1"]);
    expect(clean.finding, clean.because).toBe("pass");
    await shell("api1", "echo 'UPSTREAM=10.10.0.77' >/etc/default/shop");
    const written = await ask("ipv4.literals", ["api1"]);
    // Nobody observes whether it is used.
    const used = await ask("ipv4.literals", ["api1"], PLAN, null, { allow: "unused" });
    await shell("api1", "rm /etc/default/shop");
    expect(written.finding).toBe("fail");
    expect(written.because).toContain("/etc/default/shop:1");
    expect(used.finding).toBe("unknown");
    expect((await ask("ipv4.literals", ["api1"])).finding).toBe("pass");
  });

  test("firewall.parity", async () => {
    const clean = await ask("firewall.parity", ["api1"]);
    expect(clean.finding, clean.because).toBe("pass");
    await shell(
      "api1",
      "nft 'add table ip four; add chain ip four in { type filter hook input priority 10; policy drop; }; add rule ip four in tcp dport 8080 accept'",
    );
    const unfiltered = await ask("firewall.parity", ["api1"]);
    await shell("api1", "nft delete table ip four; mv /usr/sbin/nft /usr/sbin/nft.away");
    const blind = await ask("firewall.parity", ["api1"]);
    await shell("api1", "mv /usr/sbin/nft.away /usr/sbin/nft");
    expect(unfiltered.finding).toBe("fail");
    expect(unfiltered.because).toContain("IPv6 is not");
    expect(blind.finding).toBe("unknown");
    expect(blind.because).toContain("nft is not on this host");
  });
});

describe("path.mtu", () => {
  const large = "meta l4proto ipv6-icmp icmpv6 type echo-request meta length > 1400 drop";
  test("passes, fails for a black hole, and is unknown where nothing answers", async () => {
    const clean = await ask("path.mtu", ["api1"]);
    expect(clean.finding, clean.because).toBe("pass");
    const hole = await filtering("api1", large, () => ask("path.mtu", ["api1"]));
    expect(hole.finding).toBe("fail");
    expect(hole.because).toContain("a black hole");
    const silent = await filtering("api1", "icmpv6 type echo-request drop", () => ask("path.mtu", ["api1"]));
    expect(silent.finding).toBe("unknown");
    expect(silent.because).toContain("let ICMPv6 echo through");
  });
});

describe("DNS64", () => {
  test("dns64.resolve and dns64.dnssec", async () => {
    const resolve = await ask("dns64.resolve", ["ns1"]);
    expect(resolve.finding, resolve.because).toBe("pass");
    const dnssec = await ask("dns64.dnssec", ["ns1"]);
    expect(dnssec.finding, dnssec.because).toBe("pass");
    expect(dnssec.because).toContain("the upstream 2001:db8:53::53 validates");
  });

  test("a resolver with another prefix, and one that is gone", async () => {
    await stop(dns64);
    const other = await daemon("ns1", "dns64", { ...DNS64, prefixes: ["2001:db8:64::/96"] });
    const wrong = await ask("dns64.resolve", ["ns1"]);
    await stop(other);
    const gone = await ask("dns64.resolve", ["ns1"]);
    dns64 = await daemon("ns1", "dns64", DNS64);
    expect(wrong.finding).toBe("fail");
    expect(wrong.because).toContain("2001:db8:64::");
    expect(gone.finding).toBe("fail");
    expect(gone.because).toMatch(/resolver ns1 does not answer over (UDP|TCP)/);
  });

  test("a host with IPv4 cannot ask", async () => {
    const plan = { ...PLAN, vantage: { ...PLAN.vantage, inside: ["api1"] } };
    const evidence = await ask("dns64.resolve", ["ns1"], plan);
    expect(evidence.finding).toBe("unknown");
    expect(evidence.because).toContain("api1 has IPv4 (eth0 10.10.0.11/24)");
  });
});

describe("NAT64", () => {
  test("nat64.connect, nat64.large and nat64.state", async () => {
    for (const name of ["nat64.connect", "nat64.large", "nat64.state"] as const) {
      const evidence = await ask(name, ["gw1"]);
      expect(evidence.finding, evidence.because).toBe("pass");
      if (name === "nat64.large")
        expect(JSON.stringify(evidence.observed)).toContain("Packet too big: the path takes 14");
    }
  });

  test("UDP that is lost fails nat64.connect", async () => {
    const evidence = await filtering(
      "gw1",
      "meta l4proto udp ip6 daddr 64:ff9b::/96 reject with icmpx admin-prohibited",
      () => ask("nat64.connect", ["gw1"]),
    );
    expect(evidence.finding).toBe("fail");
    expect(evidence.because).toContain("UDP to v4only.example:7");
  });

  test("a black hole for large packets fails nat64.large", async () => {
    // What the client learned of the path in the test before would hide it.
    await shell("mon1", "ip -6 route flush cache");
    const evidence = await filtering("gw1", "icmp type destination-unreachable drop", () =>
      ask("nat64.large", ["gw1"]),
    );
    expect(evidence.finding).toBe("fail");
    expect(evidence.because).toContain("packets of 1500 bytes vanish");
  });

  test("too few ports fail nat64.state; a translator that is gone fails nat64.connect", async () => {
    await stop(nat64);
    const small = await daemon("gw1", "nat64", {
      ...NAT64,
      pool4: [{ prefix: "93.184.215.64/32", ports: "1024-1423" }],
    });
    const full = await ask("nat64.state", ["gw1"]);
    await stop(small);
    const gone = await ask("nat64.connect", ["gw1"], PLAN, null, { ...ARGS["nat64.connect"], tries: 5 });
    nat64 = await daemon("gw1", "nat64", NAT64);
    expect(full.finding).toBe("fail");
    expect(full.because).toMatch(/only \d+ of 500 connections/);
    expect(gone.finding).toBe("fail");
    expect(gone.because).toMatch(/From mon1, 5 of 5 HTTP connections/);
  });
});
