import { describe, expect, it } from "vitest";
import type { TableState } from "../../../../../agent/audit/observation/counters.ts";
import {
  addConnects,
  addGap,
  addLook,
  addSample,
  emptyLedger,
  flowsOf,
  GAP_MS,
  type Ledger,
  type Look,
  MOST_FLOWS,
} from "../../../../../agent/audit/observation/ledger.ts";
import {
  ENTRY_SECONDS,
  queryMatch,
  SET_SIZE,
  SETS,
  UNIT_SETS,
} from "../../../../../agent/audit/observation/ruleset.ts";
import { parseConnected } from "../../../../../agent/audit/sockets.ts";

const START = Date.UTC(2026, 10, 23, 12);

function table(more: Partial<Omit<TableState, "sets">> & { sets?: Partial<TableState["sets"]> } = {}): TableState {
  const sets = Object.fromEntries([...SETS, ...UNIT_SETS].map((name) => [name, []])) as unknown as TableState["sets"];
  return { generation: "g1", counts: {}, ...more, sets: { ...sets, ...more.sets } };
}

function look(at: number, state: TableState): Look {
  return {
    at,
    table: state,
    nat64: ["64:ff9b::/96"],
    services: [],
    queries: [],
    userName: (uid) => (uid === "0" ? "root" : uid),
  };
}

const SYN = { key: ["0", "192.0.2.2", "tcp", "80"], packets: 3, expires: ENTRY_SECONDS };

