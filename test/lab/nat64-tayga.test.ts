/** The stateless translator beside Debian's tayga: the same packets through both, each in a namespace of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { echo, FLAGS, icmp, ip, tcp, udp } from "../unit/agent/nat64/packets.ts";
import { type Daemon, MIGRATE, until, watched } from "./nat64-net.ts";

const folder = mkdtempSync(join(tmpdir(), "migrate-tayga-"));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

const PREFIX = "2001:db8:64::/96";
const [HOST6, HOST4] = ["2001:db8:1::1", "192.0.2.1"];
const [FAR4, FAR6] = ["198.51.100.7", "2001:db8:64::c633:6407"];
const OUT = { from: HOST6, to: FAR6 };
const BACK = { from: FAR4, to: HOST4 };
const sent6 = udp({ from: FAR6, to: HOST6, hops: 60 }, 53, 4000);
const sent4 = udp({ from: HOST4, to: FAR4, hops: 60 }, 4000, 53);
const fragment = (fields: { from: string; to: string }, offset: number, more: boolean) =>
  ip(
    { ...fields, fragment: { offset, more, id: 77 } },
    17,
    offset === 0
      ? [...udp(fields, 1, 2, new Array(24).fill(3)).subarray(fields.from.includes(":") ? 40 : 20)]
      : new Array(16).fill(4),
  );

const PACKETS: Readonly<Record<string, Uint8Array>> = {
  "UDP to IPv4": udp(OUT, 4000, 53),
  "UDP to IPv6": udp(BACK, 53, 4000),
  "TCP to IPv4": tcp(OUT, 4000, 80, FLAGS.syn, { options: [2, 4, 5, 160] }),
  "TCP to IPv6": tcp({ ...BACK, df: true }, 80, 4000, FLAGS.syn | FLAGS.ack, { data: [1, 2, 3] }),
  "an odd number of bytes": udp(OUT, 4000, 53, [1, 2, 3]),
  "echo request to IPv4": echo(OUT, "request", 9),
  "echo reply to IPv4": echo(OUT, "reply", 9),
  "echo request to IPv6": echo(BACK, "request", 9),
  "echo reply to IPv6": echo(BACK, "reply", 9),
  "first fragment to IPv4": fragment(OUT, 0, true),
  "last fragment to IPv4": fragment(OUT, 32, false),
  "first fragment to IPv6": fragment(BACK, 0, true),
  "last fragment to IPv6": fragment(BACK, 32, false),
  "another protocol to IPv4": ip(OUT, 132, [1, 2, 3, 4]),
  "another protocol to IPv6": ip(BACK, 132, [1, 2, 3, 4]),
  "host unreachable to IPv6": icmp(BACK, 3, 1, 0, sent4),
  "port unreachable to IPv6": icmp(BACK, 3, 3, 0, sent4),
  "protocol unreachable to IPv6": icmp(BACK, 3, 2, 0, sent4),
  "prohibited to IPv6": icmp(BACK, 3, 13, 0, sent4),
  "precedence violation to IPv6": icmp(BACK, 3, 14, 0, sent4),
  "fragmentation needed to IPv6": icmp(BACK, 3, 4, 1400, sent4),
  "time exceeded to IPv6": icmp(BACK, 11, 0, 0, sent4),
  "no route to IPv4": icmp(OUT, 1, 0, 0, sent6),
  "prohibited to IPv4": icmp(OUT, 1, 1, 0, sent6),
  "port unreachable to IPv4": icmp(OUT, 1, 4, 0, sent6),
  "packet too big to IPv4": icmp(OUT, 2, 0, 1400, sent6),
  "time exceeded to IPv4": icmp(OUT, 3, 0, 0, sent6),
  "parameter problem to IPv4": icmp(OUT, 4, 0, 7, sent6),
  "router solicitation": icmp(OUT, 133, 0, 0, []),
  timestamp: icmp(BACK, 13, 0, 0, new Array(12).fill(0)),
  "a wrong checksum stays wrong": broken(udp(OUT, 4000, 53)),
};

/** Where tayga 0.9.2 goes another way than RFC 7915, and which rule we follow. */
const DIFFERS: Readonly<Record<string, string>> = {
  "parameter problem to IPv4": "tayga drops it; RFC 7915 §5.2, figure 6 has a pointer for it",
};

function broken(packet: Uint8Array): Uint8Array {
  packet[packet.length - 1]! ^= 0xff;
  return packet;
}

/** A UDP packet that ends in eight bytes nobody else has. */
const MARKER = udp(OUT, 7, 7, [0xde, 0xad, 0xbe, 0xef, 0xfe, 0xed, 0xfa, 0xce]);

