/** Debian packages a module's program comes in: installed where the program is missing, taken away again by undo. */
import { hasProgram } from "../facts/programs.ts";
import type { Change } from "../protocol/messages.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";

const LOOK_MS = 60_000;
/** Of a module for the kernel: it is compiled there. */
const INSTALL_MS = 900_000;
const APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
const ENV = { DEBIAN_FRONTEND: "noninteractive" };
/** Debian asks this before it starts a service that was just installed. */
const POLICY = "/usr/sbin/policy-rc.d";

/** Facts of what is missing. */
export interface PackageFacts {
  /** The packages whose program is not there. */
  readonly missing: readonly string[];
  /** Those and what they bring along, as far as apt knows beforehand. */
  readonly brings: readonly string[];
  /** Why they cannot be installed here; null where they can, or where nothing is missing. */
  readonly unable: string | null;
}

/** @param needed package by the program that shows it is there. */
export async function checkPrograms(sys: System, needed: Readonly<Record<string, string>>): Promise<PackageFacts> {
  const missing: string[] = [];
  for (const [program, name] of Object.entries(needed)) if (!(await hasProgram(sys, program))) missing.push(name);
  return checkPackages(sys, missing);
}

export async function checkPackages(sys: System, missing: readonly string[]): Promise<PackageFacts> {
  if (missing.length === 0) return { missing, brings: [], unable: null };
  if (!(await hasProgram(sys, "apt-get")))
    return {
      missing,
      brings: missing,
      unable: `${missing.join(", ")}: not installed, and there is no apt-get here; install what they hold yourself`,
    };
  const simulated = await sys.exec([...APT, "-s", "--no-install-recommends", "install", ...missing], {
    timeoutMs: LOOK_MS,
    env: ENV,
  });
  const brings = [...simulated.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]!);
  return { missing, brings: brings.length === 0 ? missing : brings, unable: null };
}

export function packageChanges({ missing, brings }: PackageFacts): Change[] {
  return missing.map((name) => {
    const more = brings.length - missing.length;
    const along = more > 0 && name === missing[0] ? `, with ${more} that it needs` : "";
    return {
      key: `package:${name}`,
      title: `install the Debian package ${name}${along}`,
      before: null,
      after: "installed",
    };
  });
}

/** Nothing that comes along is started: who needs it does that. @throws Fault with apt's last words. */
export async function installPackages(sys: System, { missing }: PackageFacts): Promise<void> {
  if (missing.length === 0) return;
  const hold = (await sys.stat(POLICY)) === null;
  if (hold) await sys.write(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  const install = [...APT, "-y", "--no-install-recommends", "install", ...missing];
  try {
    let done = await sys.exec(install, { timeoutMs: INSTALL_MS, env: ENV });
    if (done.code !== 0) {
      await sys.exec([...APT, "update"], { timeoutMs: INSTALL_MS, env: ENV });
      done = await sys.exec(install, { timeoutMs: INSTALL_MS, env: ENV });
    }
    if (done.code !== 0)
      throw new Fault("io", `${missing.join(", ")} could not be installed: ${lastLines(done.stderr || done.stdout)}`);
  } finally {
    if (hold) await sys.remove(POLICY);
  }
}

/** @param brought as the facts before the installation had it. */
export async function removePackages(sys: System, brought: readonly string[]): Promise<string[]> {
  if (brought.length === 0) return [];
  const done = await sys.exec([...APT, "-y", "purge", ...brought], { timeoutMs: INSTALL_MS, env: ENV });
  if (done.code !== 0) throw new Fault("io", `${brought.join(", ")} could not be removed: ${lastLines(done.stderr)}`);
  return [`packages removed: ${brought.join(", ")}`];
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join("; ");
}
