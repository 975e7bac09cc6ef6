/** RFC 6146, section by section. */
import { describe, expect, it } from "vitest";
import { echo, FLAGS, icmp, ip, seen, tcp, udp, udpBytes } from "./packets.ts";
import { CLIENT, OTHER, POOL, SERVER, SERVER6, TO_SERVER, World } from "./world.ts";

const BACK = { from: SERVER, to: POOL };
const MINUTE = 60;
const HOUR = 3600;

function portOf(world: World, sport = 4000, from = CLIENT): number {
  const out = world.send(udp({ ...TO_SERVER, from }, sport, 53));
  if (typeof out === "string") throw new Error(out);
  return out.sport;
}

describe("3.4 determining the incoming tuple", () => {
  it("refuses other protocols, and says so on both sides", () => {
    const world = new World();
    expect(world.send(ip(TO_SERVER, 50, new Array(16).fill(0)))).toBe("unsupported-protocol!");
    expect(world.send(ip(BACK, 132, new Array(16).fill(0)))).toBe("unsupported-protocol!");
    const [reply] = world.packets(ip(TO_SERVER, 50, new Array(16).fill(0)));
    expect([reply![40], reply![41]]).toEqual([1, 4]);
    const [reply4] = world.packets(ip(BACK, 132, new Array(16).fill(0)));
    expect([reply4![20], reply4![21]]).toEqual([3, 2]);
  });

  it("translates fragments by their first one, whatever order they come in", () => {
    const data = Array.from({ length: 40 }, (_, i) => i);
    const bytes = udpBytes(TO_SERVER, 4000, 53, data);
    const part = (offset: number, to: number, more: boolean) =>
      ip({ ...TO_SERVER, fragment: { offset, more, id: 0x10007 } }, 17, bytes.slice(offset, to));
    const world = new World();
    expect(world.send(part(32, 48, false))).toBe("kept");
    expect(world.send(part(16, 32, true))).toBe("kept");
    const out = world.packets(part(0, 16, true));
    expect(out.map((p) => [((p[6]! << 8) | p[7]!) & 0x1fff, (p[6]! & 0x20) !== 0, (p[4]! << 8) | p[5]!])).toEqual([
      [0, true, 7],
      [4, false, 7],
      [2, true, 7],
    ]);
    expect(new Set(out.map((p) => seen(p).from))).toEqual(new Set([POOL]));
    const whole = [...out].sort((a, b) => (a[7]! & 31) - (b[7]! & 31)).flatMap((p) => [...p.subarray(20)]);
    const expected = udpBytes({ from: POOL, to: SERVER }, seen(out[0]!).sport, 53, data);
    expect(whole).toEqual(expected);
  });

  it("does the same toward IPv6", () => {
    const world = new World();
    const port = portOf(world);
    const bytes = udpBytes(BACK, 53, port, new Array(24).fill(7));
    const part = (offset: number, to: number, more: boolean) =>
      ip({ ...BACK, fragment: { offset, more, id: 77 } }, 17, bytes.slice(offset, to));
    expect(world.send(part(16, 32, false))).toBe("kept");
    const out = world.packets(part(0, 16, true));
    expect(out.map((p) => seen(p).to)).toEqual([CLIENT, CLIENT]);
    expect(out.flatMap((p) => [...p.subarray(48)])).toEqual(
      udpBytes({ from: SERVER6, to: CLIENT }, 53, 4000, new Array(24).fill(7)),
    );
  });

  it("holds fragments for two seconds and within bounds", () => {
    const world = new World({ limits: { fragmented_packets: 4, fragment_bytes: 4096 } });
    const later = (id: number) =>
      ip({ ...TO_SERVER, fragment: { offset: 800, more: false, id } }, 17, new Array(800).fill(1));
    expect([1, 2, 3].map((id) => world.send(later(id)))).toEqual(["kept", "kept", "fragment-limit"]);
    world.pass(1.9);
    expect(world.translator.stateful!.fragments6.count).toBe(2);
    world.pass(0.2);
    expect(world.translator.stateful!.fragments6.count).toBe(0);
    expect(world.translator.stateful!.fragments6.heldBytes).toBe(0);
    expect(world.translator.counters.drops["fragment-timeout"]).toBe(2);
  });
});

