/** A Debian with what the lab needs, no compiler and no Node: built once, kept beside the lab's images. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { imagesFolder } from "../../src/lab/debian/base.ts";

/** What `migrate lab` asks for on such a machine, libstdc++ for Node, and what runs arm64's Node. */
const PACKAGES = [
  "bind9",
  "bind9-utils",
  "ca-certificates",
  "ifupdown",
  "iproute2",
  "iputils-ping",
  "libgcc-s1-arm64-cross",
  "libstdc++6",
  "libstdc++6-arm64-cross",
  "nftables",
  "openssh-client",
  "openssh-server",
  "openssl",
  "procps",
  "python3",
  "qemu-user-static",
  "radvd",
  "unbound",
];

/** @returns its root folder; never written to. */
export function packageBase(): string {
  const key = createHash("sha256").update(JSON.stringify(PACKAGES)).digest("hex").slice(0, 16);
  const folder = join(imagesFolder(), `package-${key}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(imagesFolder(), { recursive: true });
  try {
    execFileSync(
      "unshare",
      ["--mount", "--pid", "--fork", "--kill-child=KILL", "--propagation", "private"].concat(
        ["debootstrap", "--variant=minbase", `--include=${PACKAGES.join(",")}`, "bookworm", unfinished],
        "http://deb.debian.org/debian",
      ),
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
