/**
 * Our translator, its ways of carrying packets, plain IPv6 forwarding by the kernel and Debian's tayga with masquerade, between
 * the client and the router of the lab: three namespaces in a row, all of it on this machine. Rounds take turns; medians, ratios
 * and what issue 3 wants of them are printed, and where the CPU time went.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  behind,
  CLIENT,
  type Net,
  type Place,
  POOL4,
  PREFIX,
  ROUTER4,
  SERVER4,
  startNet,
  statusAt,
  until,
} from "../lab/nat64-net.ts";

const TRAFFIC = join(import.meta.dirname, "nat64-traffic.ts");
const ROUNDS = 5;
const SECONDS = "1";
/** A connection takes a while to find its rate. */
const TCP_SECONDS = "2";
const ROUND_TRIPS = "6000";
const ECHO_PORT = "7007";
/** Bound by the echo, read by nobody. */
const SINK_PORT = "7008";
const POUR_PORT = "7009";
const TAYGA_POOL = "192.168.255.0/24";
/** The router over IPv6, for forwarding. */
const ROUTER6 = "2001:db8:4::2";

interface Contender {
  readonly name: string;
  /** Where the client finds the router. */
  readonly target: string;
  /** Resolves when it forwards, with its process and how to end it. */
  start(net: Net): Promise<{ readonly pid: number | null; stop(): Promise<void> }>;
}

const FORWARDING: Contender = {
  name: "forwarding",
  target: ROUTER6,
  start: async () => ({ pid: null, stop: async () => {} }),
};

function builtin(name: string, config: object): Contender {
  return {
    name,
    target: behind(ROUTER4),
    async start(net) {
      // One client opens a million sessions here.
      const limits = { sessions: 1_200_000, per_source: 1_200_000 };
      const all = {
        tun: "nat64",
        limits,
        pool6: PREFIX,
        pool4: [POOL4],
        status: join(net.folder, "status"),
        ...config,
      };
      const daemon = await net.agent(all);
      return {
        pid: daemon.process.pid!,
        async stop() {
          daemon.process.kill("SIGTERM");
          await daemon.ended;
        },
      };
    },
  };
}

const TUN = builtin("tun", { fastpath: "off", io: "plain" });
const IO_URING = builtin("io_uring", { fastpath: "off", io: "io_uring" });
const FAST = builtin("fast path", { fastpath: "require" });

const TAYGA: Contender = {
  name: "tayga",
  target: behind(ROUTER4),
  async start(net) {
    const file = join(net.folder, "tayga.conf");
    const data = join(net.folder, "tayga");
    mkdirSync(data, { recursive: true });
    writeFileSync(
      file,
      `tun-device tayga0\nipv4-addr 192.168.255.1\nipv6-addr 2001:db8:1::64\nprefix ${PREFIX}\ndynamic-pool ${TAYGA_POOL}\ndata-dir ${data}\n`,
    );
    const inside = (...args: string[]): Promise<string> => net.inside("gateway", args[0]!, ...args.slice(1));
    await inside("tayga", "--config", file, "--mktun");
    await inside("ip", "link", "set", "tayga0", "up");
    await inside("ip", "-6", "route", "add", PREFIX, "dev", "tayga0");
    await inside("ip", "route", "add", TAYGA_POOL, "dev", "tayga0");
    await inside(
      "nft",
      "add table ip bench { chain post { type nat hook postrouting priority 100; oifname g4 masquerade; }; }",
    );
    const process = net.start("gateway", "tayga", "--config", file, "--nodetach");
    return {
      pid: process.pid!,
      async stop() {
        const ended = new Promise((resolve) => process.once("exit", resolve));
        process.kill("SIGTERM");
        await ended;
        await inside("nft", "delete table ip bench");
        await inside("ip", "link", "del", "tayga0");
      },
    };
  },
};

const CONTENDERS = [FORWARDING, TUN, IO_URING, FAST, TAYGA];

/** @param pid of the translator, if it has a process. */
type Measure = (net: Net, target: string, pid: number | null) => Promise<number>;

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly measure: Measure;
}

