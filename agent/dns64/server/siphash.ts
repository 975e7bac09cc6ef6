/** SipHash-2-4 (Aumasson and Bernstein), as RFC 9018 §4.4 wants it for server cookies. In 32-bit halves, since JavaScript has no fast 64-bit integers. */

/** v0 … v3 as low and high halves; one set, as no thread hashes twice at a time. */
const v = new Int32Array(32);

/** @param key 16 bytes. @param data hashed from `from` to `end`. @param out receives 8 bytes, least significant first, at `at`. */
export function sipHash24(
  key: DataView,
  data: Uint8Array,
  from: number,
  end: number,
  out: Uint8Array,
  at: number,
): void {
  const k0 = key.getInt32(0, true);
  const k1 = key.getInt32(4, true);
  const k2 = key.getInt32(8, true);
  const k3 = key.getInt32(12, true);
  v[0] = k0 ^ 0x70736575;
  v[1] = k1 ^ 0x736f6d65;
  v[2] = k2 ^ 0x6e646f6d;
  v[3] = k3 ^ 0x646f7261;
  v[4] = k0 ^ 0x6e657261;
  v[5] = k1 ^ 0x6c796765;
  v[6] = k2 ^ 0x79746573;
  v[7] = k3 ^ 0x74656462;
  const length = end - from;
  const whole = from + (length & ~7);
  for (let p = from; p < whole; p += 8) absorb(word(data, p), word(data, p + 4));
  let low = 0;
  let high = length << 24;
  for (let i = length & 7; i > 0; i--) {
    const octet = data[whole + i - 1]!;
    if (i > 4) high |= octet << (8 * (i - 5));
    else low |= octet << (8 * (i - 1));
  }
  absorb(low, high);
  v[4]! ^= 0xff;
  for (let i = 0; i < 4; i++) round();
  const first = v[0]! ^ v[2]! ^ v[4]! ^ v[6]!;
  const second = v[1]! ^ v[3]! ^ v[5]! ^ v[7]!;
  for (let i = 0; i < 4; i++) {
    out[at + i] = first >>> (8 * i);
    out[at + 4 + i] = second >>> (8 * i);
  }
}

function word(data: Uint8Array, at: number): number {
  return data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
}

function absorb(low: number, high: number): void {
  v[6]! ^= low;
  v[7]! ^= high;
  round();
  round();
  v[0]! ^= low;
  v[1]! ^= high;
}

function round(): void {
  add(0, 2);
  rotate(2, 13);
  mix(2, 0);
  swap(0);
  add(4, 6);
  rotate(6, 16);
  mix(6, 4);
  add(0, 6);
  rotate(6, 21);
  mix(6, 0);
  add(4, 2);
  rotate(2, 17);
  mix(2, 4);
  swap(4);
}

/** Add the 64-bit number at `b` to the one at `a`. */
function add(a: number, b: number): void {
  const low = (v[a]! >>> 0) + (v[b]! >>> 0);
  v[a + 1] = v[a + 1]! + v[b + 1]! + (low > 0xffff_ffff ? 1 : 0);
  v[a] = low;
}

/** Rotate left by less than 32. */
function rotate(a: number, by: number): void {
  const low = v[a]!;
  const high = v[a + 1]!;
  v[a] = (low << by) | (high >>> (32 - by));
  v[a + 1] = (high << by) | (low >>> (32 - by));
}

function mix(a: number, b: number): void {
  v[a]! ^= v[b]!;
  v[a + 1]! ^= v[b + 1]!;
}

/** Rotate by 32. */
function swap(a: number): void {
  const low = v[a]!;
  v[a] = v[a + 1]!;
  v[a + 1] = low;
}
