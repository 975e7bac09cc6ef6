import { describe, expect, it } from "vitest";
import { digestOf, importKey } from "../../../../../agent/dns64/dnssec/algorithms.ts";
import { nsec3Hash } from "../../../../../agent/dns64/dnssec/nsec3.ts";
import { keyTag, readKey, readNsec, readNsec3, readSignature } from "../../../../../agent/dns64/dnssec/records.ts";
import { hasType, isBitmap } from "../../../../../agent/dns64/dnssec/type-bitmap.ts";
import { textToName } from "../../../../../agent/dns64/wire/name.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));

describe("key tags", () => {
  it("that of the example in RFC 4034 §5.4", () => {
    const key =
      "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==";
    expect(keyTag(Uint8Array.of(1, 0, 3, 5, ...Buffer.from(key, "base64")))).toBe(60485);
  });
});

describe("NSEC3 hashes", () => {
  it.each([
    ["example", "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom"],
    ["a.example", "35mthgpgcu1qg68fab165klnsnk3dpvl"],
    ["ai.example", "gjeqe526plbf1g8mklp59enfd789njgi"],
    ["*.w.example", "r53bq7cc2uvmubfu5ocmm6pers9tk9en"],
    ["xx.example", "t644ebqk9bibcna874givr6joj62mlhv"],
  ])("that of %s in RFC 5155 appendix A", (name, text) => {
    const hash = nsec3Hash(textToName(name)!, hex("aabbccdd"), 12);
    const data = Uint8Array.of(1, 0, 0, 12, 4, 0xaa, 0xbb, 0xcc, 0xdd, 20, ...hash);
    const owner = textToName(`${text}.example`)!;
    expect(readNsec3(owner, data, 0, data.length)?.hash).toEqual(new Uint8Array(hash));
  });
});

describe("type bitmaps", () => {
  // RFC 4034 §4.3: A MX RRSIG NSEC TYPE1234.
  const bitmap = hex("0006400100000003 041b 000000000000000000000000000000000000000000000000000020");
  it("say what the example of RFC 4034 §4.3 says", () => {
    const types = [...Array(2000).keys()].filter((type) => hasType(bitmap, type));
    expect(types).toEqual([1, 15, 46, 47, 1234]);
  });
  it.each([
    ["no length", "00"],
    ["an empty window", "0000"],
    ["a window of 33 octets", `0021${"00".repeat(33)}`],
    ["a window cut short", "000240"],
    ["windows in the wrong order", "010140000140"],
    ["a window twice", "000140000140"],
  ])("are refused with %s", (_, text) => {
    expect(isBitmap(hex(text))).toBe(false);
  });
});

describe("records cut short", () => {
  it.each([
    [
      "RRSIG",
      (b: Uint8Array) => readSignature(b, 0, b.length),
      "0001 0d 02 0000012c 6950d400 6920f000 1234 0474657374 00 ffff",
    ],
    ["DNSKEY", (b: Uint8Array) => readKey(b, 0, b.length), "0100 03 0d ff"],
    ["NSEC", (b: Uint8Array) => readNsec(Uint8Array.of(0), b, 0, b.length), "0474657374 00 000140"],
    [
      "NSEC3",
      (b: Uint8Array) => readNsec3(textToName(`${"0".repeat(32)}.test`)!, b, 0, b.length),
      `01 00 0000 01 aa 14 ${"11".repeat(20)} 000140`,
    ],
  ] as const)("%s is read whole, and from less nothing is read beyond its end", (_, read, text) => {
    const whole = hex(text);
    expect(read(whole)).not.toBeNull();
    for (let length = 0; length < whole.length; length++) expect(() => read(whole.slice(0, length))).not.toThrow();
  });
  it("a signer's name must not be compressed", () => {
    const data = hex("0474657374 00 0001 0d 02 0000012c 6950d400 6920f000 1234 c000 ffff");
    expect(readSignature(data, 6, data.length)).toBeNull();
  });
});

describe("keys that are none", () => {
  it.each([
    [8, "00"],
    [8, "03010001"],
    [8, `03010001${"ff".repeat(63)}`],
    [8, `03010001${"ff".repeat(513)}`],
    [8, `09${"01".repeat(9)}${"ff".repeat(256)}`],
    [10, `03010001${"ff".repeat(127)}`],
    [13, "ff".repeat(64)],
    [13, "ff".repeat(63)],
    [14, "00".repeat(96)],
    [15, "00".repeat(31)],
    [16, "00".repeat(56)],
    [5, `03010001${"ff".repeat(256)}`],
    [253, "00"],
  ])("algorithm %i, %s", (algorithm, key) => {
    expect(importKey(algorithm, hex(key))).toBeNull();
  });
  it("digests that are not supported are none either", () => {
    expect(digestOf(1, Uint8Array.of(0), Uint8Array.of(1))).toBeNull();
    expect(digestOf(3, Uint8Array.of(0), Uint8Array.of(1))).toBeNull();
  });
});
