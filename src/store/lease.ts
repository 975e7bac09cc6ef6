/** Who may change a plan's fleet now: one run at a time on one workstation, by a file that names its owner. A dead owner's lease is free. */
import { mkdir, open, readFile, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { stateHome } from "./run-directory.ts";

export interface LeaseOwner {
  readonly run: string;
  readonly pid: number;
  readonly host: string;
  /** Start time of the process in clock ticks since boot: a reused pid is not the owner. */
  readonly started: string;
}

export type Lease =
  | { readonly held: true; release(): Promise<void> }
  | { readonly held: false; readonly owner: LeaseOwner };

export async function takeLease(plan: string, run: string, home: string = stateHome()): Promise<Lease> {
  const folder = join(home, "leases");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${plan}.json`);
  const owner: LeaseOwner = { run, pid: process.pid, host: hostname(), started: (await startOf(process.pid)) ?? "" };
  for (;;) {
    try {
      const file = await open(path, "wx", 0o600);
      await file.writeFile(JSON.stringify(owner));
      await file.sync();
      await file.close();
      return { held: true, release: () => unlink(path).catch(() => undefined) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const current = await readOwner(path);
    if (current !== null && (await isAlive(current))) return { held: false, owner: current };
    await unlink(path).catch(() => undefined);
  }
}

async function readOwner(path: string): Promise<LeaseOwner | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as LeaseOwner;
  } catch {
    return null;
  }
}

async function isAlive(owner: LeaseOwner): Promise<boolean> {
  if (owner.host !== hostname()) return true;
  const started = await startOf(owner.pid);
  return started !== null && (owner.started === "" || started === owner.started);
}

/** Field 22 of /proc/PID/stat; null where there is no such process (or no /proc and no such pid). */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    try {
      process.kill(pid, 0);
      return process.platform === "linux" ? null : "";
    } catch {
      return null;
    }
  }
}
