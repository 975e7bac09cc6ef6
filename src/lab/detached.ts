/** Start a lab in a process of its own, and take one down, from a command that returns. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";
import type { HolderInput, HolderSays } from "./holder.ts";
import { clearStale, Lab, until } from "./lab.ts";
import { LabError } from "./process.ts";
import { isHeld, labFolder, readState } from "./state.ts";

/** @returns when the lab is up. @throws LabError with the reason where it is not; nothing is left then. */
export async function startDetached(input: HolderInput, say: (line: string) => void): Promise<Lab> {
  const script = join(import.meta.dirname, `holder${extname(import.meta.filename)}`);
  const child = spawn(process.execPath, [...process.execArgv, script], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    cwd: "/",
  });
  const giveUp = () => child.kill("SIGTERM");
  process.once("SIGINT", giveUp).once("SIGTERM", giveUp);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify(input));
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const message = JSON.parse(line) as HolderSays;
      if ("say" in message) say(message.say);
      else if ("error" in message) throw new LabError(message.error);
      else return new Lab(input.name);
    }
    throw new LabError(`the lab ended before it was up: ${stderr.trim() || "no reason given"}`);
  } finally {
    process.off("SIGINT", giveUp).off("SIGTERM", giveUp);
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
  }
}

/** Take a lab down, whoever holds it; also clears what a dead holder left. @returns whether there was anything. */
export async function takeDown(name: string): Promise<boolean> {
  const folder = labFolder(name);
  const state = await readState(folder);
  const left = existsSync(folder);
  if (state !== null && isHeld(state)) {
    process.kill(state.holder.pid, "SIGTERM");
    const gone = async () => !isHeld(state);
    // A holder that hangs is ended: its machines end with it.
    await until(`the holder of ${name} to end`, gone, 30_000).catch(() => process.kill(state.holder.pid, "SIGKILL"));
    await until(`the holder of ${name} to end`, gone, 10_000);
  }
  await clearStale(folder);
  return left;
}
