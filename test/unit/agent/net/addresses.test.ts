import { describe, expect, it } from "vitest";
import { checksum, fold, sumWords, update } from "../../../../agent/net/checksum.ts";
import { formatIp4, isGlobalIp4, parseIp4 } from "../../../../agent/net/ip4.ts";
import { canonicalIp6, formatIp6, parseIp6 } from "../../../../agent/net/ip6.ts";
import { contains4, contains6, formatPrefix6, parsePrefix4, parsePrefix6 } from "../../../../agent/net/prefix.ts";
import { embed, extract, isTranslationPrefix, WELL_KNOWN_PREFIX } from "../../../../agent/net/rfc6052.ts";
import { seeded } from "../../../property/seeded.ts";

describe("IPv4 text", () => {
  it.each(["0.0.0.0", "255.255.255.255", "203.0.113.42"])("%s goes there and back", (text) => {
    expect(formatIp4(parseIp4(text)!)).toBe(text);
  });
  it.each(["", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.-4", "1.2.3.4 ", "0x1.2.3.4"])(
    "%j is none",
    (text) => {
      expect(parseIp4(text)).toBeNull();
    },
  );
});

describe("IPv6 text, RFC 4291 and 5952", () => {
  it.each([
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["64:ff9b::203.0.113.42", "64:ff9b::cb00:712a"],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.1"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["1::", "1::"],
    ["::1", "::1"],
  ])("%s is %s", (text, canonical) => {
    expect(canonicalIp6(text)).toBe(canonical);
  });
  it.each([
    "",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "g::",
    "fe80::1%eth0",
    "[::1]",
    "1:2:3:4:5:6:7::8:9",
    "::1.2.3",
    "1.2.3.4",
  ])("%j is none", (text) => {
    expect(parseIp6(text)).toBeNull();
  });
  it("goes there and back for any bytes", () => {
    const random = seeded(11);
    for (let i = 0; i < 2000; i++) {
      const bytes = Uint8Array.from({ length: 16 }, () => (random() < 0.6 ? 0 : Math.floor(random() * 256)));
      expect(parseIp6(formatIp6(bytes))).toEqual(bytes);
    }
  });
});

describe("prefixes", () => {
  it("have no host bits", () => {
    expect([
      parsePrefix4("10.0.0.1/8"),
      parsePrefix6("2001:db8::1/64"),
      parsePrefix4("10.0.0.0/33"),
      parsePrefix6("::"),
    ]).toEqual([null, null, null, null]);
  });
  it("contain what begins with them", () => {
    expect(contains4(parsePrefix4("0.0.0.0/0")!, 0xffffffff)).toBe(true);
    expect(contains4(parsePrefix4("10.0.0.0/9")!, parseIp4("10.127.255.255")!)).toBe(true);
    expect(contains4(parsePrefix4("10.0.0.0/9")!, parseIp4("10.128.0.0")!)).toBe(false);
    expect(contains6(parsePrefix6("2001:db8::/33")!, parseIp6("2001:db8:7fff::1")!)).toBe(true);
    expect(contains6(parsePrefix6("2001:db8::/33")!, parseIp6("2001:db8:8000::1")!)).toBe(false);
    expect(formatPrefix6(parsePrefix6("2001:DB8::/33")!)).toBe("2001:db8::/33");
  });
});

describe("RFC 6052 section 2.4", () => {
  const address = parseIp4("192.0.2.33")!;
  it.each([
    ["2001:db8::/32", "2001:db8:c000:221::"],
    ["2001:db8:100::/40", "2001:db8:1c0:2:21::"],
    ["2001:db8:122::/48", "2001:db8:122:c000:2:2100::"],
    ["2001:db8:122:300::/56", "2001:db8:122:3c0:0:221::"],
    ["2001:db8:122:344::/64", "2001:db8:122:344:c0:2:2100:0"],
    ["2001:db8:122:344::/96", "2001:db8:122:344::c000:221"],
    ["64:ff9b::/96", "64:ff9b::c000:221"],
  ])("192.0.2.33 under %s is %s", (prefix, text) => {
    const parsed = parsePrefix6(prefix)!;
    expect(isTranslationPrefix(parsed)).toBe(true);
    expect(formatIp6(embed(parsed, address))).toBe(text);
    expect(extract(parsed, parseIp6(text)!)).toBe(address);
  });
  it("wants the u-octet zero and ignores the suffix", () => {
    const prefix = parsePrefix6("2001:db8:122:344::/64")!;
    expect(extract(prefix, parseIp6("2001:db8:122:344:c0:2:21ff:ffff")!)).toBe(address);
    expect(extract(prefix, parseIp6("2001:db8:122:344:1c0:2:2100:0")!)).toBeNull();
    expect(extract(WELL_KNOWN_PREFIX, parseIp6("64:ff9c::1")!)).toBeNull();
    expect(isTranslationPrefix(parsePrefix6("2001:db8::/95")!)).toBe(false);
  });
});

describe("non-global IPv4", () => {
  it.each([
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.1.1",
    "172.31.255.255",
    "192.168.0.1",
    "198.19.0.1",
    "203.0.113.42",
    "224.0.0.1",
    "240.0.0.1",
    "0.1.2.3",
    "192.0.0.170",
  ])("%s is not global", (text) => expect(isGlobalIp4(parseIp4(text)!)).toBe(false));
  it.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.0.9", "198.20.0.1"])("%s is", (text) =>
    expect(isGlobalIp4(parseIp4(text)!)).toBe(true),
  );
});

describe("checksums", () => {
  it("agree with a slow sum at every length and parity", () => {
    const random = seeded(12);
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length: length + 3 }, () => Math.floor(random() * 256));
      let slow = 0n;
      for (let i = 3; i < bytes.length; i++) slow += BigInt(bytes[i]!) << ((i - 3) % 2 === 0 ? 8n : 0n);
      while (slow > 0xffffn) slow = (slow & 0xffffn) + (slow >> 16n);
      expect(checksum(bytes, 3, bytes.length)).toBe(0xffff - Number(slow));
    }
  });
  it("update like RFC 1624 says: the example of section 4", () => {
    // ~m + m' for m = 0x5555, m' = 0x3285.
    expect(update(0xdd2f, fold(0xaaaa + 0x3285))).toBe(0x0000);
  });
  it("updated or computed are the same", () => {
    const random = seeded(13);
    for (let i = 0; i < 1000; i++) {
      const bytes = Uint8Array.from({ length: 40 }, () => Math.floor(random() * 256));
      const stored = checksum(bytes, 0, 40);
      const at = 2 * Math.floor(random() * 20);
      const before = sumWords(bytes, at, at + 2);
      bytes[at] = Math.floor(random() * 256);
      const delta = fold(0xffff - before + sumWords(bytes, at, at + 2));
      expect(update(stored, delta) % 0xffff).toBe(checksum(bytes, 0, 40) % 0xffff);
    }
  });
});
