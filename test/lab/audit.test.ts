/** Observation on a real host: real nftables, sockets and processes; it counts, survives what it should, and goes away whole. */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Flow, HostAudit, Observation } from "../../agent/protocol/audit.ts";
import { agentBundle } from "../../src/transport/agent-bundle.ts";
import { type LabHost, startHost, until } from "./module-host/host.ts";

/** Not below /var/lib/migrate, which the host has taken away on its first boot; and not where audit searches. */
const BUNDLE = "/agent-bundle";
const DRIVER = join(import.meta.dirname, "audit/driver.ts");
const PEER = "192.0.2.2";
const PEER6 = "2001:db8:1::2";
const NAT64 = "64:ff9b::/96";

let host: LabHost;
const children: ChildProcess[] = [];

function ask<T>(method: string, params: object = {}): T {
  return JSON.parse(host.run(process.execPath, DRIVER, method, JSON.stringify({ ...params, bundleDir: BUNDLE }))) as T;
}

const WANT = {
  forMs: 3_600_000,
  survivesReboot: false,
  nat64: [NAT64],
  services: [],
  queries: ["api.corp.example"],
  connectHooks: false,
};
const SERVICES = [{ service: "web", listen: [{ port: 8080, protocol: "tcp" }] }];

function read(): Observation {
  return ask<Observation>("read");
}

/** Its other end is a namespace of this host's own, so that packets really leave an interface. */
const NETWORK = `set -e
unshare -n sleep 3600 >/dev/null 2>&1 </dev/null & peer=$!
while [ "$(readlink /proc/$peer/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do :; done
echo $peer >/run/peer
ip link add eth0 type veth peer name eth0 netns $peer
p() { nsenter -t $peer -n "$@"; }
ip link set eth0 up; p ip link set eth0 up; p ip link set lo up
p sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.eth0.accept_dad=0
ip addr add 192.0.2.1/24 dev eth0; ip addr add 2001:db8:1::1/64 dev eth0 nodad
p ip addr add ${PEER}/24 dev eth0; p ip addr add ${PEER6}/64 dev eth0 nodad; p ip addr add 64:ff9b::c000:202/128 dev eth0 nodad
ip -6 route add 64:ff9b::/96 via ${PEER6}
ip -6 route add default via ${PEER6}; ip route add default via ${PEER}`;

/** Answers everything with its name on TCP 8080, in both families. */
const SERVER = `require("net").createServer((s) => { s.on("error", () => {}); s.end("hello\\n"); }).listen(8080, "::", () => console.log("ready"))`;
const KEEPING = `require("net").createServer((s) => { s.on("error", () => {}); s.on("data", (d) => s.write(d)); }).listen(9090, "::", () => console.log("ready"))`;

function inPeer(...argv: string[]): string[] {
  return ["sh", "-c", 'exec nsenter -t "$(cat /run/peer)" -n "$@"', "sh", ...argv];
}

/** Start a program in the host and wait for its first line. */
async function program(argv: readonly string[]): Promise<void> {
  const child = host.spawn(argv);
  children.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout!.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`${argv.join(" ")} ended with ${code}`)));
  });
}

/** A client of one connection, which reads to the end. */
function fetch(where: readonly string[], address: string, port: number): void {
  const code = `const s = require("net").connect(${port}, "${address}"); s.resume(); s.on("close", () => process.exit()); s.on("error", () => process.exit(1));`;
  host.run(...where, process.execPath, "-e", code);
}

function flow(seen: Observation, fits: Partial<Flow>): Flow | undefined {
  return seen.flows.find((one) => Object.entries(fits).every(([key, value]) => one[key as keyof Flow] === value));
}

beforeAll(async () => {
  host = await startHost();
  const folder = join(host.base, "upper", BUNDLE);
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of (await agentBundle()).files) writeFileSync(join(folder, name), bytes);
  host.run("sh", "-c", NETWORK);
  await program([...inPeer(process.execPath, "-e", SERVER)]);
  await program([process.execPath, "-e", SERVER]);
  await program([...inPeer(process.execPath, "-e", KEEPING)]);
});

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  host?.close();
});

