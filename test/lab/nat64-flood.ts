/**
 * An attacker: packets written into a TUN device of the namespace it runs in, which forwards them as if they came from a network
 * behind it. `flood KIND SECONDS PER_SECOND TARGET`; prints how many were sent.
 */
import { execFileSync } from "node:child_process";
import { PinnedMemory, write } from "../../agent/kernel/libc.ts";
import { openTun } from "../../agent/kernel/tun.ts";
import { seeded } from "../property/seeded.ts";
import { FLAGS, ip, tcp, udp } from "../unit/agent/nat64/packets.ts";

const DEVICE = "flood";
/** Sources are random in this /64. */
export const ATTACKER = "2001:db8:66::";
const SOURCE = 8;
const TRANSPORT = 40;
const FRAGMENT_ID = 44;

type Change = (bytes: Uint8Array, random: () => number, i: number) => void;

const put32 = (bytes: Uint8Array, at: number, value: number): void =>
  new DataView(bytes.buffer).setUint32(bytes.byteOffset + at, value);

function randomSource(bytes: Uint8Array, random: () => number): void {
  put32(bytes, SOURCE + 8, random() * 2 ** 32);
  put32(bytes, SOURCE + 12, random() * 2 ** 32);
}

/** A packet of each kind, and what changes from one to the next. Transport checksums do not matter: the translator keeps them wrong. */
const KINDS: Readonly<Record<string, (to: string) => readonly [Uint8Array, Change]>> = {
  sources: (to) => [udp({ from: `${ATTACKER}1`, to }, 4000, 53), randomSource],
  syn: (to) => [
    tcp({ from: `${ATTACKER}1`, to }, 4000, 80, FLAGS.syn),
    (bytes, random) => put32(bytes, TRANSPORT, random() * 2 ** 32),
  ],
  // Never a first one: all of them wait.
  fragments: (to) => [
    ip({ from: `${ATTACKER}1`, to, fragment: { offset: 1232, more: true, id: 1 } }, 17, new Array(1200).fill(7)),
    (bytes, _random, i) => put32(bytes, FRAGMENT_ID, i),
  ],
  chains: (to) => [
    ip({ from: `${ATTACKER}1`, to }, 60, [
      ...Array.from({ length: 150 }, () => [60, 0, 1, 4, 0, 0, 0, 0]).flat(),
      ...[17, 0, 1, 4, 0, 0, 0, 0],
      ...udp({ from: `${ATTACKER}1`, to }, 4000, 53).subarray(40),
    ]),
    randomSource,
  ],
};

const [kind, seconds, perSecond, target] = process.argv.slice(2) as [string, string, string, string];
const tun = openTun(DEVICE, false);
for (const args of [
  ["link", "set", DEVICE, "addrgenmode", "none"],
  ["link", "set", DEVICE, "up"],
  ["-6", "route", "add", `${ATTACKER}/64`, "dev", DEVICE],
])
  execFileSync("ip", args);
const [packet, change] = KINDS[kind]!(target);
const memory = new PinnedMemory(packet.length);
memory.bytes.set(packet);
const bytes = memory.bytes.subarray(0, packet.length);
const random = seeded(Number(process.pid));
const began = performance.now();
const until = began + Number(seconds) * 1000;
let sent = 0;
for (let now = began; now < until; now = performance.now()) {
  const due = Math.min(((now - began) / 1000) * Number(perSecond), sent + 4096);
  for (; sent < due; sent++) {
    change(bytes, random, sent);
    write(tun.fd, memory.address, packet.length);
  }
  await new Promise((resolve) => setTimeout(resolve, 2));
}
tun.close();
console.log(JSON.stringify({ sent }));