/** Bits per second that arrive. */
async function iperf(net: Net, target: string, ...args: string[]): Promise<number> {
  const report = JSON.parse(await net.inside("client", "iperf3", "-6", "-c", target, "-t", TCP_SECONDS, "-J", ...args));
  const { sum_received: received, sum } = report.end;
  return (received ?? sum).bits_per_second;
}

const tcp =
  (...args: string[]): Measure =>
  async (net, target) =>
    (await iperf(net, target, ...args)) / 1e9;

/** Thousands of packets per second that arrive at the far end. @param place and device where they do. */
const udp =
  (command: string, port: string, place: Place, device: string): Measure =>
  async (net, target) => {
    const before = await received(net, place, device);
    const { seconds } = await traffic(net, command, target, port, SECONDS);
    return ((await received(net, place, device)) - before) / seconds! / 1e3;
  };

const ROWS: readonly Row[] = [
  { name: "TCP 1 stream up", unit: "Gbit/s", measure: tcp() },
  { name: "TCP 1 stream down", unit: "Gbit/s", measure: tcp("-R") },
  { name: "TCP 4 streams up", unit: "Gbit/s", measure: tcp("-P", "4") },
  { name: "UDP 18 bytes 6 to 4", unit: "kpps", measure: udp("flood", SINK_PORT, "router", "r1") },
  { name: "UDP 18 bytes 4 to 6", unit: "kpps", measure: udp("sip", POUR_PORT, "client", "c0") },
  {
    name: "UDP round trip p50",
    unit: "µs",
    measure: async (net, target, pid) => {
      if (pid !== null) await net.inside("gateway", "taskset", "-a", "-p", "-c", "0", String(pid));
      return (await traffic(net, "rr", target, ECHO_PORT, ROUND_TRIPS)).p50!;
    },
  },
];

/**
 * Both ends of a round trip and who is between them on one CPU: where the scheduler puts them would say more than the way. To wake
 * another CPU takes a virtual machine longer than all of the way.
 */
const PINNED = ["taskset", "-c", "0"] as const;

async function traffic(net: Net, ...args: string[]): Promise<Record<string, number>> {
  const pinned = args[0] === "rr" ? PINNED : [];
  const [program, ...rest] = [...pinned, process.execPath, TRAFFIC, ...args];
  return JSON.parse(await net.inside("client", program!, ...rest));
}

/** What a ratio must come to. `least` and `most` against the named other. */
interface Want {
  readonly row: RegExp;
  readonly who: string;
  readonly against: string;
  readonly least?: number;
  readonly most?: number;
}

const WANTS: readonly Want[] = [
  { row: /^TCP 1/, who: "tun", against: "forwarding", least: 0.65 },
  { row: /^TCP 4/, who: "tun", against: "forwarding", least: 0.55 },
  { row: /^TCP/, who: "fast path", against: "forwarding", least: 1 },
  { row: /^TCP/, who: "tun", against: "tayga", least: 8 },
  { row: /^TCP/, who: "fast path", against: "tayga", least: 14 },
  { row: /^UDP 18/, who: "tun", against: "forwarding", least: 0.6 },
  { row: /^UDP 18/, who: "io_uring", against: "forwarding", least: 0.65 },
  { row: /^UDP 18/, who: "fast path", against: "forwarding", least: 1 },
  { row: /^UDP round/, who: "io_uring", against: "forwarding", most: 2.3 },
  { row: /^UDP round/, who: "fast path", against: "forwarding", most: 1.1 },
  { row: /^(TCP|UDP 18)/, who: "fast path", against: "tayga", least: 1 },
  { row: /^UDP round/, who: "fast path", against: "tayga", most: 1 },
];

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** CPU time of the machine and of one process, in clock ticks. */
interface Ticks {
  readonly user: number;
  readonly system: number;
  readonly softirq: number;
  readonly idle: number;
  readonly ownUser: number;
  readonly ownSystem: number;
}

