/** Reads a plan and the playbooks it uses: the only file here that touches the world. */
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import type { Diagnostic, Position } from "./diagnostics.ts";
import { OwnFiles, ownFilesIn } from "./own-files.ts";
import { PHASES, type PhaseId } from "./plan.ts";
import { PLAYBOOKS } from "./playbooks.generated.ts";
import { hashOf, type SourceHash } from "./source-hash.ts";
import { parsedBefore, parseYaml, type YamlSource } from "./yaml.ts";

/** The playbooks that come with migrate. */
export const OWN_PLAYBOOKS = join(import.meta.dirname, "..", "..", "playbooks");

export interface PlanSources {
  /** Null where the plan could not be read. */
  readonly source: YamlSource | null;
  readonly playbooks: Readonly<Record<PhaseId, YamlSource | null>>;
  /** Paths of inventory sources as the plan names them, relative ones from the plan's folder. */
  readonly inventory: readonly { readonly path: string; readonly at: Position }[];
  /** Files that could not be read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was read. */
  readonly hashes: readonly SourceHash[];
  /** Modules, gates and backends of the operator's own, by the path that the plan or a playbook writes and the file it stands in. */
  readonly own: OwnFiles;
}

/** @param ownPlaybooks folder with phase-1.yaml … phase-4.yaml. */
export async function readPlanSources(path: string, ownPlaybooks: string = OWN_PLAYBOOKS): Promise<PlanSources> {
  const diagnostics: Diagnostic[] = [];
  const hashes: SourceHash[] = [];
  const read = async (file: string, at: Position): Promise<YamlSource | null> => {
    try {
      const text = await readFile(file, "utf8");
      const hash = hashOf(file, text);
      hashes.push(hash);
      const known = PLAYBOOKS[hash.sha256];
      return known === undefined ? parseYaml(file, text) : parsedBefore(file, text, known);
    } catch (cause) {
      const message = `${file} ${whyUnread(cause as NodeJS.ErrnoException)}`;
      diagnostics.push({ severity: "error", code: "missing-file", ...at, message });
      return null;
    }
  };
  const source = await read(path, { file: path, line: 0, col: 0 });
  const written = (source?.value ?? {}) as { fleet?: { inventory?: unknown }; playbooks?: Record<string, unknown> };
  const beside = (name: string): string => (name.startsWith("/") ? name : normalize(join(dirname(path), name)));

  const playbooks = {} as Record<PhaseId, YamlSource | null>;
  for (const phase of PHASES) {
    const own = written.playbooks?.[phase];
    const file = typeof own === "string" ? beside(own) : join(ownPlaybooks, `${phase}.yaml`);
    const at = typeof own === "string" ? source!.at(["playbooks", phase], "value") : { file, line: 0, col: 0 };
    playbooks[phase] = await read(file, at);
  }
  const inventory = (Array.isArray(written.fleet?.inventory) ? written.fleet.inventory : []).flatMap((name, i) =>
    typeof name === "string" ? [{ path: beside(name), at: source!.at(["fleet", "inventory", i], "value") }] : [],
  );
  const own = new OwnFiles();
  for (const reference of [source, ...Object.values(playbooks)].flatMap(ownFilesIn)) {
    try {
      const text = await readFile(reference.path, "utf8");
      hashes.push(hashOf(reference.path, text));
      own.keep(reference, text);
    } catch (cause) {
      own.complete = false;
      const message = `${reference.path} ${whyUnread(cause as NodeJS.ErrnoException)}`;
      diagnostics.push({ severity: "error", code: "missing-file", ...reference.at, message });
    }
  }
  return { source, playbooks, inventory, diagnostics, hashes, own };
}

function whyUnread({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return "does not exist";
  return code === "EISDIR" ? "is a folder: name the plan file in it" : `cannot be read: ${message}`;
}
