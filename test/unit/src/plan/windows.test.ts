import { describe, expect, it } from "vitest";
import { parseWindow, windowAt } from "../../../../src/plan/windows.ts";

const NIGHT = "Mon-Thu 22:00-05:00 Europe/Berlin";
const at = (text: string): number => Date.parse(text);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

function tell(windows: readonly string[], now: string): string {
  const found = windowAt(windows, at(now));
  return found.open ? `until ${iso(found.until)}` : `opens ${iso(found.opens)}`;
}

describe("windows", () => {
  it.each([
    // Berlin is an hour ahead of UTC in winter; 2026-11-23 is a Monday.
    ["before it opens", [NIGHT], "2026-11-23T20:59:59Z", "opens 2026-11-23T21:00"],
    ["as it opens", [NIGHT], "2026-11-23T21:00:00Z", "until 2026-11-24T04:00"],
    ["after midnight, on the next day", [NIGHT], "2026-11-24T03:59:59Z", "until 2026-11-24T04:00"],
    ["as it closes", [NIGHT], "2026-11-24T04:00:00Z", "opens 2026-11-24T21:00"],
    ["Thursday's goes on into Friday", [NIGHT], "2026-11-27T03:00:00Z", "until 2026-11-27T04:00"],
    ["over the weekend to Monday", [NIGHT], "2026-11-27T04:00:00Z", "opens 2026-11-30T21:00"],
    ["two hours ahead in summer", [NIGHT], "2026-07-06T19:59:59Z", "opens 2026-07-06T20:00"],
    [
      "a night that clocks go back in is an hour longer",
      ["Sat 22:00-05:00 Europe/Berlin"],
      "2026-10-24T21:00:00Z",
      "until 2026-10-25T04:00",
    ],
    [
      "a night that clocks go forward in is an hour shorter",
      ["Sat 22:00-05:00 Europe/Berlin"],
      "2026-03-28T22:00:00Z",
      "until 2026-03-29T03:00",
    ],
    [
      "a time that the change leaves out opens after it",
      ["Sun 02:30-04:00 Europe/Berlin"],
      "2026-03-29T00:00:00Z",
      "opens 2026-03-29T01:30",
    ],
    ["a zone of half hours", ["daily 10:00-11:00 Asia/Kolkata"], "2026-11-23T00:00:00Z", "opens 2026-11-23T04:30"],
    ["far ahead of UTC", ["Mon 00:00-01:00 Pacific/Kiritimati"], "2026-11-22T10:30:00Z", "until 2026-11-22T11:00"],
    [
      "the earliest of several",
      ["Fri 10:00-11:00 UTC", "Wed 10:00-11:00 UTC"],
      "2026-11-23T00:00:00Z",
      "opens 2026-11-25T10:00",
    ],
    [
      "windows that meet are one",
      ["Mon 10:00-12:00 UTC", "Mon 12:00-13:00 UTC"],
      "2026-11-23T10:30:00Z",
      "until 2026-11-23T13:00",
    ],
    ["days around the week's end", ["Sat-Mon 10:00-11:00 UTC"], "2026-11-22T10:30:00Z", "until 2026-11-22T11:00"],
    ["a list of days", ["Tue,Sat 10:00-11:00 UTC"], "2026-11-23T10:30:00Z", "opens 2026-11-24T10:00"],
    ["a whole day", ["Mon 00:00-24:00 UTC"], "2026-11-23T10:30:00Z", "until 2026-11-24T00:00"],
  ])("%s", (_, windows, now, told) => expect(tell(windows, now)).toBe(told));

  it("is open for days on end where nothing lies between", () => {
    const found = windowAt(["daily 00:00-24:00 UTC"], at("2026-11-23T10:00:00Z"));
    expect(found.open && found.until).toBeGreaterThan(at("2026-11-28T00:00:00Z"));
  });

  it.each([
    ["22:00-05:00 Europe/Berlin", /such as/],
    ["Mon-Thu 22:00-05:00", /no time zone/],
    ["Mon-Thu 22:00-05:00 Europe/Berlim", /there is no time zone `Europe\/Berlim`/],
    ["Mo-Do 22:00-05:00 UTC", /no days/],
    ["Mon-Tue-Wed 22:00-05:00 UTC", /no days/],
    ["Mon 25:00-26:00 UTC", /00:00 to 24:00/],
    ["Mon 10:60-11:00 UTC", /00:00 to 24:00/],
    ["Mon 10:00-10:00 UTC", /whole day/],
    ["", /such as/],
  ])("%j is refused in words", (text, words) => expect(parseWindow(text)).toMatch(words));
});

describe("pauses", () => {
  const NO_WEDNESDAY = "not Wed 00:00-24:00 UTC";
  it.each([
    ["win over windows", ["daily 22:00-24:00 UTC", NO_WEDNESDAY], "2026-11-25T22:30:00Z", "opens 2026-11-26T22:00"],
    [
      "end a window early",
      ["daily 20:00-24:00 UTC", "not daily 22:00-23:00 UTC"],
      "2026-11-25T20:30:00Z",
      "until 2026-11-25T22:00",
    ],
    [
      "in the middle of one",
      ["daily 20:00-24:00 UTC", "not daily 22:00-23:00 UTC"],
      "2026-11-25T22:10:00Z",
      "opens 2026-11-25T23:00",
    ],
    ["alone: any other time", [NO_WEDNESDAY], "2026-11-25T10:00:00Z", "opens 2026-11-26T00:00"],
    [
      "of whole days, the last among them",
      ["not 2026-12-20 to 2027-01-06 Europe/Berlin"],
      "2026-12-24T18:00:00Z",
      "opens 2027-01-06T23:00",
    ],
    [
      "then the window that is open by then",
      [NIGHT, "not 2026-12-20 to 2027-01-06 Europe/Berlin"],
      "2026-12-24T18:00:00Z",
      "opens 2027-01-06T23:00",
    ],
    [
      "cut off what begins before them",
      [NIGHT, "not 2026-11-24 to 2026-11-24 Europe/Berlin"],
      "2026-11-23T22:00:00Z",
      "until 2026-11-23T23:00",
    ],
  ])("%s", (_, windows, now, expected) => expect(tell(windows, now)).toBe(expected));

  it("that leave nothing are told, not waited for", () => {
    expect(() => windowAt(["daily 22:00-23:00 UTC", "not daily 21:00-24:00 UTC"], at("2026-11-25T10:00:00Z"))).toThrow(
      /leave nothing/,
    );
  });

  it.each([
    ["2026-12-20 to 2027-01-06 UTC", /are for pauses/],
    ["not 2026-12-20 to 2026-12-01 UTC", /before it begins/],
    ["not 2026-12-20 to 2026-13-01 UTC", /is no day/],
    ["not 2026-12-20 to 2026-12-24", /names no time zone/],
  ])("%s is refused", (text, why) => expect(parseWindow(text)).toMatch(why));
});
