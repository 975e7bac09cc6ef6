/** network-config version 2, which netplan and cloud-init read: the one text both houses write. */
import type { NewHostNetworkWant } from "./wants.ts";

/** Who reads it: cloud-init, or netplan, with the renderer its file names and whether that is NetworkManager, named or not. */
export type V2Reader = "cloud-init" | { readonly renderer: string | null; readonly networkManager: boolean };

/** The lines below `network:`, indented by `indent`. Strings are quoted: a colon in an address means something to YAML. */
export function networkV2(want: NewHostNetworkWant, reader: V2Reader, indent: string): string {
  const { interface: name, address, gateway, nameservers, nat64_route: route } = want;
  const text = (value: string): string => JSON.stringify(value);
  const fixed = address === "auto" ? null : gateway;
  const isCloudInit = reader === "cloud-init";
  // cloud-init 22.4 reads "::/0" as ::/64 and does not know "default"; gateway6 it does, which netplan calls outdated.
  const routes = [
    ...(fixed === null || isCloudInit ? [] : [{ to: "::/0", via: fixed }]),
    ...(route === null ? [] : [{ to: route.prefix, via: route.via }]),
  ];
  const lines = [
    "version: 2",
    ...(isCloudInit || reader.renderer === null ? [] : [`renderer: ${reader.renderer}`]),
    "ethernets:",
    `  ${name}:`,
    "    dhcp4: false",
    "    dhcp6: false",
    "    link-local: [ipv6]",
    `    accept-ra: ${listens(want)}`,
    ...(address === "auto" ? [] : ["    addresses:", `      - ${text(address)}`]),
    ...(fixed === null || !isCloudInit ? [] : [`    gateway6: ${text(fixed)}`]),
    ...(routes.length === 0 ? [] : ["    routes:"]),
    ...routes.flatMap(({ to, via }) => [
      "      - on-link: true",
      `        to: ${text(to)}`,
      `        via: ${text(via)}`,
    ]),
    ...(nameservers.length === 0 ? [] : ["    nameservers:", "      addresses:"]),
    ...nameservers.map((server) => `        - ${text(server)}`),
    // Without it netplan has NetworkManager give the interface an IPv4 address of the link.
    ...(isCloudInit || !reader.networkManager
      ? []
      : ["    networkmanager:", "      passthrough:", "        ipv4.method: disabled"]),
  ];
  return lines.map((line) => `${indent}${line}\n`).join("");
}

/** Whether the host listens to router advertisements: for its address, or for its default route alone. */
export function listens({ address, gateway }: NewHostNetworkWant): boolean {
  return address === "auto" || gateway === null;
}
