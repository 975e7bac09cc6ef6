/**
 * Four network namespaces in a row: an IPv6-only client, the gateway, an IPv4 router, an IPv4 server. Each is held by a process
 * that reads a pipe from here, so that all of it goes with this process, also if it is killed.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { NODE_FLAGS } from "../../agent/modules/daemon/control-files.ts";
import { agentBundle } from "../../src/transport/agent-bundle.ts";

const run = promisify(execFile);

const REPOSITORY = join(import.meta.dirname, "../..");
const PEER = join(import.meta.dirname, "nat64-peer.ts");
export const MIGRATE = join(REPOSITORY, "bin/migrate");

export type Place = "client" | "gateway" | "router" | "server";

export interface Daemon {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

export interface Net {
  readonly folder: string;
  /** Resolves with stdout; rejects where it exits otherwise than 0. */
  inside(place: Place, program: string, ...args: string[]): Promise<string>;
  /** Like `inside`, but an exit code is an answer. */
  attempt(place: Place, program: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  start(place: Place, program: string, ...args: string[]): ChildProcess;
  /** Run a command of nat64-peer.ts; resolves with what it printed as JSON. */
  peer(place: Place, ...args: string[]): Promise<unknown>;
  /** Start a long-running command of nat64-peer.ts; resolves when it has printed `word`. */
  startPeer(word: string, place: Place, ...args: string[]): Promise<Daemon>;
  /** Start `migrate nat64`; resolves when it says that it is ready, rejects where it ends before. */
  nat64(config: object): Promise<Daemon>;
  /** The same as hosts have it: the agent, without the command line around it. */
  agent(config: object): Promise<Daemon>;
  /** Start `migrate nat64` without waiting for anything. */
  launch(config: object): Daemon;
  close(): Promise<void>;
}

export const CLIENT = "2001:db8:1::2";
export const ROUTER4 = "10.64.1.2";
export const SERVER4 = "10.64.2.2";
export const POOL4 = "192.0.2.0/30";
export const PREFIX = "2001:db8:64::/96";
/** An IPv4 address under PREFIX. */
export const behind = (address: string): string => `2001:db8:64::${address}`;

/** MTU of the routes to the client and to the server: smaller than any interface's, so that ICMP has work to do. */
export const NARROW = 1300;

const SETUP: readonly (readonly [Place, string])[] = [
  ["client", "ip -6 addr add 2001:db8:1::2/64 dev c0 nodad"],
  ["client", "ip link set c0 up"],
  ["gateway", "ip -6 addr add 2001:db8:1::1/64 dev g6 nodad"],
  ["gateway", "ip link set g6 up"],
  ["gateway", "ip addr add 10.64.1.1/24 dev g4"],
  ["gateway", "ip link set g4 up"],
  ["gateway", "ip route add 10.64.0.0/16 via 10.64.1.2"],
  ["gateway", `ip -6 route add 2001:db8:1::2/128 dev g6 mtu ${NARROW}`],
  ["gateway", "sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1"],
  ["router", "ip addr add 10.64.1.2/24 dev r1"],
  ["router", "ip link set r1 up"],
  ["router", "ip addr add 10.64.2.1/24 dev r2"],
  ["router", "ip link set r2 up"],
  ["router", "ip route add 192.0.2.0/30 via 10.64.1.1"],
  ["router", `ip route add 10.64.2.2/32 dev r2 mtu ${NARROW}`],
  ["router", "sysctl -qw net.ipv4.ip_forward=1"],
  ["server", "ip addr add 10.64.2.2/24 dev s0"],
  ["server", "ip link set s0 up"],
  ["server", "ip route add default via 10.64.2.1"],
  ["client", "ip -6 route add default via 2001:db8:1::1"],
];

const LINKS: readonly (readonly [Place, string, Place, string])[] = [
  ["client", "c0", "gateway", "g6"],
  ["gateway", "g4", "router", "r1"],
  ["router", "r2", "server", "s0"],
];

