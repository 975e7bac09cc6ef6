/** The slow way, taken once for each change of the sources. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildRecord, RECORD, statOf, statsOf } from "./built.ts";

export interface Build {
  readonly code: Uint8Array;
  /** What it was made of: paths relative to the root. */
  readonly inputs: readonly string[];
}

/**
 * Build, keep it as `<sha256 of the code>.cjs`, and remove what was built there before.
 * @param now wall clock, milliseconds.
 * @throws where it does not build or cannot be written.
 */
export async function buildAnew(
  folder: string,
  root: string,
  build: () => Promise<Build>,
  now: () => number = Date.now,
): Promise<string> {
  const began = now();
  const { code, inputs } = await build();
  const file = `${createHash("sha256").update(code).digest("hex")}.cjs`;
  mkdirSync(folder, { recursive: true });
  const before = readdirSync(folder).filter((name) => name.endsWith(".cjs") && name !== file);
  put(join(folder, file), code);
  // What changed while it was built may be in it or not. The clock of a file system is some milliseconds late.
  const settled = inputs.every((name) => (statOf(name, root)?.ctimeMs ?? 0) < began - 20);
  if (settled) {
    const record: BuildRecord = { file, inputs, stats: statsOf(inputs, root).toString("base64") };
    put(join(folder, RECORD), JSON.stringify(record));
  }
  for (const name of before) rmSync(join(folder, name), { force: true });
  return join(folder, file);
}

/** Whole or not at all. */
function put(path: string, content: Uint8Array | string): void {
  const beside = `${path}.${randomUUID()}`;
  writeFileSync(beside, content);
  renameSync(beside, path);
}
