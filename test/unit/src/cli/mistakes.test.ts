/** Mistakes that show before any host is asked. One file each in `test/cases/mistakes/workstation/`: add one, get a test. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { argvOf, expectClear, type Mistake, mistakesIn } from "./mistake.ts";

const MIGRATE = join(import.meta.dirname, "../../../../bin/migrate");
const MISTAKES = mistakesIn("workstation");

async function commit(mistake: Mistake): Promise<{ code: number | null; text: string }> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-mistake-"));
  for (const [name, text] of Object.entries(mistake.files ?? {})) writeFileSync(join(folder, name), text);
  const env = { ...process.env, MIGRATE_STATE: join(folder, "state"), HOME: folder, NO_COLOR: "1" };
  try {
    return await new Promise((done) => {
      const child = execFile(
        MIGRATE,
        argvOf(mistake),
        { cwd: folder, env, timeout: 100_000 },
        (error, stdout, stderr) =>
          done({ code: error === null ? 0 : (child.exitCode ?? null), text: `${stdout}${stderr}` }),
      );
      child.stdin?.end();
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a mistake at the workstation", () => {
  it("has its cases", () => expect(MISTAKES.length).toBeGreaterThanOrEqual(30));
  // A machine that is busy elsewhere is no reason for red.
  it.concurrent.each(MISTAKES)("$name", async (mistake) => expectClear(mistake, await commit(mistake)), 120_000);
});
