import { describe, expect, test } from "vitest";
import { addressing } from "../../../../src/lab/addressing.ts";
import { hostOf, specOf } from "./specs.ts";

describe("addressing", () => {
  test("one network for each /24 and /64 of the fleet, the router at its first free address", () => {
    const { networks4, networks6 } = addressing(specOf({ hosts: [hostOf("a", 1), hostOf("b", 2)] }));
    expect(networks4).toEqual([{ bridge: "inside", prefix: "10.10.0.0/24", router: "10.10.0.3" }]);
    expect(networks6).toEqual([{ bridge: "inside", prefix: "2001:db8:10::/64", router: "2001:db8:10::3" }]);
  });

  test("outside vantage points have a network of their own", () => {
    const probe = hostOf("probe1", 1, { outside: true, ipv4: "10.20.0.9", ipv6: null });
    const { networks4, networks6 } = addressing(specOf({ hosts: [hostOf("a", 11), probe] }));
    expect(networks4.map(({ bridge, router }) => `${bridge} ${router}`)).toEqual([
      "inside 10.10.0.1",
      "outside 10.20.0.1",
    ]);
    expect(networks6).toHaveLength(1);
  });

  test("the internet has no address out of TEST-NETs behind the well-known prefix", () => {
    const { server4, dns4 } = addressing(specOf());
    expect([server4, dns4]).toEqual(["93.184.216.10", "93.184.216.53"]);
  });

  const wrong: [string, Parameters<typeof specOf>[0], RegExp][] = [
    ["the same address twice", { hosts: [hostOf("a", 1), hostOf("b", 1)] }, /b and a both have 10\.10\.0\.1/],
    ["no address at all", { hosts: [hostOf("a", 1, { ipv4: null, ipv6: null })] }, /a has neither ipv4 nor ipv6/],
    [
      "an address of the lab itself",
      { hosts: [hostOf("a", 1, { ipv6: "2001:db8:ffff:1::9" })] },
      /the lab itself uses/,
    ],
    [
      "inside and outside in one network",
      { hosts: [hostOf("a", 1), hostOf("p", 2, { outside: true })] },
      /network of their own/,
    ],
    ["an internet that is too small", { internet: "93.184.216.0/25" }, /is not an IPv4 prefix of \/24 or shorter/],
  ];
  test.each(wrong)("refuses %s", (_, more, message) => {
    expect(() => addressing(specOf(more))).toThrow(message);
  });
});
