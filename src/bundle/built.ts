/**
 * What is built from the sources of a checkout is used again for as long as those are the very files it was built from. They are looked at and not
 * read: several hundred of them take stat(2) three milliseconds.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface BuildRecord {
  readonly file: string;
  readonly inputs: readonly string[];
  /** Of `stats`, base64. */
  readonly stats: string;
}

export const RECORD = "built.json";

/** @returns path of what was built into this folder, or null where it is not there or its sources are others by now. */
export function builtBefore(folder: string, root: string): string | null {
  try {
    const { file, inputs, stats } = JSON.parse(readFileSync(join(folder, RECORD), "utf8")) as BuildRecord;
    const path = join(folder, file);
    return existsSync(path) && Buffer.from(stats, "base64").equals(statsOf(inputs, root)) ? path : null;
  } catch {
    return null;
  }
}

/** Four numbers for each: size, time of the last change of contents and of anything, inode. Zeros where there is no such file. */
export function statsOf(inputs: readonly string[], root: string): Buffer {
  const numbers = new Float64Array(inputs.length * 4);
  for (const [at, name] of inputs.entries()) {
    const stat = statOf(name, root);
    if (stat !== undefined) numbers.set([stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino], at * 4);
  }
  return Buffer.from(numbers.buffer);
}

export function statOf(name: string, root: string) {
  return statSync(`${root}/${name}`, { throwIfNoEntry: false });
}
