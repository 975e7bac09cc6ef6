/** What tayga, Jool and nftables are told, and how what they hold is read. */
import { describe, expect, it } from "vitest";
import { busiest, insertFailures, parseConntrack } from "../../../../agent/gateway/conntrack.ts";
import { holding, switched, trying } from "../../../../agent/gateway/drain-rules.ts";
import { joolConf, parseBib, parseStats, portsPerAddress } from "../../../../agent/gateway/jool-files.ts";
import { behindOf, innerSize, ruleset, taygaConf } from "../../../../agent/gateway/tayga-files.ts";
import { Peak } from "../../../../agent/nat64/utilisation.ts";
import { parsePrefix4 } from "../../../../agent/net/prefix.ts";
import type { JoolConfig, TaygaConfig } from "../../../../agent/protocol/wants.ts";

const TAYGA: TaygaConfig = {
  pool6: "64:ff9b::/96",
  pool4: [
    { prefix: "193.0.0.0/31", ports: null },
    { prefix: "193.0.0.9/32", ports: "2000-2999" },
  ],
  clients: ["2001:db8::/32"],
  mss_clamp: true,
  inner4: "198.18.0.0/16",
};
const JOOL: JoolConfig = { ...TAYGA, filtering: "adf" };

describe("tayga", () => {
  it("sends its errors from the first address of pool4, unless the host has that itself", () => {
    expect(taygaConf(TAYGA, ["10.0.0.1"])).toContain("ipv4-addr 193.0.0.0\nprefix");
    expect(taygaConf(TAYGA, ["193.0.0.0"])).toContain("ipv4-addr 198.18.0.1\nipv6-addr fd64:6464:6464::1\n");
  });

  it("needs no IPv6 address of its own under another prefix", () => {
    expect(taygaConf({ ...TAYGA, pool6: "2001:db8:64::/96" }, ["193.0.0.0"])).not.toContain("ipv6-addr");
  });

  it("keeps each source behind one address, within its ports", () => {
    expect(behindOf(TAYGA).map(({ address }) => address)).toEqual(["193.0.0.0", "193.0.0.1", "193.0.0.9"]);
    const rules = ruleset(TAYGA);
    expect(rules).toContain(
      "jhash ip saddr mod 3 seed 0x6464 vmap { 0 : goto behind0, 1 : goto behind1, 2 : goto behind2 }",
    );
    expect(rules).toContain("meta l4proto { tcp, udp } snat ip to 193.0.0.9:2000-2999");
    expect(innerSize(TAYGA)).toBe(65_535);
  });
});

const TABLE = `ipv4     2 tcp      6 7439 ESTABLISHED src=198.18.0.5 dst=93.184.216.10 sport=40000 dport=7 src=93.184.216.10 dst=193.0.0.1 sport=7 dport=40000 [ASSURED] mark=0 zone=0 use=2
ipv4     2 tcp      6 119 TIME_WAIT src=198.18.0.6 dst=93.184.216.10 sport=40001 dport=7 src=93.184.216.10 dst=193.0.0.1 sport=7 dport=40001 [ASSURED] mark=0 zone=0 use=2
ipv4     2 icmp     1 29 src=198.18.0.5 dst=93.184.216.10 type=8 code=0 id=7 src=93.184.216.10 dst=193.0.0.1 type=0 code=0 id=7 mark=0 zone=0 use=2
ipv4     2 udp      17 29 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 mark=0 zone=0 use=2
ipv6     10 tcp      6 1 CLOSE src=2001:db8::1 dst=2001:db8::2 sport=1 dport=2 src=2001:db8::2 dst=2001:db8::1 sport=2 dport=1 mark=0 zone=0 use=2
`;

describe("connection tracking", () => {
  const connections = parseConntrack(TABLE, parsePrefix4("198.18.0.0/16")!);

  it("knows what began in the prefix, and what is over", () => {
    expect(connections.map(({ protocol, behind, over }) => [protocol, behind, over])).toEqual([
      ["tcp", "193.0.0.1", false],
      ["tcp", "193.0.0.1", true],
      ["icmp", "193.0.0.1", false],
    ]);
    expect(busiest(connections)).toBe(2);
    expect(busiest([])).toBe(0);
  });

  it("sums what found no port over the CPUs", () => {
    expect(insertFailures("entries  found insert_failed drop\n0000  00 0000000a 00\n0000  00 00000006 00\n")).toBe(16);
    expect(insertFailures("something else")).toBeNull();
  });
});

describe("Jool", () => {
  it("gets every protocol's pool4, with a wide range where the plan has none", () => {
    const { pool4, global } = JSON.parse(joolConf(JOOL));
    expect(pool4).toHaveLength(6);
    expect(pool4[0]).toEqual({ protocol: "TCP", prefix: "193.0.0.0/31", "port range": "1024-65535" });
    expect(pool4[5]).toEqual({ protocol: "ICMP", prefix: "193.0.0.9/32", "port range": "0-65535" });
    expect(global["address-dependent-filtering"]).toBe(true);
    expect(portsPerAddress(JOOL, "tcp")).toBe(1000);
  });

  it("is read from its tables", () => {
    expect(parseBib("TCP,2001:db8::1,5000,193.0.0.1,6000,0\n")).toEqual([
      { protocol: "TCP", source: "2001:db8::1", behind: "193.0.0.1" },
    ]);
    expect(parseStats("JSTAT_SESSIONS,12\nJSTAT_SUCCESS,9\n")).toEqual({ JSTAT_SESSIONS: 12, JSTAT_SUCCESS: 9 });
  });
});

describe("from one translator to another", () => {
  it("marks what is the old one's, if it has a device", () => {
    expect(holding("64:ff9b::/96", "builtin")).toContain("meta mark set meta mark or 0x40000000");
    expect(switched("64:ff9b::/96", "tayga")).toMatch(/@new update @new \{[^}]*\} return\n.*tcp meta mark set/);
  });

  it("marks what is the new one's, if the old one takes packets out of the kernel's hands", () => {
    expect(holding("64:ff9b::/96", "jool")).not.toContain("meta mark set");
    expect(switched("64:ff9b::/96", "jool")).toMatch(/@new update @new \{[^}]*\} meta mark set/);
  });
});

describe("before anything moves", () => {
  it("those who ask try the new one, and nobody else", () => {
    const rules = trying("64:ff9b::/96", "builtin", ["2001:db8::1"]);
    expect(rules).toMatch(/ip6 saddr \{ 2001:db8::1 \} tcp flags .* update @new \{[^}]*\} return\n/);
    expect(rules).toMatch(/meta mark set meta mark or 0x40000000 return\n {2}\}\n/);
    expect(rules).not.toContain("delete table");
    expect(trying("64:ff9b::/96", "jool", ["2001:db8::1"])).toMatch(
      /ip6 saddr \{ 2001:db8::1 \} meta l4proto != tcp meta mark set/,
    );
  });

  it("nobody does where nobody asks", () => {
    expect(trying("64:ff9b::/96", "builtin", [])).not.toMatch(/saddr \{|@new update/);
  });
});

describe("how long a translator has been nearly full", () => {
  it("counts from 70 % on, and from the start again once it was below", () => {
    const peak = new Peak();
    const at = (max: number, seconds: number): number =>
      peak.utilisation({ entries: max, ports: 0, pool: 0, max }, seconds * 1000).high_s;
    expect([at(0.69, 0), at(0.7, 10), at(0.9, 610), at(0.6, 620), at(0.8, 630), at(0.8, 640)]).toEqual([
      0, 0, 600, 0, 0, 10,
    ]);
  });
});
