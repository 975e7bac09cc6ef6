import { describe, expect, it } from "vitest";
import { sipHash24 } from "../../../../../agent/dns64/server/siphash.ts";

/** The reference's own setup: the key 00 … 0f, the message 00 … n-1; the hash's bytes as they come. */
describe("sipHash24", () => {
  it.each([
    [0, "310e0edd47db6f72"],
    [1, "fd67dc93c539f874"],
    [7, "37d1018bf50002ab"],
    [8, "6224939a79f5f593"],
    [15, "e545be4961ca29a1"],
    [63, "724506eb4c328a95"],
  ])("of %i bytes", (length, expected) => {
    const key = new DataView(Uint8Array.from({ length: 16 }, (_, i) => i).buffer);
    const data = Uint8Array.from({ length: length + 3 }, (_, i) => i - 3);
    const out = new Uint8Array(10);
    sipHash24(key, data, 3, 3 + length, out, 1);
    expect(Buffer.from(out.subarray(1, 9)).toString("hex")).toBe(expected);
    expect([out[0], out[9]]).toEqual([0, 0]);
  });
});
