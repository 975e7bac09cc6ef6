import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Restored, restoreSessions, saveSessions } from "../../../../../agent/nat64/state/state-file.ts";
import { FLAGS, seen, tcp, udp } from "../packets.ts";
import { CLIENT, OTHER, POOL, SERVER, TO_SERVER, World } from "../world.ts";

const folder = mkdtempSync(join(tmpdir(), "nat64-state-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, "sessions");
const BACK = { from: SERVER, to: POOL };
const HOUR_MS = 3_600_000;

function save(world: World, wallMs: number): number {
  const { translator, nowMs } = world;
  return saveSessions(path, translator.stateful!.bindings, translator.settings, nowMs, wallMs);
}

function restore(world: World, wallMs: number): Restored | null {
  const { translator, nowMs } = world;
  return restoreSessions(path, translator.stateful!.bindings, translator.settings, nowMs, wallMs);
}

/** One established TCP connection and one UDP exchange that is half a minute old. */
function lived(): { world: World; port: number } {
  const world = new World({}, Math.random);
  const { sport } = world.send(udp({ ...TO_SERVER, from: OTHER }, 4000, 53)) as { sport: number };
  world.pass(30);
  world.send(tcp(TO_SERVER, 4000, 80, FLAGS.syn));
  world.send(tcp(BACK, 80, 4000, FLAGS.syn | FLAGS.ack));
  return { world, port: sport };
}

describe("sessions in a file", () => {
  it("go on where they were, with their states, ports and what is left of their lives", () => {
    const { world, port } = lived();
    expect(save(world, 1e12)).toBe(2);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const next = new World({}, Math.random);
    next.nowMs = 5e6;
    expect(restore(next, 1e12 + 1000)).toEqual({ kept: 2, lost: 0 });
    expect(existsSync(path)).toBe(false);
    expect(next.send(tcp(BACK, 80, 4000, FLAGS.ack))).toMatchObject({ to: CLIENT, dport: 4000 });
    expect(next.send(tcp(TO_SERVER, 4000, 80, FLAGS.ack))).toMatchObject({ from: POOL, sport: 4000 });
    expect(next.send(udp(BACK, 53, port))).toMatchObject({ to: OTHER, dport: 4000 });
    // The port is taken, and free again in the end.
    expect(next.translator.stateful!.bindings.pool4.used(0)).toBe(1);
    next.pass(3 * 3600);
    next.pass(300);
    expect([next.sessions, next.bib, next.translator.stateful!.bindings.pool4.used(0)]).toEqual([0, 0, 0]);
  });

  it("age while nobody runs", () => {
    const { world } = lived();
    save(world, 1e12);
    const next = new World();
    expect(restore(next, 1e12 + 10 * 60_000)).toEqual({ kept: 1, lost: 1 });
    save(world, 1e12);
    expect(restore(new World(), 1e12 + 3 * HOUR_MS)).toEqual({ kept: 0, lost: 2 });
  });

  it("have no place in another pool", () => {
    const { world } = lived();
    for (const config of [{ pool4: ["192.0.2.1"] }, { pool6: "2001:db8:65::/96" }, { limits: { sessions: 1 } }]) {
      save(world, 1e12);
      const kept = restore(new World(config), 1e12)!.kept;
      expect(kept).toBe("limits" in config ? 1 : 0);
    }
  });

  it("are where the order of prefixes is another", () => {
    const world = new World({ pool6: ["2001:db8:65::/96", "2001:db8:64::/96"] });
    world.send(udp(TO_SERVER, 4000, 53));
    save(world, 1e12);
    const next = new World({ pool6: ["2001:db8:64::/96", "2001:db8:65::/96"] });
    restore(next, 1e12);
    const [out] = next.packets(udp(BACK, 53, 4000));
    expect(seen(out!)).toMatchObject({ from: "2001:db8:64::c633:6407", to: CLIENT });
  });

  it("come with static bindings once", () => {
    const config = { bib: [{ protocol: "tcp", v6: `[${CLIENT}]:443`, v4: `${POOL}:443` }] };
    const world = new World(config);
    world.send(tcp(BACK, 5555, 443, FLAGS.syn));
    save(world, 1e12);
    const next = new World(config);
    expect(restore(next, 1e12)).toEqual({ kept: 1, lost: 0 });
    expect([next.sessions, next.bib]).toEqual([1, 1]);
  });

  it("are none where there is no file, and a file of something else is named", () => {
    expect(restore(new World(), 0)).toBeNull();
    for (const text of ["", "hello\nworld", '{"nat64_sessions":9}\n']) {
      writeFileSync(path, text);
      expect(() => restore(new World(), 0)).toThrow(/no file of sessions of this version/);
    }
  });

  it("cut short are taken as far as they go", () => {
    const { world } = lived();
    save(world, 1e12);
    const whole = statSync(path).size;
    writeFileSync(path, readFileSync(path).subarray(0, whole - 7));
    expect(restore(new World(), 1e12)).toEqual({ kept: 1, lost: 0 });
  });
});
