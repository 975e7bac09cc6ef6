import { describe, expect, it } from "vitest";
import { ipv4Of, parseNetplan, withoutIpv4 } from "../../../../agent/formats/netplan.ts";

function edited(text: string, disabled: readonly string[] = []): string {
  const view = parseNetplan(text);
  if ("cannot" in view) throw new Error(`${view.line}: ${view.cannot}`);
  return withoutIpv4(view, new Set(view.devices.map(({ id }) => id)), new Set(disabled)).text;
}

const device = (body: string): string => `network:\n  version: 2\n  ethernets:\n    eth0:\n${body}`;

describe("netplan", () => {
  it.each([
    ["      dhcp4: yes # lease\n", "      dhcp4: false # lease\n"],
    ["      addresses: [10.0.0.1/24, '2001:db8::1/64'] # both\n", "      addresses: ['2001:db8::1/64'] # both\n"],
    ["      addresses: [10.0.0.1/24]\n      mtu: 1400\n", "      mtu: 1400\n"],
    ["      link-local: [ipv4]\n", "      link-local: []\n"],
    ["      link-local: [ipv4, ipv6]\n", "      link-local: [ipv6]\n"],
    [
      '      addresses:\n      - 10.0.0.1/24:\n          label: "eth0:x"\n      - 2001:db8::1/64\n',
      "      addresses:\n      - 2001:db8::1/64\n",
    ],
    ["      gateway4: 10.0.0.254\n      gateway6: 2001:db8::fe\n", "      gateway6: 2001:db8::fe\n"],
    [
      "      routes:\n        - to: default\n          via: 10.0.0.254\n        - to: default\n          via: 2001:db8::fe\n",
      "      routes:\n        - to: default\n          via: 2001:db8::fe\n",
    ],
    ["      routing-policy:\n        - from: 10.0.0.0/8\n          table: 9\n", ""],
    ["      nameservers:\n        addresses: [10.0.0.53]\n", ""],
    [
      "      nameservers:\n        search: [corp.example]\n        addresses: [10.0.0.53]\n",
      "      nameservers:\n        search: [corp.example]\n",
    ],
    [
      "      match: {macaddress: '02:00:00:00:00:07'}\n      dhcp6: true\n",
      "      match: {macaddress: '02:00:00:00:00:07'}\n      dhcp6: true\n",
    ],
  ])("of %j leaves %j", (before, after) => {
    expect(edited(device(before))).toBe(device(after));
    expect(edited(device(after))).toBe(device(after));
  });

  it("tells NetworkManager to have none, wherever it was told something before", () => {
    const told = "      networkmanager:\n        passthrough:\n          ipv4.method: disabled\n";
    expect(edited(device("      dhcp4: true\n"), ["eth0"])).toBe(device(`      dhcp4: false\n${told}`));
    expect(edited(device(`      dhcp4: false\n${told}`), ["eth0"])).toBe(device(`      dhcp4: false\n${told}`));
    expect(edited(device("      networkmanager:\n        uuid: x\n"), ["eth0"])).toBe(
      device("      networkmanager:\n        passthrough:\n          ipv4.method: disabled\n        uuid: x\n"),
    );
  });

  it.each([
    ["network:\n  ethernets:\n    eth0: &a\n      dhcp4: true\n", 3],
    ["network:\n  ethernets:\n    eth0: {dhcp4: true}\n", 3],
    ["network:\n  ethernets:\n    eth0:\n      addresses: [{10.0.0.1/24: {label: x}}]\n", 4],
    ["network:\n  ethernets:\n    eth0:\n      addresses: [10.0.0.1/24,\n        10.0.0.2/24]\n", 4],
    ["network:\n\tethernets:\n", 2],
    ["network: {}\n---\nnetwork: {}\n", 2],
  ])("of %j is refused by line", (text, line) => {
    expect(parseNetplan(text)).toMatchObject({ line });
  });

  it("is seen in what a definition assigns", () => {
    const view = parseNetplan(
      device("      dhcp4: true\n      link-local: [ipv4]\n      addresses: ['10.0.0.1/24', 2001:db8::1/64]\n"),
    );
    expect("devices" in view && ipv4Of(view.devices[0]!)).toEqual(["dhcp4", "link-local", "10.0.0.1/24"]);
  });
});
