/**
 * Bytes as text and back without loss. What is not UTF-8 (a comment in Latin-1 from long ago) becomes a lone low surrogate per byte, which no
 * file's text can contain, and becomes that byte again when written. JSON carries such text as \udcXX.
 */

import { isUtf8 } from "node:buffer";

const ESCAPE = 0xdc00;

export function textOf(bytes: Uint8Array): string {
  return decode(bytes) ?? escaped(bytes);
}

/** @returns null where it is not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8") : null;
}

function escaped(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i]! < 0x80 ? 1 : bytes[i]! < 0xe0 ? 2 : bytes[i]! < 0xf0 ? 3 : 4;
    const character = decode(bytes.subarray(i, i + length));
    out += character ?? String.fromCharCode(ESCAPE + bytes[i]!);
    i += character === null ? 1 : length;
  }
  return out;
}

export function bytesOf(text: string): Uint8Array {
  if (text.isWellFormed()) return Buffer.from(text, "utf8");
  const parts: Uint8Array[] = [];
  let plain = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < ESCAPE + 0x80 || code > ESCAPE + 0xff) {
      plain += character;
      continue;
    }
    parts.push(Buffer.from(plain, "utf8"), Uint8Array.of(code - ESCAPE));
    plain = "";
  }
  return Buffer.concat([...parts, Buffer.from(plain, "utf8")]);
}
