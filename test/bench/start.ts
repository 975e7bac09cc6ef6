/** How long `migrate` takes to start, beside Node itself; and how much processor time, which other work on the machine does not lengthen as much. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { median } from "./median.ts";

const ROOT = join(import.meta.dirname, "../..");
const NODE = join(ROOT, "node_modules/.bin/node");
const MIGRATE = join(ROOT, "bin/migrate");
const ROUNDS = 11;

interface Took {
  readonly seconds: number;
  readonly cpu: number;
}

export async function benchStart(): Promise<void> {
  const demo = join(ROOT, "playbooks/demo/plan.yaml");
  const commands: Readonly<Record<string, readonly [limit: number | null, ...argv: string[]]>> = {
    "node -e 0": [null, NODE, "-e", "0"],
    "migrate --help": [0.15, MIGRATE, "--help"],
    "migrate check of the demo plan": [0.3, MIGRATE, "check", demo],
  };
  const rounds = new Map(Object.keys(commands).map((name) => [name, [] as Took[]]));
  // What the first start compiles, later ones find.
  for (const [, ...argv] of Object.values(commands)) take(argv);
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, [, ...argv]] of Object.entries(commands)) rounds.get(name)!.push(take(argv));
  for (const [name, [limit]] of Object.entries(commands)) {
    const seconds = median(rounds.get(name)!.map((took) => took.seconds));
    const cpu = median(rounds.get(name)!.map((took) => took.cpu));
    const verdict = limit === null ? "" : seconds <= limit ? ` (holds: ${limit} s)` : ` (MISSED: ${limit} s)`;
    console.log(`${name}: ${seconds.toFixed(3)} s${verdict}; processor time ${cpu.toFixed(3)} s`);
  }
}

function take(argv: readonly string[]): Took {
  const script = 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>&1; } 2>&1';
  const said = execFileSync("bash", ["-c", script, "bash", ...argv], { encoding: "utf8", cwd: ROOT });
  const [seconds, user, system] = said.trim().split(" ").map(Number);
  return { seconds: seconds!, cpu: user! + system! };
}
