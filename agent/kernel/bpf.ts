/** bpf(2): maps, programs, links. Everything made here lives as long as its descriptor: it goes with the process, however that ends. */
import { close, PinnedMemory, SystemCallError } from "./libc.ts";
import { syscall } from "./syscall.ts";

const MAP_CREATE = 0;
const MAP_LOOKUP = 1;
const MAP_UPDATE = 2;
const MAP_DELETE = 3;
const PROG_LOAD = 5;
const PROG_TEST_RUN = 10;
const MAP_LOOKUP_BATCH = 24;
const LINK_CREATE = 28;

/** `recent` forgets what was not asked for longest when it is full. `shared` is an array this process may map: Linux 5.5. */
const MAP_TYPES = { hash: 1, array: 2, percpuArray: 6, recent: 9, shared: 2 } as const;
/** Of a hash: memory is taken as entries come, not for all of them at once. */
const NO_PREALLOC = 1;
const MAPPABLE = 1 << 10;
const MAP_FLAGS: Readonly<Partial<Record<keyof typeof MAP_TYPES, number>>> = { hash: NO_PREALLOC, shared: MAPPABLE };

const PROG_TYPES = { socketFilter: 1, trafficControl: 3, connect4: 18, connect6: 18 } as const;
/** Where the kernel wants to know when it loads: called by connect(2), before the address is looked at. */
const ATTACH_TYPES: { readonly [T in keyof typeof PROG_TYPES]?: number } = { connect4: 10, connect6: 11 };
const TCX_INGRESS = 46;

const ENOENT = 2;
const ATTR_BYTES = 128;
const LOG_BYTES = 1 << 20;
const NAME_BYTES = 16;

const attr = new PinnedMemory(ATTR_BYTES);

function bpf(command: number): number {
  return syscall("bpf", command, attr.address, ATTR_BYTES);
}

function clearAttr(): DataView {
  attr.bytes.fill(0, 0, ATTR_BYTES);
  return attr.view;
}

function put64(view: DataView, at: number, value: number): void {
  view.setBigUint64(at, BigInt(value), true);
}

/** At most 15 letters, as the kernel keeps it. */
function putName(view: DataView, at: number, name: string): void {
  for (let i = 0; i < Math.min(name.length, NAME_BYTES - 1); i++) view.setUint8(at + i, name.charCodeAt(i));
}

/** A program the kernel refused. `log` is the verifier's. */
export class BpfLoadError extends SystemCallError {
  readonly log: string;
  constructor(name: string, errno: number, log: string) {
    super(`loading the eBPF program ${name}`, errno);
    this.name = "BpfLoadError";
    this.log = log;
    const last = log.trimEnd().split("\n").slice(-12).join("\n");
    if (last !== "") this.message += `; the verifier says:\n${last}`;
  }
}

export interface MapShape {
  readonly name: string;
  readonly kind: keyof typeof MAP_TYPES;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly entries: number;
}

/** One entry at a time goes through `key` and `value`, whose memory the kernel reads and writes. */
export class BpfMap {
  readonly fd: number;
  readonly shape: MapShape;
  readonly key: DataView;
  readonly value: DataView;
  readonly keyBytes: Uint8Array;
  readonly valueBytes: Uint8Array;
  readonly #key: PinnedMemory;
  readonly #value: PinnedMemory;

  /** @param room bytes for one looked-up value where that is more than a value: per-CPU maps give one for each CPU. @throws SystemCallError */
  constructor(shape: MapShape, room = shape.valueBytes) {
    this.shape = shape;
    this.#key = new PinnedMemory(shape.keyBytes);
    this.#value = new PinnedMemory(room);
    this.key = this.#key.view;
    this.value = this.#value.view;
    this.keyBytes = this.#key.bytes.subarray(0, shape.keyBytes);
    this.valueBytes = this.#value.bytes.subarray(0, room);
    const view = clearAttr();
    view.setUint32(0, MAP_TYPES[shape.kind], true);
    view.setUint32(4, shape.keyBytes, true);
    view.setUint32(8, shape.valueBytes, true);
    view.setUint32(12, shape.entries, true);
    view.setUint32(16, MAP_FLAGS[shape.kind] ?? 0, true);
    putName(view, 28, shape.name);
    const fd = bpf(MAP_CREATE);
    if (fd < 0) throw new SystemCallError(`creating the eBPF map ${shape.name}`, -fd);
    this.fd = fd;
  }

  /** Store `value` under `key`. @returns 0, or minus the errno: -E2BIG where the map is full. */
  update(): number {
    this.#element();
    return bpf(MAP_UPDATE);
  }

  /** Read the value under `key` into `value`. @returns whether there is one. */
  lookup(): boolean {
    this.#element();
    return bpf(MAP_LOOKUP) === 0;
  }

