import { describe, expect, it } from "vitest";
import { readConfig } from "../../../../agent/dns64/config.ts";

const good = { listen: "[::1]:53", upstream: "192.0.2.53" };
const problems = (file: unknown): string[] => {
  const reading = readConfig(file);
  return "problems" in reading ? reading.problems.map(({ path, message }) => `${path.join(".")}: ${message}`) : [];
};

const DS = ". DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D";

describe("readConfig", () => {
  it("the least there can be", () => {
    const reading = readConfig(good);
    expect(reading).toMatchObject({
      settings: {
        listen: [{ address: "::1", port: 53, family: 6 }],
        upstream: [{ address: "192.0.2.53", port: 53, family: 4 }],
        policy: {
          prefixes: [{ prefix: { length: 96 }, ipv4: null }],
          excludeA: [],
          nonGlobalUnderWellKnown: false,
          upstreamValidates: false,
        },
        clients: null,
        status: null,
      },
    });
  });
  it.each([
    [
      "lists",
      {
        listen: ["::1", "127.0.0.1:53"],
        upstream: ["2001:db8::53#53", { address: "192.0.2.1", port: 5353 }],
        prefixes: ["64:ff9b::/96", "2001:db8::/32"],
      },
    ],
    [
      "texts",
      {
        prefixes: "2001:db8:1::/48",
        exclude_a: "10.0.0.0/8",
        exclude_aaaa: "2001:db8::/32",
        ignore_aaaa: "broken.test.",
        clients: "::1",
      },
    ],
    [
      "addresses without a length",
      { exclude_a: ["192.0.2.1"], exclude_aaaa: ["2001:db8::1"], clients: ["2001:DB8::1", "192.0.2.1"] },
    ],
    [
      "a prefix for some IPv4 ranges",
      { prefixes: ["64:ff9b::/96", { prefix: "2001:db8::/96", ipv4: ["10.0.0.0/8"] }] },
    ],
    ["validate off, as YAML 1.1 may give it", { validate: false }],
    ["no trust anchors", { trust_anchors: [] }],
    ["a wildcard name", { ignore_aaaa: ["*.test", "."] }],
  ])("%s", (_, more) => {
    expect(problems({ ...good, ...more })).toEqual([]);
  });
  it.each([
    [{}, ["listen: listen is missing", "upstream: upstream is missing"]],
    [null, [": must be a mapping of keys"]],
    [[], [": must be a mapping of keys"]],
    [{ ...good, "exclude-a": [] }, ["exclude-a: unknown key; did you mean exclude_a?"]],
    [{ ...good, colour: 1 }, ["colour: unknown key"]],
    [{ ...good, trust_anchors: [DS] }, ["trust_anchors: has no effect without `validate: local`"]],
    [
      { ...good, validate: "local", trust_anchors: ["x"] },
      [expect.stringMatching(/^trust_anchors.0: x: write `ZONE DS/)],
    ],
    [
      { ...good, validate: "local", trust_anchors: ["/absent/root.key"] },
      [expect.stringMatching(/^trust_anchors.0: cannot be read: ENOENT/)],
    ],
    [{ ...good, validate: "local", trust_anchors: [] }, [expect.stringMatching(/^trust_anchors: nothing to trust/)]],
    [{ ...good, validate: "yes" }, ["validate: must be one of off, upstream, local"]],
    [{ ...good, listen: [] }, ["listen: at least one address is needed"]],
    [{ ...good, listen: ["::1", "[::1]:53"] }, ["listen.1: [::1]:53 is listed twice"]],
    [{ ...good, upstream: "::1" }, ["upstream: [::1]:53 is this server itself"]],
    [{ listen: "0.0.0.0:53", upstream: "127.0.0.1" }, ["upstream: 127.0.0.1:53 is this server itself"]],
    [{ ...good, upstream: 53 }, ["upstream: must be text or a list of texts"]],
    [{ ...good, upstream: [{ address: "::1", port: 0 }] }, ["upstream.0.port: must be a number from 1 to 65535"]],
    [{ ...good, upstream: "dns.test" }, [expect.stringMatching(/^upstream: dns.test is not an address/)]],
    [
      { ...good, prefixes: ["64:ff9b::/95"] },
      [expect.stringMatching(/^prefixes.0: 64:ff9b::\/95 is not a translation prefix/)],
    ],
    [{ ...good, prefixes: ["2001:db8::ff00:0:0:0/96"] }, [expect.stringMatching(/not a translation prefix/)]],
    [{ ...good, prefixes: [] }, ["prefixes: at least one prefix is needed"]],
    [
      { ...good, exclude_a: ["10.0.0.1/8"] },
      ["exclude_a.0: 10.0.0.1/8 is not an IPv4 range: write 10.0.0.0/8, host bits zero"],
    ],
    [{ ...good, exclude_aaaa: ["x"] }, [expect.stringMatching(/^exclude_aaaa.0: x is not an IPv6 prefix/)]],
    [{ ...good, ignore_aaaa: ["a..b"] }, ["ignore_aaaa.0: a..b is not a domain name"]],
    [{ ...good, clients: ["everybody"] }, [expect.stringMatching(/^clients.0: everybody is not a prefix/)]],
    [{ ...good, status: "relative" }, [expect.stringMatching(/^status: /)]],
  ])("refuses %j", (file, expected) => {
    expect(problems(file)).toEqual(expected);
  });
  it("says everything at once", () => {
    expect(
      problems({ listen: "x", upstream: "y", validate: "local", trust_anchors: "t", prefixes: ["z"] }),
    ).toHaveLength(4);
  });
});
