import { describe, expect, it } from "vitest";
import { Arena } from "../../../../../agent/nat64/tables/arena.ts";
import { ChainIndex } from "../../../../../agent/nat64/tables/chain-index.ts";
import { EamTable } from "../../../../../agent/nat64/tables/eam.ts";
import { finish, mix } from "../../../../../agent/nat64/tables/hash.ts";
import { Pool4, TCP_TABLE, UDP_TABLE } from "../../../../../agent/nat64/tables/pool4.ts";
import { PortSet } from "../../../../../agent/nat64/tables/ports.ts";
import { SourceLimits } from "../../../../../agent/nat64/tables/source-limits.ts";
import { Wheel } from "../../../../../agent/nat64/tables/wheel.ts";
import { parsePrefix4, parsePrefix6 } from "../../../../../agent/net/prefix.ts";
import { seeded } from "../../../../property/seeded.ts";

describe("Arena", () => {
  it("grows to its limit, keeps contents, and gives records out again", () => {
    const arena = new Arena(2, 3000);
    const records = Array.from({ length: 3000 }, () => arena.allocate());
    expect(new Set(records).size).toBe(3000);
    arena.words[records[0]! * 2 + 1] = 77;
    expect(arena.allocate()).toBe(-1);
    arena.release(records[5]!);
    expect([arena.allocate(), arena.count, arena.words[records[0]! * 2 + 1]]).toEqual([records[5], 3000, 77]);
  });
});

describe("ChainIndex", () => {
  it("finds what is in and nothing that was taken out, like a Map does", () => {
    const arena = new Arena(2, 10_000);
    const index = new ChainIndex(arena, 1, (record) => finish(mix(7, arena.words[record * 2]!)));
    const find = (key: number): number => {
      let record = index.first(finish(mix(7, key)));
      while (record >= 0 && arena.words[record * 2] !== key) record = index.next(record);
      return record;
    };
    const model = new Map<number, number>();
    const random = seeded(1);
    for (let i = 0; i < 20_000; i++) {
      const key = Math.floor(random() * 5000);
      const known = model.get(key);
      if (known === undefined) {
        const record = arena.allocate();
        arena.words[record * 2] = key;
        index.insert(record);
        model.set(key, record);
      } else if (random() < 0.5) {
        index.remove(known);
        arena.release(known);
        model.delete(key);
      }
    }
    for (let key = 0; key < 5000; key++) expect(find(key)).toBe(model.get(key) ?? -1);
  });
});

describe("Wheel", () => {
  it("fires every record at its last deadline and not before, like a list that is searched", () => {
    const arena = new Arena(4, 2000);
    const wheel = new Wheel(arena, 1, 2, 3, 0);
    const random = seeded(2);
    const ticks = (ms: number): number => Math.ceil(ms / 4) * 4;
    const model = new Map<number, number>();
    const fired: number[] = [];
    let now = 0;
    for (let i = 0; i < 4000; i++) {
      const life = ticks(random() < 0.1 ? random() * 20_000_000 : random() * 400_000);
      const choice = random();
      const keys = [...model.keys()];
      if (choice < 0.5 && model.size < 1500) {
        const record = arena.allocate();
        wheel.add(record, now + life);
        model.set(record, now + life);
      } else if (choice < 0.8 && keys.length > 0) {
        const record = keys[Math.floor(random() * keys.length)]!;
        wheel.move(record, now + life);
        model.set(record, now + life);
      } else if (choice < 0.85 && keys.length > 0) {
        const record = keys[Math.floor(random() * keys.length)]!;
        wheel.remove(record);
        arena.release(record);
        model.delete(record);
      } else {
        now += ticks(random() < 0.02 ? random() * 30_000_000 : random() * 2000);
        fired.length = 0;
        const take = (record: number): boolean => {
          fired.push(record);
          wheel.remove(record);
          return false;
        };
        // In small bites what is due comes sooner or later; in one go, all of it.
        for (let bites = Math.floor(random() * 5); bites > 0; bites--) {
          const before = fired.length;
          wheel.advance(now, 7, take);
          expect(fired.length - before).toBeLessThanOrEqual(7);
        }
        expect(wheel.advance(now, 1e9, take)).toBe(false);
        const due = [...model].filter(([, deadline]) => deadline <= now).map(([record]) => record);
        expect(fired.sort((a, b) => a - b)).toEqual(due.sort((a, b) => a - b));
        for (const record of due) {
          arena.release(record);
          model.delete(record);
        }
      }
    }
  });

  it("lets a due record take a later deadline instead of going", () => {
    const arena = new Arena(4, 10);
    const wheel = new Wheel(arena, 1, 2, 3, 0);
    const record = arena.allocate();
    wheel.add(record, 100);
    let calls = 0;
    const later = (due: number): boolean => {
      calls += 1;
      wheel.move(due, 50_000);
      return true;
    };
    // Long after its slot was over.
    wheel.advance(4000, 9, later);
    wheel.advance(49_990, 9, later);
    expect(calls).toBe(1);
    wheel.advance(50_000, 9, () => {
      calls += 1;
      wheel.remove(record);
      return false;
    });
    expect(calls).toBe(2);
  });
});

