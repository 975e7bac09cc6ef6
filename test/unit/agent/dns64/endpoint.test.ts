import { describe, expect, it } from "vitest";
import { formatEndpoint, parseEndpoint } from "../../../../agent/dns64/endpoint.ts";

describe("parseEndpoint", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1:53"],
    ["192.0.2.1:5353", "192.0.2.1:5353"],
    ["192.0.2.1#5353", "192.0.2.1:5353"],
    ["2001:DB8::1", "[2001:db8::1]:53"],
    ["2001:db8::1#5353", "[2001:db8::1]:5353"],
    ["[2001:db8:0::1]", "[2001:db8::1]:53"],
    ["[::]:53", "[::]:53"],
    ["[::1]#99", "[::1]:99"],
    ["[fe80::1%eth0]:53", "[fe80::1%eth0]:53"],
    ["2001:db8::1:5353", "[2001:db8::1:5353]:53"],
  ])("%s", (text, canonical) => {
    expect(formatEndpoint(parseEndpoint(text)!)).toBe(canonical);
  });
  it.each([
    "",
    "name.test",
    "192.0.2.1:0",
    "192.0.2.1:65536",
    "192.0.2.256",
    "[192.0.2.1]:53",
    "[::1",
    "::1%",
    "fe80::1%a%b",
    "1.2.3.4:",
    "192.0.2.1 ",
  ])("not %j", (text) => {
    expect(parseEndpoint(text)).toBeNull();
  });
});
