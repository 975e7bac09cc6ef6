/**
 * An assembler for eBPF: one method per kind of instruction, jumps to labels, maps by name. RFC 9669 has the encoding: eight
 * bytes each (opcode, registers, 16-bit offset, 32-bit immediate), little-endian here; a 64-bit immediate takes two.
 */

export type Register = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** The result of a call, and of the program. */
export const R0: Register = 0;
/** R1 to R5 hold the arguments of a call and are lost in it. */
export const R1: Register = 1;
export const R2: Register = 2;
export const R3: Register = 3;
export const R4: Register = 4;
export const R5: Register = 5;
/** R6 to R9 outlive calls. */
export const R6: Register = 6;
export const R7: Register = 7;
export const R8: Register = 8;
export const R9: Register = 9;
/** End of the 512 bytes of stack; read-only. */
export const FP: Register = 10;

/** Bytes. */
export type Width = 1 | 2 | 4 | 8;

const CLASS_LD = 0x00;
const CLASS_LDX = 0x01;
const CLASS_ST = 0x02;
const CLASS_STX = 0x03;
const CLASS_ALU = 0x04;
const CLASS_JMP = 0x05;
const CLASS_ALU64 = 0x07;

const MODE_IMM = 0x00;
const MODE_MEM = 0x60;
const MODE_ATOMIC = 0xc0;
const SIZE: Readonly<Record<Width, number>> = { 4: 0x00, 2: 0x08, 1: 0x10, 8: 0x18 };

const FROM_REGISTER = 0x08;

const ALU = {
  add: 0x00,
  sub: 0x10,
  mul: 0x20,
  or: 0x40,
  and: 0x50,
  shiftLeft: 0x60,
  shiftRight: 0x70,
  xor: 0xa0,
  mov: 0xb0,
} as const;
const ALU_END = 0xd0;
const TO_BIG_ENDIAN = 0x08;

const JUMP = {
  always: 0x00,
  equal: 0x10,
  above: 0x20,
  aboveOrEqual: 0x30,
  anyBit: 0x40,
  notEqual: 0x50,
  below: 0xa0,
  belowOrEqual: 0xb0,
} as const;
const JUMP_CALL = 0x80;
const JUMP_EXIT = 0x90;

const PSEUDO_MAP_FD: Register = 1;

export type AluOperation = keyof typeof ALU;
/** Comparisons are unsigned; `anyBit` jumps where the two have a bit in common. */
export type Condition = Exclude<keyof typeof JUMP, "always">;

export const BYTES_PER_INSTRUCTION = 8;
const MOST_OFFSET = 0x7fff;

interface Fixup {
  /** Index of the jump. */
  readonly at: number;
  readonly label: string;
}

export class Assembler {
  readonly #words: number[] = [];
  readonly #labels = new Map<string, number>();
  readonly #jumps: Fixup[] = [];
  readonly #maps: { readonly at: number; readonly name: string }[] = [];

  /** Instructions so far; a 64-bit immediate counts twice. */
  get length(): number {
    return this.#words.length / 2;
  }

