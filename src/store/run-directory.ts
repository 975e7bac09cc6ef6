/**
 * Runs as folders of files: `$XDG_STATE_HOME/migrate/runs/<run>/` holds `journal.ndjson`, `execution.json` (what was compiled), `facts.json` (what the
 * fleet looked like then), `subject.json` (services, exceptions, addresses in service: what a report is about) and `approvals/` (dropped by `migrate approve`).
 */
import { closeSync, existsSync, fdatasync, openSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Entry, Journal } from "../engine/journal.ts";
import type { ExecutionPlan } from "../plan/execution.ts";
import { NO_SUBJECT, type Subject } from "../plan/subject.ts";
import { type ChainedEntry, headOf, withLinks } from "./chain.ts";
import { ControlBox } from "./control.ts";
import { type Approval, type ControlRequest, entriesOf, type KeptRun, type NewRun } from "./store.ts";

export function stateHome(env: NodeJS.ProcessEnv = process.env): string {
  return env.MIGRATE_STATE ?? join(env.XDG_STATE_HOME ?? join(homedir(), ".local/state"), "migrate");
}

/** One line of JSON per entry, linked to the line before it; on disk before `append` resolves. */
export class FileJournal implements Journal {
  readonly #path: string;
  #fd: number | null = null;
  /** Hash of the last line. */
  #head = "";
  constructor(path: string) {
    this.#path = path;
  }

  async append(entries: readonly Entry[]): Promise<void> {
    if (this.#fd === null) {
      await this.#dropTornLine();
      this.#head = headOf((await this.lines()).map((line) => JSON.parse(line) as ChainedEntry));
      this.#fd = openSync(this.#path, "a", 0o600);
    }
    const linked = withLinks(entries, this.#head);
    writeFileSync(this.#fd, linked.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    await promisify(fdatasync)(this.#fd);
    this.#head = linked.at(-1)?.sha256 ?? this.#head;
  }

  /** Every whole line, as it stands. A last line without its newline was cut by a crash: its effect never began, for effects begin after the append. */
  async lines(after = 0): Promise<string[]> {
    const text = existsSync(this.#path) ? await readFile(this.#path, "utf8") : "";
    return text.split("\n").slice(after, -1);
  }

  async *read(): AsyncIterable<Entry> {
    yield* entriesOf(await this.lines(), this.#path);
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  async #dropTornLine(): Promise<void> {
    if (!existsSync(this.#path)) return;
    const bytes = await readFile(this.#path);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end === bytes.length) return;
    const file = await open(this.#path, "r+");
    await file.truncate(end);
    await file.sync();
    await file.close();
  }
}

export class RunDirectory implements KeptRun {
  readonly run: string;
  readonly path: string;
  readonly journal: FileJournal;

  constructor(run: string, home: string = stateHome()) {
    this.run = run;
    this.path = join(home, "runs", run);
    this.journal = new FileJournal(join(this.path, "journal.ndjson"));
  }

  exists(): boolean {
    return existsSync(join(this.path, "journal.ndjson"));
  }

  async create({ execution, facts, subject }: NewRun): Promise<void> {
    await mkdir(join(this.path, "approvals"), { recursive: true, mode: 0o700 });
    await durably(join(this.path, "subject.json"), JSON.stringify(subject));
    await durably(join(this.path, "execution.json"), JSON.stringify(execution));
    await durably(join(this.path, "facts.json"), factsText(facts));
  }

  /** Every run of a plan begins by reading those of all earlier ones: one by one through the thread pool they would take five times as long. */
  async execution(): Promise<ExecutionPlan> {
    return JSON.parse(readFileSync(join(this.path, "execution.json"), "utf8")) as ExecutionPlan;
  }

  /** Nothing for runs that earlier versions kept without it. */
  async subject(): Promise<Subject> {
    const path = join(this.path, "subject.json");
    return existsSync(path) ? (JSON.parse(await readFile(path, "utf8")) as Subject) : NO_SUBJECT;
  }

  async facts(): Promise<ReadonlyMap<string, HostFacts>> {
    return new Map(
      Object.entries(JSON.parse(await readFile(join(this.path, "facts.json"), "utf8")) as Record<string, HostFacts>),
    );
  }

  async entries(): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const entry of this.journal.read()) entries.push(entry);
    return entries;
  }

  async documents(): Promise<Readonly<Record<string, string>>> {
    const documents: Record<string, string> = {};
    for (const name of ["execution.json", "facts.json", "subject.json"]) {
      const path = join(this.path, name);
      if (existsSync(path)) documents[name] = await readFile(path, "utf8");
    }
    return documents;
  }

  ask(request: ControlRequest): Promise<void> {
    return new ControlBox(this.path).ask(request);
  }

  listen(heard: (request: ControlRequest) => void): () => void {
    return new ControlBox(this.path).listen(heard);
  }

  async approve(approval: Approval): Promise<void> {
    await durably(join(this.path, "approvals", `${approval.task.replaceAll("/", "_")}.json`), JSON.stringify(approval));
  }

  async approval(task: string): Promise<Approval | null> {
    const path = join(this.path, "approvals", `${task.replaceAll("/", "_")}.json`);
    return existsSync(path) ? (JSON.parse(await readFile(path, "utf8")) as Approval) : null;
  }
}

/** Newest first. */
export async function listRuns(home: string = stateHome()): Promise<RunDirectory[]> {
  const folder = join(home, "runs");
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).sort().reverse();
  return names.map((name) => new RunDirectory(name, home)).filter((run) => run.exists());
}

/** Sorts by time, to the millisecond: a tail of two characters for that, and two of chance for runs begun in the same one. */
export function newRunId(now: Date, random: () => number = Math.random): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  const pair = (number: number): string => number.toString(36).padStart(2, "0");
  return `${stamp}-${pair(now.getUTCMilliseconds())}${pair(Math.floor(random() * 36 ** 2))}`;
}

/** Characters. */
const PIECE = 1 << 18;

/** Of ten thousand hosts piece by piece. */
function* factsText(facts: NewRun["facts"]): Iterable<string> {
  let piece = "{";
  let first = true;
  for (const [host, one] of facts) {
    piece += `${first ? "" : ","}${JSON.stringify(host)}:${JSON.stringify(one)}`;
    first = false;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}}`;
}

async function durably(path: string, content: string | Iterable<string>): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  const folder = await open(dirname(path));
  await folder.sync();
  await folder.close();
}
