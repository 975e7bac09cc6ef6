/**
 * Run the lab tests and print the time of each file. Fewer tests than the tree holds is a failure: nothing is skipped silently. A file that fails is
 * run once more, alone, for its servers and namespaces share the machine with whatever else it does; that it needed this is printed, never hidden.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

interface FileResult {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

const root = join(import.meta.dirname, "..");
const output = mkdtempSync(join(tmpdir(), "migrate-lab-tests-"));

function run(args: readonly string[]): readonly FileResult[] {
  const report = join(output, "report.json");
  const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", "lab"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  rmSync(report, { force: true });
  spawnSync(process.execPath, [...vitest, ...reporters, ...args], { cwd: root, stdio: "inherit" });
  return (JSON.parse(readFileSync(report, "utf8")) as { testResults: FileResult[] }).testResults;
}

const args = process.argv.slice(2);
const first = run(args);
const again = first.filter((file) => file.status !== "passed").map((file) => file.name);
const second = again.flatMap((name) => run([name]));
const results = [...first.filter((file) => !again.includes(file.name)), ...second];
rmSync(output, { recursive: true });

for (const file of [...first].sort((a, b) => b.endTime - b.startTime - (a.endTime - a.startTime))) {
  const seconds = ((file.endTime - file.startTime) / 1000).toFixed(1).padStart(7);
  console.log(`${seconds} s  ${String(file.assertionResults.length).padStart(3)} tests  ${relative(root, file.name)}`);
}
for (const name of again) console.log(`needed a second try: ${relative(root, name)}`);
const files = readdirSync(join(root, "test/lab")).filter((name) => name.endsWith(".test.ts"));
const passed = results.flatMap((file) => file.assertionResults).filter(({ status }) => status === "passed").length;
const others = results.flatMap((file) => file.assertionResults).length - passed;
const broken = results.filter((file) => file.status !== "passed").length;
if (args.length === 0 && results.length !== files.length) {
  console.error(`${files.length} lab test files, but ${results.length} ran`);
  process.exitCode = 1;
}
if (others > 0 || broken > 0) process.exitCode = 1;
console.log(`${passed} passed, ${others} failed`);
