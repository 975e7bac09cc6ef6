/** Running processes as detectors look at them. */
import type { System } from "../system.ts";

export interface Process {
  readonly pid: number;
  readonly comm: string;
  readonly argv: readonly string[];
  /** Null where this agent may not read it. */
  readonly environ: readonly string[] | null;
  /** Path of the program; null for kernel threads and where it may not be read. */
  readonly exe: string | null;
  readonly cwd: string | null;
  readonly unit: string | null;
}

const AT_ONCE = 32;

/** Kernel threads and this agent's own processes are left out. */
export async function gatherProcesses(sys: System): Promise<Process[]> {
  const pids = (await sys.list("/proc")).filter((name) => /^\d+$/.test(name));
  const found: Process[] = [];
  for (let i = 0; i < pids.length; i += AT_ONCE) {
    const some = await Promise.all(pids.slice(i, i + AT_ONCE).map((pid) => processOf(sys, Number(pid))));
    for (const one of some) if (one !== null) found.push(one);
  }
  return found;
}

/** `nginx[812]` */
export function processText({ comm, pid }: Pick<Process, "comm" | "pid">): string {
  return `${comm}[${pid}]`;
}

async function processOf(sys: System, pid: number): Promise<Process | null> {
  const folder = `/proc/${pid}`;
  const [cmdline, comm, environ, group] = await Promise.all(
    ["cmdline", "comm", "environ", "cgroup"].map((name) => readable(sys, `${folder}/${name}`)),
  );
  if (cmdline === null || cmdline === "" || cmdline!.includes("/var/lib/migrate/")) return null;
  const [exe, cwd] = await Promise.all([link(sys, `${folder}/exe`), link(sys, `${folder}/cwd`)]);
  return {
    pid,
    comm: (comm ?? "").trim(),
    argv: cmdline!.replace(/\0$/, "").split("\0"),
    environ: environ === null ? null : environ!.split("\0").filter((one) => one !== ""),
    exe: exe?.replace(/ \(deleted\)$/, "") ?? null,
    cwd,
    unit: unitOf(group ?? ""),
  };
}

/** `0::/system.slice/nginx.service` */
export function unitOf(text: string): string | null {
  return unitOfPath(/^0::(.*)$/m.exec(text)?.[1] ?? /:name=systemd:(.*)$/m.exec(text)?.[1] ?? "");
}

/** The innermost unit in a control group's path. */
export function unitOfPath(path: string): string | null {
  return (
    path
      .split("/")
      .reverse()
      .find((part) => /\.(service|scope)$/.test(part)) ?? null
  );
}

/** Null also where the process is gone meanwhile, is somebody else's, or holds bytes that are no text. */
async function readable(sys: System, path: string): Promise<string | null> {
  try {
    return await sys.read(path);
  } catch {
    return null;
  }
}

async function link(sys: System, path: string): Promise<string | null> {
  try {
    const state = await sys.stat(path);
    return state?.kind === "symlink" ? state.content : null;
  } catch {
    return null;
  }
}
