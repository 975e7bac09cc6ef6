import { expect, test } from "vitest";
import { readChrony, readNtpq, readTimesyncd } from "../../../../agent/probes/time-source.ts";

test("chrony's selected source is the one with a star", () =>
  expect(readChrony("^,-,192.0.2.1,2,6,377,12,0.1,0.1,0.1\n^,*,2001:db8::123,2,6,377,12,0.1,0.1,0.1\n")).toEqual({
    program: "chrony",
    synchronised: true,
    source: "2001:db8::123",
    sources: ["192.0.2.1", "2001:db8::123"],
  }));

test("none is selected before it answered", () => {
  expect(readChrony("^,?,2001:db8::9,0,0,0,0,0,0,0\n")).toMatchObject({ synchronised: false, source: null });
  expect(readTimesyncd("ServerAddress=2001:db8::9\nServerName=x\n")).toMatchObject({ synchronised: false });
  expect(readNtpq(" 2001:db8::9 .INIT. 16 u - 64 0 0 0 0\n")).toMatchObject({ source: null, sources: ["2001:db8::9"] });
});

test("systemd-timesyncd and ntpd", () => {
  expect(readTimesyncd("ServerAddress=2001:db8::9\nNTPMessage={ Leap=0 }\n")).toMatchObject({
    synchronised: true,
    source: "2001:db8::9",
  });
  const ntpq =
    "     remote           refid      st t when poll reach\n=====\n*2001:db8::7   .GPS.  1 u 3 64 377\n+192.0.2.7 .GPS. 1 u 3 64 377\n";
  expect(readNtpq(ntpq)).toMatchObject({ source: "2001:db8::7", sources: ["2001:db8::7", "192.0.2.7"] });
});