describe("3.4 UDP from IPv4 without a checksum, in fragments", () => {
  const data = Array.from({ length: 40 }, (_, i) => i * 3);

  function cut(port: number): Uint8Array[] {
    const bytes = udpBytes(BACK, 53, port, data);
    bytes[6] = 0;
    bytes[7] = 0;
    return [
      [0, 16],
      [16, 32],
      [32, 48],
    ].map(([from, to]) =>
      ip({ ...BACK, fragment: { offset: from!, more: to! < 48, id: 77 } }, 17, bytes.slice(from, to)),
    );
  }

  it.each([
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
  ])("is put together and gets one, in the order %d %d %d", (...order) => {
    const world = new World();
    const pieces = cut(portOf(world));
    const out = order.map((i) => world.packets(pieces[i]!));
    expect(out.slice(0, 2)).toEqual([[], []]);
    const [whole] = out[2]!;
    expect([...whole!.subarray(40)]).toEqual(udpBytes({ from: SERVER6, to: CLIENT }, 53, 4000, data));
    const { gathering, fragments4 } = world.translator.stateful!;
    expect([gathering.count, gathering.heldBytes, fragments4.heldBytes]).toEqual([0, 0, 0]);
  });

  it("is given up where fragments overlap, and after two seconds", () => {
    const world = new World();
    const pieces = cut(portOf(world));
    world.send(pieces[0]!);
    const over = ip({ ...BACK, fragment: { offset: 8, more: true, id: 77 } }, 17, new Array(16).fill(9));
    expect(world.send(over)).toBe("malformed");
    expect(world.send(pieces[0]!)).toBe("kept");
    world.pass(2);
    expect(world.translator.counters.drops["fragment-timeout"]).toBe(1);
    expect(world.translator.stateful!.gathering.heldBytes).toBe(0);
  });

  it("is bounded in memory", () => {
    const world = new World({ limits: { fragmented_packets: 16, fragment_bytes: 4096 } });
    const port = portOf(world);
    const first = (id: number, bytes: number[]) => ip({ ...BACK, fragment: { offset: 0, more: true, id } }, 17, bytes);
    const bytes = udpBytes(BACK, 53, port, new Array(192).fill(1));
    bytes[6] = 0;
    bytes[7] = 0;
    expect([1, 2, 3, 4].map((id) => world.send(first(id, bytes)))).toEqual([
      "kept",
      "kept",
      "fragment-limit",
      "fragment-limit",
    ]);
  });

  it("is dropped where the configuration says so", () => {
    const world = new World({ udp_zero_checksum: "drop" });
    expect(world.send(cut(portOf(world))[0]!)).toBe("udp-zero-checksum");
  });
});

describe("3.5 filtering and updating", () => {
  it("takes only packets to pool6 and to pool4, and no source inside pool6", () => {
    const world = new World();
    expect(world.send(udp({ ...TO_SERVER, to: "2001:db8:9::1" }, 1, 2))).toBe("not-in-pool6");
    expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:64::1.2.3.4" }, 1, 2))).toBe("source-in-pool6");
    expect(world.send(udp({ from: SERVER, to: "203.0.113.9" }, 1, 2))).toBe("not-in-pool4");
    expect(world.sessions).toBe(0);
  });

  it("asks who may", () => {
    const world = new World({ clients: ["2001:db8:1::/64"] });
    expect(world.send(udp(TO_SERVER, 4000, 53))).toMatchObject({ from: POOL });
    expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:2::1" }, 4000, 53))).toBe("not-a-client!");
  });
});

