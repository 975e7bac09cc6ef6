/** What is written to a machine's disk before it boots, and what of this machine it must not see. */

import { readdirSync, realpathSync, statSync } from "node:fs";
import { chmod, mkdir, stat, symlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve, sep } from "node:path";

export type DiskFile =
  | {
      readonly path: string;
      readonly content: string;
      /** Default: 0o644. */
      readonly mode?: number;
    }
  | { readonly path: string; readonly link: string };

/** Write files to the overlay's upper folder. Folders there get the mode that the same folder has below: on this machine, or in an image. */
export async function writeFiles(upper: string, files: readonly DiskFile[], lower = "/"): Promise<void> {
  for (const file of files) {
    const target = join(upper, file.path);
    await mkdir(dirname(target), { recursive: true, mode: 0o755 });
    if ("link" in file) {
      await symlink(file.link, target);
      continue;
    }
    await writeFile(target, file.content);
    await chmod(target, file.mode ?? 0o644);
  }
  await likeBelow(upper, lower, "/", files);
}

async function likeBelow(upper: string, lower: string, folder: string, files: readonly DiskFile[]): Promise<void> {
  const children = new Set<string>();
  for (const { path } of files) {
    const rest = path.slice(folder === "/" ? 1 : folder.length + 1);
    if (path.startsWith(folder === "/" ? "/" : `${folder}/`) && rest.includes("/")) {
      children.add(join(folder, rest.slice(0, rest.indexOf("/"))));
    }
  }
  for (const child of children) {
    const below = await stat(join(lower, child)).catch(() => null);
    await chmod(join(upper, child), below?.isDirectory() ? below.mode & 0o7777 : 0o755);
    await likeBelow(upper, lower, child, files);
  }
}

/** Folders of / that every machine sees; all others are this machine's own business. */
const SEEN = [
  "bin",
  "boot",
  "dev",
  "etc",
  "lib",
  "lib32",
  "lib64",
  "libx32",
  "lost+found",
  "mnt",
  "proc",
  "run",
  "sbin",
  "sys",
  "tmp",
  "usr",
  "var",
];
/** Machines get an empty, writable folder of their own for these. */
export const HOMES = ["root", "home"];

/** Folders to cover on every machine, each an absolute path of a real folder. @param also folders of this lab, such as its state. */
export function covered(also: readonly string[]): string[] {
  const top = readdirSync("/", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !SEEN.includes(entry.name) && !HOMES.includes(entry.name))
    .map(({ name }) => `/${name}`);
  const deep = [resolve(import.meta.dirname, "../.."), homedir(), ...also, ...nodeFolders()].flatMap(
    (path) => real(path) ?? [],
  );
  const hiddenAlready = (path: string, by: readonly string[]) =>
    by.some((outer) => path === outer || path.startsWith(`${outer}${sep}`));
  const homes = ["/tmp", "/run", "/dev", ...HOMES.map((home) => `/${home}`)];
  const chosen = [...top];
  for (const path of [...new Set(deep)].sort((a, b) => a.length - b.length)) {
    if (path !== "/" && !hiddenAlready(path, [...chosen, ...homes])) chosen.push(path);
  }
  return chosen;
}

function real(path: string): string[] | null {
  try {
    const found = realpathSync(path);
    return statSync(found).isDirectory() ? [found] : null;
  } catch {
    return null;
  }
}

function nodeFolders(): string[] {
  return ["/usr/lib/node_modules", "/usr/local/lib/node_modules", "/usr/share/nodejs", "/usr/share/node_modules"];
}

/** Programs of Node that a machine must not find: wherever this machine's PATH and the usual folders have them. */
export function nodePrograms(): string[] {
  const folders = new Set([
    ...(process.env.PATH ?? "").split(delimiter).filter((folder) => folder.startsWith("/")),
    ...["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"],
  ]);
  const names = ["node", "nodejs", "npm", "npx", "corepack"];
  const found = [...folders].flatMap((folder) => names.map((name) => join(folder, name)));
  return [...new Set([...found, process.execPath])];
}

/** Run once on a machine's first boot, after its overlay was checked: this machine's own services and network configuration go. */
export function firstBoot(user: { readonly name: string; readonly sudoPassword: string | null } | null): string {
  const lines = [
    "#!/bin/sh",
    "set -eu",
    "rm -f /etc/rc?.d/* /etc/network/interfaces.d/* /etc/network/if-*.d/* /etc/ssh/sshd_config.d/* /etc/ssh/ssh_config.d/*",
    "rm -rf /etc/netplan /etc/systemd/network /etc/NetworkManager/system-connections /etc/NetworkManager/conf.d",
    "rm -f /etc/sysctl.conf /etc/sysctl.d/* /etc/nftables.conf /etc/profile.d/* /etc/skel/.bashrc",
    // What an earlier migration of this machine left.
    "rm -rf /var/lib/migrate",
    `rm -f ${nodePrograms().join(" ")}`,
    // Without PAM, sshd refuses accounts whose password is locked.
    "usermod -p '*' root",
  ];
  return `${lines.join("\n")}\n${user === null ? "" : addUser(user)}`;
}

/** Shell lines that make the account, with sudo. */
export function addUser(user: { readonly name: string; readonly sudoPassword: string | null }): string {
  if (user.name === "root") return "";
  return `${[
    `id ${user.name} >/dev/null 2>&1 || useradd -m -s /bin/sh ${user.name}`,
    user.sudoPassword === null
      ? `usermod -p '*' ${user.name}`
      : `echo ${quoted(`${user.name}:${user.sudoPassword}`)} | chpasswd`,
    `echo '${user.name} ALL=(ALL:ALL) ${user.sudoPassword === null ? "NOPASSWD:" : ""}ALL' >/etc/sudoers.d/lab`,
    "chmod 0440 /etc/sudoers.d/lab",
  ].join("\n")}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** `reboot` and its kin end PID 1; the lab starts the machine again, or does not. */
export const POWER_FILES: readonly DiskFile[] = [
  { path: "/usr/sbin/reboot", mode: 0o755, content: "#!/bin/sh\nexec kill -TERM 1\n" },
  { path: "/usr/sbin/poweroff", mode: 0o755, content: "#!/bin/sh\nexec kill -USR2 1\n" },
  { path: "/usr/sbin/halt", mode: 0o755, content: "#!/bin/sh\nexec kill -USR2 1\n" },
  {
    path: "/usr/sbin/shutdown",
    mode: 0o755,
    content: '#!/bin/sh\ncase " $* " in *" -r "*) exec kill -TERM 1 ;; *) exec kill -USR2 1 ;; esac\n',
  },
];

export function sshdConfig(port: number): string {
  return [
    `Port ${port}`,
    "HostKey /etc/ssh/ssh_host_ed25519_key",
    "PermitRootLogin prohibit-password",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "AuthorizedKeysFile /etc/ssh/authorized_keys/%u",
    "UsePAM no",
    "UseDNS no",
    "PrintMotd no",
    "MaxStartups 100",
    "MaxSessions 100",
    "PidFile /run/sshd.pid",
    "Subsystem sftp internal-sftp",
    "",
  ].join("\n");
}
