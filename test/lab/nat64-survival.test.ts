/** Connections outlive the translator: a restart, and the death of one of two gateways. */
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { behind, type Daemon, type Net, POOL4, PREFIX, SERVER4, startNet, statusAt, until } from "./nat64-net.ts";

const ECHO_PORT = "7000";
const CONNECTIONS = 1000;

let net: Net;
const daemons: Daemon[] = [];

beforeAll(async () => {
  net = await startNet();
  await net.startPeer("echoing", "server", "echo");
});
afterEach(async () => {
  for (const daemon of daemons.splice(0)) {
    daemon.process.kill("SIGKILL");
    await daemon.ended;
  }
});
afterAll(async () => net?.close());

async function started(config: object): Promise<Daemon> {
  const daemon = await net.nat64(config);
  daemons.push(daemon);
  return daemon;
}

interface Report {
  readonly open: number;
  /** Connections that were answered within the last second. */
  readonly lively: number;
  readonly silent: number;
  /** Longest time between two answers, over all connections, and of the median connection. */
  readonly gap: number;
  readonly median: number;
}

function report(streams: Daemon): Report {
  const line = streams.stdout().trimEnd().split("\n").at(-1)!;
  return JSON.parse(line.slice("streams ".length));
}

const allTalk = ({ lively }: Report): boolean => lively === CONNECTIONS;

/** 1,000 connections that talk. */
async function talking(from?: string): Promise<Daemon> {
  const args = ["streams", behind(SERVER4), ECHO_PORT, String(CONNECTIONS), ...(from === undefined ? [] : [from])];
  const streams = await net.startPeer("streams ", "client", ...args);
  daemons.push(streams);
  await until(async () => report(streams), allTalk, 20_000);
  streams.process.kill("SIGUSR2");
  return streams;
}

describe("a restart", () => {
  test("loses none of 1,000 connections, which wait less than a second", async () => {
    const config = {
      tun: "nat64",
      pool6: PREFIX,
      pool4: [{ prefix: POOL4, ports: "1024-65535" }],
      state_file: join(net.folder, "sessions"),
      fastpath: "off",
    };
    const first = await started(config);
    const streams = await talking();
    const before = performance.now();
    first.process.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    const stopped = performance.now();
    const second = await started(config);
    const ready = performance.now();
    expect(second.stderr()).toMatch(/state: 1\d\d\d sessions taken over from .*, 0 had ended/);
    // The silence of a connection is known once it is over.
    const last = await until(
      async () => report(streams),
      ({ lively, gap, silent }) => lively === CONNECTIONS && gap > 0 && silent < 400,
      20_000,
    );
    console.log(
      `restart: ${last.open} of ${CONNECTIONS} go on; stopped in ${Math.round(stopped - before)} ms, ready after ${Math.round(ready - before)} ms, longest silence ${last.gap} ms, median ${last.median} ms`,
    );
    expect(last.open).toBe(CONNECTIONS);
    expect(ready - before).toBeLessThan(1000);
  });
});

describe("two gateways", () => {
  /** Each has its device; the routes to the first count as long as it is there. */
  async function route(device: string, metric: string): Promise<void> {
    await net.inside("gateway", "ip", "link", "set", device, "up");
    await net.inside("gateway", "ip", "-6", "route", "add", PREFIX, "dev", device, "metric", metric);
    await net.inside("gateway", "ip", "route", "add", POOL4, "dev", device, "metric", metric);
  }

  test("active killed, the standby goes on with 99 % of 1,000 connections within three seconds", async () => {
    const base = { pool6: PREFIX, pool4: [{ prefix: POOL4, ports: "1024-65535" }], fastpath: "off" };
    const path = join(net.folder, "sync.sock");
    const status = join(net.folder, "standby.sock");
    const active = await started({ ...base, tun: { name: "active", setup: false }, sync: { listen: path } });
    await started({ ...base, tun: { name: "standby", setup: false }, sync: { peer: path }, status });
    await route("active", "100");
    await route("standby", "200");
    const streams = await talking();
    await until(
      async () => (await statusAt(status)) as unknown as { sessions: number },
      ({ sessions }) => sessions >= CONNECTIONS,
    );
    active.process.kill("SIGKILL");
    const killed = performance.now();
    await active.ended;
    const last = await until(
      async () => report(streams),
      ({ lively, silent }) => lively >= CONNECTIONS * 0.99 && silent < performance.now() - killed,
      10_000,
    );
    const took = performance.now() - killed;
    console.log(
      `failover: ${last.lively} of ${CONNECTIONS} go on after ${Math.round(took)} ms, longest silence ${last.gap} ms, median ${last.median} ms`,
    );
    expect(took).toBeLessThan(3000);
    expect(last.open).toBeGreaterThanOrEqual(CONNECTIONS * 0.99);
  });

  test("share the load by source, each with its own addresses", async () => {
    const base = { pool6: PREFIX, fastpath: "off" };
    const [left, right] = [join(net.folder, "left.sock"), join(net.folder, "right.sock")];
    await started({ ...base, tun: { name: "left", setup: false }, pool4: ["192.0.2.0/31"], status: left });
    await started({ ...base, tun: { name: "right", setup: false }, pool4: ["192.0.2.2/31"], status: right });
    await net.inside("client", "ip", "-6", "addr", "add", "2001:db8:1::102/64", "dev", "c0", "nodad");
    for (const [device, pool, table, from] of [
      ["left", "192.0.2.0/31", "101", "2001:db8:1::2"],
      ["right", "192.0.2.2/31", "102", "2001:db8:1::102"],
    ] as const) {
      await net.inside("gateway", "ip", "link", "set", device, "up");
      await net.inside("gateway", "ip", "route", "add", pool, "dev", device);
      await net.inside("gateway", "ip", "-6", "route", "add", PREFIX, "dev", device, "table", table);
      await net.inside("gateway", "ip", "-6", "rule", "add", "from", `${from}/128`, "lookup", table);
    }
    for (const from of ["2001:db8:1::2", "2001:db8:1::102"]) {
      const { code } = await until(
        async () => net.attempt("client", "ping", "-6", "-n", "-c", "1", "-W", "2", "-I", from, behind(SERVER4)),
        ({ code }) => code === 0,
      );
      expect(code).toBe(0);
    }
    for (const path of [left, right]) {
      const { sessions } = (await statusAt(path)) as unknown as { sessions: number };
      expect(sessions).toBe(1);
    }
  });
});
