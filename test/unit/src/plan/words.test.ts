/** The small parsers a plan's words go through. */
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../../../src/plan/durations.ts";
import { endOfDate, explainFormat, FORMATS, parseUpstream } from "../../../../src/plan/formats.ts";
import { distance, nearest } from "../../../../src/plan/nearest.ts";

describe("durations", () => {
  it.each([
    ["0", 0],
    ["0s", 0],
    ["500ms", 500],
    ["10m", 600_000],
    ["1h30m", 5_400_000],
    ["7d", 604_800_000],
    ["1m30s500ms", 90_500],
    ["10", null],
    ["", null],
    ["-1s", null],
    ["1.5h", null],
    ["1 h", null],
    ["9999999999999999d", null],
  ])("%s", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    if (ms !== null) expect(parseDuration(formatDuration(ms))).toBe(ms);
  });
});

describe("upstream servers", () => {
  it.each([
    ["2001:db8::53", { address: "2001:db8::53", port: 53 }],
    ["[2001:db8::53]", { address: "2001:db8::53", port: 53 }],
    ["[2001:db8::53]:5353", { address: "2001:db8::53", port: 5353 }],
    ["9.9.9.9", { address: "9.9.9.9", port: 53 }],
    ["9.9.9.9:5353", { address: "9.9.9.9", port: 5353 }],
    ["[9.9.9.9]:5353", { address: "9.9.9.9", port: 5353 }],
    ["resolver.example", null],
    ["[2001:db8::53]:0", null],
    ["2001:db8::53:65536", null],
    ["9.9.9", null],
    ["", null],
  ])("%s", (text, upstream) => expect(parseUpstream(text)).toEqual(upstream));
});

describe("dates", () => {
  it("last until their end in UTC", () => expect(endOfDate("2026-02-28")).toBe(Date.parse("2026-03-01T00:00:00Z")));
  it.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "soon"])("%s is none", (text) =>
    expect(endOfDate(text)).toBeNull(),
  );
});

describe("formats say why", () => {
  it.each([
    ["ipv6-prefix", "2001:db8::1/32", "bits beyond the length are set: did you mean 2001:db8::/32?"],
    ["ipv6-prefix", "10.0.0.0/8", "this is IPv4"],
    ["ipv4-or-prefix", "10.0.0.1/8", "bits beyond the length are set: did you mean 10.0.0.0/8?"],
    ["ipv4-or-prefix", "2001:db8::/32", "this is IPv6"],
    ["ipv6", "2001:db8::1/64", "write the address without its prefix length"],
    ["date", "2026-02-30", "there is no such day"],
    ["upstream", "x", undefined],
  ])("%s %s", (format, text, why) => {
    expect(FORMATS[format]!(text)).toBe(false);
    expect(explainFormat(format, text)).toBe(why);
  });
});

describe("did you mean", () => {
  it.each([
    ["hots", ["hosts", "needs"], "hosts"],
    ["inbound-ipv4", ["inbound_ipv4", "listen"], "inbound_ipv4"],
    ["Hosts", ["hosts"], "hosts"],
    ["ab", ["xy"], null],
    ["colour", ["hosts", "target"], null],
    ["x", [], null],
  ])("%s", (word, candidates, expected) => expect(nearest(word, candidates)).toBe(expected));

  it("counts a swap of neighbours once", () => {
    expect(distance("ab", "ba")).toBe(1);
    expect(distance("", "abc")).toBe(3);
    expect(distance("kitten", "sitting")).toBe(3);
  });
});
