import { describe, expect, it } from "vitest";
import type { HostFacts } from "../../../../agent/protocol/facts.ts";
import type { Hello } from "../../../../agent/protocol/messages.ts";
import { judgeHost } from "../../../../src/doctor/host.ts";

const HELLO: Hello = {
  protocol: 1,
  agent: "0",
  node: { path: "/n", version: "24.0.0" },
  pid: 1,
  uid: 0,
  hostname: "h",
  connection: null,
};
const FACTS: HostFacts = {
  hostname: "h",
  os: { id: "debian", version: "12", name: "Debian 12" },
  kernel: "6.1",
  arch: "x86_64",
  init: "systemd",
  bootId: "1",
  addresses: [
    {
      interface: "eth0",
      family: 6,
      address: "2001:db8::1",
      prefixLength: 64,
      scope: "global",
      dynamic: false,
      temporary: false,
      deprecated: false,
    },
  ],
  routes: [{ family: 6, destination: "default", via: "fe80::1", interface: "eth0", protocol: "ra", table: "main" }],
  networkOwner: { owner: "networkd", because: ["eth0.network"] },
  resolverOwner: { owner: "plain-file", because: [] },
  nameservers: ["2001:db8::53"],
  missing: [],
  traffic: null,
};

const states = (facts: Partial<HostFacts>, noFresh6: string | null = null, hello: Partial<Hello> = {}) =>
  judgeHost({ hello: { ...HELLO, ...hello }, facts: { ...FACTS, ...facts }, noFresh6 })
    .filter(({ state }) => state !== "ok")
    .map(({ what, state, remedy }) => [what, state, remedy]);

describe("a host that lacks nothing", () => {
  it("has no finding but ok", () => expect(states({})).toEqual([]));
});

describe("a host that lacks something is told so, with the way to it", () => {
  it.each<[string, Partial<HostFacts>, string, string]>([
    ["ip", { missing: ["ip"] }, "missing", "apt install iproute2"],
    ["nft", { missing: ["nft"] }, "limited", "apt install nftables"],
    ["IPv6 address", { addresses: [] }, "missing", "give it one before any phase: RA, DHCPv6 or static"],
    ["IPv6 route", { routes: [] }, "missing", "router advertisements, or a static default route"],
    [
      "network configuration",
      { networkOwner: { owner: "unknown", because: ["two stacks"] } },
      "missing",
      "phase 4 refuses this host until one network stack owns its addresses",
    ],
  ])("%s", (what, facts, state, remedy) => expect(states(facts)).toEqual([[what, state, remedy]]));

  it("root", () => expect(states({}, null, { uid: 1000 }).map(([what]) => what)).toEqual(["root"]));
  it("a way in over IPv6", () =>
    expect(states({}, "refused").map(([what]) => what)).toEqual(["new connection over IPv6"]));
  it("no timer at all", () =>
    expect(states({ init: "other", missing: ["setsid"] })).toContainEqual([
      "dead man's switch",
      "missing",
      "apt install util-linux",
    ]));
});
