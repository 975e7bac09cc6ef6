/** Run the lab tests, print the time of each file, and fail where fewer tests ran than the tree holds: a silent skip is a failure. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

interface Report {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "migrate-lab-tests-"));
const output = join(folder, "report.json");
const args = process.argv.slice(2);
const vitest = [
  join(root, "node_modules/vitest/vitest.mjs"),
  "run",
  "--project",
  "lab",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${output}`,
];
const run = spawnSync(process.execPath, [...vitest, ...args], { cwd: root, stdio: "inherit" });
const report = JSON.parse(readFileSync(output, "utf8")) as Report;
rmSync(folder, { recursive: true });

for (const file of report.testResults) {
  const seconds = ((file.endTime - file.startTime) / 1000).toFixed(1).padStart(7);
  console.log(`${seconds} s  ${file.assertionResults.length} tests  ${relative(root, file.name)}`);
}
const files = readdirSync(join(root, "test/lab")).filter((name) => name.endsWith(".test.ts"));
const partial = args.length > 0;
if (!partial && report.testResults.length !== files.length) {
  console.error(`${files.length} lab test files, but ${report.testResults.length} ran`);
  process.exitCode = 1;
}
const silent = report.numTotalTests - report.numPassedTests - report.numFailedTests;
if (silent > 0) {
  console.error(`${silent} lab tests were skipped: a skipped test is not a green one`);
  process.exitCode = 1;
}
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed`);
if (run.status !== 0) process.exitCode = run.status ?? 1;
