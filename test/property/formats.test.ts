/** emit∘parse = id: whatever is in a file, what we do not edit we give back byte for byte. */
import { describe, expect, it } from "vitest";
import { parseGaiConf, printGaiConf } from "../../agent/formats/gai-conf.ts";
import { parseHostsFile, printHostsFile, withHost, withoutHost } from "../../agent/formats/hosts-file.ts";
import { parseIni, printIni, withValue } from "../../agent/formats/ini.ts";
import { parseInterfaces, printInterfaces } from "../../agent/formats/interfaces.ts";
import { ipv4Of, parseNetplan, withoutIpv4 } from "../../agent/formats/netplan.ts";
import {
  nameserversOf,
  parseResolvConf,
  printResolvConf,
  searchOf,
  withServers,
} from "../../agent/formats/resolv-conf.ts";
import {
  isLater,
  nextSerial,
  parseZone,
  printZone,
  serialOf,
  withoutRecord,
  withRecord,
  withSerial,
} from "../../agent/formats/zonefile.ts";
import { type Random, random } from "./prng.ts";

const SEED = 20261123;
const ROUNDS = 400;

const WORDS: Readonly<Record<string, readonly string[]>> = {
  ini: [
    "[Match]",
    "[Network]",
    "[ipv4]",
    "Name=eth0",
    "DHCP = yes",
    "# note",
    "; note",
    "\\\n",
    "Address=192.0.2.7/24",
    "=",
    "[",
    "]",
  ],
  "gai-conf": [
    "precedence",
    "label",
    "reload",
    "::/0",
    "::ffff:0:0/96",
    "50",
    "0x28",
    "# c",
    "scopev4",
    "PRECEDENCE",
    "::1/128",
  ],
  "resolv-conf": [
    "nameserver",
    "search",
    "domain",
    "options",
    "192.0.2.1",
    "2001:db8::53",
    "corp.example",
    "; c",
    "# c",
    "edns0",
  ],
  interfaces: [
    "auto",
    "iface",
    "eth0",
    "eth0:1",
    "inet",
    "inet6",
    "static",
    "dhcp",
    "lo",
    "address",
    "192.0.2.7/24",
    "up",
    "ip -6 addr",
    "# c",
    "source",
    "/x/*",
    "\\",
    "mapping",
    "inherits",
    "allow-hotplug",
  ],
  "hosts-file": ["10.0.0.7", "api", "api.corp.example", "::1", "localhost", "# c", "db"],
  zonefile: [
    "$ORIGIN",
    "$TTL",
    "corp.example.",
    "@",
    "api",
    "IN",
    "A",
    "AAAA",
    "SOA",
    "300",
    "10.0.0.7",
    "2001:db8::7",
    "(",
    ")",
    "; c",
    '"a;(b"',
    "\\;",
    "NS",
    "TXT",
  ],
};

function text(r: Random, words: readonly string[]): string {
  let out = "";
  for (let i = r.below(60); i > 0; i--)
    out += r.pick([r.pick(words), " ", "\t", "\n", r.chance(0.05) ? "\r\n" : " ", r.pick(words)]);
  return out;
}

const FORMATS: readonly (readonly [name: string, round: (text: string) => string])[] = [
  ["gai-conf", (t) => printGaiConf(parseGaiConf(t))],
  ["resolv-conf", (t) => printResolvConf(parseResolvConf(t))],
  ["interfaces", (t) => printInterfaces(parseInterfaces(t))],
  ["ini", (t) => printIni(parseIni(t))],
  ["hosts-file", (t) => printHostsFile(parseHostsFile(t))],
  ["zonefile", (t) => printZone(parseZone(t, "corp.example"))],
];

