/** The real program from a shell, as people start it: here it is the whole that counts. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../../..");

let cache = "";
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "cli-program-"));
});
afterEach(() => rmSync(cache, { recursive: true }));

function migrate(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const argv = [join(ROOT, "bin/migrate"), ...args];
  const { status, stdout, stderr } = spawnSync("sh", argv, {
    encoding: "utf8",
    env: { ...process.env, NODE_COMPILE_CACHE: cache, ...env },
  });
  return { status, stdout, stderr };
}
const check = () => migrate(["check", join(ROOT, "playbooks/demo/plan.yaml")]);
const VALID = { status: 0, stdout: "", stderr: expect.stringContaining("is valid") };

/** Where the code of this checkout is kept. */
const folder = (): string => join(cache, readdirSync(cache).find((name) => name.startsWith("cli-"))!);
const keptFiles = (): string[] => readdirSync(folder());

describe("the command line from one file", () => {
  it("keeps what was compiled for a command, for its owner alone, and writes it anew for another way only", () => {
    expect(check()).toEqual(VALID);
    expect(lstatSync(folder()).mode & 0o777).toBe(0o700);
    expect(keptFiles()).toEqual([expect.stringMatching(/^check-[0-9a-f]{64}$/)]);
    const file = join(folder(), keptFiles()[0]!);
    expect(lstatSync(file).mode & 0o777).toBe(0o600);
    const first = readFileSync(file);
    expect(check()).toEqual(VALID);
    expect(readFileSync(file).equals(first)).toBe(true);
    expect(migrate(["check", "nowhere.yaml"]).status).toBe(65);
    expect(readFileSync(file).equals(first)).toBe(false);
  });

  it("keeps nothing of a mistake in the command line, nor where a trace is to name the modules", () => {
    expect(migrate(["chekc", "plan.yaml"]).status).toBe(64);
    expect(keptFiles()).toEqual([]);
    rmSync(folder(), { recursive: true });
    expect(migrate(["check", join(ROOT, "playbooks/demo/plan.yaml")], { MIGRATE_DEBUG: "1" })).toEqual(VALID);
    expect(readdirSync(cache).filter((name) => name.startsWith("cli-"))).toEqual([]);
  });

  it.each([0, 100, 500_000])("takes no harm from kept code that is damaged at byte %i", (at) => {
    check();
    const file = join(folder(), keptFiles()[0]!);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, at, at + 64);
    writeFileSync(file, bytes);
    expect(check()).toEqual(VALID);
    expect(readFileSync(file).equals(bytes)).toBe(false);
  });

  const notOurs: [string, (folder: string) => void][] = [
    ["others may write to", (folder) => chmodSync(folder, 0o777)],
    [
      "is a link",
      (folder) => {
        renameSync(folder, `${folder}.elsewhere`);
        symlinkSync(`${folder}.elsewhere`, folder);
      },
    ],
  ];
  // Only root can give a folder away.
  if (process.geteuid!() === 0) notOurs.push(["is another user's", (folder) => chownSync(folder, 65534, 65534)]);

  it.each(notOurs)("keeps nothing in a folder that %s, and takes nothing from it", (_, change) => {
    check();
    const path = folder();
    for (const name of readdirSync(path)) rmSync(join(path, name));
    change(path);
    expect(check()).toEqual(VALID);
    expect(readdirSync(path)).toEqual([]);
  });
});
