/** Bytes nobody meant, into the frame decoder. Oracle: messages or a FramingError, never another error, and never more held than was sent. */
import { encodeFrame, FrameDecoder, FramingError } from "../../agent/protocol/framing.ts";
import { seeded } from "../property/seeded.ts";

/** @returns how many streams ended in a FramingError. @throws where the oracle is broken, with the input in hex. */
export function fuzzFraming(count: number, seed: number): number {
  const random = seeded(seed);
  let refused = 0;
  for (let round = 0; round < count; round++) {
    const bytes = stream(random);
    const decoder = new FrameDecoder();
    try {
      for (let at = 0; at < bytes.length; ) {
        const length = 1 + Math.floor(random() * bytes.length);
        for (const message of decoder.push(bytes.subarray(at, at + length))) JSON.stringify(message);
        at += length;
      }
    } catch (error) {
      if (!(error instanceof FramingError)) {
        throw new Error(`seed ${seed} round ${round}: ${Buffer.from(bytes).toString("hex")}`, { cause: error });
      }
      refused += 1;
    }
  }
  return refused;
}

/** Good frames, some of them damaged: a byte changed, cut off, doubled, or a length that lies. */
function stream(random: () => number): Uint8Array {
  const frames = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
    encodeFrame({ id: Math.floor(random() * 1000), ok: "x".repeat(Math.floor(random() * 40)) }),
  );
  const bytes = Uint8Array.from(Buffer.concat(frames));
  const damage = Math.floor(random() * 5);
  const at = Math.floor(random() * bytes.length);
  if (damage === 0) bytes[at] = Math.floor(random() * 256);
  if (damage === 1) return bytes.subarray(0, at);
  if (damage === 2) return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at >> 1)]);
  if (damage === 3) new DataView(bytes.buffer).setUint32(0, Math.floor(random() * 2 ** 32));
  return bytes;
}
