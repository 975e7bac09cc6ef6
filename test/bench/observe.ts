/** How long a look at a host takes; and what observation costs the observed: connections per second and bulk throughput with and without it, interleaved; and its own processor time. */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HostAudit, Observation } from "../../agent/protocol/audit.ts";
import { agentBundle } from "../../src/transport/agent-bundle.ts";
import { type LabHost, startHost } from "../lab/module-host/host.ts";

const ROUNDS = 5;
const ROUND_MS = 3_000;
/** With eBPF programs at connect(2) as well, which is the dearer way. */
const HOOKS = true;
const BUNDLE = "/agent-bundle";
const DRIVER = join(import.meta.dirname, "../lab/audit/driver.ts");

/** As many short connections as one process opens one after the other, 64 at a time. */
const CLIENT = `
const net = require("net"); let done = 0; const end = Date.now() + ${ROUND_MS};
const one = () => { if (Date.now() > end) return; const s = net.connect(8080, "192.0.2.2"); s.on("close", () => { done++; one(); }); s.on("error", () => {}); s.resume(); };
for (let i = 0; i < 64; i++) one();
setTimeout(() => { console.log(done * 1000 / ${ROUND_MS}); process.exit(); }, ${ROUND_MS} + 200);`;
const SERVER = `require("net").createServer((s) => { s.on("error", () => {}); s.end("x"); }).listen(8080, "::", 4096, () => console.log("ready"))`;

export async function benchObserve(): Promise<void> {
  const host = await startHost();
  const children: ChildProcess[] = [];
  try {
    const folder = join(host.base, "upper", BUNDLE);
    mkdirSync(folder, { recursive: true });
    for (const { name, bytes } of (await agentBundle()).files) writeFileSync(join(folder, name), bytes);
    host.run(
      "sh",
      "-c",
      `set -e
       unshare -n sleep 3600 >/dev/null 2>&1 </dev/null & peer=$!
       while [ "$(readlink /proc/$peer/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do :; done
       echo $peer >/run/peer
       ip link add eth0 type veth peer name eth0 netns $peer
       ip link set eth0 up; nsenter -t $peer -n ip link set eth0 up; nsenter -t $peer -n ip link set lo up
       ip addr add 192.0.2.1/24 dev eth0; nsenter -t $peer -n ip addr add 192.0.2.2/24 dev eth0`,
    );
    const inPeer = ["sh", "-c", 'exec nsenter -t "$(cat /run/peer)" -n "$@"', "sh"];
    const server = host.spawn([...inPeer, process.execPath, "-e", SERVER]);
    const sink = host.spawn([...inPeer, "iperf3", "-s", "-4"]);
    children.push(server, sink);
    await new Promise((resolve) => server.stdout!.once("data", resolve));
    const looks = Array.from({ length: ROUNDS }, () => ask<HostAudit>(host, "inspect"));
    const toLookAt = looks[0]!.findings.filter(({ kind }) => /^(literal|pattern)\./.test(kind)).length;
    console.log(
      `a look at /etc, units and every process: ${median(looks.map(({ elapsedMs }) => elapsedMs))} ms (${looks.map(({ elapsedMs }) => elapsedMs).join(", ")}), ${toLookAt} literals and patterns need a person`,
    );
    const rates: { with: number[]; without: number[] } = { with: [], without: [] };
    const bytes: { with: number[]; without: number[] } = { with: [], without: [] };
    const shares: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of round % 2 === 0 ? (["without", "with"] as const) : (["with", "without"] as const)) {
        if (kind === "with") ask<Observation>(host, "start");
        const before = kind === "with" ? await cost(host) : null;
        rates[kind].push(Number(host.run(process.execPath, "-e", CLIENT)));
        const told = JSON.parse(host.run("iperf3", "-c", "192.0.2.2", "-t", String(ROUND_MS / 1000), "-J"));
        bytes[kind].push(told.end.sum_received.bits_per_second / 1e9);
        if (before !== null) {
          const after = await cost(host);
          shares.push((100 * (after.cpuMs - before.cpuMs)) / (after.at - before.at));
          ask(host, "stop");
        }
      }
    }
    const ratio = (all: typeof rates): number => median(all.with) / median(all.without);
    console.log(
      `connections/s without ${median(rates.without).toFixed(0)}, with ${median(rates.with).toFixed(0)}: ratio ${ratio(rates).toFixed(3)}`,
    );
    console.log(
      `TCP Gbit/s    without ${median(bytes.without).toFixed(2)}, with ${median(bytes.with).toFixed(2)}: ratio ${ratio(bytes).toFixed(3)}`,
    );
    console.log(
      `the observer's processor time: ${median(shares).toFixed(2)} % of one core (highest ${Math.max(...shares).toFixed(2)} %)`,
    );
  } finally {
    for (const child of children) child.kill("SIGKILL");
    host.close();
  }
}

function ask<T>(host: LabHost, method: string): T {
  const observation = {
    forMs: 3_600_000,
    survivesReboot: false,
    services: [],
    queries: [],
    connectHooks: HOOKS,
    bundleDir: BUNDLE,
  };
  const inspection = { scanPaths: [], needs: [], serviceNames: [], mailNames: [] };
  const params = { nat64: ["64:ff9b::/96"], ...observation, ...inspection };
  return JSON.parse(host.run(process.execPath, DRIVER, method, JSON.stringify(params))) as T;
}

/** Once the observer has come up: that is paid once, not all the time. */
async function cost(host: LabHost): Promise<{ cpuMs: number; at: number }> {
  const pid = host.run("cat", "/var/lib/migrate/audit/observer.pid").trim();
  const stat = host.run("cat", `/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { cpuMs: fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0) * 10, at: performance.now() };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
