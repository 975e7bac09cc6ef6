/** The files of ssh's configuration as they stand: whether anything is in them, and which hosts are all the same to them. ssh_config(5). */
import { readdirSync, readFileSync, statSync } from "node:fs";
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

let read: { readonly stamp: string; readonly files: ConfigFiles } | null = null;

/**
 * Read anew only where one has changed: a fleet asks for every host. Without the thread pool, where these few small files would take longer.
 * @param file `ssh -F`; left out: the operator's own and the system's.
 */
export function readConfigFiles(file?: string): ConfigFiles {
  const shared = file === undefined ? namesIn(SHARED).map((name) => join(SHARED, name)) : [];
  const paths = file === undefined ? [join(homedir(), ".ssh", "config"), "/etc/ssh/ssh_config", ...shared] : [file];
  const stamp = paths.map(stampOf).join("\n");
  if (read?.stamp !== stamp) read = { stamp, files: configFiles(stamp, paths.map(textOf)) };
  return read.files;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true });
    return `${path} ${ino} ${size} ${mtimeNs}`;
  } catch {
    return path;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
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
