/** The filter of the TUN device's queue, run by the kernel on packets of ours, with nothing attached. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BpfMap, BpfProgram } from "../../agent/kernel/bpf.ts";
import { type Mapping, mapShared } from "../../agent/kernel/mapping.ts";
import { PREFIX, QUEUE, queueProgram, SHARE, TAKEN_PER_EPOCH } from "../../agent/nat64/device/queue-guard.ts";
import { udp } from "../unit/agent/nat64/packets.ts";

const CROWDED = 100;
const IN_AN_HOUR_NS = 3_600_000_000_000n;
/** What the program says of a packet it lets in. */
const ALL_OF_IT = -1;

let queue: BpfMap;
let prefixes: BpfMap;
let memory: Mapping;
let view: DataView;
let program: BpfProgram;

beforeEach(() => {
  queue = new BpfMap({ name: "queue", kind: "shared", keyBytes: 4, valueBytes: QUEUE.bytes, entries: 1 });
  prefixes = new BpfMap({ name: "prefixes", kind: "recent", keyBytes: 8, valueBytes: PREFIX.bytes, entries: 1024 });
  memory = mapShared(queue.fd, 4096, 0);
  view = new DataView(memory.buffer);
  const maps = { queue: queue.fd, prefixes: prefixes.fd };
  program = new BpfProgram("queue", queueProgram(CROWDED, 56).assemble(maps), "socketFilter");
  view.setBigUint64(QUEUE.until, process.hrtime.bigint() + IN_AN_HOUR_NS, true);
});
afterEach(() => {
  memory.unmap();
  for (const one of [queue, prefixes, program]) one.close();
});

/** @returns how many of them are let in. */
function send(from: string, to: string, count: number): number {
  const packet = udp({ from, to }, 4000, 53);
  const frame = Uint8Array.from([...new Array(12).fill(0), ...(from.includes(":") ? [0x86, 0xdd] : [8, 0]), ...packet]);
  let admitted = 0;
  for (let i = 0; i < count; i++) if (program.test(frame).action === ALL_OF_IT) admitted += 1;
  return admitted;
}

const six = (from: string, count: number): number => send(from, "2001:db8:64::192.0.2.9", count);
const four = (from: string, count: number): number => send(from, "192.0.2.1", count);
const crowd = (): void => view.setUint32(QUEUE.admitted, CROWDED + 1, true);

describe("the queue", () => {
  test("takes everything while it is not crowded, and counts it", () => {
    expect(six("2001:db8:66::1", CROWDED)).toBe(CROWDED);
    expect(view.getUint32(QUEUE.admitted, true)).toBe(CROWDED);
  });

  test("crowded, gives each source prefix its share of what is taken out", () => {
    crowd();
    expect(six("2001:db8:66::1", SHARE + 50)).toBe(SHARE);
    expect(Number(view.getBigUint64(QUEUE.shed, true))).toBe(50);
    // Within /56: the same source. Outside: another.
    expect(six("2001:db8:66:ff::2", 1)).toBe(0);
    expect(six("2001:db8:66:100::2", SHARE + 1)).toBe(SHARE);
    view.setUint32(QUEUE.taken, TAKEN_PER_EPOCH, true);
    view.setUint32(QUEUE.admitted, TAKEN_PER_EPOCH + CROWDED + 1, true);
    expect(six("2001:db8:66::1", SHARE + 1)).toBe(SHARE);
  });

  test("counts IPv4 sources by /24", () => {
    crowd();
    expect(four("198.51.100.1", SHARE + 1)).toBe(SHARE);
    expect(four("198.51.100.200", 1)).toBe(0);
    expect(four("198.51.101.1", 1)).toBe(1);
  });

  test("takes everything where nobody takes anything out any more", () => {
    crowd();
    view.setBigUint64(QUEUE.until, process.hrtime.bigint() - 1n, true);
    expect(six("2001:db8:66::1", SHARE + 50)).toBe(SHARE + 50);
  });
});
