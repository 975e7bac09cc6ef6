/** What BIND and Unbound are told, and what of the operator's configuration stays. */
import { describe, expect, it } from "vitest";
import { bind9 } from "../../../../../agent/modules/dns64-resolver/bind9.ts";
import { optionWords, withInclude } from "../../../../../agent/modules/dns64-resolver/named-conf.ts";
import { parseAnchor } from "../../../../../agent/modules/dns64-resolver/trust-anchors.ts";
import { unbound } from "../../../../../agent/modules/dns64-resolver/unbound.ts";
import type { Dns64Policy } from "../../../../../agent/protocol/wants.ts";

const POLICY: Dns64Policy = {
  prefix: "64:ff9b::/96",
  listen: "2001:db8::53",
  upstream: [
    { address: "2001:db8::1", port: 53 },
    { address: "192.0.2.1", port: 5353 },
  ],
  clients: ["2001:db8::/32"],
  exclude_a: ["10.0.0.0/8", "192.0.0.0/24"],
  exclude_aaaa: ["::ffff:0:0/96"],
  validate: false,
  trust_anchors: [],
  unvalidated: ["corp.example"],
};
const ANCHOR = parseAnchor("test. 3600 IN DS 1 8 2 AB CD ; a comment")!;

describe("named.conf", () => {
  const DEBIAN = `options {\n\tdirectory "/var/cache/bind"; // { not a brace\n\t/* forwarders { 0.0.0.0; }; */\n\tdnssec-validation auto;\n\n\tlisten-on-v6 { any; };\n};\n`;

  it("gets an include at the end of options, and loses nothing", () => {
    expect(withInclude(DEBIAN, "/x", ["forwarders", "dnssec-validation"])).toBe(
      `options {\n\tdirectory "/var/cache/bind"; // { not a brace\n\t/* forwarders { 0.0.0.0; }; */\n// migrate: \tdnssec-validation auto;\n\n\tlisten-on-v6 { any; };\n\tinclude "/x";\n};\n`,
    );
  });

  it("stays as it is the second time", () => {
    const once = withInclude(DEBIAN, "/x", ["dnssec-validation"])!;
    expect(withInclude(once, "/x", ["dnssec-validation"])).toBe(once);
  });

  it("has a statement of several lines set aside whole", () => {
    const text = 'zone "a" { type primary; };\noptions {\n  forwarders {\n    192.0.2.1;\n  };\n};\n';
    expect(withInclude(text, "/x", ["forwarders"])).toBe(
      'zone "a" { type primary; };\noptions {\n// migrate:   forwarders {\n// migrate:     192.0.2.1;\n// migrate:   };\n\tinclude "/x";\n};\n',
    );
  });

  it("is refused where a statement shares its line, and made where there is no options", () => {
    expect(withInclude("options { forward only; recursion yes; };\n", "/x", ["forward"])).toBeNull();
    expect(withInclude("", "/x", [])).toBe('options {\n\tinclude "/x";\n};\n');
  });

  it("tells what the operator decides", () => {
    expect(optionWords(DEBIAN)).toEqual(["directory", "dnssec-validation", "listen-on-v6"]);
  });
});

const fileOf = (plan: ReturnType<typeof bind9.diff>, path: string): string => {
  if ("blocked" in plan) throw new Error(plan.blocked);
  return plan.edits.find((edit) => edit.path === path)?.after ?? "";
};

describe("BIND", () => {
  const texts = {
    "/etc/bind/named.conf": 'include "/etc/bind/named.conf.options";\n',
    "/etc/bind/named.conf.options": "options {\n\tallow-query { any; };\n};\n",
  };

  it("excludes private IPv4 but not what the prefix is learned from", () => {
    const ours = fileOf(bind9.diff({ texts, listens: null }, POLICY, []), "/etc/bind/migrate-dns64.conf");
    expect(ours).toContain("mapped { 192.0.0.170/31; !10.0.0.0/8; !192.0.0.0/24; any; };");
    expect(ours).toContain("exclude { ::ffff:0:0/96; 64:ff9b::/96; };");
    expect(ours).toContain("forwarders { 2001:db8::1; 192.0.2.1 port 5353; };");
    expect(ours).toContain("dnssec-validation no;");
  });

  it("leaves to the operator who may ask, where that is said", () => {
    const ours = fileOf(bind9.diff({ texts, listens: null }, POLICY, []), "/etc/bind/migrate-dns64.conf");
    expect(ours).not.toContain("allow-query");
    expect(ours).toContain("allow-recursion { localhost; localnets; 2001:db8::/32; };");
  });

  it("validates from the plan's keys, which stand outside of options", () => {
    const plan = bind9.diff({ texts, listens: null }, { ...POLICY, validate: true }, [ANCHOR]);
    expect(fileOf(plan, "/etc/bind/migrate-dns64.conf")).toContain(
      'dnssec-validation yes;\nvalidate-except { "corp.example"; };',
    );
    expect(fileOf(plan, "/etc/bind/migrate-dns64-anchors.conf")).toContain('"test." static-ds 1 8 2 "ABCD";');
    expect(fileOf(plan, "/etc/bind/named.conf")).toBe(
      'include "/etc/bind/named.conf.options";\ninclude "/etc/bind/migrate-dns64-anchors.conf";\n',
    );
  });
});

describe("Unbound", () => {
  const MAIN = "/etc/unbound/unbound.conf";
  const OURS = "/etc/unbound/unbound.conf.d/zz-migrate-dns64.conf";
  const debian = { [MAIN]: 'include-toplevel: "/etc/unbound/unbound.conf.d/*.conf"\n', [OURS]: null };

  it("keeps loopback where nothing else was said, and adds our address", () => {
    const ours = fileOf(unbound.diff({ texts: debian, listens: [] }, POLICY, []), OURS);
    expect(ours).toContain("    interface: 127.0.0.1\n    interface: ::1\n    interface: 2001:db8::53\n");
    expect(ours).toContain('module-config: "respip dns64 iterator"');
  });

  it("adds no address where every one is listened on", () => {
    expect(fileOf(unbound.diff({ texts: debian, listens: ["::0"] }, POLICY, []), OURS)).not.toContain("interface:");
  });

  it("excludes private IPv4 below the prefix, and not what the prefix is learned from", () => {
    const ours = fileOf(unbound.diff({ texts: debian, listens: [] }, POLICY, []), OURS);
    expect(ours).toContain("response-ip: 64:ff9b::a00:0/104 always_nxdomain");
    expect(ours).toContain("response-ip: 64:ff9b::c000:aa/127 always_transparent");
  });

  it("sets keys that follow RFC 5011 aside where the plan has its own: Unbound takes no zone with both", () => {
    const autotrust = "/etc/unbound/unbound.conf.d/root.conf";
    const texts = { ...debian, [autotrust]: 'server:\n    auto-trust-anchor-file: "/var/lib/unbound/root.key"\n' };
    const plan = unbound.diff({ texts, listens: [] }, { ...POLICY, validate: true }, [ANCHOR]);
    expect(fileOf(plan, autotrust)).toBe(
      'server:\n# migrate:     auto-trust-anchor-file: "/var/lib/unbound/root.key"\n',
    );
    expect(fileOf(plan, OURS)).toContain('trust-anchor: "test. DS 1 8 2 ABCD"');
  });

  it("gets a line in a main file that includes no folder", () => {
    const plan = unbound.diff({ texts: { [MAIN]: "server:\n", [OURS]: null }, listens: [] }, POLICY, []);
    expect(fileOf(plan, MAIN)).toBe(`server:\ninclude-toplevel: "${OURS}"\n`);
  });
});
