import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endToEnd } from "./nat64-end-to-end.ts";
import {
  behind,
  CLIENT,
  type Daemon,
  type Net,
  POOL4,
  PREFIX,
  SERVER4,
  startNet,
  statusAt,
  until,
} from "./nat64-net.ts";

interface FastPathCounts {
  readonly state: string;
  readonly because: string | null;
  readonly attach: string;
  readonly interfaces: readonly string[];
  readonly sessions: number;
  readonly packets_6to4: number;
  readonly packets_4to6: number;
}

endToEnd("require", ({ fastpath }: Record<string, FastPathCounts>) => {
  expect(fastpath).toMatchObject({ state: "on", because: null, attach: "tcx", interfaces: ["g6", "g4"] });
  expect(fastpath!.packets_6to4).toBeGreaterThan(20);
  expect(fastpath!.packets_4to6).toBeGreaterThan(20);
});

describe("sessions in the kernel", () => {
  let net: Net;
  beforeEach(async () => {
    net = await startNet();
    await net.startPeer("serving", "server", "serve");
  });
  afterEach(async () => net?.close());

  const start = (fastpath: unknown, more: object = {}): Promise<Daemon> => net.nat64(config(fastpath, more));
  const config = (fastpath: unknown, more: object = {}): object => ({
    tun: "nat64",
    pool6: PREFIX,
    pool4: [POOL4],
    status: join(net.folder, "status.sock"),
    fastpath,
    ...more,
  });
  const status = async (): Promise<{ sessions: number; fastpath: FastPathCounts }> =>
    (await statusAt(join(net.folder, "status.sock"))) as never;
  const inKernel = async (): Promise<FastPathCounts> => (await status()).fastpath;
  const steady = (): Promise<Daemon> => net.startPeer("answer", "client", "steady", behind(SERVER4), "9001");
  const answers = (peer: Daemon): string[] => peer.stdout().trim().split("\n");
  /** Answers go on coming. */
  const flows = async (peer: Daemon): Promise<void> => {
    const before = answers(peer).length;
    await until(
      async () => answers(peer).length,
      (now) => now > before + 5,
    );
  };
  /** For a while no more answers come. */
  const stops = async (peer: Daemon): Promise<void> => {
    let last = { count: -1, at: 0 };
    await until(
      async () => {
        const count = answers(peer).length;
        if (count !== last.count) last = { count, at: performance.now() };
        // Also the datagrams of half a second need some time to be sent.
        await net.inside("client", "sleep", "0.1");
        return performance.now() - last.at;
      },
      (silence) => silence > 500,
    );
  };
  const filters = (): Promise<string> => net.inside("gateway", "tc", "filter", "show", "dev", "g6", "ingress");

  test.each([1, 2])("come out as the translator makes them, packet by packet, seed %d", async (seed) => {
    const program = join(import.meta.dirname, "nat64-fastpath-packets.ts");
    const args = [CLIENT, SERVER4, PREFIX, POOL4, "20000", String(seed)];
    const { code, stdout, stderr } = await net.attempt("gateway", process.execPath, program, ...args);
    expect(code, stderr).toBe(0);
    const { vectors, fuzz } = JSON.parse(stdout);
    console.log(
      `vectors: ${vectors.kernel} by the kernel, ${vectors.letGo} not; fuzz: ${fuzz.kernel}, ${fuzz.letGo} not`,
    );
    expect(vectors.differences).toEqual([]);
    expect(fuzz.differences).toEqual([]);
    expect(vectors.kernel).toBeGreaterThan(30);
    expect(vectors.letGo).toBeGreaterThan(100);
    expect(fuzz.kernel).toBeGreaterThan(5000);
    expect(fuzz.letGo).toBeGreaterThan(2000);
  });

  test("live as long as there is traffic only the kernel sees, and no longer", async () => {
    const daemon = await start("require", { lifetimes: { udp: 2 } });
    const peer = await steady();
    const first = await until(inKernel, ({ sessions }) => sessions === 1);
    // Twice the lifetime, of which the daemon sees nothing.
    const later = await until(inKernel, ({ packets_4to6 }) => packets_4to6 > first.packets_4to6 + 200, 20_000);
    expect(later.sessions).toBe(1);
    expect(new Set(answers(peer)).size).toBe(1);
    expect((await status()).sessions).toBe(1);
    peer.process.kill("SIGKILL");
    await until(status, ({ sessions, fastpath }) => sessions === 0 && fastpath.sessions === 0);
    daemon.process.kill("SIGTERM");
    expect(await daemon.ended).toBe(0);
  });

  test("go where the routes of the moment say", async () => {
    await start("require");
    const peer = await steady();
    await until(inKernel, ({ sessions }) => sessions === 1);
    await flows(peer);
    await net.inside("gateway", "ip", "route", "add", "blackhole", `${SERVER4}/32`);
    await stops(peer);
    await net.inside("gateway", "ip", "route", "del", "blackhole", `${SERVER4}/32`);
    await flows(peer);
    expect((await inKernel()).sessions).toBe(1);
  });

  test("killed, tcx lets go at once; with clsact what stays behind stops by itself and is taken over", async () => {
    const peer = await (async () => {
      const daemon = await start("require");
      const started = await steady();
      await until(inKernel, ({ sessions }) => sessions === 1);
      daemon.process.kill("SIGKILL");
      await daemon.ended;
      await stops(started);
      return started;
    })();
    const second = await start({ mode: "require", attach: "clsact" });
    await flows(peer);
    expect(await until(inKernel, ({ packets_4to6 }) => packets_4to6 > 5)).toMatchObject({ attach: "clsact" });
    expect(await filters()).toMatch(/nat64/);
    second.process.kill("SIGKILL");
    await second.ended;
    await stops(peer);
    expect(await filters()).toMatch(/nat64/);
    const third = await start({ mode: "require", attach: "clsact" });
    await flows(peer);
    expect((await filters()).match(/name nat64|nat64:/g)?.length ?? 1).toBe(1);
    third.process.kill("SIGTERM");
    expect(await third.ended).toBe(0);
    expect(await filters()).toBe("");
  });

  test("do not pass netfilter rules by, unless told to", async () => {
    const nft = (...args: string[]): Promise<string> => net.inside("gateway", "nft", ...args);
    await nft("add table inet guard");
    await nft("add chain inet guard way { type filter hook forward priority 0; }");
    await nft("add rule inet guard way counter");
    const refused = net.launch(config("require"));
    expect(await refused.ended).toBe(1);
    expect(refused.stderr()).toMatch(/rules on forwarded packets would be passed by \(forward chain inet guard way\)/);
    const told = await start({ mode: "require", bypass_rules: true });
    told.process.kill("SIGTERM");
    expect(await told.ended).toBe(0);
    const daemon = await start("auto");
    expect(daemon.stderr()).toMatch(/every packet takes the TUN path: rules on forwarded packets/);
    const peer = await steady();
    expect(await inKernel()).toMatchObject({ state: "off", sessions: 0 });
    daemon.process.kill("SIGTERM");
    expect(await daemon.ended).toBe(0);
    // Rules that come and go while it runs.
    await nft("flush chain inet guard way");
    // Of the gateway itself: it says who translates what, and what is carried is translated here.
    await nft("add table ip6 migrate_nat64_spread");
    await nft("add chain ip6 migrate_nat64_spread spread { type filter hook prerouting priority mangle; }");
    await nft("add rule ip6 migrate_nat64_spread spread counter");
    const watchful = await start("require");
    await flows(peer);
    await until(inKernel, ({ packets_4to6 }) => packets_4to6 > 5);
    await nft("add rule inet guard way counter");
    await until(inKernel, ({ state }) => state === "aside");
    expect(watchful.stderr()).toMatch(/fastpath: stepping aside/);
    const { packets_4to6: before } = await inKernel();
    await flows(peer);
    expect((await inKernel()).packets_4to6).toBe(before);
    expect(await nft("list chain inet guard way")).toMatch(/packets [1-9]/);
    await nft("flush chain inet guard way");
    await until(inKernel, ({ state, packets_4to6 }) => state === "on" && packets_4to6 > before);
  });
});
