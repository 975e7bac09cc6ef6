/**
 * Under attack: memory stays within bounds, established connections go on, and who comes from elsewhere still gets in.
 * ATTACK_SECONDS and ATTACK_RATE make it longer and stronger.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { behind, type Daemon, type Net, PREFIX, SERVER4, startNet, statusAt, until } from "./nat64-net.ts";

const SECONDS = process.env.ATTACK_SECONDS ?? "4";
const RATE = process.env.ATTACK_RATE ?? "15000";
const FLOOD = join(import.meta.dirname, "nat64-flood.ts");
const ESTABLISHED = 100;
const SESSIONS = 200_000;
/** 128 bytes for a session with all that belongs to it, and what Node takes. */
const MOST_MEMORY_MB = (SESSIONS * 128) / 1e6 + 128;

let net: Net;
let daemon: Daemon;
let streams: Daemon;
const status = (): string => join(net.folder, "status.sock");

interface Status {
  readonly sessions: number;
  readonly counters: { readonly evicted: number; readonly drops: Readonly<Record<string, number>> };
  readonly held: { readonly fragments: number; readonly fragment_bytes: number };
}

beforeAll(async () => {
  net = await startNet();
  await net.inside("client", "sysctl", "-qw", "net.ipv6.conf.all.forwarding=1");
  await net.inside("client", "ip", "-6", "addr", "add", "2001:db8:1:7::2/128", "dev", "c0", "nodad");
  for (const prefix of ["2001:db8:66::/64", "2001:db8:1:7::/64"])
    await net.inside("gateway", "ip", "-6", "route", "add", prefix, "via", "2001:db8:1::2");
  daemon = await net.nat64({
    tun: "nat64",
    pool6: PREFIX,
    // One address: ports are what an attacker uses up first.
    pool4: [{ prefix: "192.0.2.1", ports: "1024-65535" }],
    limits: { sessions: SESSIONS },
    status: status(),
    fastpath: "off",
  });
  await net.startPeer("echoing", "server", "echo");
  streams = await net.startPeer(
    "streams ",
    "client",
    "streams",
    behind(SERVER4),
    "7000",
    String(ESTABLISHED),
    "2001:db8:1::2",
  );
  await until(
    async () => report(),
    ({ lively }) => lively === ESTABLISHED,
  );
});
afterAll(async () => net?.close());

function report(): { open: number; lively: number; gap: number } {
  return JSON.parse(streams.stdout().trimEnd().split("\n").at(-1)!.slice("streams ".length));
}

function memoryMb(): number {
  const text = readFileSync(`/proc/${daemon.process.pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(text)![1]) / 1000;
}

/** Flood, and connect from another prefix all the while. */
async function attack(kind: string): Promise<{ sent: number; tried: number; failed: number }> {
  const flood = net.attempt("client", process.execPath, FLOOD, kind, SECONDS, RATE, behind("10.64.2.200"));
  let [tried, failed, isOver] = [0, 0, false];
  const ended = flood.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const result = (await net.peer("client", "knock", behind(SERVER4), "7000", "2001:db8:1:7::2", "20")) as number;
    tried += 20;
    failed += 20 - result;
  }
  return { ...(JSON.parse((await ended).stdout) as { sent: number }), tried, failed };
}

describe("an attack", () => {
  test.each(["sources", "syn", "fragments", "chains"])("of %s", async (kind) => {
    const before = (await statusAt(status())) as unknown as Status;
    const { sent, tried, failed } = await attack(kind);
    const after = (await statusAt(status())) as unknown as Status;
    const drops = Object.entries(after.counters.drops).map(
      ([r, n]) => [r, n - (before.counters.drops[r] ?? 0)] as const,
    );
    const told = drops.filter(([, n]) => n > 0).map(([r, n]) => `${n} ${r}`);
    console.log(
      `${kind}: ${sent} packets, ${tried - failed} of ${tried} new connections, ${report().open} of ${ESTABLISHED} old ones (longest silence ${report().gap} ms), ${after.sessions} sessions, ${after.counters.evicted - before.counters.evicted} evicted, peak ${memoryMb().toFixed(0)} MB, ${told.join(", ")}`,
    );
    expect(sent).toBeGreaterThan(Number(SECONDS) * 1000);
    expect(failed / tried).toBeLessThanOrEqual(0.01);
    expect(report().open).toBe(ESTABLISHED);
    expect(after.sessions).toBeLessThanOrEqual(SESSIONS);
    expect(after.held.fragment_bytes).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(memoryMb()).toBeLessThan(MOST_MEMORY_MB);
    // Everything that was refused is counted by its reason.
    if (kind === "fragments") expect(told.join()).toMatch(/fragment-limit/);
    if (kind === "chains") expect(told.join()).toMatch(/malformed/);
  });

  test("that fills the queue leaves room in it for others", async () => {
    const drops = async (): Promise<number> =>
      ((await statusAt(status())) as unknown as Status).counters.drops["queue-share"] ?? 0;
    const before = await drops();
    const flood = (): Promise<unknown> =>
      net.attempt("client", process.execPath, FLOOD, "sources", "1", "30000", behind("10.64.2.200"));
    daemon.process.kill("SIGSTOP");
    // More than the queue holds, with nobody to take anything out; then two dozen from elsewhere.
    await flood();
    const pings = net.attempt("client", "ping", "-6", "-c", "24", "-i", "0.01", "-W", "10", behind(SERVER4));
    await until(
      async () => net.inside("client", "cat", "/proc/net/snmp6"),
      (text) => Number(/Icmp6OutEchos\s+(\d+)/.exec(text)![1]) >= 24,
    );
    daemon.process.kill("SIGCONT");
    expect((await pings).stdout).toMatch(/24 received/);
    expect(await drops()).toBeGreaterThan(before + 10_000);
    expect(report().open).toBe(ESTABLISHED);
  });
});
