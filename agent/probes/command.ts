/** A program of the operator's: its exit code and the beginning of what it said. */
import type { ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { answered, type Result, timedOut, unable } from "./outcome.ts";

const KEPT = 2_048;

export async function command(sys: System, question: Extract<ProbeQuestion, { kind: "command" }>): Promise<Result> {
  const { argv, timeoutMs } = question;
  const what = argv.join(" ");
  const ran = await sys.exec(argv, { timeoutMs, env: { LC_ALL: "C" } });
  if (ran.code === 127) return unable(`${what}: the program is not on this host`);
  if (ran.code === null) return timedOut(what, timeoutMs);
  const stdout = ran.stdout.slice(0, KEPT);
  const first = (stdout.trim() || ran.stderr.trim()).split("\n")[0]!;
  return answered(`${what}: exit ${ran.code}${first === "" ? "" : `, ${first}`}`, {
    code: ran.code,
    stdout,
    stderr: ran.stderr.slice(0, KEPT),
  });
}
