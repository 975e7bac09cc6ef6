/** Reads inventory sources from files and executables, and the variables beside them. */
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { type Diagnostic, hasErrors, type Position, sortDiagnostics } from "../plan/diagnostics.ts";
import type { Inventory } from "../plan/hosts.ts";
import { parseYaml } from "../plan/yaml.ts";
import { parseAnsibleIni } from "./ansible-ini.ts";
import { parseAnsibleYaml } from "./ansible-yaml.ts";
import { parseDynamic } from "./dynamic.ts";
import { mergeSources } from "./merge.ts";
import { parseOurs } from "./ours.ts";
import { type InventorySource, isRecord, problem } from "./source.ts";
import { readVarsFolders } from "./vars-folders.ts";

export interface InventoryPath {
  readonly path: string;
  /** Where the path was written, for "no such file". */
  readonly at: Position;
}

export interface LoadedInventory {
  readonly inventory: Inventory;
  readonly diagnostics: readonly Diagnostic[];
  /** False where a source could not be read, or not in full. */
  readonly complete: boolean;
  /** What was read, for a digest of the plan's inputs. */
  readonly sources: readonly { readonly file: string; readonly text: string }[];
}

export interface LoadOptions {
  /** How long an executable may take to answer. */
  readonly timeoutMs?: number;
}

const ANSWER_TIMEOUT_MS = 30_000;
const LARGEST_ANSWER = 256 * 1024 * 1024;

export async function loadInventory(
  paths: readonly InventoryPath[],
  { timeoutMs = ANSWER_TIMEOUT_MS }: LoadOptions = {},
): Promise<LoadedInventory> {
  const read = await Promise.all(paths.map((path) => readSource(path, timeoutMs)));
  const separate = await readVarsFolders(read.filter(({ ours }) => !ours).map(({ file }) => dirname(file)));
  const { inventory, diagnostics } = mergeSources(
    read.map(({ source }) => source),
    separate,
  );
  const all = sortDiagnostics([...diagnostics, ...separate.diagnostics]);
  return {
    inventory,
    diagnostics: all,
    complete: !hasErrors(all),
    sources: [...read.map(({ file, text }) => ({ file, text })), ...separate.sources],
  };
}

interface ReadSource {
  readonly file: string;
  readonly text: string;
  readonly source: InventorySource;
  /** Our own format, which has no folders of variables beside it. */
  readonly ours: boolean;
}

async function readSource({ path, at }: InventoryPath, timeoutMs: number): Promise<ReadSource> {
  const unreadable = (code: string, message: string, hint?: string): ReadSource => ({
    file: path,
    text: "",
    source: { hosts: [], groups: [], diagnostics: [problem(at, code, message, hint)] },
    ours: true,
  });
  let text: string;
  let executable: boolean;
  try {
    const about = await stat(path);
    if (about.isDirectory())
      return unreadable("inventory-directory", `inventory ${path} is a directory`, "name the files in it");
    const bytes = await readFile(path);
    executable = (about.mode & 0o111) !== 0 && isProgram(bytes);
    text = executable ? "" : bytes.toString("utf8");
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    return unreadable(
      "missing-file",
      missing ? `inventory ${path} does not exist` : `inventory ${path} cannot be read: ${(cause as Error).message}`,
    );
  }
  if (!executable) return { file: path, text, ...parseText(path, text) };
  const answer = await ask(path, timeoutMs);
  if ("failure" in answer) return unreadable("inventory-answer", `inventory ${path} ${answer.failure}`, answer.hint);
  return { file: path, text: answer.stdout, source: parseDynamic(path, answer.stdout), ours: false };
}

/** A script or an ELF program; a data file that merely has its x bit set is none. */
function isProgram(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (a === 0x23 && b === 0x21) || (a === 0x7f && b === 0x45 && c === 0x4c && d === 0x46);
}

async function ask(path: string, timeoutMs: number): Promise<{ stdout: string } | { failure: string; hint?: string }> {
  return new Promise((done) => {
    const options = { timeout: timeoutMs, maxBuffer: LARGEST_ANSWER, killSignal: "SIGKILL" as const };
    // An absolute path: the kernel looks up a relative one from the working directory, a bare name in PATH.
    execFile(resolve(path), ["--list"], options, (error, stdout, stderr) => {
      if (error === null) return done({ stdout });
      const said = stderr.trim().split("\n").at(-1);
      const hint = said === undefined || said === "" ? {} : { hint: `it said: ${said}` };
      if (error.killed) done({ failure: `did not answer to --list within ${timeoutMs / 1000} s`, ...hint });
      else if (typeof error.code === "number")
        done({ failure: `failed on --list with exit status ${error.code}`, ...hint });
      else done({ failure: `could not be run: ${error.message}`, ...hint });
    });
  });
}

/** Which of the text formats it is. */
export function parseText(file: string, text: string): { source: InventorySource; ours: boolean } {
  if (!looksLikeYaml(file, text)) return { source: parseAnsibleIni(file, text), ours: false };
  const source = parseYaml(file, text);
  const value = isRecord(source.value) ? source.value : {};
  const ours = "inventory" in value || (isRecord(value.hosts) && !("hosts" in value.hosts) && !("all" in value));
  // Ansible reads YAML 1.1, where `yes` is true.
  return { source: ours ? parseOurs(source) : parseAnsibleYaml(parseYaml(file, text, "1.1")), ours };
}

function looksLikeYaml(file: string, text: string): boolean {
  if ([".yml", ".yaml", ".json"].includes(extname(file))) return true;
  if ([".ini", ".cfg"].includes(extname(file))) return false;
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "" && !/^\s*[#;]/.test(line));
  return first !== undefined && (first.startsWith("---") || /^["']?[\w.-]+["']?:(\s|$)/.test(first));
}
