import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PROGRAM = join(import.meta.dirname, "reads-no-more.ts");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-lost-output-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Goes away after the first line. @returns how the program ended. */
async function readOneLine(as: "run" | "list"): Promise<{ readonly code: number | null; readonly file: string }> {
  const file = join(folder, `pipe-${as}`);
  const child = spawn(process.execPath, [PROGRAM, file, as], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.destroy();
  child.stderr.destroy();
  return { code: await ended, file };
}

/** A file is there before what is written to it. */
function appears(file: string): Promise<void> {
  return new Promise((resolve) => {
    const watching = watch(folder, () => {
      if (!existsSync(file) || readFileSync(file).length === 0) return;
      watching.close();
      resolve();
    });
  });
}

describe("where nobody reads any more", () => {
  it("a run goes on, and ends as it would have", async () => {
    const { code, file } = await readOneLine("run");
    expect(readFileSync(file, "utf8")).toBe("came to its end");
    expect(code).toBe(3);
  });

  it("a list ends at once, and that is no error", async () => {
    const { code, file } = await readOneLine("list");
    expect(existsSync(file)).toBe(false);
    expect(code).toBe(0);
  });

  it("a run on a terminal that is gone goes on, also while it asks", async () => {
    const file = join(folder, "terminal");
    const command = [process.execPath, PROGRAM, file, "run"].map((word) => `'${word}'`).join(" ");
    // Holds the terminal; with it the terminal goes.
    const holder: ChildProcess = spawn("script", ["-qec", `exec ${command}`, "/dev/null"], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const done = appears(file);
    await new Promise((resolve) => holder.stdout!.once("data", resolve));
    holder.kill("SIGKILL");
    await done;
    expect(readFileSync(file, "utf8")).toBe("came to its end");
  });
});
