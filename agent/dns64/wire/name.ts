/** Domain names on the wire, RFC 1035 §3.1 and §4.1.4. A pointer must lead to an earlier byte than every label read so far, so that no chain of pointers can loop. */

const MAX_NAME = 255;

/**
 * Check a possibly compressed name and find where it ends in place.
 * @param at where the name starts. @param end the first byte that is not part of the message.
 * @returns the offset after the name (after its first pointer, if it has one), or -1 where it is malformed, loops or exceeds 255 octets.
 */
export function skipName(bytes: Uint8Array, at: number, end: number): number {
  let length = 0;
  let position = at;
  let lowest = at;
  let after = -1;
  for (;;) {
    if (position >= end) return -1;
    const label = bytes[position]!;
    if (label >= 0xc0) {
      if (position + 1 >= end) return -1;
      const target = ((label & 0x3f) << 8) | bytes[position + 1]!;
      if (after < 0) after = position + 2;
      if (target >= lowest) return -1;
      lowest = target;
      position = target;
    } else if (label > 63) {
      return -1;
    } else {
      length += label + 1;
      if (length > MAX_NAME) return -1;
      position += label + 1;
      if (label === 0) return after < 0 ? position : after;
    }
  }
}

const READ = new Uint8Array(MAX_NAME);

/** Read a name into one uncompressed piece. @returns its wire form with its own case, ending with the root label, or null where it is malformed. */
export function readName(bytes: Uint8Array, at: number, end: number = bytes.length): Uint8Array | null {
  if (skipName(bytes, at, end) < 0) return null;
  const name = READ;
  let length = 0;
  let position = at;
  for (;;) {
    const label = bytes[position]!;
    if (label >= 0xc0) {
      position = ((label & 0x3f) << 8) | bytes[position + 1]!;
      continue;
    }
    for (let i = 0; i <= label; i++) name[length + i] = bytes[position + i]!;
    length += label + 1;
    position += label + 1;
    if (label === 0) return name.slice(0, length);
  }
}

/** ASCII lower case of one octet; label lengths (at most 63) are below `A` and stay. RFC 4343 §3. */
export function lowerOctet(octet: number): number {
  return octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
}

/** A copy of an uncompressed name in lower case. */
export function lowerName(name: Uint8Array): Uint8Array {
  const lower = new Uint8Array(name.length);
  for (let i = 0; i < name.length; i++) lower[i] = lowerOctet(name[i]!);
  return lower;
}

/** Whether two uncompressed names are the same name, whatever their case. */
export function sameName(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (lowerOctet(a[i]!) !== lowerOctet(b[i]!)) return false;
  return true;
}

/** Where in `name` its suffix `zone` starts. @returns 0 for the name itself, more for a name below, -1 for one outside. Both uncompressed. */
export function suffixAt(name: Uint8Array, zone: Uint8Array): number {
  let at = 0;
  while (name.length - at > zone.length) at += name[at]! + 1;
  return name.length - at === zone.length && sameName(name.subarray(at), zone) ? at : -1;
}

/** One string per name, equal for names that differ in case only. @param name uncompressed. */
export function nameKey(name: Uint8Array): string {
  return String.fromCharCode.apply(null, lowerName(name) as unknown as number[]);
}

/** Presentation form without the final dot (the root is "."), RFC 1035 §5.1 escapes. @param name uncompressed. */
export function nameToText(name: Uint8Array): string {
  let text = "";
  for (let at = 0; name[at]! > 0; at += name[at]! + 1) {
    if (at > 0) text += ".";
    for (const octet of name.subarray(at + 1, at + 1 + name[at]!)) {
      if (octet === 0x2e || octet === 0x5c) text += `\\${String.fromCharCode(octet)}`;
      else if (octet > 0x20 && octet < 0x7f) text += String.fromCharCode(octet);
      else text += `\\${String(octet).padStart(3, "0")}`;
    }
  }
  return text === "" ? "." : text;
}

/** Parse presentation form; a final dot is optional. @returns the wire form, or null where a label is empty or too long, an escape is wrong, or the name exceeds 255 octets. */
export function textToName(text: string): Uint8Array | null {
  if (text === ".") return Uint8Array.of(0);
  const octets: number[] = [];
  let label: number[] = [];
  const close = (): boolean => {
    if (label.length === 0 || label.length > 63) return false;
    octets.push(label.length, ...label);
    label = [];
    return true;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x2e) {
      if (!close()) return null;
    } else if (char === 0x5c) {
      const digits = /^\d{3}/.exec(text.slice(i + 1));
      const value = digits === null ? text.charCodeAt(i + 1) : Number(digits[0]);
      if (!(value <= 255)) return null;
      label.push(value);
      i += digits === null ? 1 : 3;
    } else {
      if (char > 0x7e || char <= 0x20) return null;
      label.push(char);
    }
  }
  if (label.length > 0 && !close()) return null;
  if (octets.length === 0 || octets.length + 1 > MAX_NAME) return null;
  return Uint8Array.of(...octets, 0);
}
