/** RFC 6052, 7757, 6791, 5508, 7422 and 6877: the smaller ones that the translator stands on. */
import type { Table } from "./held.ts";

const u = (...titles: string[]): { test: string[] } => ({
  test: titles.map((title) => `unit/agent/nat64/stateful.test.ts › ${title}`),
});
const blocks = (...titles: string[]): { test: string[] } => ({
  test: titles.map((title) => `unit/agent/nat64/port-blocks.test.ts › ${title}`),
});
const clat = (...titles: string[]): { test: string[] } => ({
  test: titles.map((title) => `unit/agent/clat/clat.test.ts › ${title}`),
});
const lengths = (...suffixes: string[]): string[] =>
  [32, 40, 48, 56, 64, 96].flatMap((length) => suffixes.map((suffix) => `rfc6052/2.2-prefix-${length}${suffix}`));

export const RFC6052: Table = [
  [
    "2.1",
    "the well-known prefix",
    { test: ["rfc6052/well-known-prefix-example", "rfc6052/well-known-prefix-example-back"] },
  ],
  [
    "2.2",
    "prefixes of 32, 40, 48, 56, 64 and 96 bits, and no others",
    { test: [...lengths(""), "unit/agent/nat64/config.test.ts › a prefix length RFC 6052 has not"] },
  ],
  [
    "2.2",
    "bits 64 to 71 are zero",
    { test: ["unit/agent/nat64/config.test.ts › bits 64 to 71 set", ...lengths("-back")] },
  ],
  [
    "2.2",
    "the suffix is zero when written and ignored when read",
    { test: ["rfc6052/2.2-suffix-ignored", ...lengths("-back")] },
  ],
  ["2.3", "both directions give the address back", { test: lengths("", "-back") }],
  [
    "3.1",
    "non-global IPv4 never under the well-known prefix",
    {
      test: [
        "rfc6052/3.1-non-global-under-well-known-prefix",
        "rfc6052/3.1-non-global-under-well-known-prefix-back",
        "unit/agent/nat64/stateful.test.ts › never carries non-global IPv4, unless told to",
      ],
    },
  ],
  ["3.2", "routes to the prefix", { notOurs: "the gateway module and the operator's routing" }],
  [
    "5.1",
    "spoofed embedded addresses: a packet's own embedded source is looked at",
    u("takes only packets to pool6 and to pool4, and no source inside pool6"),
  ],
];

export const RFC7757: Table = [
  [
    "3.1",
    "prefixes of any length on both sides, the IPv6 suffix no shorter",
    {
      test: [
        "unit/agent/nat64/config.test.ts › a mapping that cannot hold",
        "unit/agent/nat64/tables/tables.test.ts › maps back what it mapped",
      ],
    },
  ],
  ["3.2", "the longest prefix decides", { test: ["rfc7757/3.2-longest-match"] }],
  ["3.2", "single addresses", { test: ["rfc7757/3.2-single-address", "rfc7757/3.2-equal-suffixes"] }],
  [
    "3.2",
    "one side mapped twice is refused",
    { test: ["unit/agent/nat64/config.test.ts › one side of a mapping twice"] },
  ],
  [
    "3.3.1",
    "IPv4 to IPv6: prefix, suffix, zeros",
    { test: ["rfc7757/3.3.1-equal-suffixes", "rfc7757/3.3.1-longer-ipv6-suffix"] },
  ],
  ["3.3.2", "IPv6 to IPv4: prefix and as much of the suffix as fits", { test: ["rfc7757/3.3.2-longer-ipv6-suffix"] }],
  ["3.3", "addresses without a mapping go by RFC 6052", { test: ["rfc7757/3.3.1-equal-suffixes"] }],
  ["4", "hairpinning between two mapped hosts", { test: ["rfc7757/4-hairpin"] }],
  [
    "4.2",
    "what was addressed to a mapped IPv6 address itself does not hairpin",
    clat("one host: its address becomes clat6, everybody else stands under the PLAT's prefix"),
  ],
  [
    "5",
    "no state",
    { untestable: "there is none: the stateless map has no field that a packet changes beyond its own passage" },
  ],
];

export const RFC6791: Table = [
  ["3", "an error from a source that has no IPv4 address gets one of the pool", { test: ["rfc6791/source-from-pool"] }],
  ["3", "without a pool our own address", { test: ["rfc6791/source-own-address"] }],
  [
    "3",
    "the choice is random, so that hops can be told apart",
    { test: ["unit/agent/nat64/own-addresses.test.ts › takes sources of errors at random from the pool"] },
  ],
  [
    "4",
    "RFC 5837 extension that carries the original source",
    { notOurs: "optional; routers drop what they do not know, and the message would grow" },
  ],
];

