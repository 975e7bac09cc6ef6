/**
 * Our DNS64 beside Debian's Unbound and BIND, one thread each, asked by the same dnsperf in turn: cached answers per CPU-second, latency of
 * answers not yet cached, memory with 100,000 names, good queries answered among malformed ones. Medians of interleaved rounds.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NODE_FLAGS } from "../../agent/modules/daemon/control-files.ts";
import { agentBundle } from "../../src/transport/agent-bundle.ts";
import { answers, type Servers, startServers } from "../lab/dns64-servers.ts";

const TICKS_PER_SECOND = 100;

/** A server under test. */
interface Tested {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
}

/** Prints ratios, a line each; rejects where a server does not answer. */
export async function benchDns64(): Promise<void> {
  const servers = await startServers();
  try {
    // As hosts have it: one file, without the command line around it.
    for (const { name, bytes } of (await agentBundle()).files) writeFileSync(join(servers.folder, name), bytes);
    const ours = await startOurs(servers, "ours", 5354, {});
    const two = await startOurs(servers, "two-workers", 5357, { workers: 2 });
    const unbound = await startUnbound(servers);
    const bind = await startBind(servers);
    await cached(servers, ours, two, unbound, bind);
    await uncached(servers, [ours, unbound, bind]);
    await malformed(servers, [ours, unbound]);
    await memory(servers, ours, unbound);
  } finally {
    await servers.close();
  }
}

async function cached(servers: Servers, ours: Tested, two: Tested, unbound: Tested, bind: Tested): Promise<void> {
  const questions = names(servers, "cached", 200);
  const rates = new Map<Tested, number[]>();
  for (let round = 0; round <= 3; round++) {
    for (const tested of [ours, two, unbound, bind]) {
      const rate = await perCpuSecond(servers, tested, questions, ["-l", "3", "-c", "8", "-q", "200"]);
      // The first round fills the caches and lets the compiler see the code.
      if (round > 0) rates.set(tested, [...(rates.get(tested) ?? []), rate]);
    }
  }
  const of = (tested: Tested): number => median(rates.get(tested)!);
  for (const tested of rates.keys()) say(`cached, ${tested.name}: ${Math.round(of(tested))} queries per CPU-second`);
  ratio("cached, ours / unbound", of(ours) / of(unbound), ">= 1.2");
  ratio("cached, ours / bind", of(ours) / of(bind), ">= 2");
  ratio("cached, CPU per query, two workers / one", of(ours) / of(two), "<= 1.15");
  // Every client asks once at a time, so that no two answers of a batch go to the same one.
  const scattered = ["-l", "3", "-c", "200", "-q", "200"];
  const pairs: number[] = [];
  for (let round = 0; round < 3; round++) {
    const own = await perCpuSecond(servers, ours, questions, scattered);
    pairs.push(own / (await perCpuSecond(servers, unbound, questions, scattered)));
  }
  ratio("cached, 200 clients, ours / unbound", median(pairs), ">= 1.2");
}

async function perCpuSecond(
  servers: Servers,
  tested: Tested,
  questions: string,
  args: readonly string[],
): Promise<number> {
  const before = cpuTicks(tested.pid);
  const { completed, sent, out } = await dnsperf(servers, tested, questions, args);
  const cpuSeconds = (cpuTicks(tested.pid) - before) / TICKS_PER_SECOND;
  if (completed < 0.99 * sent || !out.includes("NOERROR"))
    throw new Error(`${tested.name}: answers were lost:\n${out}`);
  return completed / cpuSeconds;
}

