/** 464XLAT: an IPv4 program on a host without IPv4, our CLAT there and our NAT64 in the network. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Daemon, MIGRATE, type Net, POOL4, PREFIX, SERVER4, startNet, until, watched } from "./nat64-net.ts";

const CLAT6 = "2001:db8:1::464";

let net: Net;

beforeAll(async () => {
  net = await startNet();
  await net.nat64({ tun: "nat64", pool6: PREFIX, pool4: [{ prefix: POOL4, ports: "1024-65535" }], fastpath: "off" });
  await net.startPeer("serving", "server", "serve");
});
afterAll(async () => net?.close());

async function clat(config: object): Promise<Daemon> {
  const file = join(net.folder, "clat.json");
  writeFileSync(file, JSON.stringify(config));
  const daemon = watched(net.start("client", MIGRATE, "clat", "--config", file));
  await until(
    async () => daemon.stdout() + daemon.stderr(),
    (said) => /^clat ready /m.test(said) || daemon.process.exitCode !== null,
    20_000,
  );
  return daemon;
}

const sysctls = async (): Promise<string> =>
  net.inside(
    "client",
    "sysctl",
    "-n",
    "net.ipv6.conf.all.forwarding",
    "net.ipv6.conf.c0.accept_ra",
    "net.ipv6.conf.c0.proxy_ndp",
  );

describe("the CLAT", () => {
  let daemon: Daemon;
  let before: string;

  test("gives a host without IPv4 a way to IPv4 addresses", async () => {
    before = await sysctls();
    expect(await net.peer("client", "tcp", SERVER4, "8080")).toMatch(/ENETUNREACH|EADDRNOTAVAIL/);
    daemon = await clat({ clat6: CLAT6, plat_prefix: PREFIX, uplink: "c0" });
    expect(daemon.stdout()).toMatch(/^clat ready tun=clat mode=siit pool6=2001:db8:64::\/96 /);
    expect(await net.peer("client", "tcp", SERVER4, "8080")).toBe("connected");
    const ping = await net.attempt("client", "ping", "-4", "-n", "-c", "1", "-W", "2", SERVER4);
    expect(ping.code).toBe(0);
  });

  test("carries 2 MB both ways", async () => {
    expect(await net.peer("client", "up", SERVER4)).toEqual({ equal: true });
    expect(await net.peer("client", "down", SERVER4)).toMatchObject({ equal: true, length: 2 * 1024 * 1024 });
  });

  test("carries errors back: a closed port, a hop on the way", async () => {
    expect(await net.peer("client", "tcp", SERVER4, "9999")).toBe("ECONNREFUSED");
    const { stdout } = await net.attempt("client", "ping", "-4", "-n", "-c", "1", "-W", "2", "-t", "1", SERVER4);
    expect(stdout).toMatch(/From 192\.0\.0\.8 .*Time to live exceeded/);
  });

  test("goes without a trace", async () => {
    daemon.process.kill("SIGTERM");
    expect(await daemon.ended).toBe(0);
    expect(await sysctls()).toBe(before);
    expect(await net.inside("client", "ip", "-6", "neigh", "show", "proxy")).toBe("");
    expect(await net.inside("client", "ip", "-4", "route")).toBe("");
  });

  test("says what is wrong with its configuration, and where", async () => {
    const wrong = await clat({ clat6: "here", plat_prefix: PREFIX });
    expect(await wrong.ended).toBe(65);
    expect(wrong.stderr()).toMatch(/clat\.json:1:\d+: clat6: here is not an IPv6 prefix/);
  });
});
