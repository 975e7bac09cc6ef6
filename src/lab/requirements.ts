/** What a lab needs of the machine it runs on. */
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { LabHost } from "./spec.ts";

/** Programs the lab starts, with the Debian package that has them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  unshare: "util-linux",
  nsenter: "util-linux",
  ip: "iproute2",
  nft: "nftables",
  ifup: "ifupdown",
  sshd: "openssh-server",
  ssh: "openssh-client",
  "ssh-keygen": "openssh-client",
  openssl: "openssl",
  named: "bind9",
  rndc: "bind9-utils",
  "tsig-keygen": "bind9",
  "dnssec-signzone": "bind9-utils",
  unbound: "unbound",
  radvd: "radvd",
  python3: "python3",
  sysctl: "procps",
};

/** For hosts that boot their own Debian. */
const SYSTEMD_PROGRAMS: Readonly<Record<string, string>> = {
  debootstrap: "debootstrap",
  dnsmasq: "dnsmasq-base",
  "systemd-nspawn": "systemd-container",
};

/** For hosts with a disk of their own. */
const DISK_PROGRAMS: Readonly<Record<string, string>> = { "mkfs.ext4": "e2fsprogs" };

/** @returns what is missing and what to do about it, or null. */
export function missingRequirement(hosts: readonly LabHost[] = []): string | null {
  if (process.platform !== "linux") return `the lab needs Linux network namespaces; this is ${process.platform}`;
  if (process.geteuid?.() !== 0) return "the lab needs root to make network namespaces: sudo migrate lab …";
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  const programs = {
    ...PROGRAMS,
    ...(hosts.some(({ systemd }) => systemd !== undefined) ? SYSTEMD_PROGRAMS : {}),
    ...(hosts.some(({ diskMegabytes }) => diskMegabytes !== undefined) ? DISK_PROGRAMS : {}),
  };
  const packages = Object.entries(programs).filter(
    ([program]) => !folders.some((folder) => runs(join(folder, program))),
  );
  if (packages.length > 0) {
    const names = [...new Set(packages.map(([, name]) => name))].join(" ");
    return `the lab needs ${packages.map(([program]) => program).join(", ")}: apt-get install ${names}`;
  }
  const root = statSync("/").dev;
  const elsewhere = ["/etc", "/usr", "/var"].filter((folder) => statSync(folder).dev !== root);
  if (elsewhere.length > 0)
    return `the lab's hosts share this machine's system files, which must lie on one filesystem; here ${elsewhere.join(" and ")} are mounted apart`;
  return null;
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
