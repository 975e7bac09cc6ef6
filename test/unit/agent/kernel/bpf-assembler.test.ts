import { describe, expect, it } from "vitest";
import { Assembler, FP, R0, R1, R2, R6 } from "../../../../agent/kernel/bpf-assembler.ts";

/** One instruction as its fields. RFC 9669 section 3. */
function fields(code: Assembler, index = 0, maps: Record<string, number> = {}): Record<string, number> {
  const view = new DataView(code.assemble(maps).buffer, index * 8);
  return {
    opcode: view.getUint8(0),
    to: view.getUint8(1) & 15,
    from: view.getUint8(1) >> 4,
    offset: view.getInt16(2, true),
    immediate: view.getInt32(4, true),
  };
}

describe("the eBPF assembler", () => {
  it.each<[string, (code: Assembler) => Assembler, object]>([
    ["r6 = r1", (code) => code.move(R6, R1), { opcode: 0xbf, to: 6, from: 1 }],
    ["r0 = -1", (code) => code.set(R0, -1), { opcode: 0xb7, to: 0, immediate: -1 }],
    ["r2 += 14", (code) => code.aluImmediate("add", R2, 14), { opcode: 0x07, to: 2, immediate: 14 }],
    ["r2 -= r1", (code) => code.alu("sub", R2, R1), { opcode: 0x1f, to: 2, from: 1 }],
    ["w2 >>= 4", (code) => code.alu32Immediate("shiftRight", R2, 4), { opcode: 0x74, to: 2, immediate: 4 }],
    ["w2 ^= w1", (code) => code.alu32("xor", R2, R1), { opcode: 0xac, to: 2, from: 1 }],
    ["r2 = be16 r2", (code) => code.swap(R2, 16), { opcode: 0xdc, to: 2, immediate: 16 }],
    ["r2 = *(u8 *)(r1 + 20)", (code) => code.load(1, R2, R1, 20), { opcode: 0x71, to: 2, from: 1, offset: 20 }],
    ["r2 = *(u64 *)(r10 - 8)", (code) => code.load(8, R2, FP, -8), { opcode: 0x79, from: 10, offset: -8 }],
    ["*(u16 *)(r10 - 2) = r1", (code) => code.store(2, FP, -2, R1), { opcode: 0x6b, to: 10, from: 1, offset: -2 }],
    ["*(u32 *)(r10 - 4) = 7", (code) => code.storeImmediate(4, FP, -4, 7), { opcode: 0x62, to: 10, immediate: 7 }],
    [
      "lock *(u64 *)(r1 + 8) += r2",
      (code) => code.atomicAdd(8, R1, 8, R2),
      { opcode: 0xdb, to: 1, from: 2, offset: 8 },
    ],
    ["call 1", (code) => code.call(1), { opcode: 0x85, immediate: 1 }],
    ["exit", (code) => code.exit(), { opcode: 0x95 }],
  ])("%s", (_words, write, expected) => {
    expect(fields(write(new Assembler()))).toMatchObject(expected);
  });

  it("jumps forward and back by label, counting both halves of a 64-bit immediate", () => {
    const code = new Assembler()
      .label("top")
      .jumpIf("equal", R1, R2, "end")
      .set64(R0, -1n)
      .jump("top")
      .label("end")
      .exit();
    expect(code.length).toBe(5);
    expect(fields(code)).toMatchObject({ opcode: 0x1d, to: 1, from: 2, offset: 3 });
    expect(fields(code, 1)).toMatchObject({ opcode: 0x18, immediate: -1 });
    expect(fields(code, 2)).toMatchObject({ opcode: 0, immediate: -1 });
    expect(fields(code, 3)).toMatchObject({ opcode: 0x05, offset: -4 });
  });

  it("compares with an immediate", () => {
    const code = new Assembler().jumpIfImmediate("above", R1, 1500, "x").label("x").exit();
    expect(fields(code)).toMatchObject({ opcode: 0x25, to: 1, offset: 0, immediate: 1500 });
  });

  it("puts a map's descriptor where it is named, each time anew", () => {
    const code = new Assembler().map(R1, "sessions").exit();
    expect(fields(code, 0, { sessions: 7 })).toMatchObject({ opcode: 0x18, to: 1, from: 1, immediate: 7 });
    expect(fields(code, 0, { sessions: 9 })).toMatchObject({ immediate: 9 });
  });

  it("refuses what leads nowhere", () => {
    expect(() => new Assembler().jump("away").assemble()).toThrow("no label away");
    expect(() => new Assembler().map(R1, "m").assemble()).toThrow("no map m");
    expect(() => new Assembler().label("a").label("a")).toThrow("label a stands twice");
    const far = new Assembler().jump("end");
    for (let i = 0; i < 40_000; i++) far.set(R0, 0);
    expect(() => far.label("end").exit().assemble()).toThrow("end is 40000 instructions away");
  });
});
