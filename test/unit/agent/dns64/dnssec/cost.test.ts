/** What is made to cost is not paid for: CVE-2023-50387 (keys × signatures) and CVE-2023-50868 (NSEC3 hashes). */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MOST_ITERATIONS, Nsec3Proof, nsec3NameError } from "../../../../../agent/dns64/dnssec/nsec3.ts";
import { rrsetsOf } from "../../../../../agent/dns64/dnssec/rrset.ts";
import { verifySet } from "../../../../../agent/dns64/dnssec/signature.ts";
import { Work } from "../../../../../agent/dns64/dnssec/work.ts";
import { MessageBuilder } from "../../../../../agent/dns64/wire/builder.ts";
import { ANSWER, parseMessage } from "../../../../../agent/dns64/wire/message.ts";
import { textToName } from "../../../../../agent/dns64/wire/name.ts";

class CountedWork extends Work {
  tried = 0;
  override signature(): boolean {
    const may = super.signature();
    if (may) this.tried++;
    return may;
  }
}

const ZONE = textToName("test")!;

/** A set with many signatures of one tag, none of which fits. */
function trap(signatures: number) {
  const name = textToName("x.test")!;
  const builder = new MessageBuilder(0x8180).question(name, 1, 1);
  builder.record(ANSWER, name, 1, 1, 300, Uint8Array.of(8, 8, 8, 8));
  for (let i = 0; i < signatures; i++) {
    const head = Uint8Array.of(0, 1, 13, 2, 0, 0, 1, 44, 0x70, 0, 0, 0, 0x60, 0, 0, 0, 0x12, 0x34);
    builder.record(ANSWER, name, 46, 1, 300, Uint8Array.of(...head, ...ZONE, ...new Uint8Array(64).fill(i + 1)));
  }
  const message = parseMessage(builder.finish()!)!;
  return { message, set: rrsetsOf(message, ANSWER)[0]! };
}

describe("keys and signatures that share a tag", () => {
  it("are tried a few times, for one set and for all sets of an answer", () => {
    const keys = Array.from({ length: 64 }, (_, i) => ({
      print: String(i),
      tag: 0x1234,
      algorithm: 13,
      key: generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey,
    }));
    const { message, set } = trap(200);
    const work = new CountedWork();
    for (let sets = 0; sets < 50; sets++)
      expect(verifySet(message, set, ZONE, keys, 0x6900_0000, work).valid).toBe(false);
    expect(work.tried).toBeLessThanOrEqual(16);
  });
});

describe("NSEC3 hashes", () => {
  const record = (iterations: number, salt = 255) => ({
    hash: new Uint8Array(20),
    nextHash: new Uint8Array(20).fill(1),
    flags: 0,
    iterations,
    salt: new Uint8Array(salt),
    types: new Uint8Array(0),
  });
  const deep = textToName(`${"a.".repeat(120)}test`)!;
  it("of a name of many labels are not all computed, and nothing is proven then", () => {
    const proof = new Nsec3Proof(ZONE, [record(MOST_ITERATIONS)], new Work());
    const began = performance.now();
    expect(nsec3NameError(proof, deep)).toBe("unproven");
    expect(proof.exhausted).toBe(true);
    expect(performance.now() - began).toBeLessThan(500);
  });
  it("of a name of many labels are computed where they are cheap", () => {
    const proof = new Nsec3Proof(ZONE, [record(0)], new Work());
    nsec3NameError(proof, deep);
    expect(proof.exhausted).toBe(false);
  });
  it("of more iterations than RFC 9276 §3.2 would have are not computed at all", () => {
    expect(new Nsec3Proof(ZONE, [record(MOST_ITERATIONS + 1)], new Work()).excessive).toBe(true);
    expect(new Nsec3Proof(ZONE, [record(MOST_ITERATIONS)], new Work()).excessive).toBe(false);
  });
  it("of records with other parameters than the first are ignored (RFC 5155 §8.2)", () => {
    expect(new Nsec3Proof(ZONE, [record(0), record(1), record(0, 1)], new Work()).records).toHaveLength(1);
  });
});
