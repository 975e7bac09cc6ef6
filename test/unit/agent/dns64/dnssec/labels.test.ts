import { describe, expect, it } from "vitest";
import {
  commonAncestor,
  compareNames,
  lastLabels,
  namesBelow,
  wildcardAt,
} from "../../../../../agent/dns64/dnssec/labels.ts";
import { lowerName, nameToText, textToName } from "../../../../../agent/dns64/wire/name.ts";

const name = (text: string): Uint8Array => lowerName(textToName(text)!);

describe("canonical order", () => {
  it("is that of the list in RFC 4034 §6.1", () => {
    const list = [
      "example",
      "a.example",
      "yljkjljk.a.example",
      "Z.a.example",
      "zABC.a.EXAMPLE",
      "z.example",
      "\\001.z.example",
      "*.z.example",
      "\\200.z.example",
    ].map(name);
    for (let i = 0; i < list.length; i++)
      for (let j = 0; j < list.length; j++) expect(Math.sign(compareNames(list[i]!, list[j]!))).toBe(Math.sign(i - j));
  });
  it("has the root first, and a label before the one it begins", () => {
    expect(compareNames(name("."), name("a"))).toBeLessThan(0);
    expect(compareNames(name("ab"), name("abc"))).toBeLessThan(0);
    expect(compareNames(name("ab.x"), name("a.y"))).toBeLessThan(0);
  });
});

describe("names as trees", () => {
  it("find what two names share", () => {
    expect(nameToText(commonAncestor(name("a.b.test"), name("c.b.test")))).toBe("b.test");
    expect(nameToText(commonAncestor(name("a.x"), name("a.y")))).toBe(".");
    expect(nameToText(commonAncestor(name("b.test"), name("a.b.test")))).toBe("b.test");
  });
  it("list what lies between", () => {
    expect(namesBelow(name("test"), name("a.b.test")).map(nameToText)).toEqual(["b.test", "a.b.test"]);
    expect(namesBelow(name("."), name(".")).map(nameToText)).toEqual([]);
  });
  it("cut and grow", () => {
    expect(nameToText(lastLabels(name("a.b.test"), 2))).toBe("b.test");
    expect(nameToText(lastLabels(name("a.b.test"), 0))).toBe(".");
    expect(nameToText(wildcardAt(name("test"))!)).toBe("*.test");
    const long = name(["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(60)].join("."));
    expect(wildcardAt(long)).toBeNull();
  });
});
