/**
 * A gateway under attack: a hundred connections that are there already, new ones from another prefix all the while, and a flood
 * from one /64. What came of it, in numbers.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { behind, type Daemon, type Net, PREFIX, SERVER4, startNet, statusAt, until } from "./nat64-net.ts";

const FLOOD = join(import.meta.dirname, "nat64-flood.ts");
export const ESTABLISHED = 100;
export const SESSIONS = 200_000;
/** 128 bytes for a session with all that belongs to it, and what Node takes. */
export const MOST_MEMORY_MB = (SESSIONS * 128) / 1e6 + 128;

export interface GatewayStatus {
  readonly sessions: number;
  readonly counters: { readonly evicted: number; readonly drops: Readonly<Record<string, number>> };
  readonly held: { readonly fragments: number; readonly fragment_bytes: number };
}

export interface Outcome {
  /** Packets of the attacker. */
  readonly sent: number;
  /** Connections from another prefix, and those that came about after at most one retry. */
  readonly tried: number;
  readonly opened: number;
  /** Established connections that still talk, and the longest silence of any so far. */
  readonly established: number;
  readonly silenceMs: number;
  readonly sessions: number;
  readonly evicted: number;
  /** The most there ever was. */
  readonly memoryMb: number;
  readonly fragmentBytes: number;
  readonly drops: Readonly<Record<string, number>>;
}

export class Siege {
  readonly net: Net;
  readonly daemon: Daemon;
  readonly #streams: Daemon;

  private constructor(net: Net, daemon: Daemon, streams: Daemon) {
    this.net = net;
    this.daemon = daemon;
    this.#streams = streams;
  }

  static async begin(): Promise<Siege> {
    const net = await startNet();
    try {
      await net.inside("client", "sysctl", "-qw", "net.ipv6.conf.all.forwarding=1");
      await net.inside("client", "ip", "-6", "addr", "add", "2001:db8:1:7::2/128", "dev", "c0", "nodad");
      for (const prefix of ["2001:db8:66::/64", "2001:db8:1:7::/64"])
        await net.inside("gateway", "ip", "-6", "route", "add", prefix, "via", "2001:db8:1::2");
      const daemon = await net.agent({
        tun: "nat64",
        pool6: PREFIX,
        // One address: ports are what an attacker uses up first.
        pool4: [{ prefix: "192.0.2.1", ports: "1024-65535" }],
        limits: { sessions: SESSIONS },
        status: join(net.folder, "status.sock"),
        fastpath: "off",
      });
      await net.startPeer("echoing", "server", "echo");
      const args = [behind(SERVER4), "7000", String(ESTABLISHED), "2001:db8:1::2"];
      const siege = new Siege(net, daemon, await net.startPeer("streams ", "client", "streams", ...args));
      await until(
        async () => siege.report(),
        ({ lively }) => lively === ESTABLISHED,
      );
      return siege;
    } catch (error) {
      await net.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.net.close();
  }

  /** Of the established connections. */
  report(): { open: number; lively: number; gap: number } {
    return JSON.parse(this.#streams.stdout().trimEnd().split("\n").at(-1)!.slice("streams ".length));
  }

  async status(): Promise<GatewayStatus> {
    return (await statusAt(join(this.net.folder, "status.sock"))) as never;
  }

  /** @param kind of packets, as nat64-flood.ts knows them. @param perSecond packets, if this machine can. */
  flood(kind: string, seconds: number, perSecond: number): Promise<{ code: number; stdout: string }> {
    const args = [FLOOD, kind, String(seconds), String(perSecond), behind("10.64.2.200")];
    return this.net.attempt("client", process.execPath, ...args);
  }

  /** Flood, and connect from another prefix until that is over. */
  async attack(kind: string, seconds: number, perSecond: number): Promise<Outcome> {
    const before = await this.status();
    let [tried, opened, isOver] = [0, 0, false];
    const ended = this.flood(kind, seconds, perSecond).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      opened += Number(await this.net.peer("client", "knock", behind(SERVER4), "7000", "2001:db8:1:7::2", "20"));
      tried += 20;
    }
    const { sent } = JSON.parse((await ended).stdout) as { sent: number };
    const after = await this.status();
    const drops = Object.entries(after.counters.drops).map(
      ([reason, n]) => [reason, n - (before.counters.drops[reason] ?? 0)] as const,
    );
    const { open, gap } = this.report();
    return {
      sent,
      tried,
      opened,
      established: open,
      silenceMs: gap,
      sessions: after.sessions,
      evicted: after.counters.evicted - before.counters.evicted,
      memoryMb: this.#memoryMb(),
      fragmentBytes: after.held.fragment_bytes,
      drops: Object.fromEntries(drops.filter(([, n]) => n > 0)),
    };
  }

  #memoryMb(): number {
    const text = readFileSync(`/proc/${this.daemon.process.pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(text)![1]) / 1000;
  }
}

/** One line for people. */
export function told(kind: string, outcome: Outcome): string {
  const { sent, opened, tried, established, silenceMs, sessions, evicted, memoryMb, drops } = outcome;
  const dropped = Object.entries(drops).map(([reason, n]) => `${n} ${reason}`);
  return `${kind}: ${sent} packets, ${opened} of ${tried} new connections, ${established} of ${ESTABLISHED} old ones (longest silence ${silenceMs} ms), ${sessions} sessions, ${evicted} evicted, peak ${memoryMb.toFixed(0)} MB, ${dropped.join(", ")}`;
}
