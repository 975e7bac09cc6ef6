/** Reads inventory sources from files and executables, and the variables beside them. */
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { type Diagnostic, hasErrors, type Position, sortDiagnostics } from "../plan/diagnostics.ts";
import type { Inventory } from "../plan/hosts.ts";
import type { SourceHash } from "../plan/source-hash.ts";
import { parseYaml } from "../plan/yaml.ts";
import { parseAnsibleIni } from "./ansible-ini.ts";
import { parseAnsibleYaml } from "./ansible-yaml.ts";
import { parseDynamic } from "./dynamic.ts";
import { askExecutable } from "./executable.ts";
import { isHostLine, LONGEST_LINE, readHostLines } from "./host-lines.ts";
import { mergeSources } from "./merge.ts";
import { parseOurs } from "./ours.ts";
import { type InventorySource, isRecord, problem } from "./source.ts";
import { SourceBytes } from "./source-bytes.ts";
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
  readonly sources: readonly SourceHash[];
}

export interface LoadOptions {
  /** How long an executable may say nothing. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 30_000;

export async function loadInventory(
  paths: readonly InventoryPath[],
  { silenceMs = SILENCE_MS }: LoadOptions = {},
): Promise<LoadedInventory> {
  const read = await Promise.all(paths.map((path) => readSource(path, silenceMs)));
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
    sources: [...read.map(({ file, sha256 }) => ({ file, sha256 })), ...separate.sources],
  };
}

interface ReadSource {
  readonly file: string;
  readonly sha256: string;
  readonly source: InventorySource;
  /** Our own format, which has no folders of variables beside it. */
  readonly ours: boolean;
}

async function readSource({ path, at }: InventoryPath, silenceMs: number): Promise<ReadSource> {
  const unreadable = (code: string, message: string, hint?: string): ReadSource => ({
    file: path,
    sha256: "",
    source: { hosts: [], groups: [], diagnostics: [problem(at, code, message, hint)] },
    ours: true,
  });
  try {
    const about = await stat(path);
    if (about.isDirectory())
      return unreadable("inventory-directory", `inventory ${path} is a directory`, "name the files in it");
    if (about.isFile() && (about.mode & 0o111) !== 0 && (await isProgram(path))) {
      const asked = await askExecutable(path, silenceMs, (answer) => readAnswer(path, new SourceBytes(answer)));
      if ("answer" in asked) return asked.answer;
      return unreadable("inventory-answer", `inventory ${path} ${asked.failure}`, asked.hint);
    }
    return await readFileSource(path, new SourceBytes(createReadStream(path)));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    return unreadable(
      "missing-file",
      code === "ENOENT" ? `inventory ${path} does not exist` : `inventory ${path} cannot be read: ${message}`,
    );
  }
}

/** A script or an ELF program; a data file that merely has its x bit set is none. */
async function isProgram(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const [a, b, c, d] = buffer;
    return (a === 0x23 && b === 0x21) || (a === 0x7f && b === 0x45 && c === 0x4c && d === 0x46);
  } finally {
    await file.close();
  }
}

async function readFileSource(path: string, bytes: SourceBytes): Promise<ReadSource> {
  const extension = extname(path);
  const lines = extension === ".jsonl" || (!OF_DOCUMENTS.includes(extension) && (await beginsWithHost(bytes)));
  const read = lines ? { source: await readHostLines(path, bytes), ours: true } : parseText(path, await bytes.text());
  return { file: path, sha256: bytes.sha256(), ...read };
}

const OF_DOCUMENTS = [".yml", ".yaml", ".ini", ".cfg"];

async function readAnswer(path: string, bytes: SourceBytes): Promise<ReadSource> {
  const read = (await beginsWithHost(bytes))
    ? // Its lines are not those of the script.
      { source: await readHostLines(`${path} --list`, bytes), ours: true }
    : { source: parseDynamic(path, await bytes.text()), ours: false };
  return { file: path, sha256: bytes.sha256(), ...read };
}

async function beginsWithHost(bytes: SourceBytes): Promise<boolean> {
  const first = await bytes.firstLine(LONGEST_LINE);
  return first !== null && isHostLine(first);
}

/** Which of the text formats it is. */
export function parseText(file: string, text: string): { source: InventorySource; ours: boolean } {
  if (!looksLikeYaml(file, text)) return { source: parseAnsibleIni(file, text), ours: false };
  const ours = parseIfOurs(file, text);
  // Ansible reads YAML 1.1, where `yes` is true.
  return ours === null
    ? { source: parseAnsibleYaml(parseYaml(file, text, "1.1")), ours: false }
    : { source: ours, ours: true };
}

/** A function of its own, so that one reading of a large file is gone before the next begins. */
function parseIfOurs(file: string, text: string): InventorySource | null {
  const source = parseYaml(file, text);
  const value = isRecord(source.value) ? source.value : {};
  const ours = "inventory" in value || (isRecord(value.hosts) && !("hosts" in value.hosts) && !("all" in value));
  return ours ? parseOurs(source) : null;
}

function looksLikeYaml(file: string, text: string): boolean {
  if ([".yml", ".yaml", ".json"].includes(extname(file))) return true;
  if ([".ini", ".cfg"].includes(extname(file))) return false;
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "" && !/^\s*[#;]/.test(line));
  return first !== undefined && (first.startsWith("---") || /^["']?[\w.-]+["']?:(\s|$)/.test(first));
}