/** Names never asked before, at a rate that leaves every server idle most of the time. */
async function uncached(servers: Servers, all: readonly Tested[]): Promise<void> {
  const p50 = new Map<Tested, number[]>();
  const p99 = new Map<Tested, number[]>();
  for (let round = 0; round <= 5; round++) {
    for (const tested of all) {
      // The first round is not counted: whoever compiles while it runs has done so then.
      const questions = names(servers, `fresh-${tested.name}-${round}`, round === 0 ? 20_000 : 4000);
      const rate = ["-n", "1", "-Q", "1000", "-c", "8"];
      const { out } = await dnsperf(servers, tested, questions, round === 0 ? rate : [...rate, "-v"]);
      if (round === 0) continue;
      const latencies = [...out.matchAll(/^> NOERROR \S+ AAAA ([\d.]+)/gm)].map((found) => 1000 * Number(found[1]));
      if (latencies.length < 3900) throw new Error(`${tested.name}: ${latencies.length} answers:\n${out.slice(-2000)}`);
      latencies.sort((a, b) => a - b);
      p50.set(tested, [...(p50.get(tested) ?? []), latencies[latencies.length >> 1]!]);
      p99.set(tested, [...(p99.get(tested) ?? []), latencies[Math.floor(0.99 * latencies.length)]!]);
    }
  }
  const [ours, unbound] = all;
  for (const tested of all)
    say(
      `uncached, ${tested.name}: p50 ${median(p50.get(tested)!).toFixed(2)} ms, p99 ${median(p99.get(tested)!).toFixed(2)} ms`,
    );
  ratio("uncached, p50, ours / unbound", median(p50.get(ours!)!) / median(p50.get(unbound!)!), "<= 1.1");
  ratio("uncached, p99, ours / unbound", median(p99.get(ours!)!) / median(p99.get(unbound!)!), "<= 1.1");
}

const GOOD_PER_SECOND = 30_000;

/** Good queries at a fixed rate, with a third as many malformed ones beside them. */
async function malformed(servers: Servers, all: readonly Tested[]): Promise<void> {
  const questions = names(servers, "cached", 200);
  const broken = join(servers.folder, "malformed");
  writeFileSync(broken, malformedStream());
  for (const tested of all) {
    const shares: number[] = [];
    for (let round = 0; round < 3; round++) {
      const rate = (perSecond: number): string[] => ["-l", "3", "-Q", String(perSecond), "-c", "4", "-q", "1000"];
      const beside = dnsperf(servers, tested, broken, [...rate(GOOD_PER_SECOND / 3), "-B", "-t", "0.1"]);
      const good = await dnsperf(servers, tested, questions, [...rate(GOOD_PER_SECOND), "-t", "1"]);
      await beside;
      shares.push(good.completed / Math.max(good.sent, 3 * 0.95 * GOOD_PER_SECOND));
    }
    ratio(`good queries answered beside malformed ones, ${tested.name}`, median(shares), ">= 0.9");
  }
}

/** Queries with an id each, and wrong in different ways. RFC 1035 §4.2.2 framing, as dnsperf reads it. */
function malformedStream(): Uint8Array {
  const question = [1, 97, 4, 116, 101, 115, 116, 0, 0, 28, 0, 1];
  const header = (...counts: number[]): number[] => [0, 0, 1, 0, ...counts.flatMap((count) => [0, count])];
  const messages = [
    [...header(2, 0, 0, 0), ...question],
    [...header(1, 1, 0, 0), ...question],
    [...header(1, 0, 0, 0), 0xc0, 12, 0, 28, 0, 1],
    [...header(1, 0, 0, 0), 64, ...question],
    [...header(1, 0, 0, 0), ...question, 1, 2, 3],
    [...header(1, 0, 0, 1), ...question, 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 9],
    header(1, 0, 0, 0),
  ];
  return Uint8Array.from(messages.flatMap((bytes) => [0, bytes.length, ...bytes]));
}

const MANY_NAMES = 100_000;

async function memory(servers: Servers, ours: Tested, unbound: Tested): Promise<void> {
  const parts = Array.from({ length: 10 }, (_, i) => names(servers, `many-${i}`, MANY_NAMES / 10));
  const resident: number[] = [];
  for (const tested of [ours, unbound]) {
    // Once to fill, once to see that all of it is there: answers from the cache are many times as fast.
    for (const part of parts) await dnsperf(servers, tested, part, ["-n", "1", "-c", "4", "-q", "50"]);
    let completed = 0;
    let seconds = 0;
    for (const part of parts) {
      const asked = await dnsperf(servers, tested, part, ["-n", "1", "-c", "4", "-q", "100"]);
      completed += asked.completed;
      seconds += asked.seconds;
    }
    resident.push(residentMegabytes(tested.pid));
    say(
      `${MANY_NAMES} names, ${tested.name}: ${resident.at(-1)!.toFixed(0)} MB resident, asked again ${Math.round(completed / seconds)} per second`,
    );
  }
  ratio("100,000 names, ours - unbound, MB", resident[0]! - resident[1]!, "<= 60");
}