describe("3.5.1 UDP", () => {
  it("maps endpoint-independently: one port for one client port, whoever it writes to", () => {
    const world = new World();
    const port = portOf(world);
    expect(world.send(udp({ ...TO_SERVER, to: "2001:db8:64::8.8.8.8" }, 4000, 99))).toMatchObject({
      from: POOL,
      sport: port,
    });
    expect([world.bib, world.sessions]).toEqual([1, 2]);
    expect(portOf(world, 4001)).not.toBe(port);
  });

  it("keeps the port if it is free, else its parity and half", () => {
    const world = new World({ pool4: [{ prefix: POOL, ports: "1-65535" }] });
    expect(portOf(world, 5000)).toBe(5000);
    const even = portOf(world, 5000, OTHER);
    expect([even !== 5000, even % 2, even >= 1024]).toEqual([true, 0, true]);
    expect(portOf(world, 123)).toBe(123);
    const low = portOf(world, 123, OTHER);
    expect([low !== 123, low % 2, low < 1024]).toEqual([true, 1, true]);
  });

  it("translates answers back", () => {
    const world = new World();
    const port = portOf(world);
    expect(world.send(udp(BACK, 53, port))).toEqual({
      from: SERVER6,
      to: CLIENT,
      hops: 63,
      protocol: 17,
      sport: 53,
      dport: 4000,
    });
  });

  it("filters endpoint-independently: anyone may write to a mapping", () => {
    const world = new World({ filtering: "eif" });
    const port = portOf(world);
    expect(world.send(udp({ from: "8.8.8.8", to: POOL }, 1, port))).toMatchObject({ to: CLIENT });
    expect(world.sessions).toBe(2);
    expect(world.send(udp(BACK, 53, port + 2))).toBe("no-session");
  });

  it("filters address-dependently: who was written to may answer from any port", () => {
    const world = new World({ filtering: "adf" });
    const port = portOf(world);
    expect(world.send(udp({ from: "8.8.8.8", to: POOL }, 53, port))).toBe("filtered");
    expect(world.send(udp({ from: SERVER, to: POOL }, 99, port))).toMatchObject({ to: CLIENT, sport: 99 });
  });

  it("lives five minutes after the last packet of either side", () => {
    const world = new World();
    const port = portOf(world);
    world.pass(4 * MINUTE);
    world.send(udp(BACK, 53, port));
    world.pass(5 * MINUTE - 0.1);
    expect(world.sessions).toBe(1);
    world.pass(0.1);
    expect([world.sessions, world.bib]).toEqual([0, 0]);
    expect(world.send(udp(BACK, 53, port))).toBe("no-session");
  });

  it("tells the client when no port is left, and gives ports back", () => {
    const world = new World({ pool4: [{ prefix: POOL, ports: [2000, 2001] }] });
    expect([portOf(world, 2000), portOf(world, 9, OTHER)].sort()).toEqual([2000, 2001]);
    const [told] = world.packets(udp(TO_SERVER, 77, 53));
    expect([told![40], told![41], seen(told!).to]).toEqual([1, 3, CLIENT]);
    world.pass(5 * MINUTE);
    expect(world.send(udp(TO_SERVER, 77, 53))).toMatchObject({ from: POOL });
  });

  it("gives a client one address of the pool for all protocols", () => {
    const world = new World({ pool4: ["203.0.113.0/28"] }, Math.random);
    const from = new Set<string>();
    for (let port = 2000; port < 2020; port++)
      from.add((world.send(udp(TO_SERVER, port, 53)) as { from: string }).from);
    from.add((world.send(echo(TO_SERVER, "request", 5)) as { from: string }).from);
    from.add((world.send(tcp(TO_SERVER, 9, 80, FLAGS.syn)) as { from: string }).from);
    expect(from.size).toBe(1);
  });
});

