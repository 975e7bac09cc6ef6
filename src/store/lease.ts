/**
 * Who may change a plan's fleet now: one run at a time, by a file that names its owner and runs out unless renewed. A dead owner's lease is free at
 * once on its own workstation, elsewhere when it has run out.
 */
import { appendFile, mkdir, open, readdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Lease, LeaseOwner, ListedLease } from "./store.ts";

const LIFETIME_MS = 60_000;
const RENEW_MS = 15_000;

export async function takeLease(plan: string, run: string, home: string): Promise<Lease> {
  await mkdir(folderOf(home), { recursive: true, mode: 0o700 });
  const path = pathOf(home, plan);
  const me = { run, pid: process.pid, host: hostname(), started: (await startOf(process.pid)) ?? "" };
  const owner = (): LeaseOwner => ({ ...me, expiresAt: Date.now() + LIFETIME_MS });
  for (;;) {
    try {
      const file = await open(path, "wx", 0o600);
      await file.writeFile(JSON.stringify(owner()));
      await file.sync();
      await file.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const current = await readOwner(path);
    if (current !== null && (await isAlive(current))) return { held: false, owner: current };
    await unlink(path).catch(() => undefined);
  }
  const renewal = setInterval(() => {
    renew(path, owner()).catch(() => undefined);
  }, RENEW_MS);
  renewal.unref();
  return {
    held: true,
    release: async () => {
      clearInterval(renewal);
      if ((await readOwner(path))?.run === run) await unlink(path).catch(() => undefined);
    },
  };
}

/** Only while it is still ours: a lease that somebody broke is not taken back. */
async function renew(path: string, owner: LeaseOwner): Promise<void> {
  if ((await readOwner(path))?.run !== owner.run) return;
  await writeFile(`${path}.new`, JSON.stringify(owner), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function listLeases(home: string): Promise<readonly ListedLease[]> {
  const names = await readdir(folderOf(home)).catch(() => []);
  const leases: ListedLease[] = [];
  for (const name of names.filter((n) => n.endsWith(".json")).sort()) {
    const plan = name.slice(0, -".json".length);
    const owner = await readOwner(pathOf(home, plan));
    if (owner !== null) leases.push({ plan, owner, alive: await isAlive(owner) });
  }
  return leases;
}

/** Take a lease away from its owner; who did so and why stays on record. @returns the owner it was taken from, or null where there was none. */
export async function breakLease(
  plan: string,
  by: { readonly who: string; readonly from: string; readonly reason: string },
  home: string,
): Promise<LeaseOwner | null> {
  const owner = await readOwner(pathOf(home, plan));
  if (owner === null) return null;
  await appendFile(
    join(folderOf(home), "broken.ndjson"),
    `${JSON.stringify({ plan, owner, ...by, at: Date.now() })}\n`,
    { mode: 0o600 },
  );
  await unlink(pathOf(home, plan)).catch(() => undefined);
  return owner;
}

function folderOf(home: string): string {
  return join(home, "leases");
}

function pathOf(home: string, plan: string): string {
  return join(folderOf(home), `${plan}.json`);
}

async function readOwner(path: string): Promise<LeaseOwner | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as LeaseOwner;
  } catch {
    return null;
  }
}

async function isAlive(owner: LeaseOwner): Promise<boolean> {
  if (owner.host !== hostname()) return owner.expiresAt > Date.now();
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
