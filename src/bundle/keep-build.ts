/** The slow way, taken once for each change of the sources. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildRecord, RECORD, statOf, statsOf } from "./built.ts";

export interface Build<Name extends string = string> {
  readonly files: Readonly<Record<Name, Uint8Array>>;
  /** What it was made of: paths relative to the root. */
  readonly inputs: readonly string[];
}

/**
 * Instead of what was built there before.
 * @param began wall clock in milliseconds, before the first source was read.
 * @returns the folder with its files.
 * @throws where it cannot be written.
 */
export function keepBuild(folder: string, root: string, { files, inputs }: Build, began: number): string {
  mkdirSync(folder, { recursive: true });
  // Not what another process is about to lay out.
  const before = readdirSync(folder).filter((entry) => /^[0-9a-f]{64}$/.test(entry));
  const name = layOut(folder, files);
  // What changed while it was built may be in it or not. The clock of a file system is some milliseconds late.
  if (inputs.every((input) => (statOf(input, root)?.ctimeMs ?? 0) < began - 20)) {
    const record: BuildRecord = { name, inputs, stats: statsOf(inputs, root).toString("base64") };
    const beside = join(folder, `${RECORD}.${randomUUID()}`);
    writeFileSync(beside, JSON.stringify(record));
    renameSync(beside, join(folder, RECORD));
  }
  for (const old of before) if (old !== name) rmSync(join(folder, old), { recursive: true, force: true });
  return join(folder, name);
}

/** Into a folder of their own, whole or not at all. @returns its name: the sha256 of what `sha256sum` prints for them. */
export function layOut(folder: string, files: Build["files"]): string {
  const digest = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");
  const name = digest(Object.entries(files).reduce((list, [file, bytes]) => `${list}${digest(bytes)}  ${file}\n`, ""));
  const beside = join(folder, `${name}.${randomUUID()}`);
  mkdirSync(beside, { recursive: true });
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(beside, file), bytes);
  try {
    renameSync(beside, join(folder, name));
  } catch {
    // It is there: the same.
    rmSync(beside, { recursive: true });
  }
  return name;
}
