import { describe, expect, it } from "vitest";
import { LengthFramer } from "../../../../../agent/dns64/server/framing.ts";

describe("LengthFramer", () => {
  const stream = Uint8Array.of(0, 3, 1, 2, 3, 0, 0, 0, 1, 9);
  it.each([1, 2, 3, 5, 10])("finds the messages in pieces of %i", (size) => {
    const found: number[][] = [];
    const framer = new LengthFramer(10, (message) => found.push([...message]));
    for (let at = 0; at < stream.length; at += size) expect(framer.push(stream.subarray(at, at + size))).toBe(true);
    expect(found).toEqual([[1, 2, 3], [], [9]]);
  });
  it("refuses a message longer than the longest", () => {
    expect(new LengthFramer(2, () => {}).push(stream)).toBe(false);
  });
});
