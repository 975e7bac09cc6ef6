/** A fleet for gates: a lab with our own translator and resolver, and ways to break it. */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { HostFacts } from "../../../agent/protocol/facts.ts";
import { builtinNat64 } from "../../../src/backends/nat64/builtin.ts";
import type { Evidence } from "../../../src/engine/ports.ts";
import { createGatekeeper } from "../../../src/gates/gatekeeper.ts";
import { type HeldLab, startLab, until } from "../../../src/lab/lab.ts";
import { inside, NETWORK_ONLY, WHOLE_MACHINE } from "../../../src/lab/process.ts";
import { GLOBAL_INTERNET, type LabSpec } from "../../../src/lab/spec.ts";
import type { GateArgs, GateName } from "../../../src/plan/gates.ts";
import type { Host, Inventory } from "../../../src/plan/hosts.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { PLAN as SCRIPTED } from "../../unit/src/gates/scripted.ts";
import { hostOf as host } from "../../unit/src/lab/specs.ts";
import { LabFleet } from "./lab-fleet.ts";

const MIGRATE = join(import.meta.dirname, "../../../bin/migrate");
const CLIENTS = "2001:db8:10::/64";

const both = [4, 6] as const;

export const SPEC: LabSpec = {
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
            { name: "mirror.corp.example", type: "AAAA", address: "2001:db8:10::11" },
          ],
        },
      ],
    }),
    host("api1", 11, { serves: [{ port: 8080, kind: "http", families: both, body: "fine\n" }] }),
    host("db1", 21, { serves: [{ port: 5432, kind: "tcp-echo", families: both }] }),
    host("mon1", 41, { ipv4: null }),
    // Loses its IPv4 by our own module.
    host("old1", 61),
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
export const PLAN: Plan = {
  ...SCRIPTED,
  nat64: { ...SCRIPTED.nat64!, pool4: [{ prefix: "93.184.215.64/29", ports: null }], clients: [CLIENTS] },
  dns64: { ...SCRIPTED.dns64!, upstream: SPEC.upstream, clients: [CLIENTS] },
  targets: {
    ...SCRIPTED.targets,
    signed: "www.signed.example",
    signedNative: "six.signed.example",
    bogus: "bogus.signed.example",
  },
  records: [
    {
      zone: "corp.example",
      host: "zone1",
      file: "/etc/bind/corp.example.zone",
      source: "zonefile",
      reload: ["rndc", "reload"],
      ttlSeconds: 300,
      server: null,
      key: null,
      command: null,
      servers: null,
      shortTtlSeconds: 60,
    },
  ],
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
const METRIC = { from: ["mon1"], forMs: 0, noData: "hold" } as const;
const BOUNDS = { above: null, below: null };

/** Arguments of the clean case. */
export const ARGS: Omit<GateArgs, "own"> = {
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
  "service.health": { by: "all" },
  "ipv4.quiet": { forMs: 2_000, ignore: [] },
  "ssh.fresh6": {},
  prefer6: { name: targets.dual },
  needs6: {},
  "traffic.ratio": {},
  "ipv4.literals": { allow: "none" },
  "path.mtu": { bytes: 1_500 },
  "firewall.parity": { mode: "strict" },
  "nat64.failures": { max: null },
  inbound4: {},
  "host.ipv6": {},
  "listen.parity": {},
  "allow.parity": {},
  "tls.sans": {},
  "dns.reverse": {},
  "dns.authoritative": {},
  "dns.quiet": { forMs: 1_000, max: null },
  "time.sync": {},
  "packages.mirror": {},
  "logs.arrive": { at: "db1", in: ["/var/log/remote.log"] },
  "monitoring.ipv6": { forMs: 1_000, from: ["mon1"] },
  "ipv4.gone": { leaseMs: 1, reboot: true },
  "metric.prometheus": { ...METRIC, ...BOUNDS, url: "http://[::1]:9090", query: "up", above: 0 },
  "metric.http": { ...METRIC, url: "http://api.corp.example:8080/", status: 200, body: "fine", family: 6 },
  "metric.command": { ...METRIC, ...BOUNDS, run: ["sh", "/srv/check"] },
  "metric.smtp": { ...METRIC, server: "db.corp.example:25", starttls: false, family: 6 },
  "metric.tcp": { ...METRIC, server: "db.corp.example:5432", family: 6 },
  "metric.tls": {
    ...METRIC,
    server: "db.corp.example:8443",
    name: null,
    days: 1,
    anyIssuer: true,
    family: 6,
  },
  "records.aaaa": { withinMs: 0 },
  "records.expired": {},
  "metric.dns": { ...METRIC, server: "2001:db8:10::53", name: "dual.example", type: "AAAA", answer: null },
};

const INVENTORY: Inventory = {
  hosts: new Map(
    SPEC.hosts.map(({ name, address, ipv6 }): [string, Host] => [
      name,
      { name, address, ipv6: ipv6!, vars: {}, groups: [] },
    ]),
  ),
  groups: new Map(),
};

interface Asking {
  readonly plan?: Plan;
  readonly service?: string;
  readonly args?: object;
  /** Hosts whose facts the run could not get. */
  readonly without?: string;
}

export class GateSetting {
  lab!: HeldLab;
  fleet!: LabFleet;
  dns64!: ChildProcess;
  nat64!: ChildProcess;
  readonly facts = new Map<string, HostFacts>();
  readonly #folder = mkdtempSync(join(tmpdir(), "gates-"));
  readonly #children: ChildProcess[] = [];
  readonly status = join(this.#folder, "nat64.sock");
  readonly nat64Config = { ...builtinNat64(PLAN, "gw1"), status: this.status };
  readonly dns64Config = {
    listen: ["2001:db8:10::53"],
    upstream: ["2001:db8:53::53"],
    prefixes: ["64:ff9b::/96"],
    clients: [CLIENTS],
  };

  async start(): Promise<void> {
    this.lab = await startLab(SPEC, { say: (line) => console.log(line) });
    this.fleet = await LabFleet.open(this.lab, ["gw1"]);
    // The lab covers this folder of the machine; here it is each host's own.
    for (const { name } of SPEC.hosts) await this.shell(name, "mount -t tmpfs tmpfs /srv");
    await this.shell("gw1", "sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
    [this.dns64, this.nat64] = await Promise.all([
      this.daemon("ns1", "dns64", this.dns64Config),
      this.daemon("gw1", "nat64", this.nat64Config),
    ]);
    for (const { name } of SPEC.hosts) this.facts.set(name, await this.fleet.facts(name));
  }

  async stop(): Promise<void> {
    await this.fleet?.close();
    for (const child of this.#children) child.kill("SIGKILL");
    await this.lab?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async ask<N extends GateName>(name: N, hosts: readonly string[], asking: Asking = {}): Promise<Evidence> {
    const { plan = PLAN, service = null, args = ARGS[name], without } = asking;
    const clock = {
      now: Date.now,
      wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    };
    const keeper = createGatekeeper({ plan, inventory: INVENTORY, fleet: this.fleet, clock, nat64Status: this.status });
    const call = { id: `phase-4/test/${name}`, name, args: args as Record<string, unknown>, service, hosts };
    return keeper.ask(call, new Map([...this.facts].filter(([host]) => host !== without)));
  }

  async shell(machine: string, script: string): Promise<string> {
    const ran = await this.lab.exec(machine, ["sh", "-c", script]);
    if (ran.code !== 0) throw new Error(`${machine}: ${script}: ${ran.stderr}`);
    return ran.stdout;
  }

  /** While `during` runs, a script has been run on a machine; another takes it back. */
  async broken<T>(machine: string, script: string, back: string, during: () => Promise<T>): Promise<T> {
    await this.shell(machine, script);
    try {
      return await during();
    } finally {
      await this.shell(machine, back);
    }
  }

  /** While `during` runs, a machine's packet filter has one more table. */
  filtering<T>(machine: string, rule: string, during: () => Promise<T>): Promise<T> {
    const table = `table inet fault {\n chain in { type filter hook input priority -300;\n ${rule}\n }\n chain passing { type filter hook forward priority -300;\n ${rule}\n }\n}`;
    return this.broken(machine, `nft -f - <<'END'\n${table}\nEND`, "nft delete table inet fault", during);
  }

  /** While `during` runs, a program is not there. */
  missing<T>(machine: string, program: string, during: () => Promise<T>): Promise<T> {
    const away = `/srv/${program.split("/").at(-1)}.away`;
    return this.broken(machine, `mv ${program} ${away}`, `mv ${away} ${program}`, during);
  }

  /** While `during` runs, nobody reaches the agent of a machine. */
  async lost<T>(machine: string, during: () => Promise<T>): Promise<T> {
    this.fleet.lose(machine);
    try {
      return await during();
    } finally {
      this.fleet.regain(machine);
    }
  }

  /** A program that stays, in a machine. */
  program(machine: string, script: string): Promise<ChildProcess> {
    return this.#spawn(machine, ["sh", "-c", script], WHOLE_MACHINE, "ignore");
  }

  async #spawn(
    machine: string,
    argv: readonly string[],
    kinds: typeof WHOLE_MACHINE,
    stdout: "ignore" | "pipe",
  ): Promise<ChildProcess> {
    const [program, ...args] = inside(await this.lab.pid(machine), argv, kinds);
    const child = spawn(program!, args, { stdio: ["ignore", stdout, "inherit"] });
    this.#children.push(child);
    return child;
  }

  /** Start one of our daemons in a machine's network and wait for its line. */
  async daemon(machine: string, kind: "nat64" | "dns64", config: object): Promise<ChildProcess> {
    const file = join(this.#folder, `${kind}-${this.#children.length}.json`);
    writeFileSync(file, JSON.stringify(config));
    const child = await this.#spawn(machine, [MIGRATE, kind, "--config", file], NETWORK_ONLY, "pipe");
    await new Promise<void>((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`migrate ${kind} exited ${code} before it was ready`)));
      createInterface({ input: child.stdout! }).on("line", (line) => {
        if (line.startsWith(`${kind} ready`)) resolve();
      });
    });
    return child;
  }

  async end(child: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }

  /** While `during` runs, the translator has another configuration. */
  async otherNat64<T>(more: object, during: () => Promise<T>): Promise<T> {
    await this.end(this.nat64);
    const other = await this.daemon("gw1", "nat64", { ...this.nat64Config, ...more });
    try {
      return await during();
    } finally {
      await this.end(other);
      this.nat64 = await this.daemon("gw1", "nat64", this.nat64Config);
    }
  }

  /** While `during` runs, the resolver has another configuration; null: it does not run. */
  async otherDns64<T>(more: object | null, during: () => Promise<T>): Promise<T> {
    await this.end(this.dns64);
    const other = more === null ? null : await this.daemon("ns1", "dns64", { ...this.dns64Config, ...more });
    try {
      return await during();
    } finally {
      if (other !== null) await this.end(other);
      this.dns64 = await this.daemon("ns1", "dns64", this.dns64Config);
    }
  }

  /** Ask until the answer is as wanted, for what takes a moment to be seen. */
  async askUntil(finding: Evidence["finding"], ask: () => Promise<Evidence>, says = ""): Promise<Evidence> {
    let last: Evidence | null = null;
    await until(`the finding ${finding}`, async () => {
      last = await ask();
      return last.finding === finding && last.because.includes(says);
    }).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}: ${last?.because}`);
    });
    return last!;
  }
}
