import { describe, expect, it } from "vitest";
import {
  parseIni,
  printIni,
  valuesOf,
  withoutLines,
  withoutSections,
  withValue,
} from "../../../../agent/formats/ini.ts";

const TEXT =
  "; first\r\n[Match]\r\nName=eth0\r\n\r\n[Network]\r\nAddress = 198.51.100.7/24 \\\r\n  2001:db8::7/64\r\n# why\r\nDNS=::1\r\n\r\n# about the next\r\n[Route]\r\nGateway=198.51.100.1";

describe("ini", () => {
  it("prints what it parsed, line ends and all", () => {
    expect(printIni(parseIni(TEXT))).toBe(TEXT);
    expect(printIni(parseIni(""))).toBe("");
  });

  it("joins continued lines, and knows where each stands", () => {
    const file = parseIni(TEXT);
    expect(valuesOf(file, "Network", "Address")).toEqual(["198.51.100.7/24    2001:db8::7/64"]);
    expect(file.sections.find(({ name }) => name === "Route")!.line).toBe(12);
  });

  it("drops lines and sections, never comments", () => {
    const file = parseIni("[A]\n# a\nx=1\n\n[B]\n# b\ny=2\n\n# c\n[C]\nz=3\n");
    expect(printIni(withoutLines(file, (_, { key }) => key === "x"))).toBe(
      "[A]\n# a\n\n[B]\n# b\ny=2\n\n# c\n[C]\nz=3\n",
    );
    expect(printIni(withoutSections(file, ({ name }) => name === "B"))).toBe("[A]\n# a\nx=1\n\n# c\n[C]\nz=3\n");
  });

  it.each([
    ["[ipv4]\nmethod=auto\n", "[ipv4]\nmethod=disabled\n"],
    ["[ipv4]\n# note\n\n[ipv6]\n", "[ipv4]\nmethod=disabled\n# note\n\n[ipv6]\n"],
    ["[ipv4]\na=b\nmethod=x\nmethod=y\n", "[ipv4]\na=b\nmethod=disabled\n"],
    ["[ipv6]\nmethod=auto", "[ipv6]\nmethod=auto\n\n[ipv4]\nmethod=disabled\n"],
    ["", "[ipv4]\nmethod=disabled\n"],
  ])("sets a value in %j", (before, after) => {
    expect(printIni(withValue(parseIni(before), "ipv4", "method", "disabled"))).toBe(after);
  });
});