describe("3.5.2 TCP", () => {
  const syn = tcp(TO_SERVER, 4000, 80, FLAGS.syn);
  const data = tcp(TO_SERVER, 4000, 80, FLAGS.ack);
  const fin = tcp(TO_SERVER, 4000, 80, FLAGS.fin | FLAGS.ack);
  const back = (flags: number, dport = 4000, from = SERVER, sport = 80) => tcp({ from, to: POOL }, sport, dport, flags);

  function open(config: Record<string, unknown> = {}): World {
    const world = new World(config);
    expect(world.send(syn)).toMatchObject({ from: POOL, sport: 4000 });
    expect(world.send(back(FLAGS.syn | FLAGS.ack))).toMatchObject({ to: CLIENT, dport: 4000 });
    return world;
  }

  it("opens with a SYN from the client only", () => {
    const world = new World();
    expect(world.send(data)).toBe("no-session");
    expect(world.send(back(FLAGS.ack))).toBe("no-session");
    expect(world.send(syn)).toMatchObject({ from: POOL });
  });

  it("a SYN without answer lives four minutes, repeated or not answered", () => {
    const world = new World();
    world.send(syn);
    world.pass(3 * MINUTE);
    world.send(syn);
    world.pass(4 * MINUTE - 1);
    expect(world.sessions).toBe(1);
    world.pass(1);
    expect(world.sessions).toBe(0);
  });

  it("an established connection lives two hours and four minutes, then the client is asked, then four minutes more", () => {
    const world = open();
    world.pass(2 * HOUR);
    expect(world.sessions).toBe(1);
    world.pass(4 * MINUTE);
    expect(world.sent.map((p) => ({ ...seen(p), flags: p[53] }))).toEqual([
      { from: SERVER6, to: CLIENT, hops: 64, protocol: 6, sport: 80, dport: 4000, flags: FLAGS.ack },
    ]);
    world.pass(4 * MINUTE);
    expect(world.sessions).toBe(0);
  });

  it("the client's answer to that question keeps it", () => {
    const world = open();
    world.pass(2 * HOUR + 4 * MINUTE);
    world.send(data);
    world.pass(2 * HOUR);
    expect(world.sessions).toBe(1);
  });

  it("one FIN keeps the long timer, both end it within four minutes", () => {
    const world = open();
    world.send(fin);
    world.pass(HOUR);
    expect(world.send(back(FLAGS.ack))).toMatchObject({ to: CLIENT });
    world.pass(2 * HOUR);
    expect(world.sessions).toBe(1);
    world.send(back(FLAGS.fin | FLAGS.ack));
    world.send(data);
    world.pass(4 * MINUTE - 1);
    expect(world.sessions).toBe(1);
    world.pass(1);
    expect(world.sessions).toBe(0);
  });

  it("a FIN from the server alone likewise", () => {
    const world = open();
    world.send(back(FLAGS.fin | FLAGS.ack));
    world.pass(HOUR);
    expect(world.sessions).toBe(1);
    world.send(fin);
    world.pass(4 * MINUTE);
    expect(world.sessions).toBe(0);
  });

  it("a RST shortens the life, data after it brings it back", () => {
    for (const reset of [tcp(TO_SERVER, 4000, 80, FLAGS.rst), back(FLAGS.rst)]) {
      const world = open();
      world.send(reset);
      world.pass(3 * MINUTE);
      world.send(data);
      world.pass(2 * HOUR);
      expect(world.sessions).toBe(1);
      world.send(reset);
      world.pass(4 * MINUTE);
      expect(world.sessions).toBe(0);
    }
  });

  it("a SYN from outside opens to an existing mapping, if filtering lets it", () => {
    const eif = open({ filtering: "eif" });
    expect(eif.send(back(FLAGS.syn, 4000, "8.8.8.8", 99))).toMatchObject({ to: CLIENT, sport: 99 });
    expect(eif.sessions).toBe(2);
    const adf = open({ filtering: "adf" });
    expect(adf.send(back(FLAGS.syn, 4000, "8.8.8.8", 99))).toBe("kept");
    expect(adf.send(back(FLAGS.ack, 4000, "8.8.8.8", 99))).toBe("filtered");
    expect(adf.send(back(FLAGS.syn, 4000, SERVER, 99))).toMatchObject({ to: CLIENT });
  });

  it("an unsolicited SYN waits six seconds, then hears that the port is unreachable", () => {
    const world = new World();
    expect(world.send(back(FLAGS.syn, 7777))).toBe("kept");
    world.pass(5.9);
    expect(world.sent).toEqual([]);
    world.pass(0.1);
    expect(world.sent.map((p) => [seen(p).to, p[20], p[21]])).toEqual([[SERVER, 3, 3]]);
  });

  it("a simultaneous open is established and answers nothing", () => {
    const world = new World({ filtering: "adf" });
    world.send(tcp({ ...TO_SERVER, to: "2001:db8:64::8.8.8.8" }, 4000, 80, FLAGS.syn));
    expect(world.send(back(FLAGS.syn))).toBe("kept");
    expect(world.send(syn)).toMatchObject({ sport: 4000 });
    world.pass(HOUR);
    expect(world.sent).toEqual([]);
    expect(world.sessions).toBe(1);
  });

  it("holds only so many SYNs", () => {
    const world = new World({ limits: { pending_syns: 1 } });
    expect(world.send(back(FLAGS.syn, 7777))).toBe("kept");
    expect(world.send(back(FLAGS.syn, 7777))).toBe("kept");
    expect(world.send(back(FLAGS.syn, 7778))).toBe("unsolicited-syn!");
  });

  it("other segments pass where there is a mapping, and open nothing", () => {
    const world = open();
    expect(world.send(tcp({ ...TO_SERVER, to: "2001:db8:64::8.8.8.8" }, 4000, 443, FLAGS.ack))).toMatchObject({
      from: POOL,
      to: "8.8.8.8",
    });
    expect(world.send(back(FLAGS.ack, 4000, "8.8.8.8", 443))).toMatchObject({ to: CLIENT });
    expect(world.sessions).toBe(1);
  });

  it("clamps the MSS of a SYN to what both sides carry", () => {
    const world = new World({ mtu6: 1400 });
    const mss = (value: number) => [1, 2, 4, value >> 8, value & 255, 1, 0, 0];
    const out = (packet: Uint8Array) => [...world.packets(packet)[0]!.slice(-8)];
    expect(out(tcp(TO_SERVER, 4000, 80, FLAGS.syn, { options: mss(1440) }))).toEqual(mss(1340));
    expect(out(tcp(BACK, 80, 4000, FLAGS.syn | FLAGS.ack, { options: mss(1460) }))).toEqual(mss(1340));
    expect(out(tcp(BACK, 80, 4000, FLAGS.syn | FLAGS.ack, { options: mss(1200) }))).toEqual(mss(1200));
    expect(out(tcp(BACK, 80, 4000, FLAGS.ack, { options: mss(1460) }))).toEqual(mss(1460));
  });
});

