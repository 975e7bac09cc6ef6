/** Running programs from the lab: argv only, output collected. */
import { spawn } from "node:child_process";

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

/** The lab could not be built, found or used. `because` tells the operator what to do. */
export class LabError extends Error {
  readonly code = "lab";
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LabError";
  }
}

/** Run a program to its end. Never throws for an exit code; a program that is missing has code 127. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(argv[0]!, argv.slice(1), {
      stdio: ["pipe", "pipe", "pipe"],
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let stdout = "";
    let stderr = "";
    const timer =
      options.timeoutMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), options.timeoutMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    // A program that ends without reading its input closes the pipe: its exit code tells the story.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ code: 127, signal: null, stdout, stderr: `${argv[0]}: ${error.message}` });
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stdout, stderr });
    });
  });
}

/** @returns standard output. @throws LabError where the program does not exit 0. */
export async function must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const ran = await run(argv, options);
  if (ran.code === 0) return ran.stdout;
  const how = ran.code === null ? `was ended by ${ran.signal}` : `exited ${ran.code}`;
  throw new LabError(`${argv.join(" ")} ${how}: ${ran.stderr.trim() || ran.stdout.trim() || "no output"}`);
}

/** argv for the namespaces of process `pid`. Only the operator's namespaces keep this machine's root folder. */
export function inside(pid: number, argv: readonly string[], kinds: readonly string[]): string[] {
  return ["nsenter", "-t", String(pid), ...kinds, "--", ...argv];
}

export const NETWORK_ONLY = ["-n"];
export const WHOLE_MACHINE = ["-m", "-u", "-i", "-n", "-p", "-r", "-w"];
export const OPERATOR = ["-n", "-m"];

/** Environment of a program on a machine of the lab. */
export const MACHINE_ENV: NodeJS.ProcessEnv = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  LANG: "C.UTF-8",
};
