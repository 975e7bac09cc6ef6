/** RFC 6146 and RFC 5508 at the edges. */
import { describe, expect, it } from "vitest";
import { echo, FLAGS, icmp, internetChecksum, ip, seen, tcp, udp } from "./packets.ts";
import { CLIENT, POOL, SERVER, SERVER6, TO_SERVER, World } from "./world.ts";

const BACK = { from: SERVER, to: POOL };

describe("tables", () => {
  it("the same port is mapped for TCP, UDP and ICMP apart", () => {
    const world = new World({ pool4: [{ prefix: POOL, ports: [4000, 4000] }] });
    for (const packet of [
      udp(TO_SERVER, 4000, 53),
      tcp(TO_SERVER, 4000, 80, FLAGS.syn),
      echo(TO_SERVER, "request", 4000),
    ])
      expect(world.send(packet)).toMatchObject({ from: POOL, sport: 4000 });
    expect([world.bib, world.sessions]).toEqual([3, 3]);
  });
});

describe("fragments", () => {
  it("a first fragment without its ports is dropped", () => {
    const world = new World();
    const first = (fields: { from: string; to: string }) =>
      ip({ ...fields, fragment: { offset: 0, more: true, id: 4 } }, 17, []);
    expect(world.send(first(TO_SERVER))).toBe("malformed");
    expect(world.send(first(BACK))).toBe("malformed");
  });
});

describe("TCP", () => {
  it("a SYN from outside that the client does not answer ends after four minutes", () => {
    const world = new World({
      bib: [{ protocol: "tcp", v6: { address: CLIENT, port: 443 }, v4: { address: POOL, port: 443 } }],
    });
    expect(world.send(tcp(BACK, 5555, 443, FLAGS.syn))).toMatchObject({ to: CLIENT });
    // What is no SYN of the client's changes nothing.
    world.send(tcp(TO_SERVER, 443, 5555, FLAGS.ack));
    world.pass(239);
    expect(world.sessions).toBe(1);
    world.pass(1);
    expect([world.sessions, world.sent.length]).toEqual([0, 0]);
  });
});

describe("ICMP", () => {
  it("address-dependent filtering holds for pings too", () => {
    const world = new World({ filtering: "adf" });
    world.send(echo(TO_SERVER, "request", 4000));
    expect(world.send(echo({ from: "8.8.8.8", to: POOL }, "reply", 4000))).toBe("filtered");
    expect(world.send(echo(BACK, "reply", 4000))).toMatchObject({ to: CLIENT });
  });

  it("an error that quotes a packet with options finds its session", () => {
    const world = new World();
    const [sent] = world.packets(udp(TO_SERVER, 4000, 53));
    const quoted = [...sent!.subarray(0, 20), 1, 1, 1, 0, ...sent!.subarray(20)];
    quoted[0] = 0x46;
    quoted[3]! += 4;
    quoted[10] = 0;
    quoted[11] = 0;
    const sum = internetChecksum(quoted.slice(0, 24));
    quoted[10] = sum >> 8;
    quoted[11] = sum & 255;
    const [out] = world.packets(icmp(BACK, 3, 1, 0, quoted));
    expect(seen(out!)).toMatchObject({ from: SERVER6, to: CLIENT });
    expect(seen(out!.subarray(48))).toMatchObject({ from: CLIENT, to: SERVER6, sport: 4000, dport: 53 });
  });
});