describe("3.5.3 ICMP queries", () => {
  it("maps identifiers, and lives a minute", () => {
    const world = new World();
    expect(world.send(echo(TO_SERVER, "request", 5000))).toMatchObject({
      from: POOL,
      protocol: 1,
      sport: 5000,
      dport: 8,
    });
    const second = world.send(echo({ ...TO_SERVER, from: OTHER }, "request", 5000)) as { sport: number };
    expect(second.sport).not.toBe(5000);
    expect(world.send(echo(BACK, "reply", second.sport))).toMatchObject({ to: OTHER, sport: 5000, dport: 129 });
    world.pass(MINUTE);
    expect(world.send(echo(BACK, "reply", 5000))).toBe("no-session");
  });
});

describe("ICMP errors", () => {
  it("from IPv4 go to the client that is quoted, with its ports", () => {
    const world = new World();
    world.send(udp(TO_SERVER, 4000, 53));
    const [sent] = world.packets(udp(TO_SERVER, 4000, 53));
    const [out] = world.packets(icmp({ from: "192.0.2.9", to: POOL }, 11, 0, 0, sent!.subarray(0, 28)));
    expect(seen(out!)).toMatchObject({ from: "2001:db8:64::c000:209", to: CLIENT, protocol: 58, dport: 3 });
    expect(seen(out!.subarray(48))).toMatchObject({ from: CLIENT, to: SERVER6, sport: 4000, dport: 53, hops: 63 });
    expect([...out!.subarray(88)]).toEqual(udpBytes(TO_SERVER, 4000, 53).slice(0, 8));
  });

  it("from IPv6 come from the mapping that is quoted", () => {
    const world = new World();
    const port = portOf(world);
    const [sent] = world.packets(udp(BACK, 53, port));
    const router = "2001:db8:ff::1";
    const [out] = world.packets(icmp({ from: router, to: SERVER6 }, 1, 4, 0, sent!));
    expect(seen(out!)).toMatchObject({ from: POOL, to: SERVER, protocol: 1, dport: 3 });
    expect(seen(out!.subarray(28))).toMatchObject({ from: SERVER, to: POOL, sport: 53, dport: port });
    expect([...out!.subarray(48)]).toEqual(udpBytes(BACK, 53, port));
  });

  it("about nothing we know are dropped, and keep nothing alive", () => {
    const world = new World();
    const [sent] = world.packets(udp(TO_SERVER, 4000, 53));
    const error = icmp({ from: SERVER, to: POOL }, 3, 3, 0, sent!);
    world.pass(4 * MINUTE);
    expect(world.send(error)).toMatchObject({ to: CLIENT });
    world.pass(MINUTE);
    expect(world.send(error)).toBe("no-session");
  });

  it("about a ping quote the client's identifier", () => {
    const world = new World();
    world.send(echo({ ...TO_SERVER, from: OTHER }, "request", 6000));
    const [sent] = world.packets(echo(TO_SERVER, "request", 6000));
    const [out] = world.packets(icmp({ from: SERVER, to: POOL }, 3, 1, 0, sent!));
    expect([...out!.subarray(48)].slice(40)).toEqual([...echo(TO_SERVER, "request", 6000)].slice(40));
  });

  it("from a private router under the well-known prefix come from ourselves", () => {
    const world = new World({ pool6: "64:ff9b::/96", pool4: ["8.8.4.4"], self6: "2001:db8:5::1" });
    const [sent] = world.packets(udp({ from: CLIENT, to: "64:ff9b::8.8.8.8" }, 4000, 53));
    const [out] = world.packets(icmp({ from: "10.0.0.1", to: "8.8.4.4" }, 11, 0, 0, sent!));
    expect(seen(out!)).toMatchObject({ from: "2001:db8:5::1", to: CLIENT });
  });
});

