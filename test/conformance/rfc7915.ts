/** RFC 7915, IP/ICMP translation, requirement by requirement. */
import type { Table } from "./held.ts";

const v = (...names: string[]): { test: string[] } => ({ test: names.map((name) => `rfc7915/${name}`) });
const lab = (title: string): string => `lab/nat64-end-to-end.ts › ${title}`;

export const RFC7915: Table = [
  ["1.2", "fragmented ICMP is not translated", v("1.2-icmp-fragment-dropped", "1.2-icmpv6-fragment-dropped")],
  [
    "1.2",
    "multicast is not translated",
    { test: ["unit/agent/nat64/admission.test.ts › multicast, loopback and link-local go no further"] },
  ],
  [
    "4",
    "a packet that is too big and has DF: fragmentation needed, with the MTU it would have to fit",
    v("4.1-too-big-with-df", "4.1-fits-exactly-with-df"),
  ],
  ["4.1", "Traffic Class is TOS, all eight bits", v("4.1-tos-copied")],
  ["4.1", "Flow Label is zero", v("4.1-tos-copied")],
  ["4.1", "Payload Length is Total Length less header and options", v("4.1-options-skipped")],
  ["4.1", "Next Header: ICMP becomes ICMPv6, others are copied", v("4.2-echo-request", "4.1-other-protocol-copied")],
  ["4.1", "Hop Limit is TTL less one; at zero the sender hears of it", v("4.1-ttl-decremented", "4.1-ttl-expired")],
  [
    "4.1",
    "addresses by the rules of section 6",
    { test: ["rfc6052/2.2-prefix-96-back", "rfc7757/3.3.1-equal-suffixes"] },
  ],
  [
    "4.1",
    "illegal sources are dropped in silence",
    { test: ["unit/agent/nat64/admission.test.ts › multicast, loopback and link-local go no further"] },
  ],
  ["4.1", "options are ignored", v("4.1-options-skipped", "4.1-source-route-used-up")],
  ["4.1", "an unexpired source route is refused with type 3 code 5", v("4.1-source-route-refused")],
  [
    "4.1",
    "a Fragment Header only for fragments and for what must be cut",
    v("4.1-df-set-no-fragment-header", "4.1-df-clear-1260-whole", "4.1-df-clear-1261-cut"),
  ],
  [
    "4.1",
    "Fragment Header: offset and M copied, Identification in the low 16 bits",
    v("4.1-fragment-first", "4.1-fragment-last"),
  ],
  [
    "4.1",
    "no packet without DF is larger than the lowest IPv6 MTU",
    v("4.1-df-clear-1261-cut", "4.1-fragment-too-big-cut-again"),
  ],
  ["4.2", "echo request and reply, checksum with the pseudo-header", v("4.2-echo-request", "4.2-echo-reply")],
  [
    "4.2",
    "other queries and single-hop messages are dropped in silence",
    v(
      "4.2-information-request-dropped",
      "4.2-timestamp-dropped",
      "4.2-timestamp-reply-dropped",
      "4.2-address-mask-request-dropped",
      "4.2-router-advertisement-dropped",
      "4.2-router-solicitation-dropped",
      "4.2-unknown-type-dropped",
      "4.2-igmp-dropped",
    ),
  ],
  [
    "4.2",
    "destination unreachable 0, 1, 5 to 8, 11, 12: no route",
    v(...[0, 1, 5, 6, 7, 8, 11, 12].map((code) => `4.2-unreachable-${code}`)),
  ],
  ["4.2", "destination unreachable 2: parameter problem about Next Header", v("4.2-unreachable-2")],
  ["4.2", "destination unreachable 3: port unreachable", v("4.2-unreachable-3")],
  [
    "4.2",
    "destination unreachable 4: packet too big, max(1280, min(MTU + 20, both links))",
    v("4.2-fragmentation-needed", "4.2-fragmentation-needed-floor", "4.2-fragmentation-needed-ceiling"),
  ],
  ["4.2", "an MTU of zero: the plateau below the quoted length", v("4.2-fragmentation-needed-plateau")],
  [
    "4.2",
    "destination unreachable 9, 10, 13, 15: administratively prohibited",
    v(...[9, 10, 13, 15].map((code) => `4.2-unreachable-${code}`)),
  ],
  [
    "4.2",
    "destination unreachable 14 and unknown codes are dropped",
    v("4.2-unreachable-14-dropped", "4.2-unreachable-16-dropped"),
  ],
  [
    "4.2",
    "redirect and source quench are dropped",
    v("4.2-redirect-dropped", "4.2-source-quench-dropped", "4.2-alternate-host-address-dropped"),
  ],
  ["4.2", "time exceeded keeps its code", v("4.2-time-exceeded-0", "4.2-time-exceeded-1")],
  [
    "4.2",
    "parameter problem 0 and 2 with the pointer of figure 3, 1 and unknown ones dropped",
    v("4.2-parameter-problem-2", "4.2-parameter-problem-1-dropped", "4.2-parameter-problem-3-dropped"),
  ],
  [
    "4.2",
    "figure 3, every pointer",
    v(
      ...[0, 1, 2, 3, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19].map((p) => `4.2-pointer-${p}`),
      ...[4, 5, 6, 7, 10, 11, 20].map((p) => `4.2-pointer-${p}-dropped`),
    ),
  ],
  [
    "4.2",
    "RFC 4884: the length attribute counts in the units of ICMPv6",
    v("4.2-extensions-length", "4.2-extensions-without-attribute"),
  ],
  [
    "4.3",
    "the quoted packet is translated like any other, but keeps its TTL and length",
    v("4.3-quoted-tcp", "4.3-quoted-echo", "4.3-quoted-fragment", "4.3-quoted-cut-short"),
  ],
  ["4.3", "an error about an error goes no further", v("4.3-error-about-error-dropped")],
  [
    "4.4",
    "a dropped packet is answered with an error, unless it was one",
    v("4.1-ttl-expired", "4.1-own-reply-not-about-error"),
  ],
  [
    "4.5",
    "TCP and UDP checksums follow the addresses",
    v("4.5-tcp-checksum", "4.5-udp-checksum-0-sent-as-ffff", "4.5-wrong-checksum-not-repaired"),
  ],
  [
    "4.5",
    "UDP without a checksum: computed or dropped, as configured",
    v("4.5-udp-zero-checksum-computed", "4.5-udp-zero-checksum-dropped"),
  ],
  [
    "4.5",
    "a first fragment without a checksum is dropped where there is no state",
    v("4.5-udp-zero-checksum-fragment-dropped"),
  ],
  [
    "4.5",
    "logging of what was dropped for its checksum",
    { untestable: "counted by reason instead: a log line for each packet would be a way to fill the disk" },
  ],
  [
    "4.5",
    "other protocols are passed on; DCCP and UDP-Lite may have their checksums adjusted",
    v("4.1-other-protocol-copied"),
  ],
  [
    "4.6",
    "which packets are translated: by their destination",
    {
      test: [
        "unit/agent/nat64/stateful.test.ts › takes only packets to pool6 and to pool4, and no source inside pool6",
      ],
    },
  ],
  ["5.1", "a packet too big for IPv4: packet too big, never below 1280", v("5.1-too-big", "5.1-too-big-floor")],
  ["5.1", "what IPv6 may not make smaller is cut on the IPv4 side", v("5.1-1280-over-small-mtu4-cut")],
  ["5.1", "TOS is Traffic Class", v("5.1-traffic-class-copied")],
  ["5.1", "Total Length, header of 20 bytes", v("5.1-extension-headers-skipped")],
  ["5.1", "Identification from a generator of our own", v("5.1-1260-without-df")],
  ["5.1", "DF is 0 up to 1260 bytes and 1 above", v("5.1-1260-without-df", "5.1-1261-with-df")],
  [
    "5.1",
    "TTL is Hop Limit less one; at zero the sender hears of it",
    v("5.1-hop-limit-decremented", "5.1-hop-limit-exceeded", "5.1-hop-limit-zero"),
  ],
  ["5.1", "Protocol: ICMPv6 becomes ICMP, others are copied", v("5.2-echo-request", "5.1-other-protocol-copied")],
  ["5.1", "header checksum", { test: ["property/nat64.test.ts › there and back is the same packet, two hops older"] }],
  ["5.1", "a source that cannot be translated", v("5.1-untranslatable-source")],
  [
    "5.1",
    "hop-by-hop, destination options and used-up routing headers are skipped",
    v("5.1-extension-headers-skipped"),
  ],
  ["5.1", "a routing header with segments left: parameter problem that points there", v("5.1-routing-header-refused")],
  [
    "5.1.1",
    "fragments: offset and M copied, Identification from the low 16 bits, DF 0",
    v("5.1.1-fragment-first", "5.1.1-fragment-last"),
  ],
  ["5.1.1", "an atomic fragment is a whole packet with its Identification", v("5.1.1-atomic-fragment")],
  [
    "5.1.1",
    "an extension header other than ESP behind the Fragment Header: dropped",
    v(
      "5.1.1-extension-header-behind-fragment",
      "5.1.1-extension-header-behind-atomic-fragment",
      "5.1.1-authentication-header-behind-fragment",
      "5.1.1-esp-behind-fragment",
    ),
  ],
  ["5.2", "echo request and reply, checksum without the pseudo-header", v("5.2-echo-request", "5.2-echo-reply")],
  [
    "5.2",
    "multicast listener and neighbour discovery are dropped in silence",
    v(
      "5.2-listener-query-dropped",
      "5.2-listener-report-dropped",
      "5.2-listener-done-dropped",
      "5.2-neighbour-solicitation-dropped",
      "5.2-neighbour-advertisement-dropped",
      "5.2-router-solicitation-dropped",
      "5.2-router-advertisement-dropped",
      "5.2-redirect-dropped",
    ),
  ],
  [
    "5.2",
    "unknown messages, errors or not, are dropped in silence",
    v("5.2-unknown-type-dropped", "5.2-unknown-error-dropped"),
  ],
  [
    "5.2",
    "destination unreachable 0 to 4, others dropped",
    v(
      ...[0, 1, 2, 3, 4].map((code) => `5.2-unreachable-${code}`),
      ...[5, 6, 7].map((code) => `5.2-unreachable-${code}-dropped`),
    ),
  ],
  [
    "5.2",
    "packet too big: min(MTU − 20, both links), 28 where the quoted packet had a Fragment Header",
    v(
      "5.2-packet-too-big",
      "5.2-packet-too-big-ceiling",
      "5.2-packet-too-big-about-fragment",
      "5.2-packet-too-big-code-ignored",
    ),
  ],
  ["5.2", "time exceeded keeps its code", v("5.2-time-exceeded-0", "5.2-time-exceeded-1")],
  [
    "5.2",
    "parameter problem 0 with the pointer of figure 6, 1 becomes protocol unreachable, 2 is dropped",
    v("5.2-parameter-problem-1", "5.2-parameter-problem-2-dropped"),
  ],
  [
    "5.2",
    "figure 6, every range",
    v(
      ...[0, 1, 4, 5, 6, 7, 8, 23, 24, 39].map((p) => `5.2-pointer-${p}`),
      ...[2, 3, 40].map((p) => `5.2-pointer-${p}-dropped`),
      "5.2-pointer-beyond-256-dropped",
    ),
  ],
  ["5.2", "RFC 4884: the length attribute counts in the units of ICMPv4", v("5.2-extensions-length")],
  ["5.2", "a wrong checksum is not made right", v("5.2-error-wrong-checksum", "4.2-error-wrong-checksum")],
  ["5.3", "the quoted packet likewise", v("5.3-quoted-echo", "5.3-error-about-error-dropped")],
  ["5.4", "a dropped packet is answered with an error", v("5.1-hop-limit-exceeded", "5.1-routing-header-refused")],
  [
    "5.5",
    "checksums follow; a UDP checksum that comes out zero is sent as 0xffff",
    v("5.1-tcp-checksum", "5.5-udp-checksum-0-sent-as-ffff"),
  ],
  ["5.5", "payloads are not touched", v("5.5-tcp-options-untouched")],
  ["6", "RFC 6052 and explicit mappings", { test: ["rfc6052/2.2-prefix-64", "rfc7757/3.2-longest-match"] }],
  [
    "6",
    "errors from routers that have no address: RFC 6791",
    { test: ["rfc6791/source-from-pool", "rfc6791/source-own-address"] },
  ],
  [
    "7",
    "path MTU discovery works through the translator, both ways",
    { test: [lab("2 MB up and down arrive whole, over narrower links behind the translator on both sides")] },
  ],
  [
    "8",
    "a quoted packet cannot be used to reach into sessions it does not belong to",
    { test: ["unit/agent/nat64/stateful.test.ts › about nothing we know are dropped, and keep nothing alive"] },
  ],
];
