/** The last assessment of each plan, as `audit` left it: `explain` and `plan` read it. */
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Assessment } from "../assess/assessment.ts";

function folder(home: string): string {
  return join(home, "audits");
}

function fileOf(home: string, plan: string): string {
  return join(folder(home), `${plan.replaceAll(/[^\w.-]/g, "_")}.json`);
}

/** It holds what flows a fleet has: nobody else may read it. */
export async function keepAssessment(home: string, assessment: Assessment): Promise<string> {
  await mkdir(folder(home), { recursive: true, mode: 0o700 });
  const file = fileOf(home, assessment.plan);
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, `${JSON.stringify(assessment)}\n`, { mode: 0o600 });
  await rename(beside, file);
  return file;
}

/** @param plan its name; left out: the newest of all. @returns null where there is none this version can read. */
export async function keptAssessment(home: string, plan?: string): Promise<Assessment | null> {
  const files =
    plan === undefined
      ? (await readdir(folder(home)).catch(() => []))
          .filter((name) => name.endsWith(".json"))
          .map((name) => join(folder(home), name))
      : [fileOf(home, plan)];
  let newest: Assessment | null = null;
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => null);
    if (text === null) continue;
    const assessment = JSON.parse(text) as Assessment;
    if (assessment.format === 1 && (newest === null || assessment.at > newest.at)) newest = assessment;
  }
  return newest;
}
