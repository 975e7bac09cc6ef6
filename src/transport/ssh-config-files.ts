/** The files of ssh's configuration as they stand: whether anything is in them, and which hosts are all the same to them. ssh_config(5). */
import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

export interface ConfigFiles {
  /** Somebody configured something. */
  readonly configured: boolean;
  /**
   * The same text for targets that no line of the files tells apart: what `ssh -G` prints for them differs in nothing but the host's own name.
   * @returns null where that cannot be told.
   */
  kindOf(target: string): string | null;
}

const SHARED = "/etc/ssh/ssh_config.d";

let read: { readonly stamp: string; readonly files: Promise<ConfigFiles> } | null = null;

/** Read anew only where one has changed: a fleet asks for every host. @param file `ssh -F`; left out: the operator's own and the system's. */
export async function readConfigFiles(file?: string): Promise<ConfigFiles> {
  const shared = file === undefined ? (await readdir(SHARED).catch(() => [])).map((name) => join(SHARED, name)) : [];
  const paths = file === undefined ? [join(homedir(), ".ssh", "config"), "/etc/ssh/ssh_config", ...shared] : [file];
  const stamps = await Promise.all(
    paths.map((path) =>
      stat(path, { bigint: true }).then(
        (found) => `${path} ${found.ino} ${found.size} ${found.mtimeNs}`,
        () => path,
      ),
    ),
  );
  const stamp = stamps.join("\n");
  if (read?.stamp !== stamp) read = { stamp, files: readAll(stamp, paths) };
  return read.files;
}

async function readAll(stamp: string, paths: readonly string[]): Promise<ConfigFiles> {
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8").catch(() => "")));
  return configFiles(stamp, texts);
}

/** Lines of Debian's and Red Hat's own /etc/ssh/ssh_config that change nothing for us. */
const HARMLESS =
  /^(host\s+\*$|match\s+all$|sendenv\b|hashknownhosts\b|gssapi\w*\b|forwardx11\w*\b|include\s+\/etc\/ssh\/ssh_config\.d\/\*\.conf$)/i;

/** Lines by which a host's settings may hang on more than the patterns its name matches; a quote may hide one of them. Whom ssh shares connections with is its own affair. */
const TELLING = /^(match|include|hostname|canonical\w*)\b|^(?!controlpath\b).*[%$"]/i;

/** @param stamp tells these texts from others. */
export function configFiles(stamp: string, texts: readonly string[]): ConfigFiles {
  const lines = texts
    .flatMap((text) => text.split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#") && !HARMLESS.test(line));
  if (lines.some((line) => TELLING.test(line))) return { configured: true, kindOf: () => null };
  const named = new Set<string>();
  const wild: RegExp[] = [];
  for (const line of lines) {
    const patterns = /^host[\s=]+(.*)$/i.exec(line)?.[1]?.split(/\s+/) ?? [];
    for (const pattern of patterns.map((word) => word.replace(/^!/, ""))) {
      if (/[*?]/.test(pattern)) wild.push(globOf(pattern));
      else named.add(pattern.toLowerCase());
    }
  }
  return {
    configured: lines.length > 0,
    kindOf: (name) => {
      // ssh writes it in small letters.
      if (name !== name.toLowerCase()) return null;
      return [stamp, named.has(name) ? name : "", ...wild.map((glob) => (glob.test(name) ? "1" : "0"))].join("\n");
    },
  };
}

/** Whatever the case: telling too many apart costs time, telling too few would be a mistake. */
function globOf(pattern: string): RegExp {
  const source = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`);
}