describe("3.8 hairpinning", () => {
  it("brings a client's packet to another client's mapping back in, with a mapping of its own", () => {
    const world = new World();
    const target = portOf(world, 7000, OTHER);
    const out = world.send(udp({ from: CLIENT, to: "2001:db8:64::203.0.113.1" }, 4000, target));
    expect(out).toEqual({
      from: "2001:db8:64::cb00:7101",
      to: OTHER,
      hops: 63,
      protocol: 17,
      sport: 4000,
      dport: 7000,
    });
    const back = world.send(udp({ from: OTHER, to: "2001:db8:64::203.0.113.1" }, 7000, 4000));
    expect(back).toMatchObject({ from: "2001:db8:64::cb00:7101", to: CLIENT, sport: target, dport: 4000 });
  });

  it("brings errors back too", () => {
    const world = new World();
    const target = portOf(world, 7000, OTHER);
    const [sent] = world.packets(udp({ from: CLIENT, to: "2001:db8:64::203.0.113.1" }, 4000, target));
    const [out] = world.packets(icmp({ from: OTHER, to: "2001:db8:64::203.0.113.1" }, 1, 4, 0, sent!));
    expect(seen(out!)).toMatchObject({ from: "2001:db8:64::cb00:7101", to: CLIENT, protocol: 58, dport: 1 });
    expect(seen(out!.subarray(48))).toMatchObject({ from: CLIENT, sport: 4000, dport: target });
  });
});

