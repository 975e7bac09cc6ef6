/** Ports in blocks: RFC 7422, and blocks on demand. */
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../../agent/nat64/config.ts";
import { type BlockEvent, subscriberAt } from "../../../../agent/nat64/tables/port-blocks.ts";
import { Translator } from "../../../../agent/nat64/translator.ts";
import { parseIp4 } from "../../../../agent/net/ip4.ts";
import { seeded } from "../../../property/seeded.ts";
import { type Seen, tcp, udp } from "./packets.ts";
import { TO_SERVER, World } from "./world.ts";

const DETERMINISTIC = {
  pool4: [{ prefix: "203.0.113.0/31", ports: "1024-65535" }],
  port_blocks: { mode: "deterministic", clients: "2001:db8:7::/56" },
};

function ask(world: World, from: string, port: number): Seen {
  const out = world.send(udp({ ...TO_SERVER, from }, port, 53));
  if (typeof out === "string") throw new Error(out);
  return out;
}

describe("deterministic", () => {
  it("shares all ports out evenly: 256 subscribers on two addresses get 504 each", () => {
    const reading = readConfig({ tun: "t", ...DETERMINISTIC });
    if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
    expect(reading.configuration.settings.portBlocks).toMatchObject({ size: 504, subscriberLength: 64 });
  });

  it("a subscriber's ports follow from its prefix alone, and the way back too", () => {
    const world = new World(DETERMINISTIC, seeded(1));
    const random = seeded(2);
    const { portBlocks, pool4 } = world.translator.settings;
    for (let i = 0; i < 500; i++) {
      const subscriber = Math.floor(random() * 256);
      const prefix = `2001:db8:7:${subscriber.toString(16)}::`;
      const { from, sport } = ask(world, `${prefix}${(1 + (i % 9)).toString(16)}`, 1 + Math.floor(random() * 60_000));
      expect(from).toBe(subscriber < 128 ? "203.0.113.0" : "203.0.113.1");
      const first = 1024 + (subscriber % 128) * 504;
      expect(sport >= first && sport < first + 504).toBe(true);
      const text = subscriber === 0 ? "2001:db8:7::/64" : `${prefix}/64`;
      expect(subscriberAt(portBlocks!, pool4, parseIp4(from)!, sport)).toBe(text);
    }
    expect(subscriberAt(portBlocks!, pool4, parseIp4("203.0.113.0")!, 1023)).toBeNull();
    expect(subscriberAt(portBlocks!, pool4, parseIp4("203.0.113.9")!, 2000)).toBeNull();
  });

  it("who has used his up is told, and nobody else is touched", () => {
    const world = new World(DETERMINISTIC, seeded(3));
    const ports = new Set<number>();
    for (let i = 0; i < 504; i++) ports.add(ask(world, "2001:db8:7:5::1", 10_000 + i).sport);
    expect(ports.size).toBe(504);
    expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:7:5::1" }, 9, 53))).toBe("ports-exhausted!");
    expect(world.send(tcp({ ...TO_SERVER, from: "2001:db8:7:5::1" }, 9, 53, 2))).toMatchObject({ from: "203.0.113.0" });
    ask(world, "2001:db8:7:6::1", 9);
  });

  it("strangers get none", () => {
    const world = new World(DETERMINISTIC, seeded(4));
    expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:8::1" }, 9, 53))).toBe("ports-exhausted!");
  });

  it("keeps the port, else its parity, inside the block", () => {
    const world = new World(DETERMINISTIC, seeded(5));
    expect(ask(world, "2001:db8:7::1", 1030).sport).toBe(1030);
    for (let i = 0; i < 50; i++) expect(ask(world, "2001:db8:7::2", 40_001 + 2 * i).sport % 2).toBe(1);
  });
});

describe("dynamic", () => {
  const config = {
    pool4: [{ prefix: "203.0.113.0", ports: "1024-1535" }],
    port_blocks: { mode: "dynamic", size: 128, most: 2 },
  };

  function told(): { world: World; events: BlockEvent[] } {
    const events: BlockEvent[] = [];
    const world = new World(config, seeded(6));
    const { settings } = world.translator;
    const translator = new Translator(settings, 0, seeded(6), (event) => events.push(event));
    return { world: Object.assign(world, { translator }), events };
  }

  it("says once for each block who has it, and when it comes back", () => {
    const { world, events } = told();
    for (let i = 0; i < 129; i++) ask(world, "2001:db8:1:1::1", 10_000 + i);
    const address = parseIp4("203.0.113.0");
    const subscriber = "2001:db8:1:1::/64";
    expect(events).toEqual([
      { what: "allocated", subscriber, address, from: 1024, to: 1151 },
      { what: "allocated", subscriber, address, from: 1152, to: 1279 },
    ]);
    for (let i = 129; i < 256; i++) ask(world, "2001:db8:1:1::1", 10_000 + i);
    expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:1:1::1" }, 9, 53))).toBe("ports-exhausted!");
    expect(world.translator.stateful!.bindings.blocks!.use).toEqual({ given: 2, all: 4 });
    world.pass(301);
    expect(events.slice(2).map(({ what, from }) => [what, from])).toEqual([
      ["released", 1024],
      ["released", 1152],
    ]);
    expect(world.translator.stateful!.bindings.blocks!.use).toEqual({ given: 0, all: 4 });
  });

  it("when all blocks are given the next subscriber is told, until one comes back", () => {
    const { world } = told();
    for (let i = 1; i <= 4; i++) ask(world, `2001:db8:1:${i}::1`, 5000);
    expect(world.send(udp({ ...TO_SERVER, from: "2001:db8:1:5::1" }, 9, 53))).toBe("ports-exhausted!");
    world.pass(301);
    expect(ask(world, "2001:db8:1:5::1", 9).from).toBe("203.0.113.0");
  });
});
