import { describe, expect, it } from "vitest";
import { otherChanges, staleFacts } from "../../../../src/plan/stale-facts.ts";
import { factsOf } from "../report/sample-run.ts";

const then = factsOf("api1", "198.51.100.10");

describe("facts that are others now", () => {
  it("are none where only traffic, boot and privacy addresses changed", () => {
    const privacy = { ...then.addresses[0]!, address: "2001:db8::99", temporary: true };
    const now = {
      ...then,
      bootId: "other",
      traffic: { ipv4Bytes: 1, ipv6Bytes: 2 },
      addresses: [...then.addresses, privacy],
    };
    expect(staleFacts({ api1: then }, new Map([["api1", now]]))).toEqual([]);
  });

  it.each([
    ["addresses: 198.51.100.10/24 on eth0 is gone", { ...then, addresses: then.addresses.slice(0, 1) }],
    ["nameservers: was none, is 2001:db8::53", { ...then, nameservers: ["2001:db8::53"] }],
    [
      "network owner: was ifupdown, is networkd",
      { ...then, networkOwner: { owner: "networkd" as const, because: [] } },
    ],
    ["missing programs: nft is new", { ...then, missing: ["nft"] }],
    [
      "routes: IPv6 default via fe80::1 on eth0 in table main is new",
      {
        ...then,
        routes: [
          {
            family: 6 as const,
            destination: "default",
            via: "fe80::1",
            interface: "eth0",
            protocol: "ra",
            table: "main",
          },
        ],
      },
    ],
  ])("%s", (fact, now) => {
    expect(staleFacts({ api1: then }, new Map([["api1", now]]))).toEqual([{ host: "api1", fact }]);
  });

  it("a host that does not answer any more is named", () => {
    expect(staleFacts({ api1: then }, new Map())[0]).toMatchObject({
      host: "api1",
      fact: expect.stringMatching(/does not now/),
    });
  });
});

describe("changes that are not those a person saw", () => {
  const change = { key: "k", title: "edit it", before: "a", after: "b" };
  it("are named, both ways", () => {
    expect(otherChanges({ s: [change] }, { s: [change] })).toEqual([]);
    expect(otherChanges({ s: [change] }, { s: [] })).toEqual([
      { step: "s", change: "planned and not found any more: edit it" },
    ]);
    expect(otherChanges({}, { s: [change] })).toEqual([{ step: "s", change: "found and not planned: edit it" }]);
    // The same change of another text is another change.
    expect(otherChanges({ s: [change] }, { s: [{ ...change, before: "c" }] })).toHaveLength(2);
  });
});
