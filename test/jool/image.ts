/** Debian with its own kernel and Jool built for it, as a disk that QEMU boots: built once, kept beside the lab's other image. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { imagesFolder } from "../../src/lab/debian/base.ts";
import { must } from "../../src/lab/process.ts";

const SUITE = "bookworm";
const MIRROR = "http://deb.debian.org/debian";
const PACKAGES = [
  "dbus",
  "ifupdown",
  "initramfs-tools",
  "iproute2",
  "iputils-ping",
  "kmod",
  "libpam-systemd",
  "libstdc++6",
  "nftables",
  "openssh-server",
  "procps",
  "systemd",
  "systemd-sysv",
  "udev",
];
const SIZE = "1500M";
const PREPARE = readFileSync(new URL("./prepare.sh", import.meta.url), "utf8");

export interface JoolImage {
  readonly disk: string;
  readonly kernel: string;
  readonly initrd: string;
}

/** Some three minutes the first time. */
export async function joolImage(say: (line: string) => void): Promise<JoolImage> {
  const key = createHash("sha256")
    .update(JSON.stringify([SUITE, PACKAGES, SIZE, PREPARE]))
    .digest("hex")
    .slice(0, 16);
  const folder = join(imagesFolder(), `jool-${key}`);
  const image = { disk: join(folder, "disk.ext4"), kernel: join(folder, "vmlinuz"), initrd: join(folder, "initrd") };
  if (existsSync(folder)) return image;
  const unfinished = `${folder}.${process.pid}`;
  const root = join(unfinished, "root");
  await mkdir(unfinished, { recursive: true });
  say("building the image with Debian's kernel and Jool (once)");
  const begun = performance.now();
  try {
    const apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", "--propagation", "private"];
    const include = `--include=${PACKAGES.join(",")}`;
    await must([...apart, "debootstrap", "--variant=minbase", include, SUITE, root, MIRROR]);
    await writeFile(join(root, "prepare.sh"), PREPARE);
    await must([...apart, "chroot", root, "sh", "/prepare.sh"]);
    await copyFile(join(root, "vmlinuz.lab"), join(unfinished, "vmlinuz"));
    await copyFile(join(root, "initrd.lab"), join(unfinished, "initrd"));
    await must(["mke2fs", "-q", "-t", "ext4", "-d", root, join(unfinished, "disk.ext4"), SIZE]);
    await rm(root, { recursive: true });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  say(`the image is there after ${Math.round((performance.now() - begun) / 1000)} s`);
  return image;
}
