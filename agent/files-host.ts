/**
 * Files of the real host. Read and written in this thread: most have a few kilobytes, for which the way through the thread pool costs ten times
 * what the calls do. Only what waits for a disk (fsync) or may take long (removing a tree) goes there.
 */
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fsync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rm,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { bytesOf, textOf } from "./byte-text.ts";
import type { FileState, System } from "./system.ts";
import { uptimeMs } from "./uptime.ts";

type Files = Pick<System, "stat" | "read" | "list" | "has" | "write" | "symlink" | "remove" | "mkdir">;

/** Copies mode, owner and extended attributes of a file to a new, empty one. */
export type CopyAttributes = (from: string, to: string) => Promise<void>;

/** Who reads one file after the other lets heartbeats and calls go between after so long. */
const TURN_MS = 5;
let turnedAt = uptimeMs();

async function takeTurn(): Promise<void> {
  if (uptimeMs() - turnedAt < TURN_MS) return;
  await new Promise(setImmediate);
  turnedAt = uptimeMs();
}

function absentAsNull<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // A file of /proc whose process ends between open and read.
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ESRCH") return null;
    throw error;
  }
}

/** A pipe that somebody left among files is empty, and nobody waits for its other end. */
function bytesAt(path: string): Buffer {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

function stateOf(path: string): FileState | null {
  const found = absentAsNull(() => lstatSync(path));
  if (found === null) return null;
  const common = { mode: found.mode & 0o7777, uid: found.uid, gid: found.gid, mtimeMs: found.mtimeMs };
  if (found.isSymbolicLink()) return { kind: "symlink", content: readlinkSync(path), ...common };
  if (found.isDirectory()) return { kind: "directory", content: null, ...common };
  return { kind: "file", content: textOf(bytesAt(path)), ...common };
}

function read(path: string): string | null {
  const bytes = absentAsNull(() => bytesAt(path));
  return bytes === null ? null : textOf(bytes);
}

async function write(
  path: string,
  content: string,
  options: Parameters<System["write"]>[2] = {},
  copyAttributes: CopyAttributes,
): Promise<void> {
  const target = absentAsNull(() => realpathSync(path)) ?? danglingTarget(path);
  const old = absentAsNull(() => statSync(target));
  const mode = options.mode ?? (old === null ? 0o644 : old.mode & 0o7777);
  const uid = options.uid ?? old?.uid;
  const gid = options.gid ?? old?.gid;
  const part = partOf(target);
  try {
    // An empty copy first: with the extended attributes (labels, access lists) of what it replaces.
    if (old !== null && (await import("./kernel/attributes.ts")).hasAttributes(target))
      await copyAttributes(target, part);
    await writeSynced(part, content, (fd) => {
      if (uid !== undefined || gid !== undefined) fchownSync(fd, uid ?? -1, gid ?? -1);
      // After chown, which clears the set-id bits, and past the umask.
      fchmodSync(fd, mode);
    });
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    // A file that is itself a mount point (/etc/resolv.conf in many containers) cannot be replaced, only rewritten.
    if ((error as NodeJS.ErrnoException).code !== "EBUSY") throw error;
    await writeSynced(target, content, (fd) => fchmodSync(fd, mode));
  }
  await syncFolder(dirname(target));
}

/** A name beside `path` that no other write has, of this process or another. */
function partOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${process.hrtime.bigint().toString(36)}`);
}

/** Where a symlink points that leads nowhere yet: the write creates that file, as a shell's `>` would. */
function danglingTarget(path: string): string {
  const link = absentAsNull(() => linkAt(path));
  if (link === null) return path;
  return link.startsWith("/") ? link : join(dirname(path), link);
}

/** Null where there is something else than a link. */
function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EINVAL") return null;
    throw error;
  }
}

async function writeSynced(path: string, content: string, prepare: (fd: number) => void): Promise<void> {
  const fd = openSync(path, "w", 0o600);
  try {
    writeFileSync(fd, bytesOf(content));
    prepare(fd);
    await synced(fd);
  } finally {
    closeSync(fd);
  }
}

async function syncFolder(path: string): Promise<void> {
  const fd = openSync(path, "r");
  try {
    await synced(fd);
  } finally {
    closeSync(fd);
  }
}

function synced(fd: number): Promise<void> {
  return new Promise((resolve, reject) => fsync(fd, (error) => (error === null ? resolve() : reject(error))));
}

/** Replaces what stands at `path`, like `ln -sfn`, in one rename. */
async function replaceSymlink(target: string, path: string): Promise<void> {
  const part = partOf(path);
  symlinkSync(target, part);
  try {
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** The mode is what was asked for, whatever umask the agent was started with: networkd reads its drop-ins as a user of its own. */
function makeFolder(path: string, mode: number): void {
  const made = mkdirSync(path, { recursive: true, mode });
  if (made === undefined) return;
  for (let at = path; at.length >= made.length; at = dirname(at)) chmodSync(at, mode);
}

export function hostFiles(copyAttributes: CopyAttributes): Files {
  return {
    stat: async (path) => {
      await takeTurn();
      return stateOf(path);
    },
    read: async (path) => {
      await takeTurn();
      return read(path);
    },
    list: async (path) => {
      await takeTurn();
      return absentAsNull(() => readdirSync(path))?.sort() ?? [];
    },
    has: async (path) => existsSync(path),
    write: (path, content, options) => write(path, content, options, copyAttributes),
    symlink: replaceSymlink,
    remove: (path) =>
      new Promise((resolve, reject) => {
        rm(path, { recursive: true, force: true }, (error) => (error === null ? resolve() : reject(error)));
      }),
    mkdir: async (path, mode = 0o755) => makeFolder(path, mode),
  };
}
