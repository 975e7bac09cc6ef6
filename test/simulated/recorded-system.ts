/** A host that answers what a recorded one answered, with its own name and addresses; what is written to it is kept beside the recording. */
import type { ExecResult, FileState, System } from "../../agent/system.ts";
import { parseAddresses, parseRoutes } from "./ip-json.ts";
import recording from "./recorded-host.json" with { type: "json" };

export interface Self {
  readonly name: string;
  readonly ipv4: string;
  readonly ipv6: string;
}

interface Recording {
  readonly exec: Readonly<Record<string, ExecResult>>;
  readonly stat: Readonly<Record<string, FileState | null>>;
  readonly read: Readonly<Record<string, string | null>>;
  readonly list: Readonly<Record<string, readonly string[]>>;
}

const RECORDED = recording as Recording;

/** What the host has beyond its recording: path → content, null where it was removed. */
export type Written = Map<string, string | null>;

/** @param written outlives the agent where the same map is given again. */
export function recordedSystem(self: Self, written: Written): System {
  const own = (text: string): string =>
    text.includes("@")
      ? text.replaceAll("@NAME@", self.name).replaceAll("@IPV4@", self.ipv4).replaceAll("@IPV6@", self.ipv6)
      : text;
  const refuse = (what: string): never => {
    throw new Error(`a recorded host does not ${what}`);
  };
  const read = (path: string): string | null => {
    if (written.has(path)) return written.get(path)!;
    const text = RECORDED.read[path] ?? null;
    return text === null ? null : own(text);
  };
  const exec = (...argv: readonly string[]): ExecResult => {
    const found = RECORDED.exec[argv.join(" ")];
    if (found === undefined) return { code: 127, signal: null, stdout: "", stderr: `${argv[0]}: not recorded` };
    return { ...found, stdout: own(found.stdout) };
  };
  return {
    exec: async (argv) => exec(...argv),
    network: async () => parseAddresses(exec("ip", "-d", "-j", "address", "show").stdout),
    routes: async (family) =>
      parseRoutes(exec("ip", "-j", `-${family}`, "route", "show", "table", "all").stdout, family),
    detach: async () => refuse("detach"),
    stat: async (path) => {
      const content = read(path);
      if (content !== null) return { kind: "file", content, mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 };
      return written.has(path) ? null : (RECORDED.stat[path] ?? null);
    },
    read: async (path) => read(path),
    list: async (path) => {
      const names = new Set(RECORDED.list[path] ?? []);
      for (const [file, content] of written)
        if (content !== null && file.startsWith(`${path}/`)) names.add(file.slice(path.length + 1).split("/")[0]!);
      return [...names];
    },
    has: async (path) => {
      const at = path.lastIndexOf("/");
      return read(path) !== null || (RECORDED.list[path.slice(0, at)] ?? []).includes(path.slice(at + 1));
    },
    write: async (path, content) => {
      written.set(path, content);
    },
    symlink: async () => refuse("link"),
    remove: async (path) => {
      written.set(path, null);
    },
    mkdir: async () => undefined,
    owners: async () => null,
    now: Date.now,
  };
}
