import { describe, expect, it } from "vitest";
import { parseAnsibleIni } from "../../../../src/inventory/ansible-ini.ts";
import { matchHosts, matchLimit } from "../../../../src/inventory/limit.ts";
import { mergeSources } from "../../../../src/inventory/merge.ts";

const { inventory } = mergeSources([
  parseAnsibleIni("hosts", "[web]\nweb[1:3]\n[db]\ndb1\n[eu]\nweb1\ndb1\n[v6]\n2001:db8::1\n2001:db8::2\n"),
]);

describe("--limit", () => {
  it.each([
    ["web1", ["web1"]],
    ["db1,web2", ["web2", "db1"]],
    ["web", ["web1", "web2", "web3"]],
    ["web*", ["web1", "web2", "web3"]],
    ["web[12]", ["web1", "web2"]],
    ["?b1", ["db1"]],
    ["all,!web", ["db1", "2001:db8::1", "2001:db8::2"]],
    ["!web,!db1", ["2001:db8::1", "2001:db8::2"]],
    ["web,&eu", ["web1"]],
    ["web,!web2", ["web1", "web3"]],
    ["2001:db8::1", ["2001:db8::1"]],
    ["[2001:db8::1]", ["2001:db8::1"]],
    ["2001:db8::*", ["2001:db8::1", "2001:db8::2"]],
    [" web1 , web3 ", ["web1", "web3"]],
    ["", []],
    ["nothing", []],
    ["a(b", []],
    ["[z-a]", []],
  ])("%s", (pattern, hosts) => expect(matchHosts(pattern, inventory)).toEqual(hosts));

  it("names the parts that mean nothing", () =>
    expect(matchLimit("web1,wbe2,!nobody", inventory)).toEqual({ hosts: ["web1"], unmatched: ["wbe2", "nobody"] }));
});