describe("static bindings", () => {
  const bib = [{ protocol: "tcp", v6: `[${CLIENT}]:443`, v4: `${POOL}:443` }];

  it("let a server behind the translator be reached, whatever the filtering", () => {
    for (const filtering of ["eif", "adf"]) {
      const world = new World({ bib, filtering });
      expect(world.send(tcp(BACK, 5555, 443, FLAGS.syn))).toMatchObject({ to: CLIENT, sport: 5555, dport: 443 });
      expect(world.send(tcp(TO_SERVER, 443, 5555, FLAGS.syn | FLAGS.ack))).toMatchObject({ from: POOL, sport: 443 });
    }
  });

  it("outlive their sessions and are nobody else's", () => {
    const world = new World({ bib, pool4: [{ prefix: POOL, ports: [443, 443] }] });
    world.send(tcp(BACK, 5555, 443, FLAGS.syn));
    world.pass(HOUR);
    expect([world.sessions, world.bib]).toEqual([0, 1]);
    expect(world.send(tcp({ ...TO_SERVER, from: OTHER }, 443, 80, FLAGS.syn))).toBe("ports-exhausted!");
  });
});

describe("limits", () => {
  it("one source prefix cannot fill the table", () => {
    const world = new World({ limits: { sessions: 10, per_source: 3 } });
    for (let i = 0; i < 3; i++) portOf(world, 2000 + i, `2001:db8:1::${i + 1}`);
    expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:1::99" }, 9, 53))).toBe("source-limit!");
    expect(portOf(world, 2000, "2001:db8:2::1")).toBeGreaterThan(0);
    world.pass(5 * MINUTE);
    expect(portOf(world, 2000, "2001:db8:1::99")).toBeGreaterThan(0);
  });

  it("the table has an end: the oldest that nobody answered goes first, answered ones stay", () => {
    const world = new World({ limits: { sessions: 3 } });
    const ports = [1, 2, 3].map((i) => portOf(world, 2000 + i));
    expect(world.send(udp(BACK, 53, ports[0]!))).toMatchObject({ to: CLIENT });
    portOf(world, 9);
    expect(world.send(udp(BACK, 53, ports[1]!))).toBe("no-session");
    for (const port of [ports[0]!, ports[2]!]) expect(world.send(udp(BACK, 53, port))).toMatchObject({ to: CLIENT });
    expect([world.sessions, world.translator.stateful!.bindings.evicted]).toEqual([3, 1]);
    expect(world.send(tcp(BACK, 1, 9, FLAGS.ack))).toBe("no-session");
    world.send(udp(BACK, 53, 9));
    const [again] = world.packets(udp(TO_SERVER, 9, 53));
    world.send(udp(BACK, 53, seen(again!).sport));
    expect(world.send(udp(TO_SERVER, 10, 53))).toBe("session-limit!");
  });

  it("a TCP connection is established for them once both sides sent a SYN, until it ends", () => {
    const world = new World({ limits: { sessions: 2 } });
    const open = (port: number) => world.send(tcp(TO_SERVER, port, 80, FLAGS.syn));
    const answer = (port: number) => world.send(tcp(BACK, 80, port, FLAGS.syn | FLAGS.ack));
    for (const port of [4001, 4002]) {
      open(port);
      answer(port);
    }
    expect(open(4003)).toBe("session-limit!");
    world.send(tcp(BACK, 80, 4001, FLAGS.rst));
    expect(open(4003)).toMatchObject({ from: POOL });
    expect(answer(4001)).toBe("kept");
    expect(answer(4002)).toMatchObject({ to: CLIENT });
  });

  it("a flood from one prefix leaves ports to the others", () => {
    const world = new World({ pool4: [{ prefix: POOL, ports: "1024-5119" }] }, Math.random);
    world.send(udp(BACK, 53, portOf(world, 2000, "2001:db8:9::1")));
    const refused = Array.from({ length: 10_000 }, (_, i) => {
      const from = `2001:db8:66::${(i + 1).toString(16)}`;
      return world.send(udp({ ...TO_SERVER, from }, 1 + (i % 60_000), 53));
    }).filter((out) => out === "source-limit!" || out === "source-limit").length;
    expect(refused).toBe(10_000 - (3072 - 1));
    for (let i = 0; i < 1000; i++) portOf(world, 3000 + i, "2001:db8:9::2");
    // The flood goes on and replaces its own sessions only.
    world.pass(2);
    for (let i = 0; i < 5000; i++) {
      world.send(udp({ ...TO_SERVER, from: `2001:db8:66:0:1::${(i + 1).toString(16)}` }, 7, 53));
    }
    for (let i = 0; i < 1000; i++) {
      expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:9::2" }, 3000 + i, 53))).toMatchObject({ from: POOL });
    }
    expect(world.translator.stateful!.bindings.evicted).toBeGreaterThan(1000);
  });

  it("who is alone may have everything", () => {
    const world = new World({ pool4: [{ prefix: POOL, ports: "1024-3071" }] }, Math.random);
    for (let i = 0; i < 2048; i++) portOf(world, 10_000 + i);
    expect(world.send(udp(TO_SERVER, 1, 53))).toBe("ports-exhausted!");
    // Somebody else comes: the one who has it all gives way.
    expect(portOf(world, 1, "2001:db8:9::1")).toBeGreaterThan(0);
  });

  it("ICMP in our own name is limited in rate", () => {
    const world = new World({ limits: { icmp_per_second: 2 } });
    const late = udp({ ...TO_SERVER, hops: 1 }, 4000, 53);
    expect([1, 2, 3].map(() => world.send(late))).toEqual([
      "hop-limit-exceeded!",
      "hop-limit-exceeded!",
      "hop-limit-exceeded",
    ]);
    world.pass(1);
    expect(world.send(late)).toBe("hop-limit-exceeded!");
    expect(world.translator.counters.repliesSuppressed).toBe(1);
  });
});