  /** @returns whether there was one. */
  delete(): boolean {
    const view = clearAttr();
    view.setUint32(0, this.fd, true);
    put64(view, 8, this.#key.address);
    return bpf(MAP_DELETE) === 0;
  }

  close(): void {
    close(this.fd);
  }

  #element(): void {
    const view = clearAttr();
    view.setUint32(0, this.fd, true);
    put64(view, 8, this.#key.address);
    put64(view, 16, this.#value.address);
  }
}

/** Reads a hash map a batch at a time, round and round. Needs Linux 5.6. */
export class MapSweep {
  readonly #map: BpfMap;
  readonly #most: number;
  readonly #keys: PinnedMemory;
  readonly #cursor = new PinnedMemory(64);
  #begun = false;
  /** The values last read, one after the other. */
  readonly values: DataView;

  /** @param most entries per batch. */
  constructor(map: BpfMap, most: number) {
    this.#map = map;
    this.#most = most;
    this.#keys = new PinnedMemory(most * map.shape.keyBytes);
    const values = new PinnedMemory(most * map.shape.valueBytes);
    this.values = values.view;
    this.#valuesAt = values.address;
  }

  readonly #valuesAt: number;

  /** @returns how many values were read, and whether the round is complete. @throws SystemCallError */
  next(): { readonly count: number; readonly isLast: boolean } {
    const view = clearAttr();
    put64(view, 0, this.#begun ? this.#cursor.address : 0);
    put64(view, 8, this.#cursor.address);
    put64(view, 16, this.#keys.address);
    put64(view, 24, this.#valuesAt);
    view.setUint32(32, this.#most, true);
    view.setUint32(36, this.#map.fd, true);
    const result = bpf(MAP_LOOKUP_BATCH);
    if (result < 0 && result !== -ENOENT) throw new SystemCallError(`reading ${this.#map.shape.name}`, -result);
    const isLast = result === -ENOENT;
    this.#begun = !isLast;
    return { count: view.getUint32(32, true), isLast };
  }
}

/** What a test run made of a packet. */
export interface TestRun {
  /** What the program returned, signed. */
  readonly action: number;
  readonly packet: Uint8Array;
}

/** The fields of __sk_buff that a test run may set. */
export interface TestContext {
  readonly gsoSize?: number;
  readonly gsoSegments?: number;
}

const SKB_CONTEXT_BYTES = 192;
const SKB_GSO_SEGMENTS = 164;
const SKB_GSO_SIZE = 176;
const TEST_BYTES = 1 << 17;

/** Input, output and context of test runs. */
let testMemory: readonly [PinnedMemory, PinnedMemory, PinnedMemory] | undefined;

export class BpfProgram {
  readonly fd: number;
  readonly name: string;
  readonly type: keyof typeof PROG_TYPES;

  /** @param code from the assembler. @throws BpfLoadError with the verifier's log. */
  constructor(name: string, code: Uint8Array, type: keyof typeof PROG_TYPES = "trafficControl") {
    this.name = name;
    this.type = type;
    const memory = new PinnedMemory(code.length);
    memory.bytes.set(code);
    // Some helpers are for programs under the GPL only; the kernel asks for a licence it knows.
    const license = new PinnedMemory(8);
    license.bytes.set(new TextEncoder().encode("GPL"));
    let fd = this.#load(memory, code.length, license, null);
    if (fd < 0) {
      // Only now with a log: it makes loading slower, and too small a buffer for it would make it fail.
      const log = new PinnedMemory(LOG_BYTES);
      const second = this.#load(memory, code.length, license, log);
      if (second < 0) {
        const end = log.bytes.indexOf(0);
        throw new BpfLoadError(name, -fd, new TextDecoder().decode(log.bytes.subarray(0, end)));
      }
      fd = second;
    }
    this.fd = fd;
  }

  #load(code: PinnedMemory, length: number, license: PinnedMemory, log: PinnedMemory | null): number {
    const view = clearAttr();
    view.setUint32(0, PROG_TYPES[this.type], true);
    view.setUint32(4, length / 8, true);
    put64(view, 8, code.address);
    put64(view, 16, license.address);
    if (log !== null) {
      view.setUint32(24, 1, true);
      view.setUint32(28, LOG_BYTES, true);
      put64(view, 32, log.address);
    }
    putName(view, 48, this.name);
    view.setUint32(68, ATTACH_TYPES[this.type] ?? 0, true);
    return bpf(PROG_LOAD);
  }

  /** Run it once on an Ethernet frame, with nothing attached. @throws SystemCallError */
  test(frame: Uint8Array, context: TestContext = {}): TestRun {
    testMemory ??= [new PinnedMemory(TEST_BYTES), new PinnedMemory(TEST_BYTES), new PinnedMemory(SKB_CONTEXT_BYTES)];
    const [input, output, skb] = testMemory;
    input.bytes.set(frame);
    skb.view.setUint32(SKB_GSO_SIZE, context.gsoSize ?? 0, true);
    skb.view.setUint32(SKB_GSO_SEGMENTS, context.gsoSegments ?? 0, true);
    const view = clearAttr();
    view.setUint32(0, this.fd, true);
    view.setUint32(8, frame.length, true);
    view.setUint32(12, TEST_BYTES, true);
    put64(view, 16, input.address);
    put64(view, 24, output.address);
    view.setUint32(32, 1, true);
    view.setUint32(40, SKB_CONTEXT_BYTES, true);
    put64(view, 48, skb.address);
    const result = bpf(PROG_TEST_RUN);
    if (result < 0) throw new SystemCallError(`a test run of ${this.name}`, -result);
    return { action: view.getInt32(4, true), packet: output.bytes.slice(0, view.getUint32(12, true)) };
  }

  close(): void {
    close(this.fd);
  }
}

/**
 * Attach to an interface's ingress by tcx. The link ends with its descriptor. Needs Linux 6.6.
 * @returns the link's descriptor, or minus the errno: -EINVAL where the kernel has no tcx.
 */
export function attachTcx(program: BpfProgram, ifindex: number): number {
  const view = clearAttr();
  view.setUint32(0, program.fd, true);
  view.setUint32(4, ifindex, true);
  view.setUint32(8, TCX_INGRESS, true);
  return bpf(LINK_CREATE);
}

/**
 * Attach to a control group and everything below it. The link ends with its descriptor. Needs Linux 5.7.
 * @param group descriptor of the group's folder. @returns the link's descriptor, or minus the errno.
 */
export function attachToGroup(program: BpfProgram, group: number): number {
  const view = clearAttr();
  view.setUint32(0, program.fd, true);
  view.setUint32(4, group, true);
  view.setUint32(8, ATTACH_TYPES[program.type] ?? 0, true);
  return bpf(LINK_CREATE);
}
