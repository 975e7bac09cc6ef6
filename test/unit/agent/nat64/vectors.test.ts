import { describe, expect, it } from "vitest";
import { readConfig } from "../../../../agent/nat64/config.ts";
import { Translator, type Verdict } from "../../../../agent/nat64/translator.ts";
import { faultOf } from "./packet-oracle.ts";
import { type Expected, readVectors, type Vector } from "./vector-file.ts";

function translatorFor(config: unknown): Translator {
  const reading = readConfig(config);
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return new Translator(reading.configuration.settings, 0, () => 0);
}

function hex(packet: Uint8Array): string {
  return Buffer.from(packet)
    .toString("hex")
    .replace(/(.{32})/g, "$1\n");
}

function shown(verdict: Verdict | Expected): unknown {
  if ("kind" in verdict) {
    if (verdict.kind === "drop") return { drop: verdict.reason };
    if (verdict.kind === "reply") return { reply: hex(verdict.packets[0]!), reason: verdict.reason };
    return { forward: verdict.packets.map(hex) };
  }
  if ("forward" in verdict) return { forward: verdict.forward.map(hex) };
  return "reply" in verdict ? { reply: hex(verdict.reply), reason: verdict.reason } : verdict;
}

const vectors = readVectors();

/** A vector whose checksum is wrong on purpose must be wrong, else it proves nothing. */
function checkItself(vector: Vector): void {
  const packets = vector.expected.kind === "drop" ? [] : vector.expected.packets;
  if (vector.checksums === "wrong") expect(faultOf(vector.packet)).toMatch(/checksum/);
  else expect(faultOf(vector.packet, { allowNoUdpChecksum: vector.checksums === "none" })).toBeNull();
  for (const packet of packets) expect(faultOf(packet, { ignoreTransport: vector.checksums === "wrong" })).toBeNull();
}

describe("vectors", () => {
  it("are all there", () => {
    expect(vectors.length).toBe(188);
  });

  it.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
    checkItself(vector);
    const verdict = translatorFor(vector.config).translate(vector.packet, 0);
    expect(shown(verdict)).toEqual(shown(vector.expected));
  });
});
