import { describe, expect, test } from "vitest";
import { parsePrefix4 } from "../../../../agent/net/prefix.ts";
import { parseAhosts } from "../../../../agent/probes/getaddrinfo.ts";
import { parseAddresses, parseRoutes, parseSockets } from "../../../../agent/probes/ipv4-use.ts";
import { parsePing } from "../../../../agent/probes/ping.ts";

test("rows of getent ahosts, in order and by name", () => {
  const text = [
    "2001:DB8::1     STREAM www.example",
    "2001:db8::1     DGRAM  ",
    "192.0.2.1       STREAM ",
    "::1             STREAM localhost",
    "::1             RAW    ",
  ].join("\n");
  expect(parseAhosts(text)).toEqual([
    [
      { address: "2001:db8::1", type: "STREAM" },
      { address: "2001:db8::1", type: "DGRAM" },
      { address: "192.0.2.1", type: "STREAM" },
    ],
    [
      { address: "::1", type: "STREAM" },
      { address: "::1", type: "RAW" },
    ],
  ]);
  expect(parseAhosts("")).toEqual([]);
});

describe("ipv4-use", () => {
  test("loopback numbers are not IPv4 in use, other numbers on lo are", () => {
    const text = [
      "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever",
      "1: lo    inet 198.51.100.99/32 scope global lo\\       valid_lft forever preferred_lft forever",
      "2: eth0    inet 198.51.100.7/24 metric 100 brd 198.51.100.255 scope global dynamic eth0\\       valid_lft 100sec",
      "3: tun0    inet 192.0.0.1 peer 192.0.0.2/32 scope global tun0",
    ].join("\n");
    expect(parseAddresses(text)).toEqual(["lo 198.51.100.99/32", "eth0 198.51.100.7/24", "tun0 192.0.0.1/32"]);
  });

  test("routes of the kernel for loopback are left out", () => {
    const text = [
      "default via 198.51.100.1 dev eth0",
      "local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1",
      "local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1",
      "broadcast 127.255.255.255 dev lo table local proto kernel scope link src 127.0.0.1",
      "unreachable 10.0.0.0/8",
    ].join("\n");
    expect(parseRoutes(text)).toEqual(["default via 198.51.100.1 dev eth0", "unreachable 10.0.0.0/8"]);
  });

  const SS = [
    'tcp   LISTEN 0      128          0.0.0.0:22         0.0.0.0:*     users:(("sshd",pid=7,fd=3))',
    'tcp   LISTEN 0      128             [::]:22            [::]:*     users:(("sshd",pid=7,fd=4))',
    'tcp   LISTEN 0      511     198.51.100.7:8080       0.0.0.0:*     users:(("nginx",pid=812,fd=6))',
    "tcp   LISTEN 0      511        127.0.0.1:9000       0.0.0.0:*",
    "tcp   LISTEN 0      511                *:443              *:*",
    "udp   UNCONN 0      0      198.51.100.7%eth0:68     0.0.0.0:*",
    'tcp   ESTAB  0      0      [::ffff:198.51.100.7]:443 [::ffff:192.0.2.9]:40000 users:(("nginx",pid=812,fd=9),("nginx",pid=811,fd=9))',
    "tcp   ESTAB  0      0      [2001:db8::7]:22   [2001:db8::1]:50000",
    "tcp   TIME-WAIT 0   0      198.51.100.7:51000    192.0.2.53:53",
    "tcp   ESTAB  0      0         127.0.0.1:9000      127.0.0.1:40002",
    "udp   ESTAB  0      0      198.51.100.7:123     169.254.169.254:123",
  ].join("\n");

  test("IPv4 peers are found in both clothes, loopback and ignored peers are not", () => {
    const { sockets } = parseSockets(SS, [parsePrefix4("169.254.169.254/32")!]);
    expect(
      sockets.map(({ state, peer, peerPort, mapped, process }) => [state, peer, peerPort, mapped, process]),
    ).toEqual([
      ["ESTAB", "192.0.2.9", 40_000, true, "nginx[812]"],
      ["TIME-WAIT", "192.0.2.53", 53, false, null],
    ]);
    expect(parseSockets(SS, []).sockets).toHaveLength(3);
  });

  test("a listener is IPv4-only where no IPv6 listener has its port", () => {
    expect(parseSockets(SS, []).listenersIpv4Only).toEqual(["198.51.100.7:8080"]);
  });
});

describe("ping", () => {
  test("all came back", () => {
    const text = "3 packets transmitted, 3 received, 0% packet loss, time 402ms";
    expect(parsePing(text)).toEqual({ sent: 3, received: 3, tooBigMtu: null, tooBigFrom: null });
  });

  test("a router says packet too big", () => {
    const text = [
      "From 2001:db8::64 icmp_seq=1 Packet too big: mtu=1420",
      "ping: local error: message too long, mtu: 1420",
      "3 packets transmitted, 0 received, +3 errors, 100% packet loss, time 402ms",
    ].join("\n");
    expect(parsePing(text)).toEqual({ sent: 3, received: 0, tooBigMtu: 1420, tooBigFrom: "2001:db8::64" });
  });

  test("our own host knows the path's MTU", () => {
    const text = "ping: local error: message too long, mtu=1280\n2 packets transmitted, 0 received, +2 errors";
    expect(parsePing(text)).toEqual({ sent: 2, received: 0, tooBigMtu: 1280, tooBigFrom: null });
  });

  test("nothing was sent", () => {
    expect(parsePing("ping: connect: Network is unreachable")).toMatchObject({ sent: 0, received: 0 });
  });
});
