import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { leasesIpv4, type StackAddresses, stackFiles } from "../../../../../src/lab/debian/stacks.ts";
import { NETWORK_STACKS, type NetworkStack } from "../../../../../src/lab/spec.ts";

const AT: StackAddresses = {
  ipv4: "10.10.0.11/24",
  router4: "10.10.0.1",
  ipv6: "2001:db8:10::11/64",
  router6: "2001:db8:10::1",
  nameservers: ["2001:db8:53::53", "100.64.255.10"],
};

function content(stack: NetworkStack, path: string, at = AT): string {
  const file = stackFiles(stack, at).find((one) => one.path === path);
  if (file === undefined || !("content" in file)) throw new Error(`${stack} has no ${path}`);
  return file.content;
}

describe("network stacks of a booted Debian", () => {
  test("each switches on one stack and no other", () => {
    for (const stack of NETWORK_STACKS) {
      const units = stackFiles(stack, AT).flatMap((file) => ("link" in file ? [file.link] : []));
      const services = units.filter((unit) => /(networkd|NetworkManager|networking)\.service$/.test(unit));
      expect(services, stack).toHaveLength(1);
    }
  });

  test("networkd leases IPv4 and takes its IPv6 identifier from the inventory", () => {
    const text = content("networkd", "/etc/systemd/network/20-uplink.network");
    expect(text).toContain("DHCP=ipv4\n");
    expect(text).toContain("Token=static:::11\n");
  });

  test("netplan's file is YAML, with both families where IPv4 is static", () => {
    const eth0 = (stack: NetworkStack) => parse(content(stack, "/etc/netplan/50-uplink.yaml")).network.ethernets.eth0;
    expect(eth0("netplan-networkd").addresses).toEqual(["10.10.0.11/24", "2001:db8:10::11/64"]);
    expect(eth0("netplan-nm")).toMatchObject({ dhcp4: true, addresses: ["2001:db8:10::11/64"] });
  });

  test("ifupdown: dhcp or static", () => {
    expect(content("ifupdown-dhcp", "/etc/network/interfaces")).toContain("iface eth0 inet dhcp\n");
    expect(content("ifupdown-static", "/etc/network/interfaces")).toContain("    address 10.10.0.11/24\n");
  });

  test("a host without IPv4 has none in any stack", () => {
    for (const stack of NETWORK_STACKS) {
      const files = stackFiles(stack, { ...AT, ipv4: null, router4: null, nameservers: ["2001:db8:53::53"] });
      const text = files.map((file) => ("content" in file ? file.content : "")).join("");
      expect(text, stack).not.toMatch(/10\.10\.|inet dhcp|dhcp4: true|DHCP=ipv4|method=auto/);
    }
  });

  test("which lease is what the lab's DHCP server must know", () => {
    expect(NETWORK_STACKS.filter(leasesIpv4)).toEqual(["networkd", "networkmanager", "netplan-nm", "ifupdown-dhcp"]);
  });
});
