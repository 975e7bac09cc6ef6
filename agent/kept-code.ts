/**
 * A program together with what V8 made of it in earlier runs. Node's own compile cache takes that before the program has run, and V8 compiles
 * most functions when they are first called: each start would compile them again.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { constants, Script } from "node:vm";

/** Says which ways through the program this run took. Where one is new, what is compiled by now is kept. */
export type Keep = (ways: ReadonlySet<string>) => void;

export interface KeptCode<Program> {
  readonly program: Program;
  /** @throws where it cannot be written; what was kept before is still there. */
  readonly keep: Keep;
}

/**
 * @param file a script, in ASCII, whose value is the program. @param kept where the code is, if it is there. It is run as it stands, so it must
 * be of this very file, of which V8 compares nothing but the length, and nobody else may write it. What another version of Node left, or a write
 * that was cut, is passed over.
 * @param sum a checksum, 32 bits, for where what is kept may be damaged: V8 looks at none of its own.
 */
export function keptCode<Program>(file: string, kept: string, sum: Sum = () => 0): KeptCode<Program> {
  const source = readFileSync(file, "latin1");
  const before = read(kept, sum);
  const script = new Script(source, {
    filename: file,
    cachedData: before?.data,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const known = script.cachedDataRejected === false ? before!.ways : [];
  return {
    program: script.runInThisContext() as Program,
    keep: (ways) => {
      const all = new Set([...known, ...ways]);
      if (known.length === 0 || all.size > known.length) write(kept, script.createCachedData(), [...all], sum);
    },
  };
}

type Sum = (data: Uint8Array) => number;

interface Kept {
  readonly data: Uint8Array;
  readonly ways: readonly string[];
}

/** The code, the ways as JSON, the sum of the code, and the length of the ways: four bytes each, little-endian. */
function read(path: string, sum: Sum): Kept | null {
  try {
    const bytes = readFileSync(path);
    const end = bytes.length - 8;
    const start = end - bytes.readUInt32LE(end + 4);
    const data = bytes.subarray(0, start);
    if (sum(data) !== bytes.readUInt32LE(end)) return null;
    return { data, ways: JSON.parse(bytes.toString("utf8", start, end)) as string[] };
  } catch {
    return null;
  }
}

/** It has its name only once it is whole on the disk: V8 believes what it is given. */
function write(path: string, data: Uint8Array, ways: readonly string[], sum: Sum): void {
  const words = Buffer.from(JSON.stringify(ways));
  const end = Buffer.alloc(8);
  end.writeUInt32LE(sum(data), 0);
  end.writeUInt32LE(words.length, 4);
  const part = `${path}.${process.pid}`;
  try {
    const fd = openSync(part, "w", 0o600);
    try {
      writeFileSync(fd, Buffer.concat([data, words, end]));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
