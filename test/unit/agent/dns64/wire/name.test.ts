import { describe, expect, it } from "vitest";
import {
  nameToText,
  readName,
  sameName,
  skipName,
  suffixAt,
  textToName,
} from "../../../../../agent/dns64/wire/name.ts";

const wire = (text: string): Uint8Array => textToName(text)!;

describe("names on the wire", () => {
  it("follows pointers backwards and ends after the first", () => {
    // "test" at 0, "a" + pointer to 0 at 6, "b" + pointer to 6 at 10.
    const bytes = Uint8Array.of(4, 116, 101, 115, 116, 0, 1, 97, 0xc0, 0, 1, 98, 0xc0, 6);
    expect(nameToText(readName(bytes, 10)!)).toBe("b.a.test");
    expect(skipName(bytes, 10, bytes.length)).toBe(14);
    expect(skipName(bytes, 6, bytes.length)).toBe(10);
  });
  it.each([
    ["a pointer to itself", [0xc0, 0], 0],
    ["a pointer forwards", [0xc0, 2, 0], 0],
    ["two that point at each other", [0xc0, 2, 0xc0, 0], 2],
    ["a label that leads back into itself", [1, 97, 0xc0, 0], 0],
    ["a label beyond the end", [5, 97], 0],
    ["no end", [1, 97], 0],
    ["half a pointer", [0xc0], 0],
    ["an unknown label type", [0x40, 0], 0],
  ])("refuses %s", (_, bytes, at) => {
    expect(skipName(Uint8Array.from(bytes), at, bytes.length)).toBe(-1);
    expect(readName(Uint8Array.from(bytes), at)).toBeNull();
  });
  it("takes 255 octets and refuses 256, pointers followed", () => {
    const label = (length: number): number[] => [length, ...new Array<number>(length).fill(97)];
    const longest = Uint8Array.from([...label(63), ...label(63), ...label(63), ...label(61), 0]);
    expect([longest.length, skipName(longest, 0, 255)]).toEqual([255, 255]);
    const bytes = Uint8Array.from([...longest, 0, 0xc0, 0]);
    expect(skipName(bytes, 256, bytes.length)).toBe(258);
    const over = Uint8Array.from([...longest, 1, 97, 0xc0, 0]);
    expect(skipName(over, 255, over.length)).toBe(-1);
  });
  it("compares without case, but only letters", () => {
    expect(sameName(wire("A.b"), wire("a.B"))).toBe(true);
    expect(sameName(wire("[.b"), wire("{.b"))).toBe(false);
  });
  it.each([
    ["a.b.test", "test", 4],
    ["a.b.test", "A.B.TEST", 0],
    ["a.b.test", ".", 9],
    ["xtest", "test", -1],
    ["test", "a.test", -1],
  ])("%s below %s: %i", (name, zone, at) => {
    expect(suffixAt(wire(name), wire(zone))).toBe(at);
  });
  it.each(["", "..", "a..b", ".a", `${"x".repeat(64)}.test`, "a b", "\\300", "a\\", `${"x".repeat(60)}.`.repeat(5)])(
    "is no name: %j",
    (text) => {
      expect(textToName(text)).toBeNull();
    },
  );
});
