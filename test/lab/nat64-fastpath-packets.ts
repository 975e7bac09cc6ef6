/**
 * The kernel program beside the translator, packet by packet: every vector, addressed to sessions that are there, and random
 * traffic of these sessions, much of it damaged, go through both. What the program takes must come out as the translator makes
 * it; what it lets go must be untouched. Run in a namespace with routes both ways; prints one JSON line.
 */
import { BpfProgram } from "../../agent/kernel/bpf.ts";
import { readConfig } from "../../agent/nat64/config.ts";
import { KernelSessions } from "../../agent/nat64/fastpath/kernel-sessions.ts";
import { HOPS } from "../../agent/nat64/fastpath/layout.ts";
import { fastPathProgram } from "../../agent/nat64/fastpath/program.ts";
import { FIB_SKIP_NEIGHBOUR, GO_ON } from "../../agent/nat64/fastpath/skb.ts";
import { Translator } from "../../agent/nat64/translator.ts";
import { random as seeded } from "../property/prng.ts";
import { faultOf } from "../unit/agent/nat64/packet-oracle.ts";
import { FLAGS, type IpFields, tcp, udp } from "../unit/agent/nat64/packets.ts";
import { readVectors } from "../unit/agent/nat64/vector-file.ts";

const LOOPBACK = 1;
const REDIRECT = 7;
const ETHERNET = 14;

const [clientText, serverText, pool6, pool4, countText, seedText] = process.argv.slice(2) as string[];
const { below } = seeded(Number(seedText));
const random = (): number => below(2 ** 32) / 2 ** 32;

const reading = readConfig({ tun: "t", pool6, pool4: [pool4], mss_clamp: "off", limits: { sessions: 4096 } });
if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
const { settings } = reading.configuration;
const now = performance.now();
const translator = new Translator(settings, now, random);
const { bindings } = translator.stateful!;
const sessions = new KernelSessions(settings, bindings);
bindings.carryBy(sessions);
sessions.control(600_000, settings.mtu4, settings.mtu6);
const program = new BpfProgram(
  "nat64",
  fastPathProgram({
    lowestIpv6Mtu: settings.lowestIpv6Mtu,
    tunIndex: LOOPBACK,
    fibFlags: FIB_SKIP_NEIGHBOUR,
    hasTerm: true,
  }).assemble(sessions.maps),
);

interface Flow {
  readonly out: IpFields;
  readonly back: IpFields;
  readonly isTcp: boolean;
  readonly port6: number;
  readonly port4: number;
  readonly remotePort: number;
}

const server6 = `${pool6!.split("/")[0]}${serverText}`;

function openFlow(isTcp: boolean, port6: number): Flow {
  const out = { from: clientText!, to: server6 };
  const remotePort = 80 + below(1000);
  const translate = (packet: Uint8Array): Uint8Array => {
    const verdict = translator.translate(packet, now);
    if (!("forward" in verdict) || verdict.forward[0] === undefined)
      throw new Error(`no session: ${JSON.stringify(verdict)}`);
    return verdict.forward[0];
  };
  const first = translate(isTcp ? tcp(out, port6, remotePort, FLAGS.syn) : udp(out, port6, remotePort));
  const back = { from: serverText!, to: [...first.subarray(12, 16)].join(".") };
  const port4 = first[20]! * 256 + first[21]!;
  translate(isTcp ? tcp(back, remotePort, port4, FLAGS.syn | FLAGS.ack) : udp(back, remotePort, port4));
  return { out, back, isTcp, port6, port4, remotePort };
}

const flows = Array.from({ length: 16 }, (_, i) => openFlow(i % 2 === 0, 1024 + 997 * i));

function anyPacket(): Uint8Array {
  const { out, back, isTcp, port6, port4, remotePort } = flows[below(flows.length)]!;
  const isOut = random() < 0.5;
  const data = Array.from({ length: below(random() < 0.2 ? 1500 : 64) }, () => below(256));
  const fields = {
    ...(isOut ? out : back),
    hops: 1 + below(random() < 0.2 ? 6 : 255),
    df: random() < 0.5,
    id: below(65_536),
  };
  const [from, to] = isOut ? [port6, remotePort] : [remotePort, port4];
  const flags = random() < 0.95 ? FLAGS.ack | (random() < 0.5 ? 8 : 0) : below(64) | FLAGS.ack;
  const options = random() < 0.3 ? [1, 1, 8, 10, ...Array.from({ length: 8 }, () => below(256))] : [];
  const packet = isTcp ? tcp(fields, from, to, flags, { data, options }) : udp(fields, from, to, data);
  // Ethernet fills up what is short; other damage hits anywhere, and most of all the headers.
  const padded = random() < 0.1 ? new Uint8Array([...packet, ...new Array(below(20)).fill(0)]) : packet;
  for (let i = random() < 0.3 ? 1 + below(3) : 0; i > 0; i--)
    padded[below(random() < 0.8 ? Math.min(64, padded.length) : padded.length)] = below(256);
  return random() < 0.05 ? padded.subarray(0, below(padded.length + 1)) : padded;
}

