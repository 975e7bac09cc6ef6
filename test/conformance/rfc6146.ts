/** RFC 6146, stateful NAT64, requirement by requirement, with what RFC 4787 and RFC 5382 ask where it leans on them. */
import type { Table } from "./held.ts";

const u = (...titles: string[]): { test: string[] } => ({
  test: titles.map((title) => `unit/agent/nat64/stateful.test.ts › ${title}`),
});
const more = (...titles: string[]): { test: string[] } => ({
  test: titles.map((title) => `unit/agent/nat64/stateful-more.test.ts › ${title}`),
});

export const RFC6146: Table = [
  ["3.1", "three BIBs, for TCP, UDP and ICMP", more("the same port is mapped for TCP, UDP and ICMP apart")],
  [
    "3.1",
    "static entries",
    u(
      "let a server behind the translator be reached, whatever the filtering",
      "outlive their sessions and are nobody else's",
    ),
  ],
  ["3.1", "a dynamic entry goes with its last session", u("lives five minutes after the last packet of either side")],
  ["3.2", "three session tables", more("the same port is mapped for TCP, UDP and ICMP apart")],
  [
    "3.3",
    "packets whose addresses are not ours are no business of ours",
    u("takes only packets to pool6 and to pool4, and no source inside pool6"),
  ],
  [
    "3.4",
    "the tuple of a packet; for an ICMP error that of the quoted packet, read backwards",
    u("from IPv4 go to the client that is quoted, with its ports", "from IPv6 come from the mapping that is quoted"),
  ],
  [
    "3.4",
    "protocols other than TCP, UDP, ICMP are refused: 1/4 toward IPv6, 3/2 toward IPv4",
    u("refuses other protocols, and says so on both sides"),
  ],
  [
    "3.4",
    "fragments, in any order, at least two seconds, bounded",
    u(
      "translates fragments by their first one, whatever order they come in",
      "does the same toward IPv6",
      "holds fragments for two seconds and within bounds",
    ),
  ],
  [
    "3.4",
    "UDP fragments from IPv4 without a checksum are put together and get one",
    u("is put together and gets one, in the order %d %d %d", "is bounded in memory"),
  ],
  [
    "3.4",
    "an ICMP error that quotes an error, or nothing known, is dropped in silence",
    u("about nothing we know are dropped, and keep nothing alive"),
  ],
  ["3.4", "a first fragment too short for its ports is dropped", more("a first fragment without its ports is dropped")],
  [
    "3.5",
    "a source inside pool6 is dropped: it would loop",
    u("takes only packets to pool6 and to pool4, and no source inside pool6"),
  ],
  ["3.5", "who may be translated at all", u("asks who may")],
  [
    "3.5.1",
    "endpoint-independent mapping",
    u("maps endpoint-independently: one port for one client port, whoever it writes to"),
  ],
  ["3.5.1", "endpoint-independent filtering", u("filters endpoint-independently: anyone may write to a mapping")],
  [
    "3.5.1",
    "address-dependent filtering",
    u("filters address-dependently: who was written to may answer from any port"),
  ],
  [
    "3.5.1",
    "UDP_MIN: two minutes at least, five by default; both directions renew",
    u("lives five minutes after the last packet of either side"),
  ],
  [
    "3.5.1",
    "ICMP about a packet that was filtered (MAY)",
    { notOurs: "dropped in silence: an answer would tell a scanner which ports are mapped" },
  ],
  [
    "3.5.1.1",
    "all mappings of a client on one address (paired pooling)",
    u("gives a client one address of the pool for all protocols"),
  ],
  [
    "3.5.1.1",
    "the port itself if it is free; else its range, and for UDP its parity",
    u("keeps the port if it is free, else its parity and half"),
  ],
  [
    "3.5.1.1",
    "nothing left: address unreachable, type 1 code 3",
    u("tells the client when no port is left, and gives ports back"),
  ],
  [
    "3.5.2.1",
    "TCP: endpoint-independent mapping, both filterings",
    u("a SYN from outside opens to an existing mapping, if filtering lets it"),
  ],
  ["3.5.2.2", "CLOSED, V6 SYN: a session in V6 INIT", u("opens with a SYN from the client only")],
  [
    "3.5.2.2",
    "CLOSED, V4 SYN without a mapping: held for six seconds, then port unreachable",
    u("an unsolicited SYN waits six seconds, then hears that the port is unreachable", "holds only so many SYNs"),
  ],
  [
    "3.5.2.2",
    "CLOSED, V4 SYN with a mapping: V4 INIT",
    u("a SYN from outside opens to an existing mapping, if filtering lets it"),
  ],
  [
    "3.5.2.2",
    "CLOSED, anything else: passes where there is a mapping, opens nothing",
    u("other segments pass where there is a mapping, and open nothing"),
  ],
  [
    "3.5.2.2",
    "V4 INIT, V6 SYN: ESTABLISHED, nothing is answered",
    u("a simultaneous open is established and answers nothing"),
  ],
  [
    "3.5.2.2",
    "V4 INIT that nobody answers ends after TCP_TRANS",
    more("a SYN from outside that the client does not answer ends after four minutes"),
  ],
  [
    "3.5.2.2",
    "V6 INIT: V6 SYN renews, V4 SYN establishes, TCP_TRANS ends",
    u("a SYN without answer lives four minutes, repeated or not answered"),
  ],
  [
    "3.5.2.2",
    "ESTABLISHED: every packet renews TCP_EST; at its end the client is probed and TCP_TRANS begins",
    u(
      "an established connection lives two hours and four minutes, then the client is asked, then four minutes more",
      "the client's answer to that question keeps it",
    ),
  ],
  [
    "3.5.2.2",
    "V4 FIN RCV and V6 FIN RCV: data goes on; both: TCP_TRANS",
    u("one FIN keeps the long timer, both end it within four minutes", "a FIN from the server alone likewise"),
  ],
  [
    "3.5.2.2",
    "TRANS: RST stays, anything else brings it back",
    u("a RST shortens the life, data after it brings it back"),
  ],
  ["3.5.3", "ICMP queries: identifier mapped, 60 s", u("maps identifiers, and lives a minute")],
  ["3.5.3", "ICMP queries: address-dependent filtering", more("address-dependent filtering holds for pings too")],
  [
    "3.5.4",
    "the well-known prefix where none is configured, others where they are",
    { test: ["unit/agent/nat64/config.test.ts › fills in every default", "rfc6052/2.2-prefix-64"] },
  ],
  ["3.6", "the outgoing tuple", u("translates answers back")],
  ["3.7", "translated by RFC 7915", { test: ["rfc7915/5.1-hop-limit-decremented"] }],
  [
    "3.8",
    "hairpinning, errors too",
    u(
      "brings a client's packet to another client's mapping back in, with a mapping of its own",
      "brings errors back too",
    ),
  ],
  [
    "4",
    "constants: UDP 5 min, TCP_EST 2 h 4 min, TCP_TRANS 4 min, TCP_INCOMING_SYN 6 s, ICMP 60 s, FRAGMENT 2 s",
    { test: ["unit/agent/nat64/config.test.ts › fills in every default"] },
  ],
  [
    "4",
    "shorter ones only with a warning",
    { test: ["unit/agent/nat64/config.test.ts › takes every form a key may have"] },
  ],
  ["5.2", "who may use it: access control", u("asks who may")],
  [
    "5.3",
    "state is bounded; fragments too",
    u(
      "one source prefix cannot fill the table",
      "the table has an end: the oldest that nobody answered goes first, answered ones stay",
      "a flood from one prefix leaves ports to the others",
    ),
  ],
  ["5.3", "a flood harms no established connection", { test: ["lab/nat64-attack.test.ts › of %s"] }],
  ["5.4", "no loops", u("takes only packets to pool6 and to pool4, and no source inside pool6")],
  ["RFC 4787 REQ-2", "paired pooling", u("gives a client one address of the pool for all protocols")],
  [
    "RFC 4787 REQ-3",
    "well-known ports are not given out unless asked for",
    { test: ["unit/agent/nat64/config.test.ts › takes every form a key may have"] },
  ],
  [
    "RFC 4787 REQ-9",
    "hairpinning with external source address and port",
    u("brings a client's packet to another client's mapping back in, with a mapping of its own"),
  ],
  [
    "RFC 4787 REQ-14",
    "fragments out of order",
    u("translates fragments by their first one, whatever order they come in"),
  ],
  [
    "RFC 5382 REQ-4",
    "unsolicited SYNs are not answered within six seconds",
    u("an unsolicited SYN waits six seconds, then hears that the port is unreachable"),
  ],
  [
    "RFC 5382 REQ-5",
    "2 h 4 min established, 4 min transitory",
    u("an established connection lives two hours and four minutes, then the client is asked, then four minutes more"),
  ],
];
