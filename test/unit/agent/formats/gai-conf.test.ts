import { describe, expect, it } from "vitest";
import { canonicalPrefix, effectiveTable, parseGaiConf } from "../../../../agent/formats/gai-conf.ts";

function precedence(text: string): Record<string, number> {
  return Object.fromEntries(effectiveTable(parseGaiConf(text), "precedence"));
}

describe("the policy table as glibc reads it", () => {
  it("is built in while no line of its kind is there", () => {
    expect(precedence("label ::/0 1\n#precedence ::/0 99\n")).toMatchObject({ "::/0": 40, "::ffff:0:0/96": 10 });
  });

  it("is dropped whole by one line, with ::/0 implicitly at 40", () => {
    expect(precedence("precedence ::ffff:0:0/96 40\n")).toEqual({ "::ffff:0:0/96": 40, "::/0": 40 });
  });

  it("takes the first of equal prefixes, however they are spelled", () => {
    expect(precedence("precedence ::ffff:0.0.0.0/96 1\nprecedence ::FFFF:0:0/96 2\n")["::ffff:0:0/96"]).toBe(1);
  });

  it.each([
    "Precedence ::/0 7",
    "precedence ::/0",
    "precedence ::/0 x",
    "precedence ::/129 7",
    "precedence 10.0.0.0/8 7",
    "precedence ::/0 08",
    "precedence ::/0 4294967296",
    "# precedence ::/0 7",
  ])("ignores %j in silence", (line) =>
    expect(precedence(`${line}\nprecedence ::1 5\n`)).toEqual({ "::1/128": 5, "::/0": 40 }),
  );

  it.each([
    ["precedence ::/0 0x32", 50],
    ["\t precedence\t::/0   062#c", 50],
    ["precedence ::/0 50 more words", 50],
    ["precedence ::/0 50\r", 50],
  ])("reads %j", (line, value) => expect(precedence(line)["::/0"]).toBe(value));
});

describe("canonicalPrefix", () => {
  it.each([
    ["::1", "::1/128"],
    ["2001:DB8::1/32", "2001:db8::/32"],
    ["::ffff:1.2.3.4/96", "::ffff:0:0/96"],
    ["::/0", "::/0"],
    ["1::/1/2", null],
    ["x/3", null],
  ])("%s → %s", (text, want) => expect(canonicalPrefix(text)).toBe(want));
});
