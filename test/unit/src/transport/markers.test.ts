import { describe, expect, it } from "vitest";
import { READY_MARKER } from "../../../../agent/protocol/version.ts";
import { FAIL_MARKER, PUSH_MARKER } from "../../../../src/transport/bootstrap-script.ts";
import { type Marked, MarkerScanner } from "../../../../src/transport/markers.ts";

const scan = (text: string, size: number): Marked[] => {
  const bytes = Buffer.from(text, "latin1");
  const scanner = new MarkerScanner();
  const found: Marked[] = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...scanner.push(bytes.subarray(at, at + size)));
  return found;
};

describe("marked messages", () => {
  it.each([1, 7, 10_000])("are found among noise, in pieces of %i", (size) => {
    const found = scan(
      `motd\n\0\0half ${PUSH_MARKER}x86_64 node\nmore\0migrate-agent${FAIL_MARKER}no room\n${READY_MARKER}`,
      size,
    );
    expect(found.map((m) => (m.kind === "ready" ? m.kind : [m.kind, m.text]))).toEqual([
      ["push", "x86_64 node"],
      ["fail", "no room"],
      "ready",
    ]);
  });

  it("end with what follows the ready marker", () => {
    const [ready] = scan(`${READY_MARKER}\0\0\0\x02{}`, 10_000);
    expect(ready).toEqual({ kind: "ready", rest: Buffer.from("\0\0\0\x02{}") });
  });

  it("wait for their line's end", () => {
    expect(scan(`${PUSH_MARKER}x86_64 no`, 5)).toEqual([]);
  });

  it("of many NULs cost no more than a scan", () => {
    expect(scan(`${"\0".repeat(200_000)}${FAIL_MARKER}x\n`, 65_536)).toEqual([{ kind: "fail", text: "x" }]);
  });

  it("are given up on where noise never ends", () => {
    const scanner = new MarkerScanner();
    expect(() => {
      for (;;) scanner.push(Buffer.alloc(65_536, "x"));
    }).toThrow(/start-up files print more than/);
  });

  it("keep the first of the noise for messages", () => {
    const scanner = new MarkerScanner();
    scanner.push(Buffer.from("This account is not available.\n"));
    expect(scanner.noise).toBe("This account is not available.");
  });
});
