/** What holds of every packet, found out with random ones. The seed is printed; NAT64_SEED repeats a run. */
import { describe, expect, it } from "vitest";
import { Frame, GSO_TCP4, GSO_TCP6, GSO_UDP } from "../../agent/nat64/packet/frame.ts";
import { settle } from "../../agent/nat64/packet/settle.ts";
import type { Sink } from "../../agent/nat64/packet/sink.ts";
import { faultOf } from "../unit/agent/nat64/packet-oracle.ts";
import { echo, FLAGS, type IpFields, internetChecksum, ip, seen, tcp, udp } from "../unit/agent/nat64/packets.ts";
import { CLIENT, POOL, SERVER, translatorOf } from "../unit/agent/nat64/world.ts";
import { seeded } from "./seeded.ts";

const SEED = Number(process.env.NAT64_SEED ?? Date.now() % 1_000_000);
console.log(`nat64 properties: seed ${SEED}`);
const ROUNDS = 400;

const PREFIX = "2001:db8:64::";
const random = seeded(SEED);
const below = (n: number): number => Math.floor(random() * n);
const bytes = (n: number): number[] => Array.from({ length: n }, () => below(256));
const address4 = (): string => `${1 + below(126)}.${below(256)}.${below(256)}.${1 + below(254)}`;
const embedded = (address: string): string => `${PREFIX}${address}`;

function anyPacket(fields: IpFields, size = below(1100)): Uint8Array {
  switch (below(4)) {
    case 0:
      return udp(fields, below(65_536), below(65_536), bytes(size));
    case 1:
      return tcp(fields, below(65_536), below(65_536), below(64), {
        options: bytes(4 * below(11)).map(() => 1),
        data: bytes(size),
      });
    case 2:
      return echo(fields, random() < 0.5 ? "request" : "reply", below(65_536));
    default:
      return ip(fields, 132, bytes(size));
  }
}

function forwarded(translator: ReturnType<typeof translatorOf>, packet: Uint8Array, nowMs = 0): Uint8Array {
  const verdict = translator.translate(packet, nowMs);
  if (!("forward" in verdict) || verdict.forward.length !== 1) throw new Error(JSON.stringify(verdict));
  return verdict.forward[0]!;
}

describe("stateless", () => {
  it("there and back is the same packet, two hops older", () => {
    const translator = translatorOf({ mode: "siit", pool4: undefined, mss_clamp: "off" });
    for (let i = 0; i < ROUNDS; i++) {
      const packet = anyPacket({ from: embedded(address4()), to: embedded(address4()), hops: 3 + below(250) });
      const back = forwarded(translator, forwarded(translator, packet));
      const expected = packet.slice();
      expected[7]! -= 2;
      expect(Buffer.from(back).toString("hex")).toBe(Buffer.from(expected).toString("hex"));
    }
  });

  it("the same from the other side, but for DF, identification and header checksum", () => {
    const translator = translatorOf({ mode: "siit", pool4: undefined, mss_clamp: "off" });
    for (let i = 0; i < ROUNDS; i++) {
      const packet = anyPacket({ from: address4(), to: address4(), df: true, hops: 3 + below(250) });
      const back = forwarded(translator, forwarded(translator, packet));
      expect(faultOf(back)).toBeNull();
      expect([...back.subarray(12)]).toEqual([...packet.subarray(12)]);
      expect(back[8]).toBe(packet[8]! - 2);
    }
  });
});

describe("stateful", () => {
  it("an answer reaches the client and port that asked", () => {
    const translator = translatorOf({ mss_clamp: "off" }, random);
    for (let i = 0; i < ROUNDS; i++) {
      const from = `2001:db8:1::${(1 + below(200)).toString(16)}`;
      const server = address4();
      const [sport, dport] = [below(65_536), below(65_536)];
      const asked = { from, to: embedded(server) };
      const makers = [
        [() => udp(asked, sport, dport), (t: number) => udp({ from: server, to: POOL }, dport, t)],
        [() => tcp(asked, sport, dport, FLAGS.syn), (t: number) => tcp({ from: server, to: POOL }, dport, t, 18)],
        [() => echo(asked, "request", sport), (t: number) => echo({ from: server, to: POOL }, "reply", t)],
      ] as const;
      const [ask, answer] = makers[below(3)]!;
      const out = forwarded(translator, ask(), i);
      expect(faultOf(out)).toBeNull();
      expect(seen(out)).toMatchObject({ from: POOL, to: server });
      const back = forwarded(translator, answer(seen(out).sport), i);
      expect(faultOf(back)).toBeNull();
      const { to, dport: reached, sport: identifier, protocol } = seen(back);
      expect([to, protocol === 58 ? identifier : reached]).toEqual([seen(ask()).from, sport]);
    }
  });
});

