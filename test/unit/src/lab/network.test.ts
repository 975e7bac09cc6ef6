import { describe, expect, test } from "vitest";
import { addressing } from "../../../../src/lab/addressing.ts";
import { cableLines, interfacesFile, macOf, placeOf, routeLines, routerLines } from "../../../../src/lab/network.ts";
import { hostOf, specOf } from "./specs.ts";

const spec = specOf();
const addresses = addressing(spec);

describe("the router", () => {
  test("holds the gateways of the fleet's networks on its bridges", () => {
    expect(routerLines(addresses, 1)).toContain("addr add 10.10.0.1/24 dev inside");
    expect(routerLines(addresses, 1)).toContain("addr add 2001:db8:10::1/64 dev inside nodad");
  });

  test("leads prefix and pool4 to the first gateway, names to the resolver, the rest to the internet", () => {
    expect(routeLines(spec, addresses)).toEqual([
      "route replace default via 100.64.255.6",
      "route replace 2001:db8:53::53/128 via 2001:db8:ffff:2::2",
      "route replace 64:ff9b::/96 via 2001:db8:10::6",
      "route replace 93.184.215.64/29 via 10.10.0.6",
    ]);
  });

  test("knows no translator where the plan has none", () => {
    expect(routeLines(specOf({ nat64: null, upstream: [] }), addresses)).toEqual([
      "route replace default via 100.64.255.6",
    ]);
  });
});

describe("cables", () => {
  test("a host's goes into a bridge, one of the lab's own has addresses at the router's end", () => {
    expect(cableLines({ port: "host0", mac: "02:00:00:00:00:10", plugged: { bridge: "inside" } }, 77)).toEqual([
      "link add host0 type veth peer name eth0 address 02:00:00:00:00:10 netns 77",
      "link set host0 master inside up",
    ]);
    const link = { port: "internet", mac: "02:00:00:00:00:01", plugged: { link: addresses.links.internet, mtu: 1400 } };
    expect(cableLines(link, 77).slice(1)).toEqual([
      "link set internet mtu 1400 up",
      "addr add 100.64.255.5/30 dev internet",
    ]);
  });

  test("MACs are locally administered, unicast, of the seed and the machine", () => {
    expect(macOf(0x123456, 0x0710)).toBe("02:12:34:56:07:10");
    expect(macOf(1, 2)).not.toBe(macOf(2, 2));
  });
});

describe("interfaces files", () => {
  test("a dual-stack host", () => {
    expect(interfacesFile(placeOf(hostOf("api1", 11), addresses))).toBe(
      [
        "auto lo",
        "iface lo inet loopback",
        "",
        "auto eth0",
        "iface eth0 inet static",
        "    address 10.10.0.11/24",
        "    gateway 10.10.0.1",
        "iface eth0 inet6 static",
        "    address 2001:db8:10::11/64",
        "    gateway 2001:db8:10::1",
        "    accept_ra 0",
        "    autoconf 0",
        "",
      ].join("\n"),
    );
  });

  test("a host without IPv4 has no inet stanza, a machine without a cable only loopback", () => {
    expect(interfacesFile(placeOf(hostOf("new1", 61, { ipv4: null }), addresses))).not.toContain("eth0 inet static");
    expect(interfacesFile({ ipv4: null, router4: null, ipv6: null, router6: null })).toBe(
      "auto lo\niface lo inet loopback\n",
    );
  });
});
