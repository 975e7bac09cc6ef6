import { describe, expect, it } from "vitest";
import { expandHostPattern } from "../../../../src/inventory/host-patterns.ts";

describe("host patterns", () => {
  it.each<[string, string[] | null, number | null]>([
    ["web1", ["web1"], null],
    ["web1:2222", ["web1"], 2222],
    ["web[1:3]", ["web1", "web2", "web3"], null],
    ["web[08:10].example", ["web08.example", "web09.example", "web10.example"], null],
    ["r[1:2]h[a:b]", ["r1ha", "r1hb", "r2ha", "r2hb"], null],
    ["h[0:10:5]", ["h0", "h5", "h10"], null],
    ["[2001:DB8::1]:2222", ["2001:db8::1"], 2222],
    ["[2001:db8::1]", ["2001:db8::1"], null],
    ["2001:db8:0::1", ["2001:db8::1"], null],
    ["web[3:1]", null, null],
    ["web[1:]", null, null],
    ["web[1:z]", null, null],
    ["web[1:2", null, null],
    ["web[1:2:0]", null, null],
    ["web[1:2:3:4]", null, null],
    ["web[1:9999999]", null, null],
    ["web1:0", null, null],
    ["web1:65536", null, null],
    ["", null, null],
  ])("%s", (text, names, port) =>
    expect(expandHostPattern(text)).toEqual(names?.map((name) => ({ name, port })) ?? null),
  );
});
