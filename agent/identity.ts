/** Who this agent is: the digests of what runs, and the connection it came in by. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import type { Hello } from "./protocol/messages.ts";

/** What a bundle holds, in the order of its digest. */
export const BUNDLE_FILES = ["agent.cjs", "koffi.node"] as const;

/**
 * The name of a bundle: sha256 over the lines `sha256sum agent.cjs koffi.node` prints, so that anyone can check it on the host.
 * @param folder holds the bundle. @returns `source` where the agent runs from a checkout.
 */
export async function bundleDigest(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const name of BUNDLE_FILES) {
    let bytes: Buffer;
    try {
      bytes = await readFile(join(folder, name));
    } catch {
      return "source";
    }
    lines.push(`${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
  }
  return createHash("sha256").update(lines.join("")).digest("hex");
}

/**
 * sha256 of the running Node. A runtime has 120 MB: its digest is kept in `memory`, under a name that changes with the file (device, inode, size, mtime, ctime).
 * @param memory a folder only root can write, or null to compute each time.
 */
export async function runtimeDigest(path: string, memory: string | null): Promise<string> {
  const found = await stat(path, { bigint: true });
  const key = [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join("-");
  const kept = memory === null ? null : join(memory, key);
  if (kept !== null) {
    const text = await readFile(kept, "utf8").catch(() => "");
    if (/^[0-9a-f]{64}$/.test(text)) return text;
  }
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  const digest = hash.digest("hex");
  if (kept !== null) {
    const beside = `${kept}.${process.pid}`;
    // Only saves time: a host whose disk is full still says hello.
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
      .then(() => writeFile(beside, digest, { mode: 0o600 }))
      .then(() => rename(beside, kept))
      .catch(() => {});
  }
  return digest;
}

/** @param text `$SSH_CONNECTION`: client address, client port, server address, server port; empty where there is none. */
export function parseConnection(text: string): Hello["connection"] {
  const [client, clientPort, server, serverPort, ...rest] = text.trim().split(/\s+/);
  if (serverPort === undefined || rest.length > 0) return null;
  if (!/^\d{1,5}$/.test(clientPort!) || !/^\d{1,5}$/.test(serverPort)) return null;
  return { client: client!, clientPort: Number(clientPort), server: server!, serverPort: Number(serverPort) };
}

export interface Identity {
  readonly agent: string;
  readonly node: Hello["node"];
  readonly pid: number;
  readonly uid: number;
  readonly hostname: string;
  readonly connection: Hello["connection"];
}

export async function identityOf(options: {
  readonly bundleFolder: string;
  readonly memory: string | null;
  readonly connection: string;
}): Promise<Identity> {
  const [agent, sha256] = await Promise.all([
    bundleDigest(options.bundleFolder),
    // Not by its path: that file may have been replaced or taken away meanwhile.
    runtimeDigest("/proc/self/exe", options.memory),
  ]);
  return {
    agent,
    node: { path: process.execPath, version: process.version, sha256 },
    pid: process.pid,
    uid: process.getuid?.() ?? -1,
    hostname: hostname(),
    connection: parseConnection(options.connection),
  };
}