async function startOurs(servers: Servers, name: string, port: number, more: object): Promise<Tested> {
  const config = join(servers.folder, `${name}.json`);
  writeFileSync(
    config,
    JSON.stringify({ listen: `[::1]:${port}`, upstream: "127.0.0.1:5300", clients: ["::1"], ...more }),
  );
  const { pid } = servers.start(
    process.execPath,
    ...NODE_FLAGS,
    join(servers.folder, "agent.cjs"),
    "dns64",
    "--config",
    config,
  );
  await answers(servers.inside, `::1#${port}`, "text.plain.test");
  return { name, port, pid: pid! };
}

async function startUnbound(servers: Servers): Promise<Tested> {
  const port = 5355;
  const file = join(servers.folder, "unbound-dns64.conf");
  const text = readFileSync(join(servers.folder, "unbound.conf"), "utf8")
    .replace("127.0.0.1@5301", `::1@${port}`)
    .replace('"validator iterator"', '"dns64 iterator"')
    .replace(/^ {2}trust-anchor-file.*$/gm, "")
    .replace(
      "server:",
      "server:\n  dns64-prefix: 64:ff9b::/96\n  msg-cache-size: 256m\n  rrset-cache-size: 256m\n  so-rcvbuf: 4m",
    );
  writeFileSync(file, text);
  const { pid } = servers.start("/usr/sbin/unbound", "-d", "-c", file);
  await answers(servers.inside, `::1#${port}`, "text.plain.test");
  return { name: "unbound", port, pid: pid! };
}

async function startBind(servers: Servers): Promise<Tested> {
  const port = 5356;
  const file = join(servers.folder, "bind-dns64.conf");
  writeFileSync(
    file,
    `options { directory "${servers.folder}"; listen-on { none; }; listen-on-v6 port ${port} { ::1; }; recursion yes; pid-file none;
  allow-query { any; }; allow-recursion { any; }; forward only; forwarders { 127.0.0.1 port 5300; }; dnssec-validation no;
  session-keyfile "${servers.folder}/bind.key"; lock-file none; dns64 64:ff9b::/96 { clients { any; }; }; };
controls { };
`,
  );
  const { pid } = servers.start("/usr/sbin/named", "-f", "-n", "1", "-c", file);
  await answers(servers.inside, `::1#${port}`, "text.plain.test");
  return { name: "bind", port, pid: pid! };
}

/** A file of AAAA questions for names below a wildcard A. */
function names(servers: Servers, label: string, count: number): string {
  const file = join(servers.folder, `questions-${label}`);
  writeFileSync(file, Array.from({ length: count }, (_, i) => `${label}-${i}.wild.plain.test AAAA\n`).join(""));
  return file;
}

interface Asked {
  readonly sent: number;
  readonly completed: number;
  readonly seconds: number;
  readonly out: string;
}

async function dnsperf(servers: Servers, { port }: Tested, questions: string, args: readonly string[]): Promise<Asked> {
  const out = await servers.inside("dnsperf", "-s", "::1", "-p", String(port), "-d", questions, ...args);
  const number = (label: string): number => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(out)?.[1]);
  return {
    sent: number("Queries sent"),
    completed: number("Queries completed"),
    seconds: number("Run time \\(s\\)"),
    out,
  };
}

/** User and system time of all threads, in clock ticks; the 14th and 15th field, counted after the name in parentheses. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function ratio(what: string, value: number, wanted: string): void {
  say(`${what}: ${value.toFixed(2)} (wanted ${wanted})`);
}

function say(line: string): void {
  console.log(`dns64 ${line}`);
}