describe("a checksum left open", () => {
  /** The packet as an offloading sender hands it over: only the pseudo-header is summed. */
  function opened(packet: Uint8Array): Frame {
    const frame = Frame.of(packet);
    const six = packet[0]! >> 4 === 6;
    const protocol = six ? packet[6]! : packet[9]!;
    const transport = frame.start + (six ? 40 : 20);
    frame.partial = true;
    frame.checksumStart = transport;
    frame.checksumOffset = protocol === 6 ? 16 : 6;
    const addresses = six ? packet.subarray(8, 40) : packet.subarray(12, 20);
    const length = frame.end - transport;
    const sum = 0xffff - internetChecksum([...addresses, length >> 8, length & 255, 0, protocol]);
    frame.bytes[transport + frame.checksumOffset] = sum >> 8;
    frame.bytes[transport + frame.checksumOffset + 1] = sum & 255;
    return frame;
  }

  const sizes = [0, 1, 500, 1199];

  it.each(["toward IPv4", "toward IPv6"])(
    "completed after translation is the one that was translated whole, %s",
    (way) => {
      for (let i = 0; i < ROUNDS; i++) {
        const size = sizes[i % sizes.length]!;
        const make = (fields: IpFields) =>
          i % 2 ? udp(fields, 4000, 80, bytes(size)) : tcp(fields, 4000, 80, FLAGS.syn, { data: bytes(size) });
        const packet =
          way === "toward IPv4" ? make({ from: CLIENT, to: embedded(SERVER) }) : make({ from: SERVER, to: POOL });
        const bib = ["udp", "tcp"].map((protocol) => ({ protocol, v6: `[${CLIENT}]:4000`, v4: `${POOL}:80` }));
        const frame = opened(packet);
        let out: Uint8Array | null = null;
        const keep = (left: Frame): void => {
          expect(left.partial).toBe(true);
          left.checksumStart = left.start + (left.bytes[left.start]! >> 4 === 6 ? 40 : 20);
          settle(left);
          out = left.packet();
        };
        const sink: Sink = { forward: keep, reply() {}, drop() {} };
        translatorOf({ bib }).process(frame, 0, sink);
        expect(out && faultOf(out)).toBeNull();
        expect(Buffer.from(out!).toString("hex")).toBe(
          Buffer.from(forwarded(translatorOf({ bib }), packet)).toString("hex"),
        );
      }
    },
  );

  it("a super-packet of 64 KB is translated in place, its kind swapped", () => {
    const large = bytes(60_000);
    for (const [packet, kind, becomes] of [
      [tcp({ from: CLIENT, to: embedded(SERVER) }, 4000, 80, FLAGS.syn, { data: large }), GSO_TCP6, GSO_TCP4],
      [udp({ from: CLIENT, to: embedded(SERVER) }, 4000, 80, large), GSO_UDP, GSO_UDP],
    ] as const) {
      const frame = opened(packet);
      frame.gsoType = kind;
      frame.gsoSize = 1400;
      let kinds: number[] = [];
      translatorOf().process(frame, 0, {
        forward: (left) => {
          kinds = [left.gsoType, left.gsoSize, left.length];
          left.checksumStart = left.start + 20;
          settle(left);
          expect(faultOf(left.packet())).toBeNull();
        },
        reply() {},
        drop: (reason) => expect(reason).toBeNull(),
      });
      expect(kinds).toEqual([becomes, 1400, packet.length - 20]);
    }
  });

  it("segments shrink to what IPv6 carries, and datagrams that would need cutting are sent one by one", () => {
    const bib = ["udp", "tcp"].map((protocol) => ({ protocol, v6: `[${CLIENT}]:4000`, v4: `${POOL}:80` }));
    const translator = translatorOf({ bib });
    const frame = opened(tcp({ from: SERVER, to: POOL, df: true }, 4000, 80, FLAGS.syn, { data: bytes(9000) }));
    frame.gsoType = GSO_TCP4;
    frame.gsoSize = 1460;
    const left: { type: number; size: number; packet: Uint8Array; partial: boolean }[] = [];
    const sink: Sink = {
      forward: (out) => left.push({ type: out.gsoType, size: out.gsoSize, packet: out.packet(), partial: out.partial }),
      reply() {},
      drop() {},
    };
    translator.process(frame, 0, sink);
    expect(left.map(({ type, size }) => [type, size])).toEqual([[GSO_TCP6, 1440]]);
    left.length = 0;
    const datagrams = opened(udp({ from: SERVER, to: POOL }, 4000, 80, bytes(3000)));
    datagrams.gsoType = GSO_UDP;
    datagrams.gsoSize = 1400;
    translator.process(datagrams, 0, sink);
    expect(left.map(({ packet }) => packet.length)).toEqual([1280, 40 + 8 + 176 + 0, 1280, 40 + 8 + 176, 40 + 8 + 200]);
    for (const { packet } of left) expect(faultOf(packet)).toBeNull();
  });
});