describe("PortSet", () => {
  it("gives out every port of its ranges once, then none", () => {
    const random = seeded(3);
    const set = new PortSet([
      { from: 10, to: 20 },
      { from: 15, to: 40 },
      { from: 65_530, to: 65_535 },
    ]);
    expect(set.size).toBe(37);
    const ports = new Set<number>();
    for (let i = 0; i < 37; i++) ports.add(set.takeNear(Math.floor(random() * 65_536), true, random));
    expect(ports.size).toBe(37);
    for (const port of ports) expect((port >= 10 && port <= 40) || port >= 65_530).toBe(true);
    expect([set.takeNear(12, false, random), set.used]).toEqual([-1, 37]);
    set.release(33);
    expect(set.takeNear(12, false, random)).toBe(33);
  });

  it("keeps half and parity while it can", () => {
    const random = seeded(4);
    const set = new PortSet([{ from: 0, to: 65_535 }]);
    set.take(500);
    set.take(5001);
    for (let i = 0; i < 200; i++) {
      const low = set.takeNear(500, true, random);
      const high = set.takeNear(5001, true, random);
      expect([low < 1024, low % 2, high >= 1024, high % 2]).toEqual([true, 0, true, 1]);
    }
  });
});

describe("Pool4", () => {
  const pool = new Pool4(
    [
      { prefix: parsePrefix4("203.0.113.0/31")!, ports: [{ from: 1, to: 2 }] },
      { prefix: parsePrefix4("203.0.113.1/32")!, ports: [{ from: 3, to: 4 }] },
    ],
    seeded(5),
  );

  it("counts an address once, with the ports of all its entries", () => {
    expect(pool.addresses.length).toBe(2);
    expect(pool.has(pool.addresses[1]! + 1)).toBe(false);
  });

  it("stays with a client's address until that has no port left", () => {
    const given = [1, 2, 3].map(() => pool.allocate(UDP_TABLE, 0, 9)!.address - pool.addresses[0]!);
    expect(given).toEqual([0, 0, 1]);
    expect(pool.use()).toEqual({ busiest: 1, whole: 0.5 });
    for (let i = 0; i < 3; i++) expect(pool.allocate(UDP_TABLE, 0, 9)).not.toBeNull();
    expect(pool.allocate(UDP_TABLE, 0, 9)).toBeNull();
    expect(pool.allocate(TCP_TABLE, 0, 9)).not.toBeNull();
  });
});

describe("SourceLimits", () => {
  it.each([
    [64, 0, 1, false],
    [32, 0, 1, true],
    [48, 0, 0x10000, false],
    [48, 0, 0x0fff, true],
    [33, 0, 1 << 31, false],
  ])("counts /%d as one source: %d %d is the same: %s", (length, a, b, same) => {
    const limits = new SourceLimits(length, 1, false);
    limits.countSession(0, 0, 1);
    expect(limits.isAtLimit(a, b)).toBe(same);
    expect(limits.isSame(0, 0, a, b)).toBe(same);
    limits.countSession(0, 0, -1);
    expect([limits.isAtLimit(0, 0), limits.count]).toEqual([false, 0]);
  });

  it("looks at shares only when most is in use and somebody else is there", () => {
    const limits = new SourceLimits(64, 0, true);
    for (let i = 0; i < 300; i++) limits.countSession(1, 1, 1);
    expect([limits.isAtLimit(1, 1), limits.isOverSessions(1, 1, 1200, 1200)]).toEqual([false, false]);
    limits.countPort(2, 2, TCP_TABLE, 1);
    expect([899, 900].map((used) => limits.isOverSessions(1, 1, used, 1200))).toEqual([false, true]);
    expect(limits.isOverSessions(2, 2, 1200, 1200)).toBe(false);
    for (let i = 1; i < 300; i++) limits.countPort(2, 2, TCP_TABLE, 1);
    expect([limits.isOverPorts(2, 2, TCP_TABLE, 900, 1200), limits.isOverPorts(2, 2, UDP_TABLE, 900, 1200)]).toEqual([
      true,
      false,
    ]);
  });
});

describe("EamTable", () => {
  it("maps back what it mapped", () => {
    const table = new EamTable([
      { v4: parsePrefix4("10.1.0.0/16")!, v6: parsePrefix6("2001:db8::/37")! },
      { v4: parsePrefix4("0.0.0.0/0")!, v6: parsePrefix6("2001:db8:ffff::/96")! },
    ]);
    const random = seeded(6);
    for (let i = 0; i < 500; i++) {
      const address = random() < 0.5 ? 0x0a010000 + Math.floor(random() * 65_536) : Math.floor(random() * 2 ** 32);
      const into = new Uint8Array(16);
      expect(table.to6(address, into)).toBe(true);
      expect(table.to4(into, 0)).toBe(address);
    }
  });
});