/**
 * What both must agree on: not Identification, DF and with them the header checksum, which RFC 7915 §5.1 leaves to the translator;
 * nor the same in a quoted packet, and with it the checksum of the message.
 */
function comparable(hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  if (bytes[0]! >> 4 !== 4) return hex;
  clearOwn(bytes);
  const isError = bytes[9] === 1 && [3, 11, 12].includes(bytes[20]!);
  if (isError) {
    bytes.writeUInt16BE(0, 22);
    clearOwn(bytes.subarray(28));
  }
  return bytes.toString("hex");
}

function clearOwn(header: Buffer): void {
  const field = header.readUInt16BE(6) & 0x3fff;
  if (field === 0) header.writeUInt16BE(0, 4);
  header.writeUInt16BE(field, 6);
  header.writeUInt16BE(0, 10);
}

async function namespaceWith(
  program: string,
  args: readonly string[],
  ready: RegExp | null,
  setup: readonly string[],
): Promise<(feed: string) => Promise<string[][]>> {
  const holder = spawn(
    "unshare",
    [
      "-n",
      "sh",
      "-c",
      "ip link set lo up && sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 && echo up && exec cat",
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  children.push(holder);
  const held = watched(holder);
  await until(
    async () => held.stdout(),
    (text) => text.includes("up"),
  );
  const inside = (command: string, ...rest: string[]): ChildProcess => {
    const child = spawn(
      "nsenter",
      ["-t", String(holder.pid), "-n", "setpriv", "--pdeathsig", "KILL", command, ...rest],
      { stdio: ["pipe", "pipe", "pipe"] },
    );
    children.push(child);
    return child;
  };
  // tayga says nothing into a pipe; packets wait in the device until it reads.
  if (ready === null) expect(await watched(inside(program, "--mktun", ...args)).ended).toBe(0);
  for (const command of setup) expect(await watched(inside("ip", ...command.split(" "))).ended, command).toBe(0);
  const daemon: Daemon = watched(inside(program, ...(ready === null ? ["-d"] : []), ...args));
  if (ready !== null)
    await until(
      async () => daemon.stdout() + daemon.stderr(),
      (text) => ready.test(text),
      20_000,
    );
  return async (feed) => {
    const child = inside(
      process.execPath,
      join(import.meta.dirname, "nat64-feeder.ts"),
      "feed",
      "-6 route add 2001:db8:1::/64 dev feed",
      "route add 198.51.100.0/24 dev feed",
    );
    const feeder = watched(child);
    child.stdin!.end(feed);
    const code = await feeder.ended;
    expect(code, `${feeder.stderr()}${daemon.stdout()}${daemon.stderr()}${daemon.process.exitCode}`).toBe(0);
    return JSON.parse(feeder.stdout());
  };
}

describe("beside tayga", () => {
  test("the same packets become the same packets", async () => {
    const feed = JSON.stringify(
      [...Object.values(PACKETS), MARKER].map((packet) => Buffer.from(packet).toString("hex")),
    );
    const taygaConfig = join(folder, "tayga.conf");
    writeFileSync(
      taygaConfig,
      `tun-device tay\nipv4-addr 192.0.2.254\nipv6-addr 2001:db8:77::1\nprefix ${PREFIX}\nmap ${HOST4} ${HOST6}\ndata-dir ${folder}\n`,
    );
    const ourConfig = join(folder, "ours.json");
    const ours = {
      mode: "siit",
      tun: "ours",
      pool6: PREFIX,
      eam: [{ v4: HOST4, v6: HOST6 }],
      self4: "192.0.2.254",
      self6: "2001:db8:77::1",
    };
    writeFileSync(ourConfig, JSON.stringify(ours));
    const routes = (device: string): string[] => [
      `link set ${device} up`,
      `-6 route add ${PREFIX} dev ${device}`,
      `route add ${HOST4}/32 dev ${device}`,
    ];
    const feedTayga = await namespaceWith("tayga", ["-c", taygaConfig], null, routes("tay"));
    const feedOurs = await namespaceWith(MIGRATE, ["nat64", "--config", ourConfig], /nat64 ready/, []);
    const [theirs, mine] = [await feedTayga(feed), await feedOurs(feed)];
    const names = Object.keys(PACKETS);
    const unlike = names.filter(
      (_, i) => JSON.stringify(theirs[i]!.map(comparable)) !== JSON.stringify(mine[i]!.map(comparable)),
    );
    for (const name of unlike) {
      const i = names.indexOf(name);
      console.log(
        `${name}: ${DIFFERS[name] ?? "differs"}\n  tayga ${theirs[i]!.join(" ") || "(nothing)"}\n  ours  ${mine[i]!.join(" ") || "(nothing)"}`,
      );
    }
    expect(unlike).toEqual(Object.keys(DIFFERS));
  });
});
