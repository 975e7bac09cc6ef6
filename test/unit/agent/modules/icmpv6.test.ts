/** ICMPv6 that a gateway needs, let through in the host's own file, or said to be somebody else's. */
import { describe, expect, it } from "vitest";
import { icmpv6Blocks } from "../../../../agent/facts/icmpv6-filter.ts";
import { diffIcmpv6 } from "../../../../agent/modules/nat64-gateway/icmpv6.ts";

const chain = (name: string, hook: string, policy: string) => ({
  chain: { family: "inet", table: "filter", name, type: "filter", hook, prio: 0, policy },
});
const accepts = (name: string, left: object, right: unknown) => ({
  rule: {
    family: "inet",
    table: "filter",
    chain: name,
    expr: [{ match: { op: "==", left, right } }, { accept: null }],
  },
});
const TYPE = { payload: { protocol: "icmpv6", field: "type" } };
const ruleset = (...nftables: object[]): string => JSON.stringify({ nftables });

describe("a gateway's packet filter", () => {
  it("drops nothing where nothing is closed", () => {
    expect(icmpv6Blocks(ruleset(chain("fwd", "forward", "accept")))).toEqual([]);
  });

  it("is named by its chain, with the types it drops", () => {
    const found = icmpv6Blocks(
      ruleset(chain("fwd", "forward", "drop"), accepts("fwd", TYPE, { set: ["packet-too-big", "time-exceeded"] })),
    );
    expect(found).toEqual([
      {
        family: "inet",
        table: "filter",
        chain: "fwd",
        hook: "forward",
        missing: ["destination-unreachable", "parameter-problem"],
      },
    ]);
  });

  it("lets errors through with what they are about, and must let discovery in by type", () => {
    const related = accepts("in", { ct: { key: "state" } }, { set: ["established", "related"] });
    const [found] = icmpv6Blocks(ruleset(chain("in", "input", "drop"), related))!;
    expect(found!.missing).toEqual([
      "nd-router-solicit",
      "nd-router-advert",
      "nd-neighbor-solicit",
      "nd-neighbor-advert",
    ]);
  });
});

const BLOCK = { family: "inet", table: "filter", chain: "fwd", hook: "forward", missing: ["packet-too-big"] } as const;

describe("the host's own file", () => {
  const FILE = `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
	chain input {
		type filter hook input priority filter;
	}
	chain fwd {
		type filter hook forward priority filter; policy drop;
		ct state established accept
	}
}
`;

  it("gets the rule as the first of its chain", () => {
    const { edits, changes } = diffIcmpv6({ blocks: [BLOCK], file: FILE });
    expect(changes.map(({ key }) => key)).toEqual(["nft:inet filter fwd", "file:/etc/nftables.conf"]);
    expect(edits[0]!.after).toContain(
      `policy drop;\n\t\ticmpv6 type { packet-too-big } accept comment "migrate: NAT64 gateway"\n\t\tct state established accept\n`,
    );
  });

  it("stays as it is where it does not have the chain, which is said", () => {
    const { edits, changes, because } = diffIcmpv6({ blocks: [BLOCK], file: "table inet other {\n}\n" });
    expect([edits, changes]).toEqual([[], []]);
    expect(because[0]).toContain(
      "inet filter fwd drops ICMPv6 packet-too-big, and /etc/nftables.conf does not have it",
    );
  });
});
