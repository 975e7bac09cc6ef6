/** An executable that is asked for hosts: its answer as it comes, and how it ended. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

export interface AnswerFailure {
  /** What it did, after its name: "failed on --list …". */
  readonly failure: string;
  readonly hint?: string;
}

const LARGEST_ANSWER = 256 * 1024 * 1024;
/** Of what it says on standard error only the last line is told. */
const LAST_WORDS = 4096;

/**
 * @param silenceMs how long it may say nothing.
 * @param read takes the answer; what it makes of it counts only if the program ends well.
 */
export async function askExecutable<T>(
  path: string,
  silenceMs: number,
  read: (answer: AsyncIterable<Buffer>) => Promise<T>,
): Promise<{ readonly answer: T } | AnswerFailure> {
  // An absolute path: the kernel looks up a relative one from the working directory, a bare name in PATH.
  const child = spawn(resolve(path), ["--list"], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  let bytes = 0;
  let stopped = null as string | null;
  const stop = (because: string): void => {
    stopped = because;
    child.kill("SIGKILL");
    // What it started itself may hold them open for ever.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const silence = setTimeout(() => {
    const seconds = `${silenceMs / 1000} s`;
    stop(
      bytes === 0
        ? `did not answer to --list within ${seconds}`
        : `stopped amid its answer to --list: nothing for ${seconds}`,
    );
  }, silenceMs);
  async function* answer(): AsyncGenerator<Buffer> {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      silence.refresh();
      bytes += chunk.length;
      if (bytes > LARGEST_ANSWER) return stop(`answered to --list with more than ${LARGEST_ANSWER / 1024 / 1024} MiB`);
      yield chunk;
    }
  }
  const failed = (failure: string): AnswerFailure => {
    const said = words.trim().split("\n").at(-1)!;
    return { failure, ...(said === "" ? {} : { hint: `it said: ${said}` }) };
  };
  try {
    const [told, [code, signal]] = await Promise.all([read(answer()), ended]);
    if (stopped !== null) return failed(stopped);
    if (signal !== null) return failed(`was killed by ${signal} amid --list`);
    return code === 0 ? { answer: told } : failed(`failed on --list with exit status ${code}`);
  } catch (cause) {
    if (stopped !== null) return failed(stopped);
    const { code, syscall, message } = cause as NodeJS.ErrnoException;
    if (syscall?.startsWith("spawn") !== true) throw cause;
    return failed(
      `could not be run: ${code === "ENOENT" ? "the program that its first line names does not exist" : message}`,
    );
  } finally {
    clearTimeout(silence);
    child.kill("SIGKILL");
  }
}
