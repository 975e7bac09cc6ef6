/** The real host: commands, files and the clock. The only place in `agent/` (packet devices aside) that starts processes or touches the disk. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { bytesOf, textOf } from "./byte-text.ts";
import type { Network } from "./facts/addresses.ts";
import type { RouteFact } from "./protocol/facts.ts";
import type { ExecResult, FileState, System } from "./system.ts";

/** Administrators' programs are often missing from the PATH of a non-login shell. */
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** A command that prints more than this (bytes, each of stdout and stderr) is cut off; no parser of ours needs as much. */
const MAX_OUTPUT = 64 * 1024 * 1024;
/** How long output is still read after the process is gone, where a child of its own keeps the pipe open. */
const DRAIN_MS = 500;

/** Where iproute2 has its names, the ones that count most first. */
const IPROUTE2 = ["/etc/iproute2", "/usr/share/iproute2"];

/** For the attributes of one file. */
const COPY_MS = 10_000;

async function owners(link: string, addresses: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
  // Loaded here: it brings the foreign calls, which no other part of the agent needs.
  const { probeAddresses } = await import("./kernel/arp.ts");
  const asked = new Map<Uint8Array, string>(
    addresses.map((address) => [Uint8Array.from(address.split(".").map(Number)), address]),
  );
  const found = await probeAddresses(link, [...asked.keys()]);
  if (found === null) return null;
  return new Map([...found].map(([address, hardware]) => [asked.get(address)!, hex(hardware)]));
}

/** `02:00:5e:10:00:01` */
function hex(hardware: Uint8Array): string {
  return [...hardware].map((octet) => octet.toString(16).padStart(2, "0")).join(":");
}

/** The foreign calls are loaded with the first question. */
async function network(): Promise<Network> {
  return (await import("./network.ts")).readNetwork();
}

async function routes(family: 4 | 6): Promise<readonly RouteFact[]> {
  const { readRoutes } = await import("./network.ts");
  const { routeNames } = await import("./route-names.ts");
  const texts = async (name: string): Promise<string[]> => {
    const files = await Promise.all(IPROUTE2.map((folder) => read(`${folder}/${name}`)));
    return files.filter((text) => text !== null);
  };
  return readRoutes(family, routeNames(await texts("rt_tables"), await texts("rt_protos")));
}

type ExecOptions = NonNullable<Parameters<System["exec"]>[1]>;

function exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  return new Promise((resolve) => {
    const child = spawn(argv[0]!, argv.slice(1), {
      // LC_ALL: parsers read the untranslated output.
      env: { ...process.env, PATH: `${process.env.PATH ?? ""}:${PATH}`, LC_ALL: "C", ...options.env },
      stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    const stdout = collect(child.stdout!);
    const stderr = collect(child.stderr!);
    let timedOut = false;
    const timer =
      options.timeoutMs === undefined
        ? null
        : setTimeout(() => {
            timedOut = true;
            child.kill("SIGKILL");
          }, options.timeoutMs);
    let settled = false;
    const settle = (code: number | null, signal: string | null, note = ""): void => {
      if (settled) return;
      settled = true;
      if (timer !== null) clearTimeout(timer);
      child.stdout!.destroy();
      child.stderr!.destroy();
      resolve({ code, signal, stdout: stdout(), stderr: stderr() + note });
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      // As a shell has it: 127 not found, 126 found but not executable.
      settle(error.code === "ENOENT" ? 127 : 126, null, `${argv[0]}: ${error.message}\n`);
    });
    child.on("close", (code, signal) =>
      settle(code, signal, timedOut ? `${argv[0]}: no answer within ${options.timeoutMs} ms\n` : ""),
    );
    child.on("exit", (code, signal) => {
      setTimeout(
        () => settle(code, signal, timedOut ? `${argv[0]}: no answer within ${options.timeoutMs} ms\n` : ""),
        DRAIN_MS,
      ).unref();
    });
    if (options.input !== undefined) {
      // A command that does not read its input is not an error.
      child.stdin!.on("error", () => {});
      child.stdin!.end(options.input);
    }
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const pieces: Buffer[] = [];
  let held = 0;
  stream.on("data", (piece: Buffer) => {
    if (held >= MAX_OUTPUT) return;
    pieces.push(piece);
    held += piece.length;
  });
  return () => Buffer.concat(pieces).toString("utf8");
}

async function detach(argv: readonly string[], options: { readonly log?: string } = {}): Promise<number> {
  let log: FileHandle | null = null;
  if (options.log !== undefined) log = await open(options.log, "a", 0o600);
  try {
    // `detached` is setsid(2): neither the end of this process nor a hang-up of the connection reaches it.
    const child = spawn(argv[0]!, argv.slice(1), {
      detached: true,
      cwd: "/",
      env: { ...process.env, PATH: `${process.env.PATH ?? ""}:${PATH}`, LC_ALL: "C" },
      stdio: ["ignore", log?.fd ?? "ignore", log?.fd ?? "ignore"],
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    child.unref();
    return child.pid!;
  } finally {
    await log?.close();
  }
}

async function absentAsNull<T>(what: Promise<T>): Promise<T | null> {
  try {
    return await what;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // A file of /proc whose process ends between open and read.
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ESRCH") return null;
    throw error;
  }
}

async function stateOf(path: string): Promise<FileState | null> {
  const found = await absentAsNull(lstat(path));
  if (found === null) return null;
  const common = { mode: found.mode & 0o7777, uid: found.uid, gid: found.gid, mtimeMs: found.mtimeMs };
  if (found.isSymbolicLink()) return { kind: "symlink", content: await readlink(path), ...common };
  if (found.isDirectory()) return { kind: "directory", content: null, ...common };
  return { kind: "file", content: textOf(await readFile(path)), ...common };
}

async function read(path: string): Promise<string | null> {
  const bytes = await absentAsNull(readFile(path));
  return bytes === null ? null : textOf(bytes);
}

async function write(path: string, content: string, options: Parameters<System["write"]>[2] = {}): Promise<void> {
  const target = (await absentAsNull(realpath(path))) ?? (await danglingTarget(path));
  const old = await absentAsNull(stat(target));
  const mode = options.mode ?? (old === null ? 0o644 : old.mode & 0o7777);
  const uid = options.uid ?? old?.uid;
  const gid = options.gid ?? old?.gid;
  const part = partOf(target);
  try {
    // An empty copy first: with the extended attributes (labels, access lists) of what it replaces.
    if (old !== null && (await import("./kernel/attributes.ts")).hasAttributes(target))
      await exec(["cp", "--attributes-only", "--preserve=all", "--", target, part], { timeoutMs: COPY_MS });
    await writeSynced(part, content, async (file) => {
      if (uid !== undefined || gid !== undefined) await file.chown(uid ?? -1, gid ?? -1);
      // After chown, which clears the set-id bits, and past the umask.
      await file.chmod(mode);
    });
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    // A file that is itself a mount point (/etc/resolv.conf in many containers) cannot be replaced, only rewritten.
    if ((error as NodeJS.ErrnoException).code !== "EBUSY") throw error;
    await writeSynced(target, content, (file) => file.chmod(mode));
  }
  await syncFolder(dirname(target));
}

/** A name beside `path` that no other write has, of this process or another. */
function partOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${process.hrtime.bigint().toString(36)}`);
}

/** Where a symlink points that leads nowhere yet: the write creates that file, as a shell's `>` would. */
async function danglingTarget(path: string): Promise<string> {
  const link = await absentAsNull(readlink(path).catch(notALink));
  if (link === null) return path;
  return link.startsWith("/") ? link : join(dirname(path), link);
}

function notALink(error: NodeJS.ErrnoException): null {
  if (error.code === "EINVAL") return null;
  throw error;
}

async function writeSynced(path: string, content: string, prepare: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(bytesOf(content));
    await prepare(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Replaces what stands at `path`, like `ln -sfn`, in one rename. */
async function replaceSymlink(target: string, path: string): Promise<void> {
  const part = partOf(path);
  await symlink(target, part);
  try {
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

export function hostSystem(): System {
  return {
    exec,
    network,
    routes,
    detach,
    stat: stateOf,
    read,
    list: async (path) => (await absentAsNull(readdir(path)))?.sort() ?? [],
    has: async (path) => existsSync(path),
    write,
    symlink: replaceSymlink,
    remove: (path) => rm(path, { recursive: true, force: true }),
    mkdir: async (path, mode = 0o755) => {
      const made = await mkdir(path, { recursive: true, mode });
      if (made === undefined) return;
      // The mode is what was asked for, whatever umask the agent was started with: networkd reads its drop-ins as a user of its own.
      for (let at = path; at.length >= made.length; at = dirname(at)) await chmod(at, mode);
    },
    owners,
    now: () => Date.now(),
  };
}
