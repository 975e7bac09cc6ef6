/** Cached synthesised AAAA: queries per CPU-second, ours beside Debian's Unbound, asked by the same dnsperf in turn. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answers, type Servers, startServers } from "../lab/dns64-servers.ts";

const NAMES = 200;
const SECONDS = 3;
const ROUNDS = 3;
const TICKS_PER_SECOND = 100;

interface Measured {
  queries: number;
  cpuSeconds: number;
}

/** Prints one line per server and the ratio; rejects where a server lost more than one query in a hundred. */
export async function benchDns64(): Promise<void> {
  const servers = await startServers();
  try {
    const queries = join(servers.folder, "queries");
    writeFileSync(queries, Array.from({ length: NAMES }, (_, i) => `bench${i}.wild.plain.test AAAA\n`).join(""));
    const ours = await servers.dns64({ listen: "[::1]:5354", upstream: "127.0.0.1:5300" });
    const unbound = await startUnbound(servers);
    const rates: Record<"ours" | "unbound", number[]> = { ours: [], unbound: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [name, port, pid] of [
        ["ours", 5354, ours.pid],
        ["unbound", 5355, unbound],
      ] as const) {
        const { queries: count, cpuSeconds } = await measure(servers, queries, port, pid);
        // The first round fills the caches and lets the compiler see the code.
        if (round > 0) rates[name].push(count / cpuSeconds);
      }
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
    for (const name of ["ours", "unbound"] as const)
      console.log(`dns64 ${name}: ${Math.round(median(rates[name]))} queries per CPU-second`);
    console.log(`dns64 ours / unbound: ${(median(rates.ours) / median(rates.unbound)).toFixed(2)}`);
  } finally {
    await servers.close();
  }
}

async function startUnbound(servers: Servers): Promise<number> {
  const file = join(servers.folder, "unbound-dns64.conf");
  const text = readFileSync(join(servers.folder, "unbound.conf"), "utf8")
    .replace("127.0.0.1@5301", "::1@5355")
    .replace('"validator iterator"', '"dns64 iterator"')
    .replace(/^ {2}trust-anchor-file.*$/gm, "")
    .replace("server:", "server:\n  dns64-prefix: 64:ff9b::/96");
  writeFileSync(file, text);
  const { pid } = servers.start("/usr/sbin/unbound", "-d", "-c", file);
  await answers(servers.inside, "::1#5355", "text.plain.test");
  return pid!;
}

async function measure(servers: Servers, queries: string, port: number, pid: number): Promise<Measured> {
  const before = cpuTicks(pid);
  const out = await servers.inside(
    "dnsperf",
    "-s",
    "::1",
    "-p",
    String(port),
    "-d",
    queries,
    "-l",
    String(SECONDS),
    "-c",
    "8",
    "-q",
    "200",
  );
  const cpuSeconds = (cpuTicks(pid) - before) / TICKS_PER_SECOND;
  const number = (label: string): number => Number(new RegExp(`${label}:\\s+(\\d+)`).exec(out)?.[1]);
  const completed = number("Queries completed");
  if (completed < 0.99 * number("Queries sent") || !out.includes("NOERROR"))
    throw new Error(`answers were lost:\n${out}`);
  return { queries: completed, cpuSeconds };
}

/** User and system time of all threads, in clock ticks; the 14th and 15th field, counted after the name in parentheses. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
