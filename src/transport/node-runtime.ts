/** The Node a host is given where it has none it can use: from npm's package for its machine type, compressed once per workstation. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { MACHINES, type Machine } from "./agent-bundle.ts";

export interface NodeRuntime {
  readonly path: string;
  /** Of the uncompressed binary. */
  readonly sha256: string;
  /** Compressed on first use: most hosts have a Node or a cached runtime. */
  compressed(): Promise<Compressed>;
}

export interface Compressed {
  readonly path: string;
  /** Read once, for every host. */
  readonly content: Uint8Array;
  /** Another workstation's may differ. */
  readonly sha256: string;
}

/** `$XDG_CACHE_HOME/migrate/node` */
export function runtimeCache(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "migrate", "node");
}

/** @param binary default: npm's `node-linux-<arch>`. @throws where that package is not installed. */
export async function nodeRuntime(
  machine: Machine,
  options: { readonly cache?: string; readonly binary?: string } = {},
): Promise<NodeRuntime> {
  const path = options.binary ?? packagedNode(machine);
  const cache = options.cache ?? runtimeCache();
  const found = await stat(path);
  const kept = join(cache, `${machine}-${found.size}-${Math.trunc(found.mtimeMs)}.sha256`);
  let sha256 = (await readFile(kept, "utf8").catch(() => "")).trim();
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    sha256 = await digestOf(path);
    await mkdir(cache, { recursive: true });
    await inPlace(kept, (beside) => writeFile(beside, `${sha256}\n`));
  }
  let compressing: ReturnType<NodeRuntime["compressed"]> | null = null;
  return {
    path,
    sha256,
    compressed: () => {
      compressing ??= compress(path, join(cache, `${sha256}.gz`));
      return compressing;
    },
  };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest("hex");
}

async function compress(path: string, target: string): Promise<Compressed> {
  let content = await readFile(target).catch(() => null);
  if (content === null) {
    await mkdir(dirname(target), { recursive: true });
    await inPlace(target, (beside) =>
      pipeline(createReadStream(path), createGzip({ level: 6 }), createWriteStream(beside)),
    );
    content = await readFile(target);
  }
  return { path: target, content, sha256: createHash("sha256").update(content).digest("hex") };
}

/** Never a half file under its own name, also with two controllers at once. */
async function inPlace(target: string, write: (beside: string) => Promise<void>): Promise<void> {
  const beside = `${target}.${randomUUID()}`;
  try {
    await write(beside);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function packagedNode(machine: Machine): string {
  const name = `node-linux-${MACHINES[machine]}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "bin", "node");
  } catch (cause) {
    throw new Error(
      `no runtime for ${machine} hosts: ${name} is not installed here (npm install --no-save --force ${name})`,
      { cause },
    );
  }
}