export async function startNet(): Promise<Net> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-nat64-"));
  const holders = new Map<Place, ChildProcess>();
  const children: ChildProcess[] = [];
  const enter = (place: Place): string[] => [
    "-t",
    String(holders.get(place)!.pid),
    "-n",
    "setpriv",
    "--pdeathsig",
    "KILL",
  ];
  const start = (place: Place, program: string, ...args: string[]): ChildProcess => {
    const child = spawn("nsenter", [...enter(place), program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    return child;
  };
  const inside = async (place: Place, program: string, ...args: string[]): Promise<string> =>
    (await run("nsenter", [...enter(place), program, ...args], { timeout: 30_000 })).stdout;
  const daemon = (config: object, program: string, ...args: string[]): Daemon => {
    const file = join(folder, `nat64-${children.length}.json`);
    writeFileSync(file, JSON.stringify(config));
    return watched(start("gateway", program, ...args, "nat64", "--config", file));
  };
  const launch = (config: object): Daemon => daemon(config, MIGRATE);
  const net: Net = {
    folder,
    start,
    inside,
    launch,
    async attempt(place, program, ...args) {
      const child = watched(start(place, program, ...args));
      const code = await child.ended;
      return { code: Number(code), stdout: child.stdout(), stderr: child.stderr() };
    },
    peer: async (place, ...args) => JSON.parse(await inside(place, process.execPath, PEER, ...args)),
    startPeer: async (word, place, ...args) => said(watched(start(place, process.execPath, PEER, ...args)), word),
    nat64: async (config) => said(launch(config), "nat64 ready "),
    async agent(config) {
      const agent = join(folder, "agent.cjs");
      if (!existsSync(agent))
        for (const { name, bytes } of (await agentBundle()).files) writeFileSync(join(folder, name), bytes);
      return said(daemon(config, process.execPath, ...NODE_FLAGS, agent), "nat64 ready ");
    },
    async close() {
      const all = [...children, ...holders.values()];
      const running = all.filter((child) => child.exitCode === null && child.signalCode === null);
      await Promise.all(
        running.map(async (child) => {
          const gone = new Promise((resolve) => child.once("exit", resolve));
          child.kill("SIGKILL");
          await gone;
        }),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    for (const place of ["client", "gateway", "router", "server"] as const) {
      const holder = spawn("unshare", ["-n", "sh", "-c", "ip link set lo up && echo up && exec cat"], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      holders.set(place, holder);
      await said(watched(holder), "up");
    }
    const pid = (place: Place): string => String(holders.get(place)!.pid);
    for (const [left, name, right, peer] of LINKS) {
      await run("ip", [
        "link",
        "add",
        name,
        "netns",
        pid(left),
        "type",
        "veth",
        "peer",
        "name",
        peer,
        "netns",
        pid(right),
      ]);
    }
    for (const [place, command] of SETUP) {
      const [program, ...args] = command.split(" ");
      await inside(place, program!, ...args);
    }
  } catch (error) {
    await net.close();
    throw error;
  }
  return net;
}

export function watched(child: ChildProcess): Daemon {
  const out = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => {
    out.stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    out.stderr += chunk.toString();
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  return { process: child, stdout: () => out.stdout, stderr: () => out.stderr, ended };
}

/** Wait until a program has written `text`. Rejects where it ends before. */
async function said(daemon: Daemon, text: string): Promise<Daemon> {
  await new Promise<void>((resolve, reject) => {
    daemon.process.stdout!.on("data", () => {
      if (daemon.stdout().includes(text)) resolve();
    });
    void daemon.ended.then((code) => reject(new Error(`ended with ${code} before "${text}": ${daemon.stderr()}`)));
  });
  return daemon;
}

/** One request to a status socket. */
export async function statusAt(path: string): Promise<Record<string, never>> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(path);
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("error", reject);
    socket.on("end", () => resolve(JSON.parse(text)));
  });
}

/** Ask again until the answer is the one waited for. @throws after `forMs` with the last answer. */
export async function until<T>(ask: () => Promise<T>, isIt: (answer: T) => boolean, forMs = 10_000): Promise<T> {
  const deadline = performance.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(answer)} after ${forMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