  /** Name this place. @throws where the name is taken. */
  label(name: string): this {
    if (this.#labels.has(name)) throw new Error(`label ${name} stands twice`);
    this.#labels.set(name, this.length);
    return this;
  }

  /** `to = from`. */
  move(to: Register, from: Register): this {
    return this.alu("mov", to, from);
  }

  /** `to = value`, a signed 32-bit number extended to 64. */
  set(to: Register, value: number): this {
    return this.aluImmediate("mov", to, value);
  }

  /** `to = value`, all 64 bits. */
  set64(to: Register, value: bigint): this {
    const bits = BigInt.asUintN(64, value);
    this.#emit(CLASS_LD | SIZE[8] | MODE_IMM, to, 0, 0, Number(bits & 0xffffffffn));
    return this.#emit(0, 0, 0, 0, Number(bits >> 32n));
  }

  /** `to = ` the map of that name, to be given when assembled. */
  map(to: Register, name: string): this {
    this.#maps.push({ at: this.length, name });
    this.#emit(CLASS_LD | SIZE[8] | MODE_IMM, to, PSEUDO_MAP_FD, 0, 0);
    return this.#emit(0, 0, 0, 0, 0);
  }

  /** 64-bit arithmetic: `to = to operation from`. */
  alu(operation: AluOperation, to: Register, from: Register): this {
    return this.#emit(CLASS_ALU64 | FROM_REGISTER | ALU[operation], to, from, 0, 0);
  }

  /** The immediate is signed and 32 bits wide. */
  aluImmediate(operation: AluOperation, to: Register, value: number): this {
    return this.#emit(CLASS_ALU64 | ALU[operation], to, 0, 0, value);
  }

  /** 32-bit arithmetic; the upper half becomes zero. */
  alu32(operation: AluOperation, to: Register, from: Register): this {
    return this.#emit(CLASS_ALU | FROM_REGISTER | ALU[operation], to, from, 0, 0);
  }

  alu32Immediate(operation: AluOperation, to: Register, value: number): this {
    return this.#emit(CLASS_ALU | ALU[operation], to, 0, 0, value);
  }

  /** Between network and host order; the bits above become zero. */
  swap(register: Register, bits: 16 | 32 | 64): this {
    return this.#emit(CLASS_ALU | ALU_END | TO_BIG_ENDIAN, register, 0, 0, bits);
  }

  /** `to = *(width *)(from + offset)`. */
  load(width: Width, to: Register, from: Register, offset: number): this {
    return this.#emit(CLASS_LDX | SIZE[width] | MODE_MEM, to, from, offset, 0);
  }

  /** `*(width *)(to + offset) = from`. */
  store(width: Width, to: Register, offset: number, from: Register): this {
    return this.#emit(CLASS_STX | SIZE[width] | MODE_MEM, to, from, offset, 0);
  }

  storeImmediate(width: Width, to: Register, offset: number, value: number): this {
    return this.#emit(CLASS_ST | SIZE[width] | MODE_MEM, to, 0, offset, value);
  }

  /** `*(width *)(to + offset) += from`, atomically. */
  atomicAdd(width: 4 | 8, to: Register, offset: number, from: Register): this {
    return this.#emit(CLASS_STX | SIZE[width] | MODE_ATOMIC, to, from, offset, 0);
  }

  jump(label: string): this {
    this.#jumps.push({ at: this.length, label });
    return this.#emit(CLASS_JMP | JUMP.always, 0, 0, 0, 0);
  }

  jumpIf(condition: Condition, left: Register, right: Register, label: string): this {
    this.#jumps.push({ at: this.length, label });
    return this.#emit(CLASS_JMP | FROM_REGISTER | JUMP[condition], left, right, 0, 0);
  }

  jumpIfImmediate(condition: Condition, left: Register, right: number, label: string): this {
    this.#jumps.push({ at: this.length, label });
    return this.#emit(CLASS_JMP | JUMP[condition], left, 0, 0, right);
  }

  /** Call one of the kernel's helpers by its number. */
  call(helper: number): this {
    return this.#emit(CLASS_JMP | JUMP_CALL, 0, 0, 0, helper);
  }

  exit(): this {
    return this.#emit(CLASS_JMP | JUMP_EXIT, 0, 0, 0, 0);
  }

  /** @param maps descriptor of each map that was named. @throws on a label or map nobody defined, and a jump too far. */
  assemble(maps: Readonly<Record<string, number>> = {}): Uint8Array<ArrayBuffer> {
    const words = this.#words.slice();
    for (const { at, label } of this.#jumps) {
      const target = this.#labels.get(label);
      if (target === undefined) throw new Error(`no label ${label}`);
      const offset = target - at - 1;
      if (Math.abs(offset) > MOST_OFFSET) throw new Error(`${label} is ${offset} instructions away`);
      words[at * 2] = ((words[at * 2]! & 0xffff) | (offset << 16)) >>> 0;
    }
    for (const { at, name } of this.#maps) {
      const fd = maps[name];
      if (fd === undefined) throw new Error(`no map ${name}`);
      words[at * 2 + 1] = fd;
    }
    const view = new DataView(new ArrayBuffer(words.length * 4));
    for (const [i, word] of words.entries()) view.setUint32(i * 4, word, true);
    return new Uint8Array(view.buffer);
  }

  #emit(opcode: number, to: Register, from: Register, offset: number, immediate: number): this {
    this.#words.push((opcode | (to << 8) | (from << 12) | ((offset & 0xffff) << 16)) >>> 0, immediate >>> 0);
    return this;
  }
}
