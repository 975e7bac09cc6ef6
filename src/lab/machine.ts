/** One machine of the lab: a process in namespaces of its own, held by a pipe. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { initBelow } from "./init-below.ts";
import { LabError } from "./process.ts";

export interface MachineStart {
  readonly name: string;
  /** Text of the init script and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  /** Flags of unshare: which namespaces are its own. */
  readonly namespaces: readonly string[];
  readonly log: string;
  /** Called when the mounts stand and before the network is configured; the machine waits for it. */
  readonly cable: (pid: number) => Promise<void>;
  /** Whether the machine is a PID namespace of its own in the one that is started. */
  readonly nested?: boolean;
}

/** 100: start again. 101: stay off. Anything else: it died. */
export type Ended = "reboot" | "off" | "died";

export interface Machine {
  readonly name: string;
  /** The process that holds the machine, as this machine numbers it: it ends with it. PID 1 of the machine, or of what is around a machine with a systemd of its own. */
  readonly pid: number;
  /** PID 1 of the machine. */
  readonly init: number;
  readonly ended: Promise<Ended>;
  /** End it and everything in it, at once. */
  cut(): void;
}

/** Longest a machine may take to boot; a loaded computer with 50 of them is slow, a hung one must not be forever. */
const BOOT_MS = 60_000;

/** Start a machine and wait until it is up. @throws LabError with the end of its log where it does not come up. */
export async function startMachine(start: MachineStart): Promise<Machine> {
  const log = openSync(start.log, "a");
  const child = spawn(
    "unshare",
    [...start.namespaces, "--fork", "--kill-child=KILL", "sh", "-c", start.script, start.name, ...start.args],
    {
      stdio: ["ignore", "pipe", log, "pipe"],
      env: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
      cwd: "/",
      // Ctrl-C is for the process that holds the lab, which then ends its machines itself.
      detached: true,
    },
  );
  closeSync(log);
  const control = child.stdio[3] as Writable;
  // The machine may end before it reads; its exit is what counts.
  control.on("error", () => undefined);
  const ended = endOf(child);
  const lines = linesOf(child.stdout!);
  const timer = setTimeout(() => child.kill("SIGKILL"), BOOT_MS);
  try {
    const [word, pidText] = (await lines.next()).split(" ");
    if (word !== "mounted") throw new Error(`said "${word}"`);
    const pid = Number(pidText);
    await start.cable(pid);
    control.write("go\n");
    const up = await lines.next();
    if (up !== "up") throw new Error(`said "${up}"`);
    const init = start.nested === true ? initBelow(pid) : pid;
    if (init === null) throw new Error("its systemd was not found");
    return { name: start.name, pid, init, ended, cut: () => cut(child, pid) };
  } catch (cause) {
    child.kill("SIGKILL");
    await ended;
    const tail = readFileSync(start.log, "utf8").trim().split("\n").slice(-5).join("\n");
    throw new LabError(`${start.name} did not start: ${tail || (cause as Error).message}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function cut(child: ChildProcess, pid: number): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended in between.
  }
}

function endOf(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.on("error", () => resolve("died"));
    child.on("exit", (code) => resolve(code === 100 ? "reboot" : code === 101 ? "off" : "died"));
  });
}

/** Lines of a stream, one at a time. @throws when it ends first. */
function linesOf(stream: Readable): { next(): Promise<string> } {
  const iterator = (async function* lines() {
    let rest = "";
    for await (const chunk of stream.setEncoding("utf8")) {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop()!;
      yield* parts;
    }
  })();
  return {
    async next() {
      const { done, value } = await iterator.next();
      if (done || value === undefined) throw new Error("it ended before it was up");
      return value;
    },
  };
}