function ticks(pid: number | null): Ticks {
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softirq = 0] = readFileSync("/proc/stat", "utf8")
    .split("\n")[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const own = pid === null ? [] : readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ").map(Number);
  return {
    user: user + nice,
    system,
    softirq: irq + softirq,
    idle: idle + wait,
    ownUser: own[11] ?? 0,
    ownSystem: own[12] ?? 0,
  };
}

/** In per cent of the machine's time. */
function share(before: Ticks, after: Ticks): string {
  const spent = (key: keyof Ticks): number => after[key] - before[key];
  const all = spent("user") + spent("system") + spent("softirq") + spent("idle");
  const part = (value: number): string => `${Math.round((100 * value) / Math.max(1, all))}%`;
  const own = [spent("ownUser"), spent("ownSystem")] as const;
  return `translator ${part(own[0])} user ${part(own[1])} system, softirq ${part(spent("softirq"))}, others ${part(spent("user") + spent("system") - own[0] - own[1])}, idle ${part(spent("idle"))}`;
}

/** Prints as it goes. @throws where a contender does not forward. */
export async function benchNat64(): Promise<void> {
  const net = await startNet();
  try {
    await prepare(net);
    await throughput(net);
    for (const contender of [TUN, FAST]) await manySessions(net, contender);
  } finally {
    await net.close();
  }
}

async function prepare(net: Net): Promise<void> {
  // The lab's narrow links are for its tests; here both run at full size.
  await net.inside("gateway", "ip", "-6", "route", "del", `${CLIENT}/128`);
  await net.inside("router", "ip", "route", "del", `${SERVER4}/32`);
  await net.inside("gateway", "ip", "-6", "addr", "add", "2001:db8:4::1/64", "dev", "g4", "nodad");
  await net.inside("router", "ip", "-6", "addr", "add", `${ROUTER6}/64`, "dev", "r1", "nodad");
  await net.inside("router", "ip", "-6", "route", "add", "2001:db8:1::/64", "via", "2001:db8:4::1");
  await net.inside("router", "ip", "route", "add", "blackhole", "10.64.9.0/24");
  net.start("router", "iperf3", "-s");
  net.start("router", ...PINNED, process.execPath, TRAFFIC, "echo", ECHO_PORT);
  net.start("router", process.execPath, TRAFFIC, "pour", POUR_PORT, SECONDS);
}

async function throughput(net: Net): Promise<void> {
  const results = new Map<string, number[]>();
  const profiles = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of CONTENDERS) {
      const { pid, stop } = await contender.start(net);
      await until(
        () => net.attempt("client", "ping", "-6", "-c", "1", "-W", "1", contender.target),
        ({ code }) => code === 0,
      );
      for (const { name, measure } of ROWS) {
        const key = `${contender.name}/${name}`;
        const before = ticks(pid);
        results.set(key, [...(results.get(key) ?? []), await measure(net, contender.target, pid)]);
        profiles.set(key, share(before, ticks(pid)));
      }
      await stop();
    }
  }
  const value = (who: string, row: string): number => median(results.get(`${who}/${row}`)!);
  for (const { name, unit } of ROWS) {
    const base = value(FORWARDING.name, name);
    const cells = CONTENDERS.map(({ name: who }) => {
      const it = value(who, name);
      return `${who} ${it.toFixed(it < 100 ? 2 : 0)} (${(it / base).toFixed(2)})`;
    });
    console.log(`nat64 ${name}, ${unit} (÷ forwarding): ${cells.join(", ")}`);
    for (const { who, against, least, most } of WANTS.filter(({ row }) => row.test(name))) {
      const ratio = value(who, name) / value(against, name);
      const isMet = ratio >= (least ?? 0) && ratio <= (most ?? Number.POSITIVE_INFINITY);
      const bound = least === undefined ? `≤ ${most}` : `≥ ${least}`;
      console.log(`nat64   ${isMet ? "met" : "MISSED"}: ${who} ÷ ${against} ${ratio.toFixed(2)}, wanted ${bound}`);
    }
  }
  for (const [key, profile] of profiles) console.log(`nat64 profile ${key}: ${profile}`);
}

