/**
 * Where answers are kept: one shared arena of bytes that is written round and round, and an index of open addressing into it. One thread writes;
 * any number of threads read at the same time, without locks. No object exists per answer.
 */
import { lowerOctet } from "../wire/name.ts";

/** What a reader needs to find and check an answer; passed to other threads as it is. */
export interface CacheMemory {
  readonly arena: SharedArrayBuffer;
  /** Pairs of 32-bit words: hash, then place in the arena in units plus 1; 0: empty. A power of two of pairs. */
  readonly index: SharedArrayBuffer;
  /** Words counted by `CONTROL`. */
  readonly control: SharedArrayBuffer;
  readonly seed: number;
}

/** Odd while the writer is taking answers away; every removal moves it on by two. */
export const CONTROL_REMOVALS = 0;
export const CONTROL_WORDS = 16;

/** Answers start at multiples of this, and lengths are counted in it. */
export const UNIT_BYTES = 8;

/**
 * One answer, from its first byte:
 *   0 u32 length in units · 4 u32 hash · 8 f64 kept since (ms, monotonic) · 16 f64 expires (ms)
 *   24 u16 name length · 26 u16 message length · 28 u16 start of the additional section · 30 u16 records in it
 *   32 u16 number of TTLs · 34 u16 length of options · 36 u8 upper bits of the RCODE · 37 u8 asked · 38 u8 used lately · 39 u8 unused
 *   40 f64 until when it may be given although expired (ms) · 48 the message, its question in lower case · from the next even byte the offsets of the TTLs as u16 · the options
 */
export const AT = {
  hash: 4,
  since: 8,
  expires: 16,
  name: 24,
  message: 26,
  additional: 28,
  additionalCount: 30,
  ttls: 32,
  options: 34,
  rcode: 36,
  asked: 37,
  used: 38,
  staleUntil: 40,
  body: 48,
} as const;

/** Views of the memory, made once per thread. */
export interface CacheViews {
  readonly bytes: Uint8Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly f64: Float64Array;
  readonly index: Int32Array;
  readonly control: Int32Array;
  readonly mask: number;
  readonly seed: number;
}

/** @param bytes of the arena, at least. @param entries the index has room for. @param seed random, so that nobody outside can choose names that meet in the index. */
export function newCacheMemory(bytes: number, entries: number, seed: number): CacheMemory {
  let pairs = 256;
  while (pairs < 2 * entries) pairs *= 2;
  return {
    arena: new SharedArrayBuffer(Math.ceil(bytes / UNIT_BYTES) * UNIT_BYTES),
    index: new SharedArrayBuffer(8 * pairs),
    control: new SharedArrayBuffer(4 * CONTROL_WORDS),
    seed,
  };
}

export function viewsOf({ arena, index, control, seed }: CacheMemory): CacheViews {
  const words = new Int32Array(index);
  return {
    bytes: new Uint8Array(arena),
    u16: new Uint16Array(arena),
    i32: new Int32Array(arena),
    f64: new Float64Array(arena),
    index: words,
    control: new Int32Array(control),
    mask: words.length / 2 - 1,
    seed,
  };
}

/** FNV-1a over the lower-case name and the rest of the key, finished so that the low bits depend on all of it. */
export function hashOf(
  seed: number,
  packet: Uint8Array,
  from: number,
  end: number,
  type: number,
  cls: number,
  asked: number,
): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = from; i < end; i++) h = Math.imul(h ^ lowerOctet(packet[i]!), 0x01000193);
  h = Math.imul(h ^ type, 0x01000193);
  h = Math.imul(h ^ (cls << 8) ^ asked, 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** Place of the answer to a question. @param packet holds the name, uncompressed, in any case. @returns bytes from the arena's start, or -1. */
export function locate(
  views: CacheViews,
  hash: number,
  packet: Uint8Array,
  from: number,
  end: number,
  type: number,
  cls: number,
  asked: number,
): number {
  const { index, mask } = views;
  // A reader may meet the index while it is being mended: it goes once round at most.
  for (let i = hash & mask, steps = 0; steps <= mask; i = (i + 1) & mask, steps++) {
    const unit = index[2 * i + 1]!;
    if (unit === 0) return -1;
    if (index[2 * i] !== hash) continue;
    const at = (unit - 1) * UNIT_BYTES;
    if (isFor(views, at, packet, from, end, type, cls, asked)) return at;
  }
  return -1;
}

function isFor(
  { bytes, u16 }: CacheViews,
  at: number,
  packet: Uint8Array,
  from: number,
  end: number,
  type: number,
  cls: number,
  asked: number,
): boolean {
  const length = end - from;
  if (bytes[at + AT.asked] !== asked || u16[(at + AT.name) >> 1] !== length) return false;
  const name = at + AT.body + 12;
  for (let i = 0; i < length; i++) if (bytes[name + i] !== lowerOctet(packet[from + i]!)) return false;
  const rest = name + length;
  return (
    bytes[rest] === type >>> 8 &&
    bytes[rest + 1] === (type & 255) &&
    bytes[rest + 2] === cls >>> 8 &&
    bytes[rest + 3] === (cls & 255)
  );
}
