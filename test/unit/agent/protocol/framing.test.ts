import { describe, expect, it } from "vitest";
import { encodeFrame, FrameDecoder, FramingError, MAX_FRAME } from "../../../../agent/protocol/framing.ts";

describe("frames", () => {
  it("have a big-endian byte length before UTF-8 JSON", () => {
    expect(encodeFrame({ a: "é" })).toEqual(new Uint8Array([0, 0, 0, 10, ...new TextEncoder().encode('{"a":"é"}')]));
  });

  it("come out whole from pieces of one byte", () => {
    const decoder = new FrameDecoder();
    const got = [...encodeFrame({ id: 1 }), ...encodeFrame([2])].flatMap((byte) =>
      decoder.push(new Uint8Array([byte])),
    );
    expect(got).toEqual([{ id: 1 }, [2]]);
  });

  it("come out several at a time", () => {
    const both = Buffer.concat([encodeFrame(1), encodeFrame("two"), encodeFrame(null).subarray(0, 5)]);
    const decoder = new FrameDecoder();
    expect(decoder.push(both)).toEqual([1, "two"]);
    expect(decoder.push(encodeFrame(null).subarray(5))).toEqual([null]);
  });

  it("longer than allowed are refused on their header alone", () => {
    const header = new Uint8Array(4);
    new DataView(header.buffer).setUint32(0, MAX_FRAME + 1);
    expect(() => new FrameDecoder().push(header)).toThrow(FramingError);
    expect(() => encodeFrame("x".repeat(MAX_FRAME))).toThrow(/frame of/);
  });

  it.each([
    ["no JSON", [0, 0, 0, 1, 0x7b]],
    ["no UTF-8", [0, 0, 0, 3, 0x22, 0xff, 0x22]],
    ["nothing", [0, 0, 0, 0]],
  ])("that hold %s are refused", (_what, bytes) => {
    expect(() => new FrameDecoder().push(new Uint8Array(bytes))).toThrow(/does not hold JSON/);
  });
});
