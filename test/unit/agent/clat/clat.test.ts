/** RFC 6877, customer side. */
import { describe, expect, it } from "vitest";
import { type ClatConfiguration, type ClatFile, checkShape, readClatConfig } from "../../../../agent/clat/config.ts";
import { prefixFrom } from "../../../../agent/clat/discover.ts";
import { setupSteps, undoSteps } from "../../../../agent/clat/setup.ts";
import { Translator } from "../../../../agent/nat64/translator.ts";
import { parseIp6 } from "../../../../agent/net/ip6.ts";
import { seen, udp } from "../nat64/packets.ts";
import { HALF } from "../nat64/world.ts";

const PLAT = "64:ff9b::/96";

function read(file: ClatFile): ClatConfiguration {
  expect(checkShape(file)).toEqual([]);
  const reading = readClatConfig(file, PLAT);
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.configuration;
}

describe("configuration", () => {
  it("becomes that of a stateless translator with one mapping", () => {
    const { translator, clat4, defaultRoute } = read({ clat6: "2001:db8:1::464" });
    expect([clat4, defaultRoute, translator.device.name]).toEqual(["192.0.0.1", true, "clat"]);
    expect(translator.settings).toMatchObject({ mode: "siit", mtu4: 1480, mtu6: 1500, mssClamp: 1440 });
    expect(translator.settings.eam).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["no address", {}, "clat6"],
    ["a key nobody knows", { clat6: "2001:db8::1", prefix: "x" }, "prefix"],
  ])("of the wrong shape is refused: %s", (_what, file, path) => {
    expect(checkShape(file).map((problem) => problem.path.join("."))).toEqual([path]);
  });

  it.each<[string, ClatFile, string, string]>([
    ["clat6 of words", { clat6: "here" }, PLAT, "clat6"],
    ["clat4 of words", { clat6: "2001:db8::1", clat4: "there" }, PLAT, "clat4"],
    ["a prefix that is none", { clat6: "2001:db8::1" }, "2001:db8::/97", "plat_prefix"],
    ["more IPv4 hosts than room", { clat6: "2001:db8::/125", clat4: "192.168.0.0/24" }, PLAT, "clat6"],
  ])("that cannot work is refused under the name it was written: %s", (_what, file, plat, path) => {
    const reading = readClatConfig(file, plat);
    expect("problems" in reading && reading.problems.map((problem) => problem.path.join("."))).toEqual([path]);
  });
});

describe("translation", () => {
  it("one host: its address becomes clat6, everybody else stands under the PLAT's prefix", () => {
    const translator = new Translator(read({ clat6: "2001:db8:1::464" }).translator.settings, 0, HALF);
    const out = translator.translate(udp({ from: "192.0.0.1", to: "8.8.8.8" }, 4000, 53), 0);
    expect("forward" in out && seen(out.forward[0]!)).toMatchObject({
      from: "2001:db8:1::464",
      to: "64:ff9b::808:808",
      sport: 4000,
      dport: 53,
    });
    const back = translator.translate(udp({ from: "64:ff9b::8.8.8.8", to: "2001:db8:1::464" }, 53, 4000), 0);
    expect("forward" in back && seen(back.forward[0]!)).toMatchObject({
      from: "8.8.8.8",
      to: "192.0.0.1",
      dport: 4000,
    });
  });

  it("hosts behind it: a prefix for all of them", () => {
    const file = { clat6: "2001:db8:1:464::/96", clat4: "192.168.0.0/16" };
    const translator = new Translator(read(file).translator.settings, 0, HALF);
    const out = translator.translate(udp({ from: "192.168.3.4", to: "8.8.8.8" }, 4000, 53), 0);
    expect("forward" in out && seen(out.forward[0]!).from).toBe("2001:db8:1:464::304:0");
  });
});

describe("discovery of the prefix", () => {
  const found = (...answers: string[]) => prefixFrom(answers.map((text) => parseIp6(text)!));

  it.each([
    ["64:ff9b::/96", "64:ff9b::c000:aa"],
    ["2001:db8:64::/96", "2001:db8:64::c000:ab"],
    ["2001:db8:122:344::/64", "2001:db8:122:344:c0:0:aa00:0"],
    ["2001:db8:122:300::/56", "2001:db8:122:3c0:0:aa:0:0"],
    ["2001:db8:122::/48", "2001:db8:122:c000:0:aa00::"],
    ["2001:db8:100::/40", "2001:db8:1c0:0:aa::"],
    ["2001:db8::/32", "2001:db8:c000:aa::"],
  ])("finds %s in %s", (prefix, answer) => {
    expect(found(answer)).toBe(prefix);
  });

  it("is not led astray by an answer that has the addresses nowhere", () => {
    expect(found("2001:db8::1")).toBeNull();
    expect(found("2001:db8::1", "64:ff9b::c000:ab")).toBe("64:ff9b::/96");
    expect(found()).toBeNull();
  });
});

describe("setup", () => {
  const words = (file: ClatFile) =>
    setupSteps("clat", read(file)).map((step) => ("ip" in step ? step.ip.join(" ") : `${step.sysctl}=${step.value}`));

  it("gives the host an address, a way out and a way back, and says to the neighbours whose clat6 is", () => {
    expect(words({ clat6: "2001:db8:1::464", uplink: "eth0" })).toEqual([
      "link set dev clat addrgenmode none",
      "link set dev clat mtu 1500 up",
      "-4 addr replace 192.0.0.1/32 dev clat",
      "net/ipv6/conf/eth0/accept_ra=2",
      "net/ipv6/conf/all/forwarding=1",
      "-6 route replace 2001:db8:1::464/128 dev clat",
      "net/ipv6/conf/eth0/proxy_ndp=1",
      "-6 neigh replace proxy 2001:db8:1::464 dev eth0",
      "-4 route replace default dev clat metric 2048 mtu 1480",
    ]);
  });

  it("leaves the default route alone where only some may use it", () => {
    expect(words({ clat6: "2001:db8:1::464", default_route: false }).join()).not.toMatch(/default/);
  });

  it("undoes what outlives the device, last things first", () => {
    const before = new Map([
      ["net/ipv6/conf/eth0/accept_ra", "1"],
      ["net/ipv6/conf/all/forwarding", "0"],
    ]);
    expect(undoSteps(read({ clat6: "2001:db8:1::464", uplink: "eth0" }), before)).toEqual([
      { ip: ["-6", "neigh", "del", "proxy", "2001:db8:1::464", "dev", "eth0"] },
      { sysctl: "net/ipv6/conf/all/forwarding", value: "0" },
      { sysctl: "net/ipv6/conf/eth0/accept_ra", value: "1" },
    ]);
  });
});