describe("the ledger", () => {
  it("counts an entry once, however often it is read", () => {
    let ledger: Ledger = emptyLedger(START, "g1");
    for (const after of [30, 60, 90])
      ledger = addLook(ledger, look(START + after * 1000, table({ sets: { out4: [SYN] } })));
    expect(flowsOf(ledger)).toMatchObject([{ peer: "192.0.2.2", port: 80, user: "root", class: "ipv4", packets: 3 }]);
  });

  it("adds up an entry that went and came again, and one of a new table", () => {
    let ledger = addLook(emptyLedger(START, "g1"), look(START + 1, table({ sets: { out4: [SYN] } })));
    ledger = addLook(ledger, look(START + 2, table({ sets: { out4: [{ ...SYN, packets: 1 }] } })));
    expect(flowsOf(ledger)[0]!.packets).toBe(4);
    ledger = addLook(ledger, look(START + 3, table({ generation: "g2", sets: { out4: [{ ...SYN, packets: 5 }] } })));
    expect(flowsOf(ledger)[0]!.packets).toBe(9);
  });

  it("has no gap between timely looks, and one where nobody looked", () => {
    let ledger = addLook(emptyLedger(START, "g1"), look(START + GAP_MS, table()));
    expect(ledger.unbrokenSince).toBe(START);
    ledger = addLook(ledger, look(START + 3 * GAP_MS, table()));
    expect(ledger.unbrokenSince).toBe(START + 3 * GAP_MS);
    expect(ledger.gaps).toMatchObject([{ from: START + GAP_MS, to: START + 3 * GAP_MS }]);
  });

  it("tells the time of a flow's last packet, never too old", () => {
    const entry = { ...SYN, expires: ENTRY_SECONDS - 20 };
    const ledger = addLook(emptyLedger(START, "g1"), look(START + 60_000, table({ sets: { out4: [entry] } })));
    expect(flowsOf(ledger)[0]!.last).toBe(START + 40_999);
  });

  it("adds bytes by class, also over a new table, and keeps them over time", () => {
    let ledger = addLook(emptyLedger(START, "g1"), look(START + 1000, table({ counts: { class_ipv4: 100 } })));
    ledger = addLook(ledger, look(START + 2000, table({ counts: { class_ipv4: 150, class_native6: 50 } })));
    ledger = addLook(ledger, look(START + 3000, table({ generation: "g2", counts: { class_ipv4: 10 } })));
    expect(ledger.traffic).toEqual({ ipv4: 160, native6: 50, translated: 0 });
    expect(ledger.history).toEqual([{ at: START + 3000, ipv4: 160, native6: 50, translated: 0 }]);
  });

  it("keeps a bounded history that loses no byte", () => {
    let ledger = emptyLedger(START, "g1");
    for (let i = 1; i <= 5000; i++)
      ledger = addLook(ledger, look(START + i * 90_000, table({ counts: { class_ipv4: i } })));
    expect(ledger.history.length).toBeLessThanOrEqual(1024);
    expect(ledger.history.reduce((sum, { ipv4 }) => sum + ipv4, 0)).toBe(5000);
  });

  it("says when a set was full, and when flows had to go: IPv4 last", () => {
    const full = Array.from({ length: SET_SIZE }, (_, i) => ({
      ...SYN,
      key: [`2001:db8::${i.toString(16)}`, "tcp", "80"],
    }));
    const ledger = addLook(emptyLedger(START, "g1"), look(START + 1, table({ sets: { in6: full, out4: [SYN] } })));
    expect(ledger.overflowAt).toBe(START + 1);
    expect(Object.keys(ledger.flows)).toHaveLength(MOST_FLOWS);
    expect(flowsOf(ledger).some(({ class: one }) => one === "ipv4")).toBe(true);
  });

  it("joins a sample of the sockets: process, unit and mapped addresses", () => {
    const text =
      'tcp ESTAB 0 0 [::ffff:192.0.2.1]:8080 [::ffff:192.0.2.9]:40000 users:(("java",pid=7,fd=3)) uid:33 ino:1 sk:1 cgroup:/system.slice/app.service <->\n' +
      'tcp ESTAB 0 0 192.0.2.1:50000 192.0.2.2:80 users:(("curl",pid=8,fd=3)) ino:1 sk:1 cgroup:/ <->\n' +
      "tcp ESTAB 0 0 127.0.0.1:1 127.0.0.1:2 ino:1 sk:1\n";
    let ledger = addLook(emptyLedger(START, "g1"), look(START + 1, table({ sets: { out4: [SYN] } })));
    ledger = addSample(ledger, parseConnected(text), new Set(["tcp 8080"]), look(START + 2, table()));
    expect(flowsOf(ledger)).toMatchObject([
      { direction: "out", peer: "192.0.2.2", port: 80, process: "curl[8]", packets: 3, mapped: false },
      {
        direction: "in",
        peer: "192.0.2.9",
        port: 8080,
        process: "java[7]",
        unit: "app.service",
        mapped: true,
        packets: 0,
      },
    ]);
  });

  it("begins to count anew after a gap", () => {
    const ledger = addGap(emptyLedger(START, "g1"), START + 5, "restart");
    expect(ledger).toMatchObject({
      unbrokenSince: START + 5,
      gaps: [{ from: START, to: START + 5, because: "restart" }],
    });
  });

  it("takes a flow's unit from the control group it left from, also of a unit that was restarted", () => {
    const flow = ["192.0.2.2", "tcp", "80"];
    const group = (path: string) => ({ key: [path, "0", ...flow], packets: 1, expires: ENTRY_SECONDS });
    const at = (seconds: number, sets: Partial<TableState["sets"]>): Look =>
      look(START + seconds * 1000, table({ sets: { out4: [SYN], ...sets } }));
    let ledger = addLook(emptyLedger(START, "g1"), at(30, { unit2: [group("system.slice/shop.service")] }));
    expect(flowsOf(ledger)).toMatchObject([{ peer: "192.0.2.2", unit: "shop.service" }]);
    // The old group is gone and listed by its number; the new one has the same path.
    ledger = addLook(ledger, at(60, { unit2: [group("23642"), group("system.slice/shop.service")] }));
    expect(flowsOf(ledger)).toMatchObject([{ unit: "shop.service" }]);
    ledger = addLook(ledger, at(90, { unit3: [group("system.slice/system-a.slice/a@1.service")] }));
    expect(flowsOf(ledger)).toMatchObject([{ unit: "a@1.service, shop.service" }]);
  });

  it("takes a short flow's process from the hooks, and leaves what a sample knew", () => {
    const ledger = addLook(emptyLedger(START, "g1"), look(START + 1, table({ sets: { out4: [SYN] } })));
    const connect = { peer: "192.0.2.2", port: 80, uid: 0, pid: 812, comm: "curl" };
    const root = (): string => "root";
    const named = addConnects(ledger, [connect, { ...connect, peer: "192.0.2.9" }], root, true);
    expect(flowsOf(named)).toMatchObject([{ peer: "192.0.2.2", process: "curl[812]" }]);
    expect(flowsOf(addConnects(named, [{ ...connect, comm: "wget" }], root, true))[0]!.process).toBe("curl[812]");
    expect(flowsOf(addConnects(ledger, [connect], root, false))[0]!.process).toBe("curl");
  });

  it("adds up queries by name, over a new table as well, and keeps a bounded number of counts", () => {
    const at = (seconds: number, a: number, generation = "g1"): Look => ({
      ...look(START + seconds * 1000, table({ generation, counts: { query_0_a: a, query_0_aaaa: 2 * a } })),
      queries: ["api.corp.example"],
    });
    let ledger = addLook(emptyLedger(START, "g1"), at(30, 5));
    ledger = addLook(ledger, at(60, 3, "g2"));
    expect(ledger.queries["api.corp.example"]).toEqual([
      { at: START, a: 0, aaaa: 0 },
      { at: START + 30_000, a: 5, aaaa: 10 },
      { at: START + 60_000, a: 8, aaaa: 16 },
    ]);
    for (let i = 3; i < 2_000; i++) ledger = addLook(ledger, at(30 * i, 3 + i, "g2"));
    const counts = ledger.queries["api.corp.example"]!;
    expect(counts.length).toBeLessThanOrEqual(512);
    expect(counts[0]!.at).toBe(START);
    expect(counts.at(-1)!.a).toBe(5 + 3 + 1_999);
  });

  it("matches a question by its bytes, whatever the case of its letters", () => {
    expect(queryMatch("A1.Example.", 1)).toBe(queryMatch("a1.example", 1));
    expect(queryMatch("a1.example", 1)).toBe(
      "udp dport 53 @th,160,96 & 0xffdfffffdfdfdfdfdfdfdfff == 0x024131074558414d504c4500 @th,256,16 == 1",
    );
  });
});
