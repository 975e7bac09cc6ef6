/** The command line from one file that holds all of it, together with what V8 made of it in earlier runs. */
import { accessSync, constants, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { crc32 } from "node:zlib";
import { type Keep, keptCode } from "../../agent/kept-code.ts";
import { builtBefore, CLI } from "./built.ts";

type Main = () => Promise<void>;
type Bundle = (require: NodeJS.Require, module: object, exports: object, ...places: string[]) => { main: Main };

const ROOT = join(import.meta.dirname, "..", "..");
const FOLDER = join(ROOT, "dist", "cli");
const CHECKOUT = import.meta.filename.endsWith(".ts");
/** A run that took longer has thrown away what V8 made of its beginning. */
const LONG_S = 60;

/**
 * @param command by which what is kept is told apart: another one needs other parts.
 * @param inVain exit code of a run that did nothing, of which nothing is kept.
 * @returns null where the file cannot be built or what V8 makes of it cannot be kept: it then takes longer than module by module.
 */
export async function cliProgram(command: string, inVain: number): Promise<Main | null> {
  const cache = privateFolder();
  const built = cache === null ? null : await bundle();
  if (cache === null || built === null) return null;
  const file = join(built, CLI);
  const kept = join(cache, `${command}-${basename(built)}`);
  try {
    const { program, keep } = keptCode<Bundle>(file, kept, crc32);
    process.once("exit", (code) => code !== inVain && process.uptime() < LONG_S && keepAfter(code, keep, kept));
    const module = { exports: {} };
    return program(createRequire(file), module, module.exports, file, built, ROOT, pathToFileURL(ROOT).href).main;
  } catch {
    // Another run has just replaced it by that of newer sources.
    return null;
  }
}

/** Which options a run had, and how it ended, says what it ran through well enough. */
function keepAfter(code: number, keep: Keep, kept: string): void {
  try {
    keep(new Set([`exit ${code}`, ...process.argv.filter((word) => /^-[-a-z0-9]+$/.test(word))]));
    const ofThis = basename(kept).replace(/^.*-/, "-");
    for (const name of readdirSync(dirname(kept))) if (!name.includes(ofThis)) rmSync(join(dirname(kept), name));
  } catch {
    // A full disk, or a home that is for reading only: the next run is slower.
  }
}

/** Code is read from where nobody else can write it, or not at all. @returns a folder for this checkout or package. */
function privateFolder(): string | null {
  const cache = process.env.NODE_COMPILE_CACHE;
  if (cache === undefined || cache === "") return null;
  const user = process.geteuid!();
  const folder = join(cache, `cli-${user}-${crc32(ROOT).toString(16)}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    return stat.isDirectory() && stat.uid === user && (stat.mode & 0o022) === 0 ? folder : null;
  } catch {
    return null;
  }
}

/** @returns the folder with the bundle of these sources, built where there is none yet; or with the one that is shipped. */
async function bundle(): Promise<string | null> {
  try {
    if (!CHECKOUT) return join(FOLDER, readdirSync(FOLDER)[0]!);
    const before = builtBefore(FOLDER, ROOT);
    if (before !== null) return before;
    mkdirSync(FOLDER, { recursive: true });
    accessSync(FOLDER, constants.W_OK);
    const [{ buildCli }, { keepBuild }] = await Promise.all([import("./build-cli.ts"), import("./keep-build.ts")]);
    const began = Date.now();
    return keepBuild(FOLDER, ROOT, await buildCli(ROOT, ".ts"), began);
  } catch {
    // What is wrong with the sources, they say themselves.
    return null;
  }
}
