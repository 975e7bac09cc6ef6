/** What hosts on both sides see of the translator: the same whichever way their packets take. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  behind,
  type Daemon,
  MIGRATE,
  type Net,
  POOL4,
  PREFIX,
  ROUTER4,
  SERVER4,
  startNet,
  statusAt,
  until,
} from "./nat64-net.ts";

/** One ping from the client. */
export const pingOnce = (net: Net, target: string, ...args: string[]) =>
  net.attempt("client", "ping", "-6", "-n", "-c", "1", "-W", "2", ...args, target);

/** Define the tests for one way; each has namespaces of its own. @param alsoStatus asked once the traffic is through. */
export function endToEnd(fastpath: "off" | "require", alsoStatus: (status: Record<string, never>) => void): void {
  describe(`the daemon on a device of its own, fast path ${fastpath}`, () => {
    let net: Net;
    let daemon: Daemon;
    let config: Record<string, unknown>;

    beforeAll(async () => {
      net = await startNet();
      config = {
        tun: "nat64",
        pool6: PREFIX,
        pool4: [{ prefix: POOL4, ports: "1024-65535" }],
        // Off, so that path MTU discovery has to work.
        mss_clamp: "off",
        status: join(net.folder, "status.sock"),
        metrics: "127.0.0.1:9464",
        fastpath,
      };
      daemon = await net.nat64(config);
      await net.startPeer("serving", "server", "serve");
    });
    afterAll(async () => net?.close());

    const ping = (target: string, ...args: string[]) => pingOnce(net, target, ...args);
    const status = () => statusAt(String(config.status)) as Promise<never>;

    test("says once that it is ready, and the client has no IPv4", async () => {
      expect(daemon.stdout()).toMatch(/^nat64 ready [^\n]*\n$/);
      expect(await net.inside("client", "ip", "-4", "addr", "show", "dev", "c0")).toBe("");
    });

    test("2 MB up and down arrive whole, over narrower links behind the translator on both sides", async () => {
      // Up first: once the server knows its way back is narrow, it announces a smaller MSS, and the way there is not tried.
      expect(await net.peer("client", "up", behind(SERVER4))).toEqual({ equal: true });
      expect(await net.peer("client", "down", behind(SERVER4))).toEqual({
        length: 2 * 1024 * 1024,
        equal: true,
        peer: expect.stringMatching(/^192\.0\.2\.[0-3]$/),
      });
      // Both narrow links were found out by packet-too-big messages that went through the translator.
      expect(await net.inside("client", "ip", "-6", "route", "get", behind(SERVER4))).toMatch(/mtu 1320/);
      const back = await net.inside("server", "ip", "route", "show", "cache");
      const toPool = await Promise.all(
        [0, 1, 2, 3].map((i) => net.inside("server", "ip", "route", "get", `192.0.2.${i}`)),
      );
      expect(`${back}${toPool.join("")}`).toMatch(/mtu 1280/);
    });

    test("UDP comes back, also in fragments both ways", async () => {
      expect(await net.peer("client", "udp", behind(SERVER4), "9000", "18", "1200", "1452", "3000", "20000")).toEqual(
        new Array(5).fill("equal"),
      );
    });

    test("closed ports say so", async () => {
      expect(await net.peer("client", "udp", behind(SERVER4), "9999", "10")).toEqual(["ECONNREFUSED"]);
      expect(await net.peer("client", "tcp", behind(SERVER4), "9999")).toBe("ECONNREFUSED");
    });

    test("ping, and every hop answers when the hop limit ends there", async () => {
      expect((await ping(behind(SERVER4))).code).toBe(0);
      // Hop 1 is the gateway's IPv6 side, 2 the translator, 3 the gateway's IPv4 side, 4 the router.
      const hops = ["2001:db8:1::1", behind("192.0.2.0"), behind("10.64.1.1"), behind(ROUTER4)];
      for (const [i, hop] of hops.entries()) {
        const { stdout } = await ping(behind(SERVER4), "-t", String(i + 1));
        const from = /From (\S+) icmp_seq=1 Time exceeded/.exec(stdout)?.[1];
        expect(from && canonical(from), stdout).toBe(canonical(hop));
      }
    });

    test("what does not exist is unreachable at once", async () => {
      const { stdout } = await ping(behind("10.64.2.99"), "-W", "5");
      expect(stdout).toMatch(/From \S+ icmp_seq=1 Destination unreachable/);
    });

    test("a receiver without any offload sees right lengths and checksums", async () => {
      const sniffer = await net.startPeer("sniffing", "router", "sniff", "bare0", "3");
      await net.inside("router", "ip", "link", "set", "bare0", "up");
      await net.inside("router", "ip", "route", "add", "10.64.3.0/24", "dev", "bare0");
      await Promise.all([
        net.peer("client", "tcp", behind("10.64.3.1"), "80"),
        net.peer("client", "udp", behind("10.64.3.1"), "53", "500"),
        ping(behind("10.64.3.1")),
      ]);
      expect(await sniffer.ended).toBe(0);
      const packets = sniffer
        .stdout()
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => JSON.parse(line));
      expect(packets.map(({ fault }) => fault)).toEqual([null, null, null]);
    });

    test("status is there to be read, and for Prometheus", async () => {
      const { stdout } = await net.attempt("gateway", MIGRATE, "nat64", "status", "--socket", String(config.status));
      expect(stdout).toMatch(/^running +\d.* mode nat64\nsessions +\d+ of 1 000 000, /);
      expect(stdout).toMatch(/^to IPv4 +\d[\d ]* packets, /m);
      const metrics = await net.peer("gateway", "metrics", "9464");
      expect(metrics).toMatch(/^migrate_nat64_packets_total\{direction="6to4"\} [1-9]/m);
      expect(metrics).toMatch(/^# TYPE migrate_nat64_sessions gauge\nmigrate_nat64_sessions [1-9]/m);
    });

    test("status counts what happened", async () => {
      const now = (await status()) as {
        sessions: number;
        bib: number;
        utilisation: Record<string, number>;
        counters: { packets_6to4: number; packets_4to6: number; replies: number; drops: Record<string, number> };
      };
      expect(now.sessions).toBeGreaterThan(0);
      expect(now.bib).toBeGreaterThan(0);
      expect(now.counters.packets_6to4).toBeGreaterThan(100);
      expect(now.counters.packets_4to6).toBeGreaterThan(100);
      expect(now.counters.drops["hop-limit-exceeded"]).toBe(1);
      expect(Object.keys(now.utilisation).sort()).toEqual(["entries", "high_s", "max", "max_5m", "pool", "ports"]);
      expect(now.utilisation.max).toBeGreaterThan(0);
      expect(now.utilisation.max).toBeLessThan(0.01);
      alsoStatus(now as never);
    });

    test("the device has one reader: a second daemon says so and ends", async () => {
      const second = net.launch({ ...config, metrics: undefined, status: join(net.folder, "second.sock") });
      expect(await second.ended).toBe(1);
      expect(second.stderr()).toMatch(/nat64 is in use by another process/);
    });

    test("killed, it starts again where it was", async () => {
      daemon.process.kill("SIGKILL");
      await daemon.ended;
      expect((await ping(behind(SERVER4), "-W", "1")).code).not.toBe(0);
      daemon = await net.nat64(config);
      expect(
        (
          await until(
            () => ping(behind(SERVER4)),
            ({ code }) => code === 0,
          )
        ).code,
      ).toBe(0);
    });

    test("SIGTERM ends it cleanly, and the device goes with it", async () => {
      daemon.process.kill("SIGTERM");
      expect(await daemon.ended).toBe(0);
      expect((await net.attempt("gateway", "ip", "link", "show", "dev", "nat64")).code).not.toBe(0);
      await expect(status()).rejects.toThrow(/ENOENT/);
    });
  });
}

function canonical(address: string): string {
  return new URL(`http://[${address}]/`).hostname;
}