describe("a look at a host as Debian ships it", () => {
  it("leaves at most ten literals and patterns to a person, and sets the rest aside", () => {
    const nothing = { scanPaths: [], needs: [], nat64: [], serviceNames: [], mailNames: [] };
    const { findings, setAside, unknown, elapsedMs } = ask<HostAudit>("inspect", nothing);
    const left = findings.filter(
      ({ kind, weight, place }) => /^(literal|pattern)\./.test(kind) && weight !== "note" && place.startsWith("/etc/"),
    );
    console.log(`${left.length} in /etc left to a person, ${JSON.stringify(setAside)} set aside, in ${elapsedMs} ms`);
    expect(left.length, JSON.stringify(left, null, 1)).toBeLessThanOrEqual(10);
    expect(Object.values(setAside).reduce((a, b) => a + b, 0)).toBeGreaterThan(20);
    expect(unknown.filter(({ what }) => what.startsWith("IPv4 literals"))).toEqual([]);
  });
});

describe("observation", () => {
  it("is not there before it is started", () => expect(read()).toBeNull());

  it("starts, and says from when it counts", () => {
    const seen = ask<Observation>("start", { ...WANT, services: SERVICES });
    expect(seen).toMatchObject({ running: true, gaps: [], overflowAt: null });
    expect(seen.flows.filter(({ class: one }) => one === "ipv4")).toEqual([]);
    expect(seen.traffic.ipv4).toBe(0);
  });

  it("tells three classes apart, with user and port", () => {
    fetch([], PEER, 8080);
    fetch([], PEER6, 8080);
    fetch([], "64:ff9b::c000:202", 8080);
    const seen = read();
    expect(flow(seen, { direction: "out", peer: PEER, port: 8080 })).toMatchObject({ class: "ipv4", user: "root" });
    expect(flow(seen, { direction: "out", peer: PEER6, port: 8080 })).toMatchObject({ class: "native6" });
    expect(flow(seen, { peer: "64:ff9b::c000:202" })).toMatchObject({ class: "translated", direction: "out" });
    for (const bytes of Object.values(seen.traffic)) expect(bytes).toBeGreaterThan(100);
  });

  it("counts what comes to a dual-stack socket as IPv4, and as the service's", () => {
    fetch(inPeer(), "192.0.2.1", 8080);
    const seen = read();
    expect(flow(seen, { direction: "in", peer: PEER, port: 8080 })).toMatchObject({ class: "ipv4", protocol: "tcp" });
    expect(seen.services.web!.ipv4).toBeGreaterThan(100);
    expect(seen.services.web!.native6).toBe(0);
  });

  it("names the process of a connection that stays", async () => {
    const code = `require("net").connect(9090, "${PEER}").write("x")`;
    children.push(host.spawn([process.execPath, "-e", code]));
    await until("the flow's process", 10_000, () => {
      return /^(node|MainThread)\[\d+\]$/.test(flow(read(), { peer: PEER, port: 9090 })?.process ?? "");
    });
    children.at(-1)!.kill();
  });

  it("names the unit of a connection however short, and of the unit's next start", () => {
    // Units of this host, in the one hierarchy of control groups there is; their names are nobody else's.
    const slice = `/sys/fs/cgroup/migrate${process.pid}.slice`;
    host.run("sh", "-c", `mountpoint -q /sys/fs/cgroup || mount -t cgroup2 none /sys/fs/cgroup; mkdir ${slice}`);
    const run = (port: number): void => {
      const connects = `exec 5<>/dev/tcp/${PEER}/${port}`;
      host.run("mkdir", `${slice}/shop.service`);
      host.run("bash", "-c", `echo $$ >${slice}/shop.service/cgroup.procs; ${connects}; exit 0`);
    };
    const over = (): void => {
      while (host.try("rmdir", `${slice}/shop.service`).code !== 0);
    };
    try {
      run(8080);
      expect(flow(read(), { direction: "out", peer: PEER, port: 8080 })).toMatchObject({ unit: "shop.service" });
      over();
      run(9090);
      expect(flow(read(), { direction: "out", peer: PEER, port: 9090 })).toMatchObject({ unit: "shop.service" });
    } finally {
      over();
      host.run("rmdir", slice);
    }
  });

  it("names the process of a connection however short, by hooks in the kernel", { timeout: 90_000 }, async () => {
    ask("start", { ...WANT, services: SERVICES, connectHooks: true });
    await until("the hooks", 10_000, () => read().connectHooks !== "not attached yet");
    expect(read().connectHooks).toBe("attached");
    const others = ["192.0.2.4", "192.0.2.5"];
    for (const address of others) host.run(...inPeer("ip", "addr", "add", `${address}/24`, "dev", "eth0"));
    host.run("bash", "-c", "exec 5<>/dev/tcp/192.0.2.4/8080");
    fetch([], "::ffff:192.0.2.5", 8080);
    await until("the short connections' processes", 60_000, () => {
      const process = (peer: string) => flow(read(), { peer, port: 8080, direction: "out" })?.process;
      return process("192.0.2.4") === "bash" && /^(node|MainThread)$/.test(process("192.0.2.5") ?? "");
    });
    ask("start", { ...WANT, services: SERVICES });
  });

  it("counts queries for a name by type, whatever their case", () => {
    for (const [name, type] of [
      ["API.corp.Example", "A"],
      ["api.corp.example", "A"],
      ["api.corp.example", "AAAA"],
      ["other.corp.example", "A"],
    ] as const)
      host.try(...inPeer("dig", "+tries=1", "+time=1", "@192.0.2.1", name, type));
    expect(read().queries["api.corp.example"]!.at(-1)).toMatchObject({ a: 2, aaaa: 1 });
  });

  it("counts a ping and a datagram", () => {
    host.run("ping", "-c1", "-W2", PEER);
    const udp = `const s = require("dgram").createSocket("udp4"); s.send("x", 5353, "${PEER}", () => s.close())`;
    host.run(process.execPath, "-e", udp);
    const seen = read();
    expect(flow(seen, { direction: "out", peer: PEER, protocol: "icmp" })).toBeDefined();
    expect(flow(seen, { direction: "out", peer: PEER, protocol: "udp", port: 5353 })).toMatchObject({ user: "root" });
  });

  it("started again, only moves its end", () => {
    const before = read();
    const after = ask<Observation>("start", { ...WANT, services: SERVICES, forMs: 7_200_000 });
    expect(after.unbrokenSince).toBe(before.unbrokenSince);
    expect(after.until).toBeGreaterThan(before.until + 3_000_000);
    expect(after.gaps).toEqual([]);
  });

  it("writes down a gap where another program flushed the packet filter", () => {
    const before = read();
    host.run("nft", "flush", "ruleset");
    const after = read();
    expect(after.unbrokenSince).toBeGreaterThan(before.unbrokenSince);
    expect(after.gaps.at(-1)!.because).toContain("gone");
  });

  it("goes on when its process was killed, from the kernel's own counters", async () => {
    ask("start", { ...WANT, services: SERVICES });
    await until(
      "the table to be back",
      40_000,
      () => host.try("nft", "list", "table", "inet", "migrate_audit").code === 0,
    );
    host.run("sh", "-c", "kill -9 $(cat /var/lib/migrate/audit/observer.pid)");
    const { unbrokenSince } = read();
    fetch([], PEER, 8080);
    const seen = read();
    expect(seen.running).toBe(false);
    expect(seen.unbrokenSince).toBe(unbrokenSince);
    expect(flow(seen, { peer: PEER, port: 8080, direction: "out" })!.last).toBeGreaterThan(unbrokenSince);
    expect(ask<Observation>("start", { ...WANT, services: SERVICES }).running).toBe(true);
  });

  it("stops, and nothing of it stays", () => {
    const removed = ask<string[]>("stop");
    expect(removed).toEqual(expect.arrayContaining(["the observer", "the table of the counters"]));
    expect(host.run("nft", "list", "ruleset")).toBe("");
    expect(host.try("ls", "/var/lib/migrate/audit").code).not.toBe(0);
    expect(host.run("sh", "-c", "ls /etc/init.d /etc/rc2.d | grep migrate-audit || true")).toBe("");
    expect(read()).toBeNull();
    expect(ask("stop")).toEqual([]);
  });

  it("ends by itself when its time is over, and keeps what it saw", async () => {
    ask("start", { ...WANT, forMs: 1_500 });
    fetch([], PEER, 8080);
    await until("the observer to end", 10_000, () => !read().running);
    const seen = read();
    expect(seen.because).toBe("its time is over");
    expect(flow(seen, { peer: PEER, port: 8080 })).toBeDefined();
    await until("its table to be gone", 5_000, () => host.run("nft", "list", "ruleset") === "");
    ask("stop");
  });

  it("survives a restart where it is to, with a gap", async () => {
    ask("start", { ...WANT, survivesReboot: true });
    fetch([], PEER, 8080);
    await host.reboot();
    for (const child of children.splice(0)) child.kill("SIGKILL");
    host.run("/etc/rc2.d/S90migrate-audit", "start");
    await until("the observer to be back", 10_000, () => read().running && read().gaps.length > 0);
    expect(read().gaps.at(-1)!.because).toMatch(/gone|restarted/);
    ask("stop");
    expect(host.run("sh", "-c", "ls /etc/init.d /etc/rc2.d | grep migrate-audit || true")).toBe("");
  });
});
