/** A line to this host's log, and whether a line arrived in a file of this host. */
import type { ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { answered, type Result, timedOut, unable } from "./outcome.ts";

export async function logWrite(sys: System, question: Extract<ProbeQuestion, { kind: "log-write" }>): Promise<Result> {
  const { text, timeoutMs } = question;
  const ran = await sys.exec(["logger", "-t", "migrate", "--", text], { timeoutMs });
  if (ran.code === 127) return unable("logger is not on this host (package bsdutils)");
  if (ran.code === null) return timedOut("logger", timeoutMs);
  if (ran.code !== 0 || ran.stderr !== "") return unable(`logger: ${ran.stderr.trim() || `exit ${ran.code}`}`);
  return answered(`${text} written to the log`, {});
}

export async function textFind(sys: System, question: Extract<ProbeQuestion, { kind: "text-find" }>): Promise<Result> {
  const { paths, text, timeoutMs } = question;
  const ran = await sys.exec(["grep", "-rlF", "-e", text, "--", ...paths], { timeoutMs });
  if (ran.code === null) return timedOut(`search of ${paths.join(", ")}`, timeoutMs);
  const path = ran.stdout.split("\n")[0] || null;
  if (path !== null) return answered(`${text} stands in ${path}`, { found: true, path });
  // 2: something could not be read; what is not there may be in it.
  if (ran.code !== 1) return unable(`grep: ${ran.stderr.trim().split("\n")[0] || `exit ${ran.code}`}`);
  return answered(`${text} is not in ${paths.join(", ")}`, { found: false, path: null });
}
