/** What a lab needs of the machine it runs on. */
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

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

/** @returns what is missing and what to do about it, or null. */
export function missingRequirement(): string | null {
  if (process.platform !== "linux") return `the lab needs Linux network namespaces; this is ${process.platform}`;
  if (process.geteuid?.() !== 0) return "the lab needs root to make network namespaces: sudo migrate lab …";
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  const packages = Object.entries(PROGRAMS).filter(
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