/** Without what each chooses for itself: Identification, and the hops a packet of the kernel saves elsewhere. */
function comparable(packet: Uint8Array, hops: number): string {
  const copy = packet.slice();
  if (copy[0]! >> 4 === 4) {
    copy.fill(0, 4, 6);
    copy.fill(0, 10, 12);
    copy[8]! -= hops;
  } else {
    copy[7]! -= hops;
  }
  return Buffer.from(copy).toString("hex");
}

interface Result {
  kernel: number;
  letGo: number;
  readonly differences: string[];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function compare(packet: Uint8Array, result: Result): void {
  // A test run wants a whole IP header of the family the frame names.
  const isIp4 = packet[0] !== undefined && packet[0] >> 4 === 4;
  if (packet.length < (isIp4 ? 20 : 40)) return;
  const frame = new Uint8Array(ETHERNET + packet.length);
  frame.set(isIp4 ? [0x08, 0x00] : [0x86, 0xdd], 12);
  frame.set(packet, ETHERNET);
  const { action, packet: after } = program.test(frame);
  if (action === GO_ON) {
    result.letGo += 1;
    // Rarely, or every connection would soon have ended by a FIN or RST.
    if (below(50) === 0) translator.translate(packet, now);
    if (hex(after) !== hex(frame)) result.differences.push(`let go, but changed: ${hex(packet)} became ${hex(after)}`);
    return;
  }
  result.kernel += 1;
  const verdict = translator.translate(packet, now);
  const ours =
    "forward" in verdict && verdict.forward.length === 1
      ? comparable(verdict.forward[0]!, HOPS - 1)
      : JSON.stringify(verdict);
  const theirs = comparable(after.subarray(ETHERNET), 0);
  const header = after[ETHERNET]! >> 4 === 4 ? faultOf(after.subarray(ETHERNET)) : null;
  const isWrong = header !== null && /header/.test(header);
  if (action !== REDIRECT || ours !== theirs || isWrong)
    result.differences.push(`${action} ${hex(packet)}: ${theirs}, not ${ours} ${header}`);
}

/** The same packet from and to the ends of a flow. Checksums follow the change: a wrong one stays wrong. */
function addressed(
  vector: Uint8Array,
  isOut: boolean,
  { out, back, isTcp, port6, port4, remotePort }: Flow,
): Uint8Array {
  const packet = vector.slice();
  const view = new DataView(packet.buffer);
  const isIp4 = packet[0]! >> 4 === 4;
  const fields = isOut ? out : back;
  // An empty packet of the flow has what is to be put in.
  const [from, to] = isOut ? [port6, remotePort] : [remotePort, port4];
  const model = isTcp ? tcp(fields, from, to, FLAGS.ack) : udp(fields, from, to);
  const [addresses, transport] = isIp4 ? [12, 20] : [8, 40];
  const protocol = packet[isIp4 ? 9 : 6];
  const isPlain = protocol === (isTcp ? 6 : 17) && (!isIp4 || packet[0] === 0x45) && packet.length >= transport + 8;
  let change = 0;
  const put = (from: number, to: number): number => {
    for (let at = from; at < to; at += 2) {
      const word = (model[at]! << 8) | model[at + 1]!;
      change += (~view.getUint16(at) & 0xffff) + word;
      view.setUint16(at, word);
    }
    return change;
  };
  const patch = (at: number, by: number): void => {
    if (at + 2 > packet.length) return;
    let sum = (~view.getUint16(at) & 0xffff) + by;
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    view.setUint16(at, ~sum & 0xffff);
  };
  put(addresses, transport);
  if (isIp4) patch(10, change);
  if (!isPlain) return packet;
  put(transport, transport + 4);
  const checksum = transport + (isTcp ? 16 : 6);
  if (isTcp || view.getUint16(checksum) !== 0) patch(checksum, change);
  return packet;
}

const vectors: Result = { kernel: 0, letGo: 0, differences: [] };
for (const { packet } of readVectors()) {
  for (const flow of flows.slice(0, 2)) {
    const isOut = packet[0]! >> 4 === 6;
    if (packet.length >= (isOut ? 40 : 20)) compare(addressed(packet, isOut, flow), vectors);
  }
}

const fuzz: Result = { kernel: 0, letGo: 0, differences: [] };
for (let i = 0; i < Number(countText) && fuzz.differences.length < 3; i++) compare(anyPacket(), fuzz);

console.log(JSON.stringify({ vectors, fuzz }));
sessions.close();
program.close();
