import { describe, expect, test } from "vitest";
import { brokenPromises, hostTable, passageLines, translatedLine } from "../../../../src/lab/demo-summary.ts";
import { addressesIn, firstAddress, type HostView, type Passage } from "../../../../src/lab/observe.ts";

const api1: HostView = {
  host: "api1",
  service: "api, ipv6-only",
  ipv4: [],
  ipv6: ["2001:db8:10::11"],
  next: { name: "db.corp.example", address: "2001:db8:10::21", translated: null },
};
const web1: HostView = {
  ...api1,
  host: "web1",
  ipv4: ["10.10.0.31"],
  next: { name: "www.vendor.example", address: "64:ff9b::5db8:d80a", translated: "93.184.216.10" },
};
const whole = { bytes: 2_000_000, sha256: "ab".repeat(32), equal: true };
const passage: Passage = { from: "new1", serverSaw: "93.184.215.64", down: whole, up: whole };

test("ip and getent are read as they print", () => {
  const text = "2: eth0    inet 10.10.0.11/24 brd 10.10.0.255 scope global eth0\\       valid_lft forever\n";
  expect(addressesIn(text)).toEqual(["10.10.0.11"]);
  expect(firstAddress("::ffff:10.10.0.21 STREAM db\n::ffff:10.10.0.21 DGRAM\n")).toBe("10.10.0.21");
  expect(firstAddress("2001:db8::1  DGRAM x\n2001:db8::2  STREAM x\n")).toBe("2001:db8::2");
  expect(firstAddress("")).toBeNull();
});

test("a table of hosts", () => {
  expect(hostTable([api1, web1])).toEqual([
    "  host  role            IPv4        IPv6             the next connection",
    "  api1  api, ipv6-only  -           2001:db8:10::11  db.corp.example: IPv6",
    "  web1  api, ipv6-only  10.10.0.31  2001:db8:10::11  www.vendor.example: IPv6, translated to 93.184.216.10",
  ]);
  const lost = { ...api1, next: { name: "x", address: null, translated: null } };
  expect(hostTable([lost])[1]).toContain("x: no address");
  expect(hostTable([{ ...api1, next: { name: "x", address: "10.0.0.1", translated: null } }])[1]).toContain(
    "x: only IPv4, which it has not",
  );
  expect(hostTable([{ ...web1, next: { name: "x", address: "10.0.0.1", translated: null } }])[1]).toMatch(/x: IPv4$/);
});

test("a passage through the translator", () => {
  expect(passageLines(passage)[0]).toBe("  from new1: the IPv4-only web server answers, and saw 93.184.215.64");
  expect(passageLines({ ...passage, up: { ...whole, equal: false } })[2]).toContain("NOT equal");
  expect(passageLines({ ...passage, down: null })[1]).toBe("  down: did not arrive");
  expect(passageLines({ from: "new1", serverSaw: null, down: null, up: null })).toEqual([
    "  from new1: the IPv4-only internet does not answer",
  ]);
});

test("what the translator did", () => {
  const translated = { gateway: "gw1", to4: { packets: 12, bytes: 2_100_000 }, to6: { packets: 9, bytes: 40_000 } };
  expect(translatedLine(translated)).toBe("  gw1 translated 12 packets (2.1 MB) to IPv4 and 9 (0.0 MB) back");
});

describe("promises", () => {
  test("kept", () => {
    expect(brokenPromises([api1, web1], [passage], ["api1"], ["web1"])).toEqual([]);
  });

  test("broken, each said", () => {
    const hosts = [
      { ...api1, ipv4: ["10.10.0.11"] },
      { ...web1, ipv4: [], ipv6: [] },
    ];
    const passages = [
      { ...passage, serverSaw: null },
      { ...passage, down: null },
    ];
    expect(brokenPromises(hosts, passages, ["api1"], ["web1"])).toEqual([
      "api1 still has 10.10.0.11",
      "web1 was to stay dual-stack and has no IPv4",
      "web1 has no IPv6",
      "new1 does not reach the IPv4-only internet",
      "2 MB did not pass whole between new1 and the IPv4-only internet",
    ]);
  });
});
