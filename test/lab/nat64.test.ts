import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endToEnd, pingOnce } from "./nat64-end-to-end.ts";
import { behind, CLIENT, type Daemon, type Net, POOL4, PREFIX, SERVER4, startNet, until } from "./nat64-net.ts";

endToEnd("off", ({ fastpath }: Record<string, { state: string }>) => expect(fastpath?.state).toBe("off"));

let net: Net;
let daemon: Daemon;

beforeAll(async () => {
  net = await startNet();
});
afterAll(async () => net?.close());

const ping = (target: string, ...args: string[]) => pingOnce(net, target, ...args);

describe("the daemon on a device that was there before", () => {
  test("attaches to it, leaves its routes and MTU alone, and leaves it there", async () => {
    await net.inside("gateway", "ip", "tuntap", "add", "dev", "tun9", "mode", "tun");
    await net.inside("gateway", "ip", "link", "set", "tun9", "up");
    await net.inside("gateway", "ip", "-6", "route", "add", PREFIX, "dev", "tun9");
    await net.inside("gateway", "ip", "route", "add", POOL4, "dev", "tun9");
    daemon = await net.nat64({
      tun: "tun9",
      pool6: [PREFIX],
      pool4: [POOL4],
      fastpath: "off",
      clients: [`${CLIENT}/128`],
      io: "plain",
    });
    expect(
      (
        await until(
          () => ping(behind(SERVER4)),
          ({ code }) => code === 0,
        )
      ).code,
    ).toBe(0);
    daemon.process.kill("SIGTERM");
    expect(await daemon.ended).toBe(0);
    expect(await net.inside("gateway", "ip", "link", "show", "dev", "tun9")).toMatch(/mtu 1500/);
  });

  test("a device that goes down and up again is waited for; one that is deleted ends the daemon", async () => {
    daemon = await net.nat64({ tun: "tun9", pool6: [PREFIX], pool4: [POOL4] });
    await net.inside("gateway", "ip", "link", "set", "tun9", "down");
    await net.inside("gateway", "ip", "link", "set", "tun9", "up");
    await net.inside("gateway", "ip", "-6", "route", "add", PREFIX, "dev", "tun9");
    await net.inside("gateway", "ip", "route", "add", POOL4, "dev", "tun9");
    expect(
      (
        await until(
          () => ping(behind(SERVER4)),
          ({ code }) => code === 0,
        )
      ).code,
    ).toBe(0);
    await net.inside("gateway", "ip", "link", "del", "tun9");
    expect(await daemon.ended).toBe(1);
    expect(daemon.stderr()).toMatch(/reading from tun9 failed/);
  });

  test("a device that is down is brought up", async () => {
    await net.inside("gateway", "ip", "tuntap", "add", "dev", "tun9", "mode", "tun");
    daemon = await net.nat64({ tun: "tun9", pool6: [PREFIX], pool4: [POOL4] });
    expect(daemon.stderr()).toMatch(/tun9 is down: bringing it up/);
    daemon.process.kill("SIGTERM");
    expect(await daemon.ended).toBe(0);
    await net.inside("gateway", "ip", "-6", "route", "add", PREFIX, "dev", "tun9");
    await net.inside("gateway", "ip", "route", "add", POOL4, "dev", "tun9");
  });

  test("who is not a client is told so at once", async () => {
    daemon = await net.nat64({ tun: "tun9", pool6: [PREFIX], pool4: [POOL4], clients: ["2001:db8:77::/48"] });
    const { stdout } = await ping(behind(SERVER4));
    expect(stdout).toMatch(/Administratively prohibited/);
    daemon.process.kill("SIGTERM");
    expect(await daemon.ended).toBe(0);
  });
});

describe("a configuration that cannot be used", () => {
  test("says where and what, and nothing is started", async () => {
    const wrong = net.launch({ tun: "nat64", pool4: [{ prefix: "192.0.2.1/30" }], mtu: 1500 });
    expect(await wrong.ended).toBe(65);
    expect(wrong.stdout()).toBe("");
    expect(wrong.stderr()).toMatch(/nat64-\d+\.json:1:\d+: mtu: unknown key; did you mean mtu[46]\?/);
  });
});
