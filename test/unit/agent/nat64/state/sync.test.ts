import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { GatewaySync } from "../../../../../agent/nat64/state/sync.ts";
import { seeded } from "../../../../property/seeded.ts";
import { FLAGS, tcp, udp } from "../packets.ts";
import { CLIENT, POOL, SERVER, TO_SERVER, World } from "../world.ts";

const folder = mkdtempSync(join(tmpdir(), "nat64-sync-"));
const path = join(folder, "sync.sock");
const BACK = { from: SERVER, to: POOL };
const open: GatewaySync[] = [];
afterEach(() => {
  for (const sync of open.splice(0)) sync.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A gateway whose clock is its world's, far from the other's. */
class Gateway {
  readonly world: World;
  readonly sync: GatewaySync;
  readonly said: string[] = [];

  constructor(config: Record<string, unknown>, where: "listen" | "peer", startMs: number) {
    this.world = new World(config, seeded(7));
    this.world.nowMs = startMs;
    const { translator } = this.world;
    const endpoints = { listen: where === "listen" ? { path } : null, peer: where === "peer" ? { path } : null };
    const now = (): number => this.world.nowMs;
    this.sync = new GatewaySync(endpoints, translator.settings, translator.stateful!.bindings, now, (line) =>
      this.said.push(line),
    );
    open.push(this.sync);
  }

  /** A little time passes, and its tick with it. */
  turn(): void {
    this.world.pass(0.06);
    this.sync.tick(this.world.nowMs);
  }
}

async function until(gateways: readonly Gateway[], isIt: () => boolean): Promise<void> {
  for (let turns = 0; !isIt(); turns++) {
    if (turns > 2000) throw new Error(JSON.stringify(gateways.map(({ sync, world }) => [sync.status, world.sessions])));
    for (const gateway of gateways) gateway.turn();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function pair(config: Record<string, unknown> = {}): Promise<[Gateway, Gateway]> {
  const active = new Gateway(config, "listen", 1e6);
  const standby = new Gateway(config, "peer", 5e7);
  await active.sync.start();
  return [active, standby];
}

describe("two gateways", () => {
  it("know each other's sessions, those from before they met too, and what becomes of them", async () => {
    const [active, standby] = await pair();
    const both = [active, standby];
    active.world.send(udp(TO_SERVER, 4000, 53));
    await until(both, () => standby.world.sessions === 1);
    active.world.send(tcp(TO_SERVER, 4001, 80, FLAGS.syn));
    active.world.send(tcp(BACK, 80, 4001, FLAGS.syn | FLAGS.ack));
    await until(both, () => standby.world.sessions === 2);
    // The active one is gone: the other goes on in both directions.
    active.sync.close();
    expect(standby.world.send(tcp(BACK, 80, 4001, FLAGS.ack))).toMatchObject({ to: CLIENT, dport: 4001 });
    expect(standby.world.send(tcp(TO_SERVER, 4001, 80, FLAGS.ack))).toMatchObject({ from: POOL, sport: 4001 });
    expect(standby.world.send(udp(BACK, 53, 4000))).toMatchObject({ to: CLIENT, dport: 4000 });
    expect(standby.world.send(tcp(BACK, 80, 9999, FLAGS.ack))).toBe("no-session");
  });

  it("forget together", async () => {
    const [active, standby] = await pair({ limits: { sessions: 1 } });
    const both = [active, standby];
    active.world.send(udp(TO_SERVER, 4000, 53));
    await until(both, () => standby.world.sessions === 1);
    // The table has one place: the second session takes it, there and here.
    active.world.send(udp(TO_SERVER, 4001, 53));
    await until(both, () => standby.world.translator.stateful!.bindings.bib.port6(0) === 4001);
    expect(standby.world.send(udp(BACK, 53, 4001))).toMatchObject({ dport: 4001 });
  });

  it("lifetimes follow the traffic at the other one", async () => {
    const [active, standby] = await pair();
    const both = [active, standby];
    active.world.send(udp(TO_SERVER, 4000, 53));
    await until(both, () => standby.world.sessions === 1);
    const { sessions } = standby.world.translator.stateful!.bindings;
    const before = sessions.deadline(0) - standby.world.nowMs;
    active.world.nowMs += 100_000;
    standby.world.nowMs += 100_000;
    active.world.send(udp(TO_SERVER, 4000, 53));
    // Both were silent for that long, so they meet anew.
    await until(
      both,
      () => standby.sync.status.connected && sessions.deadline(0) - standby.world.nowMs > before - 10_000,
    );
    expect(standby.world.sessions).toBe(1);
  });

  it("when the first comes back it learns from the second, which carried on", async () => {
    const [active, standby] = await pair();
    active.world.send(udp(TO_SERVER, 4000, 53));
    await until([active, standby], () => standby.world.sessions === 1);
    active.sync.close();
    await until([standby], () => !standby.sync.status.connected);
    standby.world.send(udp(TO_SERVER, 4007, 53));
    expect(standby.said).toContain("sync: the other gateway is gone; its sessions stay");
    const again = new Gateway({}, "listen", 0);
    await again.sync.start();
    await until([again, standby], () => again.world.sessions === 2);
    expect(again.world.send(udp(BACK, 53, 4007))).toMatchObject({ to: CLIENT, dport: 4007 });
  });

  it("what has no place is counted, and nothing breaks", async () => {
    const active = new Gateway({}, "listen", 0);
    const standby = new Gateway({ pool4: ["203.0.113.77"] }, "peer", 0);
    await active.sync.start();
    active.world.send(udp(TO_SERVER, 4000, 53));
    await until([active, standby], () => standby.sync.status.conflicts > 0);
    expect(standby.world.sessions).toBe(0);
  });

  it("ten thousand sessions arrive", async () => {
    const [active, standby] = await pair({ limits: { sessions: 20_000 } });
    for (let i = 0; i < 10_000; i++) active.world.send(udp(TO_SERVER, 2000 + i, 53));
    await until([active, standby], () => standby.world.sessions === 10_000);
    expect(standby.sync.status.records_received).toBeLessThan(25_000);
  });

  it("who speaks another language is sent away", async () => {
    const [active] = await pair();
    for (const words of [
      Buffer.from("GET / HTTP/1.0\r\n\r\n"),
      Buffer.from([0, 0, 0, 3, 0, 123, 125]),
      Buffer.alloc(9, 255),
    ]) {
      const socket = connect({ path });
      const ended = new Promise((resolve) => socket.once("close", resolve));
      socket.on("error", () => {});
      socket.resume();
      socket.write(words);
      await ended;
    }
    expect(active.said.length).toBe(3);
    expect(active.sync.status.connected).toBe(false);
  });
});
