import { describe, expect, it } from "vitest";
import { restoreCase } from "../../../../agent/dns64/restore-case.ts";
import { parseMessage } from "../../../../agent/dns64/wire/message.ts";
import { decode, encode, encodeName } from "./text-message.ts";

function restored(answer: string[], wanted = "x.D.test"): { question: string | null; answer: string[] } {
  const message = parseMessage(encode({ flags: ["qr"], question: "X.d.tESt AAAA", answer }))!;
  restoreCase(message, Uint8Array.from(encodeName(wanted)));
  const { question, answer: after } = decode(message.bytes);
  return { question, answer: after };
}

describe("restoreCase", () => {
  it("the question and owners that repeat it", () => {
    expect(restored(["X.d.tESt 1 A 1.2.3.4"])).toEqual({ question: "x.D.test AAAA", answer: ["x.D.test 1 A 1.2.3.4"] });
  });
  it("not names that merely start alike", () => {
    expect(restored(["X.d.tESt 1 CNAME X.other", "X.other 1 A 1.2.3.4"]).answer).toEqual([
      "x.D.test 1 CNAME X.other",
      "X.other 1 A 1.2.3.4",
    ]);
  });
  it("labels a DNAME carried over", () => {
    expect(restored(["d.test 1 DNAME e.Test", "X.d.tESt 1 CNAME X.e.Test", "X.e.Test 1 A 1.2.3.4"]).answer).toEqual([
      "d.test 1 DNAME e.Test",
      "x.D.test 1 CNAME x.e.Test",
      "x.e.Test 1 A 1.2.3.4",
    ]);
  });
});