describe(`seed ${SEED}`, () => {
  it.each(FORMATS)("%s: print of parse is the same text", (name, round) => {
    const r = random(SEED);
    for (let i = 0; i < ROUNDS; i++) {
      const given = text(r, WORDS[name]!);
      expect(round(given)).toBe(given);
    }
  });

  it("ini: a value that was set is read back once, and everything else stays", () => {
    const r = random(SEED);
    for (let i = 0; i < ROUNDS; i++) {
      const given = parseIni(text(r, WORDS.ini!));
      const once = withValue(given, "ipv4", "method", "disabled");
      const again = parseIni(printIni(once));
      expect(
        again.sections
          .flatMap(({ name, lines }) => (name === "ipv4" ? lines.filter(({ key }) => key === "method") : []))
          .map(({ value }) => value),
      ).toEqual(["disabled"]);
      expect(printIni(withValue(again, "ipv4", "method", "disabled"))).toBe(printIni(once));
    }
  });

  it("netplan: no IPv4 is left, a second time changes nothing, and lines only go or lose it", () => {
    const r = random(SEED);
    const addresses = () => r.pick(["10.0.0.7/24", "2001:db8::7/64", '"198.51.100.7/24"', '"2001:db8::8/64"']);
    for (let i = 0; i < ROUNDS; i++) {
      const lines = ["# head", "network:", "  version: 2", "  ethernets:"];
      for (let n = 1 + r.below(3); n > 0; n--) {
        lines.push(`    eth${n}:${r.pick(["", " # note"])}`, `      dhcp4: ${r.pick(["true", "no", "yes # lease"])}`);
        if (r.chance(0.5))
          lines.push(
            "      addresses:",
            ...Array.from({ length: 1 + r.below(3) }, () => `      - ${addresses()}`),
            r.pick(["      # after", ""]),
          );
        if (r.chance(0.3)) lines.push(`      link-local: ${r.pick(["[ipv4]", "[ipv4, ipv6]", "[]"])}`);
        if (r.chance(0.4))
          lines.push(
            "      routes:",
            "        - to: default",
            `          via: ${r.pick(["10.0.0.1", '"2001:db8::1"'])}`,
            "        - to: 10.0.0.0/8",
            "          via: 10.0.0.2",
          );
        lines.push("      mtu: 1400");
      }
      const given = `${lines.join("\n")}\n`;
      const view = parseNetplan(given);
      if ("cannot" in view) throw new Error(`${view.line}: ${view.cannot}\n${given}`);
      const ids = new Set(view.devices.map(({ id }) => id));
      const after = withoutIpv4(view, ids, new Set()).text;
      const again = parseNetplan(after);
      if ("cannot" in again) throw new Error(`${again.line}: ${again.cannot}\n${after}`);
      expect(again.devices.flatMap(ipv4Of), after).toEqual([]);
      expect(withoutIpv4(again, ids, new Set()).text).toBe(after);
      expect(again.devices.map(({ id }) => id)).toEqual(view.devices.map(({ id }) => id));
      const had = new Set(given.split("\n"));
      expect(
        after.split("\n").filter((line) => !had.has(line) && !/dhcp4: false|link-local: |via|to:/.test(line)),
      ).toEqual([]);
    }
  });

  it("resolv-conf: what was asked for is what is read back, and a second time changes nothing", () => {
    const r = random(SEED);
    for (let i = 0; i < ROUNDS; i++) {
      const servers = Array.from({ length: 1 + r.below(3) }, () => r.pick(["::1", "2001:db8::53", "192.0.2.1"]));
      const search = r.chance(0.5) ? null : r.pick([[], ["a.example"], ["a.example", "b.example"]]);
      const before = parseResolvConf(text(r, WORDS["resolv-conf"]!));
      const after = parseResolvConf(printResolvConf(withServers(before, servers, search)));
      expect(nameserversOf(after)).toEqual(servers);
      expect(searchOf(after)).toEqual(search ?? searchOf(before));
      expect(printResolvConf(withServers(after, servers, search))).toBe(printResolvConf(after));
    }
  });

  it("hosts-file: a name added and removed again leaves the names that were there", () => {
    const r = random(SEED);
    const pairs = (t: string) =>
      parseHostsFile(t).lines.flatMap(({ entry }) => entry?.names.map((name) => `${entry.address} ${name}`) ?? []);
    for (let i = 0; i < ROUNDS; i++) {
      const given = text(r, WORDS["hosts-file"]!);
      const added = withHost(parseHostsFile(given), "2001:db8::9", "new.example");
      expect(pairs(printHostsFile(added))).toEqual([...pairs(given), "2001:db8::9 new.example"]);
      const back = withoutHost(added, added.lines.length - 1, "new.example");
      expect(pairs(printHostsFile(back))).toEqual(pairs(given));
    }
  });

  it("zonefile: adding and removing a record leaves every other record its owner, type and data", () => {
    const r = random(SEED);
    const records = (t: string) =>
      parseZone(t, "corp.example").entries.flatMap(({ record }) =>
        record === null ? [] : [`${record.owner} ${record.type} ${record.rdata.map((token) => token.text).join(" ")}`],
      );
    for (let i = 0; i < ROUNDS; i++) {
      const lines = ["$TTL 300", "@ IN SOA ns root ( 1 ; serial", " 2 3 4 5 )"];
      for (let n = r.below(12); n > 0; n--) {
        lines.push(
          r.pick([
            `${r.pick(["api", "db", "@", "x.corp.example."])} IN A 10.0.0.${r.below(9)}`,
            `\tIN AAAA 2001:db8::${r.below(9)}`,
            '  300 TXT ( "a" ; c',
            "",
            "; comment",
            "$ORIGIN sub.corp.example.",
            "$ORIGIN corp.example.",
          ]),
        );
        if (lines.at(-1)!.includes("(")) lines.push(' "b" )');
      }
      const given = lines.join("\n") + r.pick(["", "\n"]);
      const zone = parseZone(given, "corp.example");
      const added = printZone(withRecord(zone, "api.corp.example", "AAAA", "2001:db8::77"));
      expect(records(added).sort()).toEqual([...records(given), "api.corp.example AAAA 2001:db8::77"].sort());
      const index = zone.entries.findIndex(({ record }) => record?.type === "A");
      if (index < 0) continue;
      const { owner, type, rdata } = zone.entries[index]!.record!;
      const left = records(printZone(withoutRecord(zone, index)));
      const expected = records(given);
      expected.splice(expected.indexOf(`${owner} ${type} ${rdata[0]!.text}`), 1);
      expect(left).toEqual(expected);
      const serial = r.below(0xffffffff);
      expect(serialOf(withSerial(zone, serial))).toBe(serial);
    }
  });

  it("zonefile: the next serial is always later (RFC 1982)", () => {
    const r = random(SEED);
    for (let i = 0; i < ROUNDS; i++) {
      const serial = r.pick([r.below(0x100000000), 2026010100 + r.below(1000), 0xffffffff, 0, 0x7fffffff]);
      const today = 20200101 + r.below(100000);
      const next = nextSerial(serial, today);
      expect(isLater(next, serial), `${serial} → ${next}`).toBe(true);
      expect(next).not.toBe(0);
    }
  });
});
