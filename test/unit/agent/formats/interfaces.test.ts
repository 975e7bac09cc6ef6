import { describe, expect, it } from "vitest";
import { parseInterfaces } from "../../../../agent/formats/interfaces.ts";

const TEXT = `# top
auto lo \\
  eth0
iface lo inet loopback
iface eth0 inet static # not a comment to ifupdown, but part of the line
  address 192.0.2.7/24
  # about the address
  up ip route add \\
     10.0.0.0/8 via 192.0.2.1

# about eth1
allow-hotplug eth1
iface eth1 inet6 auto
mapping eth2
  script /x
source-directory interfaces.d
iface tmpl inherits base
`;

describe("parseInterfaces", () => {
  const { stanzas } = parseInterfaces(TEXT);

  it("finds stanzas with their lines", () => {
    expect(
      stanzas.map((s) => (s.kind === "iface" ? `iface ${s.name} ${s.family} ${s.method} :${s.line}` : s.kind)),
    ).toEqual([
      "blank",
      "names",
      "iface lo inet loopback :4",
      "iface eth0 inet static :5",
      "names",
      "iface eth1 inet6 auto :13",
      "other",
      "source",
      "iface tmpl null null :17",
    ]);
  });

  it("joins lines ended by a backslash", () => {
    expect(stanzas[1]).toMatchObject({ names: ["lo", "eth0"] });
    expect(stanzas[3]).toMatchObject({
      options: [{ name: "address" }, { name: "" }, { name: "up", value: "ip route add 10.0.0.0/8 via 192.0.2.1" }],
    });
  });

  it("leaves the comment before the next stanza out of this one's options", () => {
    expect(stanzas[3]).toMatchObject({ tail: "\n# about eth1\n" });
    expect(stanzas[8]).toMatchObject({ inherits: "base" });
  });
});
