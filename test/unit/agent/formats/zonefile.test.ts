import { describe, expect, it } from "vitest";
import {
  isLater,
  nextSerial,
  parseZone,
  printZone,
  serialOf,
  withoutRecord,
  withRecord,
} from "../../../../agent/formats/zonefile.ts";

function owners(text: string): string[] {
  return parseZone(text, "Example").entries.flatMap(({ record }) =>
    record === null ? [] : [`${record.owner} ${record.type}`],
  );
}

describe("parseZone", () => {
  it("knows owners: relative, absolute, @, inherited, and by $ORIGIN", () => {
    expect(
      owners(
        "a A 1.1.1.1\n  TXT x\nb.other. A 1.1.1.1\n@ NS a\n$ORIGIN sub\nc 300 IN A 1.1.1.1\n\tIN 300 AAAA ::1\n$ORIGIN x.test.\nd A 1.1.1.1\n",
      ),
    ).toEqual([
      "a.example A",
      "a.example TXT",
      "b.other A",
      "example NS",
      "c.sub.example A",
      "c.sub.example AAAA",
      "d.x.test A",
    ]);
  });

  it("keeps quotes, comments, escapes and parentheses apart", () => {
    const text = 'a TXT "no ; comment ( here" ; but ( here\nb TXT ( "x" ; one\n "y" )\nc\\.d A 1.1.1.1\n';
    expect(owners(text)).toEqual(["a.example TXT", "b.example TXT", "c\\.d.example A"]);
    expect(parseZone(text, "example").entries[1]!.record!.rdata.map((token) => token.text)).toEqual(['"x"', '"y"']);
  });

  it("takes a name that looks like a TTL or class for the owner it is", () => {
    expect(owners("300 A 1.1.1.1\nin IN A 1.1.1.1\n")).toEqual(["300.example A", "in.example A"]);
  });

  it("finds the serial in an SOA over several lines", () => {
    expect(serialOf(parseZone("@ 1h IN SOA a. b. ( ; first\n 7 ; serial\n 1 1 1 1 )\n", "example"))).toBe(7);
    expect(serialOf(parseZone("a A 1.1.1.1", "example"))).toBeNull();
  });
});

describe("edits", () => {
  it("write an absolute name where the origin is another", () => {
    const zone = parseZone("$ORIGIN other.test.\nx A 1.1.1.1\n", "example");
    expect(printZone(withRecord(zone, "a.example", "AAAA", "::1"))).toContain("a.example.\tIN\tAAAA\t::1");
  });

  it("give the heir of a removed owner its name, past directives that change the origin", () => {
    const zone = parseZone("a A 1.1.1.1\n; note\n$ORIGIN other.test.\n        AAAA ::1\n", "example");
    expect(printZone(withoutRecord(zone, 0))).toBe("; note\n$ORIGIN other.test.\na.example.\tAAAA ::1\n");
  });
});

describe("serials, RFC 1982", () => {
  it.each([
    [2026112301, 20261123, 2026112302],
    [2026112299, 20261123, 2026112300],
    [2027010100, 20261123, 2027010101],
    [17, 20261123, 18],
    [0xffffffff, 20261123, 1],
    [2026113299, 20261123, 2026113300],
  ])("%i on %i → %i", (serial, today, want) => expect(nextSerial(serial, today)).toBe(want));

  it("compare round the wrap", () => {
    expect(isLater(1, 0xffffffff)).toBe(true);
    expect(isLater(0xffffffff, 1)).toBe(false);
    expect(isLater(5, 5)).toBe(false);
  });
});
