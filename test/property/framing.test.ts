import { expect, it } from "vitest";
import { encodeFrame, FrameDecoder } from "../../agent/protocol/framing.ts";
import { seeded } from "./seeded.ts";

/** Any JSON value up to three levels deep. */
function anyValue(random: () => number, depth = 3): unknown {
  const kind = Math.floor(random() * (depth > 0 ? 6 : 4));
  const count = Math.floor(random() * 5);
  const text = (): string =>
    Array.from({ length: count }, () => String.fromCodePoint(0x20 + Math.floor(random() * 0x1f000)))
      .join("")
      .replace(/[\ud800-\udfff]/g, "")
      .toWellFormed();
  if (kind === 0) return null;
  if (kind === 1) return random() < 0.5;
  if (kind === 2) return Math.round((random() - 0.5) * 2 ** 40);
  if (kind === 3) return text();
  if (kind === 4) return Array.from({ length: count }, () => anyValue(random, depth - 1));
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}${text()}`, anyValue(random, depth - 1)]));
}

const seed = Date.now() >>> 0;

it(`decode after encode is the identity, however the bytes are cut (seed ${seed})`, () => {
  const random = seeded(seed);
  for (let round = 0; round < 300; round++) {
    const messages = Array.from({ length: 1 + Math.floor(random() * 6) }, () => anyValue(random));
    const bytes = Buffer.concat(messages.map((m) => encodeFrame(m)));
    const decoder = new FrameDecoder();
    const got: unknown[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = 1 + Math.floor(random() * random() * 200);
      got.push(...decoder.push(bytes.subarray(at, at + length)));
      at += length;
    }
    expect(got, `round ${round}`).toEqual(messages);
  }
});
