/** What the watch for failed connections makes of packets: who could not reach whom, and how it showed. */
import { describe, expect, it } from "vitest";
import { Failures } from "../../../../agent/nat64/tables/failures.ts";
import { parseIp6 } from "../../../../agent/net/ip6.ts";
import { FLAGS, icmp, seen, tcp } from "./packets.ts";
import { CLIENT, POOL, SERVER, TO_SERVER, World } from "./world.ts";

const CLIENT6 = parseIp6("2001:db8:1::2")!;

describe("failed connections", () => {
  it("are told by server, the newest first, with their clients", () => {
    const failures = new Failures();
    failures.note("unanswered", 0, 0x5db8d80a, 443, CLIENT6, 0, 1000);
    failures.note("refused", 0, 0x5db8d80b, 80, CLIENT6, 0, 2000);
    failures.note("unanswered", 0, 0x5db8d80a, 443, CLIENT6, 0, 5000);
    expect(failures.totals).toEqual({ unanswered: 2, refused: 1, unreachable: 0, no_port: 0 });
    expect(failures.list(8000)).toEqual([
      {
        protocol: "tcp",
        address: "93.184.216.10",
        port: 443,
        unanswered: 2,
        refused: 0,
        unreachable: 0,
        no_port: 0,
        last_s_ago: 3,
        clients: { "2001:db8:1::2": 2 },
      },
      expect.objectContaining({ address: "93.184.216.11", port: 80, refused: 1 }),
    ]);
  });

  it("of more servers than are kept lose the one that failed longest ago", () => {
    const failures = new Failures();
    for (let i = 0; i <= 1000; i++) failures.note("refused", 0, i, 80, CLIENT6, 0, i);
    const servers = failures.list(1001);
    expect(servers).toHaveLength(1000);
    expect(servers.at(-1)!.address).toBe("0.0.0.1");
    expect(failures.totals.refused).toBe(1001);
  });

  it("name eight clients of a server", () => {
    const failures = new Failures();
    for (let i = 0; i < 20; i++) {
      const client = Uint8Array.from(CLIENT6);
      client[15] = i;
      failures.note("no_port", 1, 1, 53, client, 0, i);
    }
    expect(Object.keys(failures.list(20)[0]!.clients)).toHaveLength(8);
  });
});

describe("the translator notes", () => {
  const servers = (world: World) => world.translator.stateful!.failures.list(0);
  const syn = tcp(TO_SERVER, 4000, 80, FLAGS.syn);
  const open = (world: World): Uint8Array => world.packets(syn)[0]!;

  it("nothing of a connection that comes about, and ends", () => {
    const world = new World();
    const port = seen(open(world)).sport;
    world.send(tcp({ from: SERVER, to: POOL }, 80, port, FLAGS.syn | FLAGS.ack));
    world.send(tcp(TO_SERVER, 4000, 80, FLAGS.ack));
    world.send(tcp({ from: SERVER, to: POOL }, 80, port, FLAGS.rst));
    expect(servers(world)).toEqual([]);
  });

  it("a SYN that is sent again", () => {
    const world = new World();
    open(world);
    expect(servers(world)).toEqual([]);
    world.send(syn);
    world.send(syn);
    expect(servers(world)).toMatchObject([{ address: SERVER, port: 80, unanswered: 2, clients: { [CLIENT]: 2 } }]);
  });

  it("a RST in answer to a SYN", () => {
    const world = new World();
    const port = seen(open(world)).sport;
    world.send(tcp({ from: SERVER, to: POOL }, 80, port, FLAGS.rst | FLAGS.ack));
    expect(servers(world)).toMatchObject([{ address: SERVER, port: 80, refused: 1 }]);
  });

  it("an ICMP error, unless it is about size", () => {
    const world = new World();
    const sent = open(world);
    world.send(icmp({ from: "192.0.2.9", to: POOL }, 3, 4, 1400, sent.subarray(0, 28)));
    expect(servers(world)).toEqual([]);
    world.send(icmp({ from: "192.0.2.9", to: POOL }, 3, 1, 0, sent.subarray(0, 28)));
    expect(servers(world)).toMatchObject([{ address: SERVER, port: 80, unreachable: 1 }]);
  });
});
