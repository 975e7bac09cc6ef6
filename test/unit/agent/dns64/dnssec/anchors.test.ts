import { describe, expect, it } from "vitest";
import { isAnchoredBy, parseAnchors, ROOT_ANCHORS, TrustAnchors } from "../../../../../agent/dns64/dnssec/anchors.ts";
import { validationSettings } from "../../../../../agent/dns64/dnssec/settings.ts";
import { nameToText, textToName } from "../../../../../agent/dns64/wire/name.ts";
import { TREE } from "./recorded.ts";

const KEY = TREE.anchorKey.replace(/^\S+\s+(\d+\s+)?IN\s+/, ". ");

function anchorsOf(text: string) {
  const parsed = parseAnchors(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.anchors;
}

describe("trust anchors", () => {
  it.each([
    ["a DS", TREE.anchor],
    ["a DNSKEY", TREE.anchorKey],
    ["with TTL and class", KEY.replace(". DNSKEY", ". 86400 IN DNSKEY")],
    [
      "in parentheses, over lines, with comments",
      KEY.replace(/DNSKEY (\d+) (\d) (\d+) /, "DNSKEY $1 $2 $3 ( ; key\n ").concat(" )"),
    ],
    [
      "as unbound-anchor writes it",
      `; autotrust\n;;id: . 1\n${KEY} ;{id = 1 (ksk), size = 2048b} ;;state=2 [  VALID  ] ;;count=0`,
    ],
    ["one that is missing for a while", `${KEY} ;;state=3 [ MISSING ]`],
  ])("%s", (_, text) => {
    expect(anchorsOf(text).map(({ zone }) => nameToText(zone))).toEqual(["."]);
  });
  it("a key and its DS name the same key", () => {
    const [ds, key] = [anchorsOf(TREE.anchor)[0]!, anchorsOf(TREE.anchorKey)[0]!];
    if (!("key" in key.trusted)) throw new Error("no key");
    expect(isAnchoredBy(key.trusted.key, ds)).toBe(true);
    expect(isAnchoredBy(key.trusted.key, anchorsOf(ROOT_ANCHORS.join("\n"))[0]!)).toBe(false);
  });
  it.each([
    ["START", 0],
    ["ADDPEND", 1],
    ["REVOKED", 4],
    ["REMOVED", 5],
  ])("a key in the RFC 5011 state %s is not trusted", (name, state) => {
    expect(anchorsOf(`${KEY} ;;state=${state} [ ${name} ]`)).toEqual([]);
  });
  it("a revoked key is not trusted", () => {
    expect(anchorsOf(KEY.replace("DNSKEY 257", "DNSKEY 385"))).toEqual([]);
  });
  it.each([
    ["nonsense", /write `ZONE DS/],
    ["a..b DS 1 13 2 00", /not a domain name/],
    [". DS 1 5 2 00", /algorithm 5 is not supported/],
    [". DS 1 13 1 00", /digest type 1 is not supported/],
    [". DS 1 13 2 00ff", /not 32 octets/],
    [". DS 70000 13 2 00ff", /are numbers/],
    [". DS x 13 2 00ff", /are numbers/],
    [". DNSKEY 257 3 13 !!!", /not base64/],
    [". DNSKEY 257 3 13 AAAA", /not a key of algorithm 13/],
    [". DNSKEY 257 2 13 AAAA", /protocol/],
    [KEY.replace("DNSKEY 257", "DNSKEY 1"), /not a zone key/],
    [". DNSKEY 257", /are numbers/],
  ])("refuses %s", (text, problem) => {
    expect(parseAnchors(text)).toEqual({ problem: expect.stringMatching(problem) });
  });
  it("the nearest decides, and what is not validated stands between", () => {
    const anchors = [...anchorsOf(TREE.anchor), ...anchorsOf(TREE.anchor.replace(".", "a.inside.test"))];
    const trusted = new TrustAnchors(anchors, [textToName("inside.test")!]);
    const nearest = (name: string): string => {
      const found = trusted.nearest(textToName(name)!);
      return found === null ? "none" : `${nameToText(found.at)} ${found.anchors === null ? "unvalidated" : "anchor"}`;
    };
    expect(nearest("x.test")).toBe(". anchor");
    expect(nearest("x.inside.test")).toBe("inside.test unvalidated");
    expect(nearest("x.a.inside.test")).toBe("a.inside.test anchor");
  });
});

describe("settings", () => {
  const read = (words: Parameters<typeof validationSettings>[0]) => {
    const wrong: string[] = [];
    const files: Record<string, string> = { "/etc/root.key": KEY, "/etc/empty": "; nothing\n" };
    const settings = validationSettings(
      words,
      (path) => {
        if (files[path] === undefined) throw new Error(`no ${path}`);
        return files[path];
      },
      (path, message) => wrong.push(`${path.join(".")}: ${message}`),
    );
    return { settings, wrong };
  };
  it("trust the root's keys unless told", () => {
    const { settings, wrong } = read({ validate: "local" });
    expect(wrong).toEqual([]);
    expect(settings!.anchors.map(({ trusted }) => ("ds" in trusted ? trusted.ds.keyTag : 0))).toEqual([20326, 38696]);
  });
  it("read files and records", () => {
    const { settings, wrong } = read({
      validate: "local",
      trust_anchors: ["/etc/root.key", TREE.anchor],
      unvalidated: "corp",
    });
    expect(wrong).toEqual([]);
    expect(settings!.anchors).toHaveLength(2);
    expect(settings!.unvalidated.map(nameToText)).toEqual(["corp"]);
  });
  it("are none without local validation", () => {
    expect(read({ validate: "upstream" })).toEqual({ settings: null, wrong: [] });
    expect(read({ validate: "off", trust_anchors: TREE.anchor }).wrong).toHaveLength(1);
  });
  it("say what is wrong with each entry", () => {
    const { wrong } = read({ validate: "local", trust_anchors: ["/absent", "/etc/empty", "x"], unvalidated: ["a..b"] });
    expect(wrong).toEqual([
      "trust_anchors.0: cannot be read: no /absent",
      "trust_anchors.1: /etc/empty: holds no key to be trusted",
      expect.stringMatching(/^trust_anchors.2: x: write/),
      "unvalidated.0: a..b is not a domain name",
    ]);
  });
});
