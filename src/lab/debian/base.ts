/** The Debian that hosts with systemd boot from: built once with debootstrap, kept outside the checkout, read only ever after. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { LabError, must } from "../process.ts";
import { startedTicks } from "../state.ts";

const SUITE = "bookworm";
const MIRROR = "http://deb.debian.org/debian";

/** Beyond minbase. Every network stack is there, none is switched on: a host's own disk says which. libpam-systemd by name, or polkitd and NetworkManager stay unconfigured. */
const PACKAGES = [
  "curl",
  "dbus",
  "faketime",
  "ifupdown",
  "iproute2",
  "iputils-ping",
  "isc-dhcp-client",
  "kmod",
  "libpam-systemd",
  "libstdc++6",
  "netplan.io",
  "network-manager",
  "nftables",
  "openssh-server",
  "procps",
  "python3",
  "sudo",
  "systemd",
  "systemd-sysv",
] as const;

const PREPARE = readFileSync(new URL("./prepare.sh", import.meta.url), "utf8");

/** `$XDG_CACHE_HOME/migrate/lab`, or below `~/.cache`. */
export function imagesFolder(): string {
  const { XDG_CACHE_HOME } = process.env;
  const cache = XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === "" ? join(homedir(), ".cache") : XDG_CACHE_HOME;
  return join(cache, "migrate", "lab");
}

/** Changes with what the image is made from. */
export function baseKey(): string {
  return createHash("sha256")
    .update(JSON.stringify([SUITE, PACKAGES, PREPARE]))
    .digest("hex")
    .slice(0, 16);
}

/** Folder of the image, building it where it is not there yet: some 100 s, 0.5 GB. @throws LabError with the end of debootstrap's log. */
export async function debianBase(say: (line: string) => void): Promise<string> {
  const folder = join(imagesFolder(), `debian-${baseKey()}`);
  if (existsSync(folder)) return folder;
  await mkdir(imagesFolder(), { recursive: true });
  await clearUnfinished();
  // Complete or not there: a build that is cut off never gets the name.
  const unfinished = `${folder}.${process.pid}-${startedTicks(process.pid)}`;
  say(`building the Debian image of the lab with debootstrap (once; kept in ${imagesFolder()})`);
  const begun = performance.now();
  try {
    // Mounts of its own, so that none is left whatever happens.
    const apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", "--propagation", "private"];
    await must([
      ...apart,
      "debootstrap",
      "--variant=minbase",
      `--include=${PACKAGES.join(",")}`,
      SUITE,
      unfinished,
      MIRROR,
    ]);
    await writeFile(join(unfinished, "prepare.sh"), PREPARE);
    await must([...apart, "chroot", unfinished, "sh", "/prepare.sh"]);
    await rename(unfinished, folder).catch((error: NodeJS.ErrnoException) => {
      // Another lab was faster.
      if (!existsSync(folder)) throw error;
    });
  } catch (error) {
    throw new LabError(`the Debian image could not be built: ${(error as Error).message.slice(-2_000)}`, {
      cause: error,
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  say(`the image is there after ${Math.round((performance.now() - begun) / 1000)} s`);
  return folder;
}

/** What builds left that were killed. */
async function clearUnfinished(): Promise<void> {
  for (const name of readdirSync(imagesFolder())) {
    const builder = /^debian-[0-9a-f]{16}\.(\d+)-(\d+)$/.exec(name);
    if (builder !== null && startedTicks(Number(builder[1])) !== builder[2])
      await rm(join(imagesFolder(), name), { recursive: true, force: true });
  }
}
