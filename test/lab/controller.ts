/** `migrate` started as an operator of a lab would, and what it said. */
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Lab } from "../../src/lab/lab.ts";

const ROOT = join(import.meta.dirname, "../..");
export const MIGRATE = join(ROOT, "bin/migrate");

export interface Line {
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface Controller {
  /** Every NDJSON line so far. */
  readonly lines: readonly Line[];
  /** Resolves with the first line that fits. @throws when the program ends without one. */
  line(fits: (line: Line) => boolean): Promise<Line>;
  readonly exited: Promise<{ readonly code: number | null; readonly stderr: string }>;
  kill(signal: NodeJS.Signals): void;
}

export async function startMigrate(
  lab: Lab,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Controller> {
  const child = await lab.operator([MIGRATE, ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const lines: Line[] = [];
  const waiting: { fits: (line: Line) => boolean; found: (line: Line) => void; lost: (error: Error) => void }[] = [];
  let stderr = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  createInterface({ input: child.stdout! }).on("line", (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    for (const one of waiting.filter(({ fits }) => fits(line))) one.found(line);
  });
  const exited = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once("close", (code) => {
      for (const { lost } of waiting) lost(new Error(`migrate ended with ${code} first: ${stderr}`));
      resolve({ code, stderr });
    });
  });
  return {
    lines,
    exited,
    line: (fits) =>
      new Promise((found, lost) => {
        const before = lines.find(fits);
        if (before !== undefined) found(before);
        else waiting.push({ fits, found, lost });
      }),
    // The whole group: nothing of it may go on and tidy up.
    kill: (signal) => process.kill(-child.pid!, signal),
  };
}

export async function migrate(
  lab: Lab,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return lab.run([MIGRATE, ...args], { cwd: ROOT, timeoutMs: 180_000 });
}

/** NDJSON lines of an output. */
export function ndjson(stdout: string): Line[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

export function isArmed(line: Line): boolean {
  return line.type === "step.outcome" && line.armed !== null;
}
