/** Where labs live on disk, and what a running one says about itself there, so that other processes can use it. */
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, statfs, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { LabError } from "./process.ts";

export interface MachineState {
  readonly role: "host" | "router" | "internet" | "resolver" | "client" | "operator";
  /** PID 1 of the machine as this machine numbers it; null while it is off. */
  readonly pid: number | null;
  /** Times it was started. */
  readonly boots: number;
  /** The router's end of its cable. */
  readonly port: string | null;
  readonly addresses: readonly string[];
}

export interface LabState {
  readonly name: string;
  readonly seed: number;
  /** The process that holds the lab, and when the kernel started it (clock ticks since boot): together they name one process for good. */
  readonly holder: { readonly pid: number; readonly startedTicks: string };
  /** Path of the plan, where it was built from one. */
  readonly plan: string | null;
  readonly ready: boolean;
  readonly machines: Readonly<Record<string, MachineState>>;
}

/** Folder of all labs: below `$XDG_STATE_HOME` or `~/.local/state`. */
export function labsFolder(): string {
  const { XDG_STATE_HOME } = process.env;
  return join(
    XDG_STATE_HOME === undefined || XDG_STATE_HOME === "" ? join(homedir(), ".local/state") : XDG_STATE_HOME,
    "migrate",
    "lab",
  );
}

export function labFolder(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name))
    throw new LabError(`"${name}" cannot name a lab: letters, digits, dots, hyphens and underscores`);
  return join(labsFolder(), name);
}

export async function labNames(): Promise<string[]> {
  const entries = await readdir(labsFolder(), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Null where there is no lab of that name, or its state cannot be read. */
export async function readState(folder: string): Promise<LabState | null> {
  const text = await readFile(join(folder, "state.json"), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as LabState;
  } catch {
    return null;
  }
}

export async function writeState(folder: string, state: LabState): Promise<void> {
  const beside = join(folder, "state.json.new");
  await writeFile(beside, `${JSON.stringify(state, null, 2)}\n`);
  await rename(beside, join(folder, "state.json"));
}

/** Field 22 of /proc/PID/stat; null where there is no such process, or only its remains that nobody waited for. */
export function startedTicks(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** Whether the process that holds the lab still runs. */
export function isHeld({ holder }: LabState): boolean {
  return startedTicks(holder.pid) === holder.startedTicks;
}

const OVERLAYFS = 0x794c7630;

/** Make the lab's folder. @throws LabError where no overlay can have its upper folder there. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const { type } = await statfs(folder);
  if (type === OVERLAYFS) {
    throw new LabError(
      `${folder} is itself on an overlay, which cannot carry the hosts' disks: point XDG_STATE_HOME at a folder on ext4, xfs, btrfs or tmpfs`,
    );
  }
}
