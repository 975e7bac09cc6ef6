/** What each network stack of a booted Debian is configured with: its own files, and the units that start it. Pure. */
import type { DiskFile } from "../image.ts";
import type { NetworkStack } from "../spec.ts";

/** A host's own place in the network. Null where it has no such family. */
export interface StackAddresses {
  /** With length. Ignored by stacks that lease it. */
  readonly ipv4: string | null;
  readonly router4: string | null;
  readonly ipv6: string | null;
  readonly router6: string | null;
  readonly nameservers: readonly string[];
}

/** Stacks that get IPv4 from the lab's DHCP server, with leases of two minutes. */
const LEASED: ReadonlySet<NetworkStack> = new Set(["networkd", "networkmanager", "netplan-nm", "ifupdown-dhcp"]);

export function leasesIpv4(stack: NetworkStack): boolean {
  return LEASED.has(stack);
}

function wants(target: string, unit: string): DiskFile {
  return { path: `/etc/systemd/system/${target}.wants/${unit}`, link: `/lib/systemd/system/${unit}` };
}

const NETWORKD: readonly DiskFile[] = [
  wants("multi-user.target", "systemd-networkd.service"),
  wants("sockets.target", "systemd-networkd.socket"),
];
const NETWORK_MANAGER: readonly DiskFile[] = [
  wants("multi-user.target", "NetworkManager.service"),
  {
    path: "/etc/systemd/system/dbus-org.freedesktop.nm-dispatcher.service",
    link: "/lib/systemd/system/NetworkManager-dispatcher.service",
  },
];
const NETWORKING: readonly DiskFile[] = [wants("multi-user.target", "networking.service")];

/** systemd-networkd: lease for IPv4; IPv6 by router advertisement, with the inventory's interface identifier. */
function networkd({ ipv4, ipv6, nameservers }: StackAddresses): DiskFile[] {
  const lines = [
    "# Uplink of this host.",
    "[Match]",
    "Name=eth0",
    "",
    "[Network]",
    `DHCP=${ipv4 === null ? "no" : "ipv4"}`,
    `IPv6AcceptRA=${ipv6 === null ? "no" : "yes"}`,
    ...nameservers.map((address) => `DNS=${address}`),
  ];
  if (ipv6 !== null) lines.push("", "[IPv6AcceptRA]", `Token=static:${token(ipv6)}`, "UseDNS=no");
  return [{ path: "/etc/systemd/network/20-uplink.network", content: `${lines.join("\n")}\n` }, ...NETWORKD];
}

/** The last 64 bits of an address in text form with `::` somewhere in or before them. */
function token(address: string): string {
  return `::${address.split("/")[0]!.split("::")[1] ?? ""}`;
}

const UUID = "5b6f1b3a-0d0c-4d1e-9a54-6f5a2f7a1c11";

/** NetworkManager: a keyfile profile; lease for IPv4, IPv6 by hand. */
function networkmanager({ ipv4, ipv6, router6, nameservers }: StackAddresses): DiskFile[] {
  const six = nameservers.filter((address) => address.includes(":"));
  const lines = [
    "# Uplink of this host.",
    "[connection]",
    "id=uplink",
    `uuid=${UUID}`,
    "type=ethernet",
    "interface-name=eth0",
    "",
    "[ipv4]",
    `method=${ipv4 === null ? "disabled" : "auto"}`,
    "",
    "[ipv6]",
    ...(ipv6 === null
      ? ["method=disabled"]
      : [
          "addr-gen-mode=eui64",
          `address1=${ipv6}${router6 === null ? "" : `,${router6}`}`,
          ...(six.length === 0 ? [] : [`dns=${six.join(";")};`]),
          "method=manual",
        ]),
  ];
  return [
    {
      path: "/etc/NetworkManager/system-connections/uplink.nmconnection",
      content: `${lines.join("\n")}\n`,
      mode: 0o600,
    },
    ...NETWORK_MANAGER,
  ];
}

/** netplan, one file as an installer writes it. */
function netplan(renderer: "networkd" | "NetworkManager", leased: boolean, at: StackAddresses): DiskFile[] {
  const { ipv4, router4, ipv6, router6, nameservers } = at;
  const addresses = [...(leased ? [] : [ipv4]), ipv6].filter((address) => address !== null);
  const routers = [...(leased ? [] : [router4]), router6].filter((address) => address !== null);
  const lines = [
    "# Uplink of this host.",
    "network:",
    "  version: 2",
    `  renderer: ${renderer}`,
    "  ethernets:",
    "    eth0:",
    `      dhcp4: ${leased && ipv4 !== null}`,
    "      dhcp6: false",
    "      accept-ra: false",
    ...list("      addresses:", addresses),
    ...(routers.length === 0 ? [] : ["      routes:"]),
    ...routers.flatMap((router) => ["        - to: default", `          via: ${JSON.stringify(router)}`]),
    ...(nameservers.length === 0 ? [] : ["      nameservers:", ...list("        addresses:", nameservers)]),
  ];
  return [
    { path: "/etc/netplan/50-uplink.yaml", content: `${lines.join("\n")}\n`, mode: 0o600 },
    ...(renderer === "networkd" ? NETWORKD : NETWORK_MANAGER),
  ];
}

function list(key: string, values: readonly string[]): string[] {
  const indent = `${/^ */.exec(key)![0]}  `;
  return values.length === 0 ? [] : [key, ...values.map((value) => `${indent}- ${JSON.stringify(value)}`)];
}

/** ifupdown; @param leased IPv4 by dhclient. */
function ifupdown(leased: boolean, { ipv4, router4, ipv6, router6 }: StackAddresses): DiskFile[] {
  const lines = ["# Uplink of this host.", "auto lo", "iface lo inet loopback", "", "auto eth0"];
  if (ipv4 !== null && leased) lines.push("iface eth0 inet dhcp");
  if (ipv4 !== null && !leased) {
    lines.push("iface eth0 inet static", `    address ${ipv4}`);
    if (router4 !== null) lines.push(`    gateway ${router4}`);
  }
  if (ipv6 !== null) {
    lines.push("iface eth0 inet6 static", `    address ${ipv6}`);
    if (router6 !== null) lines.push(`    gateway ${router6}`);
    lines.push("    accept_ra 0", "    autoconf 0");
  }
  return [
    { path: "/etc/network/interfaces", content: `${lines.join("\n")}\n` },
    // The resolver is kept by hand here, as on most servers: a lease does not rewrite it.
    { path: "/etc/dhcp/dhclient-enter-hooks.d/keep-resolver", content: "make_resolv_conf() { :; }\n" },
    ...NETWORKING,
  ];
}

export function stackFiles(stack: NetworkStack, at: StackAddresses): DiskFile[] {
  switch (stack) {
    case "networkd":
      return networkd(at);
    case "networkmanager":
      return networkmanager(at);
    case "netplan-networkd":
      return netplan("networkd", false, at);
    case "netplan-nm":
      return netplan("NetworkManager", true, at);
    case "ifupdown-static":
      return ifupdown(false, at);
    case "ifupdown-dhcp":
      return ifupdown(true, at);
  }
}
