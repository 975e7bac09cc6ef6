import { describe, expect, it } from "vitest";
import { addressOfReverseName, reverseName4 } from "../../../../agent/dns64/ptr.ts";
import { nameToText, textToName } from "../../../../agent/dns64/wire/name.ts";
import { formatIp6 } from "../../../../agent/net/ip6.ts";

const REVERSE = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";

describe("reverse names", () => {
  it("an address from its 32 nibbles, in any case", () => {
    expect(formatIp6(addressOfReverseName(textToName(REVERSE)!)!)).toBe("2001:db8::1");
    expect(formatIp6(addressOfReverseName(textToName(REVERSE.toUpperCase())!)!)).toBe("2001:db8::1");
  });
  it.each([
    ["31 nibbles", REVERSE.slice(2)],
    ["33 nibbles", `0.${REVERSE}`],
    ["a letter that is no nibble", REVERSE.replace("8.b", "8.g")],
    ["two digits in a label", REVERSE.replace("1.0.0.0", "10.0.0")],
    ["another zone", REVERSE.replace("ip6.arpa", "ip6.int")],
  ])("none from %s", (_, text) => {
    expect(addressOfReverseName(textToName(text)!)).toBeNull();
  });
  it("the in-addr.arpa name of an IPv4 address", () => {
    expect(nameToText(reverseName4(0xc0000221))).toBe("33.2.0.192.in-addr.arpa");
  });
});
