/** The types that an NSEC or NSEC3 says exist. RFC 4034 §4.1.2. */

/** Whether windows ascend, hold 1 to 32 octets each, and end where the data ends. */
export function isBitmap(bitmap: Uint8Array): boolean {
  let last = -1;
  for (let at = 0; at < bitmap.length; ) {
    const length = bitmap[at + 1];
    if (bitmap[at]! <= last || length === undefined || length < 1 || length > 32) return false;
    last = bitmap[at]!;
    at += 2 + length;
    if (at > bitmap.length) return false;
  }
  return true;
}

export function hasType(bitmap: Uint8Array, type: number): boolean {
  for (let at = 0; at < bitmap.length; at += 2 + bitmap[at + 1]!) {
    if (bitmap[at] !== type >>> 8) continue;
    const octet = (type & 255) >>> 3;
    return octet < bitmap[at + 1]! && (bitmap[at + 2 + octet]! & (0x80 >>> (type & 7))) !== 0;
  }
  return false;
}
