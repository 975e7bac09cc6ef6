/**
 * Throw broken packets at the translator, stateful and stateless. Oracle: it never throws; every packet that leaves has right
 * lengths, and right checksums where those that came in were right; memory stays within the limits of the configuration.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Frame, GSO_TCP4, GSO_TCP6, GSO_UDP } from "../../agent/nat64/packet/frame.ts";
import type { Sink } from "../../agent/nat64/packet/sink.ts";
import type { Translator } from "../../agent/nat64/translator.ts";
import { seeded } from "../property/seeded.ts";
import { faultOf } from "../unit/agent/nat64/packet-oracle.ts";
import { echo, FLAGS, icmp, ip, tcp, udp } from "../unit/agent/nat64/packets.ts";
import { packetsOf, readVectors } from "../unit/agent/nat64/vector-file.ts";
import { CLIENT, POOL, SERVER, SERVER6, TO_SERVER, translatorOf } from "../unit/agent/nat64/world.ts";

const BACK = { from: SERVER, to: POOL };
const LIMITS = { sessions: 500, per_source: 300, fragmented_packets: 32, fragment_bytes: 65_536, pending_syns: 16 };

/** Packets that a stateful translator knows what to do with. */
const STATEFUL: readonly Uint8Array[] = [
  udp(TO_SERVER, 4000, 53),
  udp(BACK, 53, 4000),
  udp({ from: CLIENT, to: "2001:db8:64::203.0.113.1" }, 4001, 4000),
  tcp(TO_SERVER, 4000, 80, FLAGS.syn, { options: [2, 4, 5, 180, 1, 1, 1, 0] }),
  tcp(BACK, 80, 4000, FLAGS.syn | FLAGS.ack, { options: [1, 2, 4, 5, 180, 0, 0, 0] }),
  tcp(TO_SERVER, 4000, 80, FLAGS.fin | FLAGS.ack, { data: [1, 2, 3] }),
  tcp(BACK, 80, 4000, FLAGS.rst),
  tcp(BACK, 80, 4444, FLAGS.syn),
  echo(TO_SERVER, "request", 4000),
  echo(BACK, "reply", 4000),
  icmp(BACK, 3, 4, 1300, udp({ from: POOL, to: SERVER }, 4000, 53)),
  icmp({ from: CLIENT, to: SERVER6 }, 1, 4, 0, udp({ from: SERVER6, to: CLIENT }, 53, 4000)),
  ip({ ...TO_SERVER, fragment: { offset: 0, more: true, id: 9 } }, 17, [
    ...udp(TO_SERVER, 4000, 53, new Array(40).fill(1)).subarray(40),
  ]),
  ip({ ...TO_SERVER, fragment: { offset: 48, more: false, id: 9 } }, 17, new Array(24).fill(1)),
  ip({ ...BACK, fragment: { offset: 0, more: true, id: 9 } }, 17, [
    ...udp(BACK, 53, 4000, new Array(40).fill(1)).subarray(20),
  ]),
  ip({ ...BACK, fragment: { offset: 48, more: false, id: 9 } }, 17, new Array(24).fill(1)),
  udp({ ...BACK, df: true }, 53, 4000, new Array(1472).fill(3)),
  udp(BACK, 53, 4000, new Array(2000).fill(3)),
  udp(TO_SERVER, 4000, 53, new Array(1452).fill(3)),
];

interface World {
  readonly name: string;
  readonly translator: Translator;
  readonly seeds: readonly Uint8Array[];
}

function worlds(random: () => number): World[] {
  const vectors = readVectors().map(({ packet }) => packet);
  const all = [...STATEFUL, ...vectors];
  const siit = { mode: "siit", pool4: undefined, mss_clamp: "auto", self4: "192.0.2.1" };
  const eam = [{ v4: "192.0.2.0/24", v6: "2001:db8:1::/120" }];
  return [
    { name: "eif", translator: translatorOf({ limits: LIMITS }, random), seeds: all },
    {
      name: "adf",
      translator: translatorOf({ limits: LIMITS, filtering: "adf", mtu4: 700, mtu6: 1280 }, random),
      seeds: all,
    },
    { name: "siit", translator: translatorOf({ ...siit }, random), seeds: all },
    { name: "eam", translator: translatorOf({ ...siit, eam, rfc6791: { v4: "192.0.2.0/28" } }, random), seeds: all },
  ];
}

/** @throws with the seed, the input's number and its bytes where the oracle is violated. */
export function fuzzNat64(count: number, seed: number): void {
  const random = seeded(seed);
  const all = worlds(random);
  let nowMs = 0;
  for (let made = 0; made < count; made++) {
    const world = all[made % all.length]!;
    const packet = mutate(pick(world.seeds, random), pick(world.seeds, random), random);
    nowMs += random() < 0.001 ? 100_000 * random() : random();
    try {
      throwAt(world, packet, nowMs, random() < 0.15 ? random : null);
    } catch (error) {
      const hex = Buffer.from(packet).toString("hex");
      throw new Error(`nat64 fuzz: seed ${seed}, input ${made}, ${world.name}: ${String(error)}\n${hex}`, {
        cause: error,
      });
    }
  }
}

