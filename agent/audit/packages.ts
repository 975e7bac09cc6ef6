/** Which package a program came with. */
import type { System } from "../system.ts";

const SEARCH_MS = 10_000;
const DPKG = "/var/lib/dpkg/info";

/** @param programs paths. @returns package by path; none where no package has it, as with what was built or copied here. */
export async function packagesOf(sys: System, programs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const paths = [...new Set(programs)];
  if (paths.length === 0) return new Map();
  if ((await sys.stat(DPKG)) !== null) {
    // dpkg's own search reads every list as well, and takes five times as long.
    const found = await sys.exec(
      ["grep", "-rxF", "--include=*.list", ...paths.flatMap(spellings).flatMap((path) => ["-e", path]), "--", DPKG],
      { timeoutMs: SEARCH_MS },
    );
    return parseLists(found.stdout, paths);
  }
  const found = await sys.exec(["rpm", "-qf", "--qf", "%{NAME}\n", ...paths], { timeoutMs: SEARCH_MS });
  if (found.code === null || found.code === 127) return new Map();
  const names = found.stdout.split("\n");
  // One line for each path, in order; a path that no package owns has a sentence instead.
  return new Map(paths.flatMap((path, i) => (/^[\w.+-]+$/.test(names[i] ?? "") ? [[path, names[i]!]] : [])));
}

/** Where /bin is a link to /usr/bin, a package may still list the shorter path. */
function spellings(path: string): string[] {
  return path.startsWith("/usr/") ? [path, path.slice("/usr".length)] : [path];
}

/** `FOLDER/nginx-light.list:/usr/sbin/nginx`, `FOLDER/libc6:amd64.list:…`. Pure. */
export function parseLists(text: string, paths: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const row of text.split("\n")) {
    const parts = /\/([^/:]+)(?::[^/:]+)?\.list:(\/.*)$/.exec(row);
    const path = paths.find((one) => parts !== null && spellings(one).includes(parts[2]!));
    if (parts !== null && path !== undefined) found.set(path, parts[1]!);
  }
  return found;
}