interface Load {
  readonly sources: string;
  readonly destinations: string;
}

const MANY: Load = { sources: "256", destinations: "4096" };
const FEW: Load = { sources: "16", destinations: "64" };
const OPENED_PER_SECOND = 50_000;
const BLACK_HOLE = behind("10.64.9.9");

interface Held {
  readonly sessions: number;
  readonly fastpath: { readonly sessions: number };
  readonly counters: { readonly drops: object };
}

/** New sessions per second, what one costs in memory, and what their number does to the rate. */
async function manySessions(net: Net, contender: Contender): Promise<void> {
  const { pid, stop } = await contender.start(net);
  const held = async (): Promise<Held> => (await statusAt(join(net.folder, "status"))) as never;
  const open = async ({ sources, destinations }: Load): Promise<{ opened: number; seconds: number }> =>
    (await traffic(net, "open", BLACK_HOLE, sources, destinations, "1", String(OPENED_PER_SECOND), "20000")) as never;
  // The kernel takes a session in with its second packet; what was lost on the way comes with the next round.
  const isComplete = ({ sessions, fastpath }: Held, opened: number): boolean =>
    sessions >= opened && (contender !== FAST || fastpath.sessions >= opened);
  const complete = async (load: Load, opened: number): Promise<void> => {
    for (let i = 0; i < 4 && !isComplete(await held(), opened); i++) await open(load);
  };
  const { opened: known } = await open(FEW);
  await complete(FEW, known);
  const empty = memory(pid!);
  const { opened, seconds } = await open(MANY);
  const after = await until(held, ({ sessions }) => sessions >= opened, 3000).catch(held);
  const lost = Math.max(0, opened - after.sessions);
  const each = (memory(pid!) - empty) / (after.sessions - known);
  console.log(
    `nat64 ${contender.name}: ${Math.round((opened - known) / seconds)} new sessions per second, ${lost} lost of ${opened} ${JSON.stringify(after.counters.drops)}; ${verdict(lost === 0 && opened / seconds >= 30_000)}, wanted ≥ 30000, none lost`,
  );
  console.log(
    `nat64 ${contender.name}: ${each.toFixed(0)} bytes per session at ${after.sessions}, BIB and timers included; ${verdict(each <= 128)}, wanted ≤ 128`,
  );
  await complete(MANY, opened);
  // One after the other, so that both see the same machine.
  const rates = { few: [] as number[], many: [] as number[] };
  for (let i = 0; i < ROUNDS; i++) {
    rates.few.push(await rate(net, FEW));
    rates.many.push(await rate(net, MANY));
  }
  const [few, many] = [median(rates.few), median(rates.many)];
  const { sessions, fastpath } = await held();
  const carried = contender === FAST ? ` (${fastpath.sessions} in the kernel)` : "";
  console.log(
    `nat64 ${contender.name}: with ${sessions} sessions${carried} ${few.toFixed(0)} kpps over ${known} of them, ${many.toFixed(0)} kpps over all; ratio ${(many / few).toFixed(2)} ${verdict(many / few >= 0.6)}, wanted ≥ 0.6`,
  );
  await stop();
}

/** Resident bytes of a process. */
function memory(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) * 1024;
}

const verdict = (isMet: boolean): string => (isMet ? "met" : "MISSED");

/** Packets that reach the router, in thousands per second. */
async function rate(net: Net, { sources, destinations }: Load): Promise<number> {
  const before = await received(net, "router", "r1");
  const { seconds } = (await traffic(net, "random", BLACK_HOLE, sources, destinations, "1")) as { seconds: number };
  return ((await received(net, "router", "r1")) - before) / seconds / 1e3;
}

async function received(net: Net, place: Place, device: string): Promise<number> {
  const [link] = JSON.parse(await net.inside(place, "ip", "-j", "-s", "link", "show", "dev", device));
  return link.stats64.rx.packets;
}
