import { describe, expect, it } from "vitest";
import { conflict, probeFrame } from "../../../../agent/kernel/arp.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const OWN = hex("0200 0000 0001");
const OTHER = hex("0200 0000 0002");
const ADDRESS = Uint8Array.of(198, 51, 100, 7);

describe("an ARP probe", () => {
  it("asks everybody, and claims nothing: its sender has no address (RFC 5227 §2.1.1)", () => {
    expect(Buffer.from(probeFrame(OWN, ADDRESS)).toString("hex")).toBe(
      "ffffffffffff" + "020000000001" + "0806" + "0001080006040001" + "02000000000100000000" + "000000000000c6336407",
    );
  });

  const reply = hex("020000000001 020000000002 0806 0001080006040002 020000000002 c6336407 020000000001 00000000");
  it.each([
    ["a reply from whoever has it", reply, OTHER],
    ["the probe of another that is about to take it", probeFrame(OTHER, ADDRESS), OTHER],
    ["our own probe come back", probeFrame(OWN, ADDRESS), null],
    ["a probe for another address", probeFrame(OTHER, Uint8Array.of(198, 51, 100, 8)), null],
    ["a short frame", reply.subarray(0, 40), null],
    ["a frame of another protocol", reply.map((octet, i) => (i === 13 ? 0 : octet)), null],
  ])("is answered by %s", (_name, frame, owner) => {
    expect(conflict(frame, ADDRESS, OWN)).toEqual(owner);
  });
});