export const RFC5508: Table = [
  ["REQ-1", "queries pass", u("maps identifiers, and lives a minute")],
  ["REQ-2", "a query lives 60 s at least", u("maps identifiers, and lives a minute")],
  [
    "REQ-3",
    "an error whose ICMP checksum is wrong is dropped",
    { test: ["rfc7915/4.2-error-wrong-checksum", "rfc7915/5.2-error-wrong-checksum"] },
  ],
  [
    "REQ-3 a",
    "the quoted header's checksum (SHOULD)",
    {
      notOurs:
        "routers lower the TTL before they quote and leave the checksum; dropping those would break path MTU discovery",
    },
  ],
  [
    "REQ-3 b",
    "options in the quoted packet are skipped",
    { test: ["unit/agent/nat64/stateful-more.test.ts › an error that quotes a packet with options finds its session"] },
  ],
  ["REQ-3 c", "the quoted transport checksum is not looked at", { test: ["rfc7915/4.3-quoted-cut-short"] }],
  [
    "REQ-4, REQ-5",
    "errors without a mapping are dropped in silence, others translated with what they quote",
    u(
      "from IPv4 go to the client that is quoted, with its ports",
      "about nothing we know are dropped, and keep nothing alive",
    ),
  ],
  [
    "REQ-6",
    "an error neither renews nor ends a session",
    u("about nothing we know are dropped, and keep nothing alive"),
  ],
  ["REQ-7", "errors hairpin", u("brings errors back too")],
  [
    "REQ-7",
    "queries hairpin",
    {
      untestable:
        "in a query the identifier is source and destination at once: what comes back always finds the asker's own mapping",
    },
  ],
  ["REQ-8", "who may not is told so", u("asks who may")],
  ["REQ-9", "errors are no reason to end a connection", u("about nothing we know are dropped, and keep nothing alive")],
  [
    "REQ-10",
    "errors of our own: hop limit, packet too big",
    { test: ["rfc7915/4.1-ttl-expired", "rfc7915/4.1-too-big-with-df", "rfc7915/5.1-hop-limit-exceeded"] },
  ],
  ["REQ-11", "other messages may be dropped", { test: ["rfc7915/4.2-timestamp-dropped"] }],
];

export const RFC7422: Table = [
  [
    "2",
    "a subscriber's address and ports follow from configuration alone",
    blocks("a subscriber's ports follow from its prefix alone, and the way back too"),
  ],
  [
    "2",
    "all ports are shared out evenly unless a size is given",
    blocks("shares all ports out evenly: 256 subscribers on two addresses get 504 each"),
  ],
  [
    "2",
    "the way back: address and port to subscriber",
    blocks("a subscriber's ports follow from its prefix alone, and the way back too"),
  ],
  ["2", "subscribers outside the range get nothing", blocks("strangers get none")],
  ["2", "a subscriber that has used its ports up", blocks("who has used his up is told, and nobody else is touched")],
  [
    "3",
    "dynamic blocks beside them, each logged",
    blocks(
      "says once for each block who has it, and when it comes back",
      "when all blocks are given the next subscriber is told, until one comes back",
    ),
  ],
  [
    "5",
    "configurations are kept with the times they were in force",
    { notOurs: "the run's journal holds every configuration the gateway was given, with its time" },
  ],
];

export const RFC6877: Table = [
  [
    "3",
    "the CLAT translates one to one, without state",
    clat("becomes that of a stateless translator with one mapping"),
  ],
  [
    "4",
    "an IPv4 program reaches an IPv4 server through CLAT and PLAT",
    {
      test: [
        "lab/nat64-clat.test.ts › gives a host without IPv4 a way to IPv4 addresses",
        "lab/nat64-clat.test.ts › carries 2 MB both ways",
      ],
    },
  ],
  [
    "6.3",
    "an IPv6 address of its own, or a prefix for hosts behind",
    clat(
      "one host: its address becomes clat6, everybody else stands under the PLAT's prefix",
      "hosts behind it: a prefix for all of them",
    ),
  ],
  [
    "6.3",
    "the PLAT's prefix is discovered (RFC 7050)",
    clat("finds %s in %s", "is not led astray by an answer that has the addresses nowhere"),
  ],
  [
    "6.4",
    "traffic between IPv4 hosts behind the CLAT stays there",
    { notOurs: "the host's own routes: only what goes to the device is translated" },
  ],
  ["6.5", "DNS proxy", { notOurs: "the host asks the network's DNS64 over IPv6" }],
  [
    "7",
    "neighbours find the CLAT's address",
    clat("gives the host an address, a way out and a way back, and says to the neighbours whose clat6 is"),
  ],
];