describe("our own addresses", () => {
  it("answer pings and nothing else", () => {
    const world = new World({ self4: "192.0.2.77", self6: "2001:db8:5::1" });
    expect(seen(world.packets(echo({ from: CLIENT, to: "2001:db8:5::1" }, "request", 3))[0]!)).toMatchObject({
      from: "2001:db8:5::1",
      to: CLIENT,
      dport: 129,
      sport: 3,
    });
    expect(seen(world.packets(echo({ from: SERVER, to: "192.0.2.77" }, "request", 3))[0]!)).toMatchObject({
      to: SERVER,
      dport: 0,
    });
    expect(world.send(udp({ from: CLIENT, to: "2001:db8:5::1" }, 1, 2))).toBe("to-self");
    const wrong = echo({ from: SERVER, to: "192.0.2.77" }, "request", 3);
    wrong[30]! ^= 1;
    expect(world.send(wrong)).toBe("bad-checksum");
  });
});

describe("well-known prefix", () => {
  it("never carries non-global IPv4, unless told to", () => {
    const strict = new World({ pool6: "64:ff9b::/96", pool4: ["8.8.4.4"] });
    expect(strict.send(udp({ from: CLIENT, to: "64:ff9b::10.0.0.1" }, 1, 2))).toBe(
      "non-global-under-well-known-prefix",
    );
    expect(strict.send(udp({ from: CLIENT, to: "64:ff9b::203.0.113.42" }, 1, 2))).toBe(
      "non-global-under-well-known-prefix",
    );
    const lax = new World({ pool6: "64:ff9b::/96", allow_non_global: true });
    expect(lax.send(udp({ from: CLIENT, to: "64:ff9b::cb00:712a" }, 4000, 53))).toMatchObject({ to: "203.0.113.42" });
    expect(lax.send(udp({ from: "203.0.113.42", to: POOL }, 53, 4000))).toMatchObject({ from: "64:ff9b::cb00:712a" });
  });
});
