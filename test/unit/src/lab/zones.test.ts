import { describe, expect, test } from "vitest";
import { addressing } from "../../../../src/lab/addressing.ts";
import type { InternetName, ServedZone } from "../../../../src/lab/spec.ts";
import {
  internetZone,
  internetZones,
  namedConf,
  rootZone,
  servedZone,
  spoilSignatures,
  unboundConf,
} from "../../../../src/lab/zones.ts";
import { hostOf, specOf } from "./specs.ts";

const name = (text: string, more: Partial<InternetName> = {}): InternetName => ({
  name: text,
  a: true,
  aaaa: false,
  bogus: false,
  ...more,
});
const ZONE: ServedZone = {
  zone: "corp.example",
  file: "/etc/bind/corp.example.zone",
  ttlSeconds: 300,
  records: [
    { name: "api.corp.example", type: "A", address: "10.10.0.11" },
    { name: "corp.example", type: "A", address: "10.10.0.12" },
  ],
};
const spec = specOf({
  hosts: [hostOf("zone1", 54, { zones: [ZONE] }), hostOf("six1", 61, { ipv4: null })],
  names: [
    name("www.vendor.example"),
    name("dual.vendor.example", { aaaa: true }),
    name("bogus.signed.example", { bogus: true }),
  ],
  signed: ["signed.example"],
});
const addresses = addressing(spec);

describe("zones of the internet", () => {
  test("one for each domain, and that of RFC 7050; not those the fleet serves", () => {
    expect(internetZones({ ...spec, names: [...spec.names, name("x.corp.example")] })).toEqual([
      "ipv4only.arpa",
      "signed.example",
      "vendor.example",
    ]);
  });

  test("the root delegates, with DS where signed and glue to the fleet", () => {
    const root = rootZone(spec, addresses, "signed.example. IN DS 1 13 2 AB\n");
    expect(root).toContain("vendor.example. IN NS ns.lab.");
    expect(root).toContain("signed.example. IN DS 1 13 2 AB");
    expect(root).toContain(
      "corp.example. IN NS ns.corp.example.\nns.corp.example. IN A 10.10.0.54\nns.corp.example. IN AAAA 2001:db8:10::54",
    );
  });

  test("A only where a name is IPv4-only; 192.0.0.170 and .171 for ipv4only.arpa", () => {
    const vendor = internetZone("vendor.example", spec, addresses);
    expect(vendor).toContain("www.vendor.example. IN A 93.184.216.10");
    expect(vendor).not.toContain("www.vendor.example. IN AAAA");
    expect(vendor).toContain("dual.vendor.example. IN AAAA 2001:db8:ffff:3::2");
    expect(internetZone("ipv4only.arpa", spec, addresses)).toMatch(/192\.0\.0\.170[\s\S]*192\.0\.0\.171/);
  });
});

describe("the fleet's zone", () => {
  test("a file as an operator writes one, relative names, the apex as @", () => {
    expect(servedZone(ZONE, { ipv4: "10.10.0.54", ipv6: null })).toBe(
      [
        "$ORIGIN corp.example.",
        "$TTL 300",
        "@ IN SOA ns hostmaster (",
        "    2026010100 ; serial",
        "    3600 600 86400 5 )",
        "@ IN NS ns",
        "ns IN A 10.10.0.54",
        "api IN A 10.10.0.11",
        "@ IN A 10.10.0.12",
        "",
      ].join("\n"),
    );
  });

  test("its server lets rndc in, with a key; the internet's lets nobody", () => {
    expect(namedConf([{ zone: "corp.example", file: "/x" }], "c2VjcmV0")).toContain(
      "controls { inet ::1 port 953 allow { ::1; } keys { lab; }; };",
    );
    expect(namedConf([], null)).toContain("controls { };");
  });

  test("lets whoever has the key update zones that have one, and no others", () => {
    const zones = [
      { zone: "corp.example", file: "/x" },
      { zone: "dyn.example", file: "/y", updateKey: "/etc/key" },
    ];
    const text = namedConf(zones, "c2VjcmV0");
    expect(text).toContain(
      'zone "dyn.example" { type primary; file "/y"; update-policy { grant migrate zonesub A AAAA; }; };',
    );
    expect(text).toContain('zone "corp.example" { type primary; file "/x"; };');
    expect(text.match(/key migrate /g)).toHaveLength(1);
  });
});

describe("a bogus name", () => {
  const signed = [
    "bogus.signed.example.\t60 IN A 93.184.216.10",
    "bogus.signed.example.\t60 IN RRSIG\tA 13 3 60 20260101000000 20251201000000 1234 signed.example. AbCd==",
    "bogus.signed.example.\t60 IN RRSIG\tNSEC 13 3 60 20260101000000 20251201000000 1234 signed.example. AbCd==",
    "www.signed.example.\t60 IN RRSIG\tA 13 3 60 20260101000000 20251201000000 1234 signed.example. AbCd==",
  ];

  test("has a wrong signature over its addresses, and nothing else is touched", () => {
    const spoiled = spoilSignatures(signed.join("\n"), spec.names).split("\n");
    expect(spoiled[1]).toBe(signed[1]!.replace("AbCd", "BbCd"));
    expect(spoiled.toSpliced(1, 1)).toEqual(signed.toSpliced(1, 1));
  });
});

test("the resolver listens where the plan's upstream is, on its port", () => {
  const conf = unboundConf(specOf({ upstream: [{ address: "2001:db8:53::53", port: 5353 }] }), addresses);
  expect(conf).toContain("  interface: 2001:db8:53::53@5353\n");
  expect(conf).toContain("  interface: 2001:db8:ffff:2::2@53\n");
});
