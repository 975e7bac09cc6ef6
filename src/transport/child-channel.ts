/** A local program as a channel: OpenSSH's client, or the agent itself on this machine. */
import { spawn } from "node:child_process";
import type { Channel } from "./channel.ts";

/** A program that does not end after its input did (or after SIGTERM) is killed after this long. */
const KILL_MS = 2_000;

/** @throws where the program cannot be started. */
export async function childChannel(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Channel> {
  // In a session of its own: Ctrl-C on the controller's terminal must not cut the connections it wants to end well.
  const child = spawn(argv[0]!, argv.slice(1), { stdio: ["pipe", "pipe", "pipe"], detached: true, env });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  child.stdin.on("error", () => {});
  const closed = new Promise<string>((resolve) => {
    child.once("close", (code, signal) =>
      resolve(signal === null ? `${argv[0]} ended with exit code ${code}` : `${argv[0]} was ended by ${signal}`),
    );
  });
  let ending = false;
  return {
    input: child.stdin,
    output: child.stdout,
    errors: child.stderr,
    closed,
    close: () => {
      if (ending) return;
      ending = true;
      child.stdin.destroy();
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), KILL_MS);
      timer.unref();
      void closed.then(() => clearTimeout(timer));
    },
  };
}
