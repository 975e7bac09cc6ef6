/**
 * Packets into a namespace and out of it through one TUN device: each packet of standard input (JSON, hexadecimal) is written to
 * it, the kernel routes it to a translator, and what comes back by the routes to this device is the answer.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { PinnedMemory, Poller, read, write } from "../../agent/kernel/libc.ts";
import { openTun } from "../../agent/kernel/tun.ts";

const [device, ...routes] = process.argv.slice(2) as [string, ...string[]];
const packets = (JSON.parse(readFileSync(0, "utf8")) as string[]).map((hex) => Buffer.from(hex, "hex"));
const tun = openTun(device, false);
for (const args of [`link set ${device} addrgenmode none`, `link set ${device} mtu 9000 up`, ...routes])
  execFileSync("ip", args.split(" "));
const memory = new PinnedMemory(65_536);
const poller = new Poller(tun.fd);
/** The last packet is a question that every translator answers: by then all others are through. */
const ANSWER_MS = 3000;

/** Everything that comes until it is silent for `forMs`, or `most` came. */
function answers(most: number, forMs: number): string[] {
  const all: string[] = [];
  while (all.length < most && poller.wait(forMs)) {
    const n = read(tun.fd, memory.address, 65_536);
    // What the kernel says to its neighbours is no answer.
    const isMulticast = memory.bytes[0]! >> 4 === 6 && memory.bytes[24] === 0xff;
    if (n > 0 && !isMulticast) all.push(Buffer.from(memory.bytes.subarray(0, n)).toString("hex"));
  }
  return all;
}

function send(packet: Uint8Array): void {
  memory.bytes.set(packet);
  write(tun.fd, memory.address, packet.length);
}

const marker = packets.pop()!;
const results: string[][] = [];
for (const packet of packets) {
  send(packet);
  // The marker comes back behind whatever the packet became: nothing is waited for in vain.
  send(marker);
  const got: string[] = [];
  for (;;) {
    const [one] = answers(1, ANSWER_MS);
    if (one === undefined) throw new Error(`the translator does not answer after packet ${results.length}`);
    if (one.endsWith(marker.subarray(-8).toString("hex"))) break;
    got.push(one);
  }
  results.push(got);
}
console.log(JSON.stringify(results));
tun.close();
