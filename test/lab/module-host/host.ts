/** A throw-away host for tests of modules and guard: real commands and files, nothing of this machine's. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { AgentHome } from "../../../agent/modules/module.ts";
import type { Hello, Methods, StepRequest } from "../../../agent/protocol/messages.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
/** The driver runs from it, wherever it lies: also below /tmp, which a host has to itself. */
const CHECKOUT = join(HERE, "../../..");

/** On the host. */
export const DRIVER = "/module-host-driver.mjs";

export function bundleDriver(outfile: string): void {
  buildSync({
    entryPoints: [join(HERE, "driver.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    alias: { koffi: join(HERE, "koffi.cjs") },
    external: ["*.node"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
  });
  const { arch } = process;
  const { resolve } = createRequire(createRequire(import.meta.url).resolve("koffi"));
  const addon = join(dirname(resolve(`@koromix/koffi-linux-${arch}/package.json`)), `linux_${arch}`, "koffi.node");
  copyFileSync(addon, join(dirname(outfile), "koffi.node"));
}

/** What the driver inside the host is asked to do; one process per call, as one connection has one agent. */
export type Call =
  | {
      readonly do: "step";
      readonly request: StepRequest;
      readonly connection: Hello["connection"];
      readonly stopBefore?: string;
      readonly home?: AgentHome;
    }
  | { readonly do: "undo"; readonly step: string }
  | {
      readonly do: "confirm" | "heartbeat";
      readonly params: Methods["transaction.confirm"]["params"];
      readonly connection: Hello["connection"];
    }
  | { readonly do: "commit" | "undoNow" | "armThroughReboot" | "reboot"; readonly id: string }
  | { readonly do: "transactions" | "receipts" | "facts" | "standing" };

export interface LabHost {
  /** Run argv inside; throws on a non-zero exit. */
  run(...argv: string[]): string;
  /** Run argv inside; never throws. */
  try(...argv: string[]): { code: number | null; stdout: string; stderr: string };
  /** Start argv inside and leave it running. */
  spawn(argv: readonly string[]): ChildProcess;
  /** Put a question to the agent's code inside. @throws Error with `code` where it answers with a fault. */
  // biome-ignore lint/suspicious/noExplicitAny: the answer's shape follows from the call
  ask(call: Call): Promise<any>;
  /** Start a call and leave it running. */
  start(call: Call): ChildProcess;
  readonly base: string;
  /** Kill PID 1 and start again on the same disk. */
  reboot(): Promise<void>;
  close(): void;
}

export async function startHost(): Promise<LabHost> {
  const base = mkdtempSync(join(tmpdir(), `migrate-module-host-${process.pid}-`));
  // In one file it starts ten times faster, and a switch that is armed does not wait.
  mkdirSync(join(base, "upper"));
  bundleDriver(join(base, "upper", DRIVER));
  let outer = await boot(base);
  const enter = (argv: readonly string[]): string[] => ["-t", String(outer.pid), "-a", "--", ...argv];
  const host: LabHost = {
    base,
    run: (...argv) => execFileSync("nsenter", enter(argv), { encoding: "utf8" }),
    try: (...argv) => {
      const done = spawnSync("nsenter", enter(argv), { encoding: "utf8" });
      return { code: done.status, stdout: done.stdout, stderr: done.stderr };
    },
    spawn: (argv) => spawn("nsenter", enter(argv), { stdio: ["ignore", "pipe", "inherit"] }),
    start: (call) => {
      const child = spawn("nsenter", enter([process.execPath, DRIVER]), {
        stdio: ["pipe", "pipe", "inherit"],
      });
      child.stdin!.end(JSON.stringify(call));
      return child;
    },
    ask: (call) =>
      new Promise((resolve, reject) => {
        const child = host.start(call);
        let out = "";
        child.stdout!.on("data", (piece: Buffer) => {
          out += piece.toString();
        });
        child.on("close", () => {
          const answer = JSON.parse(out === "" ? '{"fault":{"code":"gone","message":"the driver died"}}' : out);
          if ("fault" in answer) reject(Object.assign(new Error(answer.fault.message), { code: answer.fault.code }));
          else resolve(answer.ok);
        });
      }),
    reboot: async () => {
      outer.end();
      outer = await boot(base);
    },
    close: () => {
      outer.end();
      rmSync(base, { recursive: true, force: true });
    },
  };
  return host;
}

async function boot(base: string): Promise<{ pid: number; end: () => void }> {
  const unshare = spawn(
    "unshare",
    [
      "-n",
      "-m",
      "-u",
      "-i",
      "-p",
      "-f",
      "--kill-child=KILL",
      "--propagation",
      "private",
      "bash",
      join(HERE, "init.sh"),
      base,
      CHECKOUT,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  await new Promise<void>((resolve, reject) => {
    unshare.stdout!.once("data", () => resolve());
    unshare.once("exit", (code) => reject(new Error(`the lab host did not come up: ${code}`)));
  });
  const pid = Number(execFileSync("ps", ["-o", "pid=", "--ppid", String(unshare.pid)], { encoding: "utf8" }).trim());
  return {
    pid,
    end: () => {
      // The end of PID 1 is the end of every process of the host; wait until the kernel has taken it all down.
      try {
        process.kill(pid, "SIGKILL");
      } catch {}
      spawnSync("tail", ["-s", "0.02", `--pid=${pid}`, "-f", "/dev/null"], { timeout: 10_000 });
      unshare.kill("SIGKILL");
    },
  };
}

/** Wait for a condition. @throws after `ms` with what was waited for. */
export async function until(what: string, ms: number, condition: () => boolean | Promise<boolean>): Promise<number> {
  const start = performance.now();
  for (;;) {
    if (await condition()) return performance.now() - start;
    if (performance.now() - start > ms) throw new Error(`waited ${ms} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
