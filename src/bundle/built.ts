/**
 * What is built from the sources of a checkout is used again for as long as those are the very files it was built from. They are looked at and not
 * read: several hundred of them take stat(2) three milliseconds.
 */
import { existsSync, readFileSync, statSync } from "node:fs";

export interface BuildRecord {
  /** Name of the folder with its files. */
  readonly name: string;
  /** What it was made of: paths relative to the root. */
  readonly inputs: readonly string[];
  /** Of `statsOf`, base64. */
  readonly stats: string;
}

export const RECORD = "built.json";
/** All commands in one file. */
export const CLI = "migrate.cjs";

/** @param folder where it is built into. @returns the folder with its files, or null where there is none, or its sources are others by now. */
export function builtBefore(folder: string, root: string): string | null {
  try {
    const { name, inputs, stats } = JSON.parse(readFileSync(`${folder}/${RECORD}`, "utf8")) as BuildRecord;
    const path = `${folder}/${name}`;
    return Buffer.from(stats, "base64").equals(statsOf(inputs, root)) && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Four numbers for each: size, time of the last change of contents and of anything, inode. Zeros where there is no such file. */
export function statsOf(inputs: readonly string[], root: string): Buffer {
  const numbers = new Float64Array(inputs.length * 4);
  let at = 0;
  for (const name of inputs) {
    const stat = statOf(name, root);
    numbers[at++] = stat?.size ?? 0;
    numbers[at++] = stat?.mtimeMs ?? 0;
    numbers[at++] = stat?.ctimeMs ?? 0;
    numbers[at++] = stat?.ino ?? 0;
  }
  return Buffer.from(numbers.buffer);
}

export function statOf(name: string, root: string) {
  return statSync(`${root}/${name}`, { throwIfNoEntry: false });
}