/** Put one file of the corpus (as test/vectors has them) before every translator. */
export function replayNat64(path: string): void {
  const packets = packetsOf(readFileSync(path, "utf8"));
  for (const world of worlds(() => 0.5)) for (const packet of packets) throwAt(world, packet, 0, null);
}

export const CORPUS = join(import.meta.dirname, "corpus/nat64");

/** @param offload random numbers for a virtio-net header, or null for a packet without. */
function throwAt({ translator }: World, packet: Uint8Array, nowMs: number, offload: (() => number) | null): void {
  const cameWrong = faultOf(packet, { allowNoUdpChecksum: true }) !== null || offload !== null;
  const mayLackChecksum = packet.length > 0 && packet[0]! >> 4 === 6;
  const check = (frame: Frame, own: boolean): void => {
    const isWhole = frame.gsoType === 0;
    const ignoreTransport = !own && (cameWrong || frame.partial || !isWhole);
    const fault = faultOf(frame.packet(), { ignoreTransport, allowNoUdpChecksum: mayLackChecksum });
    if (fault !== null) throw new Error(`${own ? "replied" : "forwarded"} a packet with ${fault}`);
  };
  const sink: Sink = { forward: (frame) => check(frame, false), reply: (frame) => check(frame, true), drop() {} };
  const frame = Frame.of(packet);
  if (offload !== null) {
    frame.partial = offload() < 0.8;
    frame.gsoType = pick([0, 0, GSO_TCP4, GSO_TCP6, GSO_UDP, GSO_TCP4 | 0x80, Math.floor(offload() * 256)], offload);
    frame.gsoSize = Math.floor(offload() * 2000);
    frame.checksumStart = frame.start + pick([20, 40, 48, Math.floor(offload() * 65_536)], offload);
    frame.checksumOffset = pick([6, 16, Math.floor(offload() * 65_536)], offload);
  }
  translator.expire(nowMs, sink);
  translator.process(frame, nowMs, sink);
  const { stateful } = translator;
  if (stateful === null) return;
  const { sessions, bib } = stateful.bindings;
  const held = stateful.fragments4.heldBytes + stateful.fragments6.heldBytes;
  if (sessions.count > LIMITS.sessions || bib.count > LIMITS.sessions) throw new Error("more sessions than allowed");
  if (held > LIMITS.fragment_bytes || held < 0) throw new Error("more fragments held than allowed");
  if (stateful.pendingSyns.count > LIMITS.pending_syns) throw new Error("more SYNs held than allowed");
}

function mutate(input: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  let bytes = input.slice();
  for (let n = Math.floor(random() * 4); n > 0 && bytes.length > 0; n--) {
    // Headers are where decisions are made.
    const at = Math.floor(random() ** 2 * bytes.length);
    switch (Math.floor(random() * 6)) {
      case 0:
        bytes[at] = Math.floor(random() * 256);
        break;
      case 1:
        bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 8));
        break;
      case 2:
        bytes = bytes.slice(0, at);
        break;
      case 3: {
        const longer = new Uint8Array(at + other.length);
        longer.set(bytes.subarray(0, at));
        longer.set(other, at);
        bytes = longer;
        break;
      }
      case 4:
        bytes[at] = pick([0, 1, 6, 17, 43, 44, 58, 60, 255], random);
        break;
      default:
        fixLength(bytes);
    }
  }
  if (random() < 0.8) fixLength(bytes);
  if (random() < 0.9) fixHeaderChecksum(bytes);
  return bytes;
}

function fixLength(bytes: Uint8Array): void {
  if (bytes.length < 40) return;
  const six = bytes[0]! >> 4 === 6;
  const length = six ? bytes.length - 40 : bytes.length;
  const at = six ? 4 : 2;
  bytes[at] = length >> 8;
  bytes[at + 1] = length;
}

function fixHeaderChecksum(bytes: Uint8Array): void {
  if (bytes.length < 20 || bytes[0]! >> 4 !== 4) return;
  const header = Math.min((bytes[0]! & 15) * 4, bytes.length);
  if (header < 20) return;
  bytes[10] = 0;
  bytes[11] = 0;
  let sum = 0;
  for (let i = 0; i < header; i += 2) sum += bytes[i]! * 256 + bytes[i + 1]!;
  while (sum > 0xffff) sum = (sum % 65_536) + Math.floor(sum / 65_536);
  bytes[10] = (0xffff - sum) >> 8;
  bytes[11] = 0xffff - sum;
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)]!;
}
