import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Configuration, readConfig } from "../../../../agent/nat64/config.ts";

function accepted(config: unknown): Configuration {
  const reading = readConfig(config);
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.configuration;
}

function refused(config: unknown): string[] {
  const reading = readConfig(config);
  return "problems" in reading ? reading.problems.map(({ path, message }) => `${path.join(".")}: ${message}`) : [];
}

const LEAST = { tun: "nat64", pool4: ["203.0.113.0/28"] };

describe("readConfig", () => {
  it("fills in every default", () => {
    const { settings, device, fastpath, io, status, warnings } = accepted(LEAST);
    expect({ device, fastpath, io, status, warnings }).toEqual({
      device: { name: "nat64", setup: null },
      fastpath: { mode: "auto", interfaces: null, attach: "auto", bypassRules: false },
      io: "auto",
      status: null,
      warnings: [],
    });
    expect(settings).toMatchObject({
      mode: "nat64",
      self4: 0xcb007100,
      mtu4: 1500,
      mtu6: 1500,
      lowestIpv6Mtu: 1280,
      udpZeroChecksum: "compute",
      filtering: "eif",
      mssClamp: 1440,
      clients: null,
      allowNonGlobal: false,
      lifetimes: {
        udp: 300_000,
        icmp: 60_000,
        tcpEstablished: 7_440_000,
        tcpTransitory: 240_000,
        tcpIncomingSyn: 6000,
        fragment: 2000,
      },
      limits: { sessions: 1_000_000, perSource: 0, fairShares: true, sourcePrefixLength: 64 },
      portBlocks: null,
    });
    expect(settings.pool6.map(({ length }) => length)).toEqual([96]);
    expect(Buffer.from(settings.self6!).toString("hex")).toBe("0064ff9b0000000000000000cb007100");
  });

  it("takes every form a key may have", () => {
    const { settings, device, warnings } = accepted({
      mode: "nat64",
      tun: { name: "tun0", setup: false },
      pool6: ["64:ff9b::/96", "2001:db8:64::/96"],
      pool4: [
        "203.0.113.1",
        { prefix: "203.0.113.2/31", ports: "80, 1024-2047" },
        { prefix: "203.0.113.4", ports: [5, 9] },
        { prefix: "203.0.113.5", ports: 7 },
      ],
      bib: [
        { protocol: "tcp", v6: "[2001:db8::1]:443", v4: "203.0.113.1:443" },
        { protocol: "icmp", v6: "2001:db8::1#9", v4: "203.0.113.1#9" },
      ],
      clients: "2001:db8::/32",
      lifetimes: { udp: "1m30s", tcp_est: 7200, icmp: "1m" },
      mss_clamp: "off",
      rfc6791: { v4: "192.0.2.0/30", v6: ["2001:db8:9::1"] },
      limits: { sessions: 1000 },
      fastpath: "off",
    });
    expect(device).toEqual({ name: "tun0", setup: false });
    expect(settings.pool4.map(({ ports }) => ports)).toEqual([
      [{ from: 1024, to: 65_535 }],
      [
        { from: 80, to: 80 },
        { from: 1024, to: 2047 },
      ],
      [{ from: 5, to: 9 }],
      [{ from: 7, to: 7 }],
    ]);
    expect(settings.bib).toHaveLength(2);
    expect(settings.clients).toHaveLength(1);
    expect([settings.lifetimes.udp, settings.mssClamp, settings.limits.perSource]).toEqual([90_000, 0, 0]);
    expect(warnings).toEqual([expect.stringMatching(/lifetimes\.udp is 90 s; RFC 6146 asks for at least 120 s/)]);
  });

  it("needs no pool6 in SIIT with mappings alone", () => {
    expect(accepted({ mode: "siit", tun: "t", eam: [{ v4: "192.0.2.1", v6: "2001:db8::1" }] }).settings.pool6).toEqual(
      [],
    );
  });

  it.each<[string, unknown, string[]]>([
    ["nothing at all", null, [": must be a mapping of keys"]],
    ["no device", { pool4: ["203.0.113.0"] }, ["tun: is missing"]],
    ["no pool", { tun: "t" }, ["pool4: is missing: give the IPv4 addresses that clients are mapped to"]],
    ["an unknown key", { ...LEAST, pool: 1 }, ["pool: unknown key; did you mean pool6?"]],
    ["a device name that is a path", { ...LEAST, tun: "../x" }, [expect.stringMatching(/^tun: must be a device name/)]],
    [
      "a device name too long",
      { ...LEAST, tun: "a234567890123456" },
      [expect.stringMatching(/^tun: must be a device name/)],
    ],
    [
      "host bits",
      { ...LEAST, pool4: ["203.0.113.1/28"] },
      [expect.stringMatching(/^pool4\.0: 203\.0\.113\.1\/28 is not an IPv4 prefix/)],
    ],
    [
      "a prefix length RFC 6052 has not",
      { ...LEAST, pool6: "2001:db8::/95" },
      [expect.stringMatching(/^pool6: .*not a translation prefix/)],
    ],
    ["bits 64 to 71 set", { ...LEAST, pool6: ["2001:db8:0:0:100::/96"] }, [expect.stringMatching(/^pool6\.0: /)]],
    [
      "ports upside down",
      { ...LEAST, pool4: [{ prefix: "203.0.113.0", ports: "9-1" }] },
      [expect.stringMatching(/^pool4\.0\.ports: /)],
    ],
    [
      "ports that are words",
      { ...LEAST, pool4: [{ prefix: "203.0.113.0", ports: "all" }] },
      [expect.stringMatching(/^pool4\.0\.ports: must be ports/)],
    ],
    ["too many addresses", { ...LEAST, pool4: ["10.0.0.0/8"] }, [expect.stringMatching(/^pool4: at most 65536/)]],
    [
      "a lifetime in words",
      { ...LEAST, lifetimes: { udp: "soon" } },
      [expect.stringMatching(/^lifetimes\.udp: must be seconds/)],
    ],
    [
      "mappings where there are sessions",
      { ...LEAST, eam: [{ v4: "1.1.1.1", v6: "::1" }] },
      [expect.stringMatching(/^eam: has no meaning in mode nat64/)],
    ],
    [
      "a pool where there are none",
      { mode: "siit", tun: "t", pool4: ["1.1.1.1"] },
      [expect.stringMatching(/^pool4: has no meaning in mode siit/)],
    ],
    [
      "a mapping that cannot hold",
      { mode: "siit", tun: "t", eam: [{ v4: "192.0.2.0/24", v6: "2001:db8::/121" }] },
      ["eam.0: 2001:db8::/121 has fewer addresses than 192.0.2.0/24"],
    ],
    [
      "one side of a mapping twice",
      { mode: "siit", tun: "t", eam: [1, 2].map((i) => ({ v4: "192.0.2.0/24", v6: `2001:db8:${i}::/120` })) },
      ["eam.1: one side of this mapping is mapped already (RFC 7757 section 3.2)"],
    ],
    [
      "a binding outside the pool",
      { ...LEAST, bib: [{ protocol: "tcp", v6: "::1#1", v4: "192.0.2.1:1" }] },
      [expect.stringMatching(/^bib\.0\.v4: 192\.0\.2\.1 is not in pool4/)],
    ],
    [
      "a binding without port",
      { ...LEAST, bib: [{ protocol: "tcp", v6: "2001:db8::1", v4: "203.0.113.1" }] },
      [expect.stringMatching(/^bib\.0\.v6: /), expect.stringMatching(/^bib\.0\.v4: /)],
    ],
    [
      "one port bound twice",
      { ...LEAST, bib: [1, 2].map((i) => ({ protocol: "tcp", v6: `2001:db8::${i}#1`, v4: "203.0.113.1:1" })) },
      ["bib.1: one side of this binding is bound already"],
    ],
    [
      "a place to listen at that is none",
      { ...LEAST, metrics: "9464" },
      [expect.stringMatching(/^metrics: 9464 is no/)],
    ],
    ["a pair with nobody in it", { ...LEAST, sync: {} }, ["sync: needs listen on one gateway and peer on the other"]],
    [
      "sessions kept in step where there are none",
      { mode: "siit", tun: "t", sync: { listen: "/run/x" } },
      [expect.stringMatching(/^sync: has no meaning in mode siit/)],
    ],
    [
      "blocks for nobody",
      { ...LEAST, port_blocks: { mode: "deterministic" } },
      [expect.stringMatching(/^port_blocks\.clients: must be the prefix/)],
    ],
    [
      "more subscribers than blocks",
      { ...LEAST, port_blocks: { mode: "deterministic", clients: "2001:db8::/44", size: 64 } },
      ["port_blocks: pool4 has 16128 blocks of 64 ports for 1048576 subscribers"],
    ],
    [
      "blocks larger than any range",
      { ...LEAST, port_blocks: { mode: "dynamic", size: 65_536 } },
      ["port_blocks.size: no range of pool4 has 65536 ports"],
    ],
    [
      "a fast path that cannot be",
      { tun: "t", mode: "siit", eam: [], fastpath: { mode: "require" } },
      [expect.stringMatching(/^fastpath: require has no meaning in mode siit/)],
    ],
    [
      "a fast path of another kind",
      { ...LEAST, fastpath: "on" },
      ["fastpath: must be auto, off, require, or a mapping with mode, interfaces and bypass_rules"],
    ],
    [
      "a fast path with other keys",
      { ...LEAST, fastpath: { mdoe: "auto" } },
      [expect.stringMatching(/^fastpath.mdoe: unknown key; did you mean mode/)],
    ],
  ])("refuses %s", (_what, config, problems) => {
    expect(refused(config)).toEqual(problems);
  });

  it("reads the fast path's long form", () => {
    const { fastpath } = accepted({ ...LEAST, fastpath: { mode: "require", interfaces: "eth0", bypass_rules: true } });
    expect(fastpath).toEqual({ mode: "require", interfaces: ["eth0"], attach: "auto", bypassRules: true });
  });

  it("names everything that is wrong at once", () => {
    expect(
      refused({ ...LEAST, pool6: "x", self4: "y", clients: ["z"], metrics: "f" }).map((line) => line.split(":")[0]),
    ).toEqual(["pool6", "self4", "clients.0", "metrics"]);
  });
});

describe("schemas/nat64.schema.json", () => {
  it("has exactly the keys that were agreed", () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../schemas/nat64.schema.json"), "utf8"));
    const keys =
      "mode tun pool6 pool4 self4 self6 bib eam mtu4 mtu6 lowest_ipv6_mtu udp_zero_checksum rfc6791 filtering mss_clamp lifetimes clients limits allow_non_global fastpath state_file status port_blocks sync metrics io";
    expect(Object.keys(schema.properties).sort()).toEqual(keys.split(" ").sort());
  });

  it("gives examples that are accepted", () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../schemas/nat64.schema.json"), "utf8"));
    for (const [key, { examples = [] }] of Object.entries<{ examples?: unknown[] }>(schema.properties)) {
      const base = key === "eam" ? { mode: "siit", tun: "t" } : LEAST;
      for (const example of examples) expect(refused({ ...base, [key]: example })).toEqual([]);
    }
  });
});
