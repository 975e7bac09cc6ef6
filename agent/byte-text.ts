/**
 * Bytes as text and back without loss. What is not UTF-8 (a comment in Latin-1 from long ago) becomes a lone low surrogate per byte, which no
 * file's text can contain, and becomes that byte again when written. JSON carries such text as \udcXX.
 */

const ESCAPE = 0xdc00;

export function textOf(bytes: Uint8Array): string {
  try {
    return decode(bytes);
  } catch {
    return escaped(bytes);
  }
}

/** @throws TypeError where it is not UTF-8. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function escaped(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i]! < 0x80 ? 1 : bytes[i]! < 0xe0 ? 2 : bytes[i]! < 0xf0 ? 3 : 4;
    try {
      out += decode(bytes.subarray(i, i + length));
      i += length;
    } catch {
      out += String.fromCharCode(ESCAPE + bytes[i]!);
      i++;
    }
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
