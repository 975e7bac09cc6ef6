/** `migrate clat` and `agent.cjs clat`: IPv4 for applications on a host that has none. 464XLAT's customer side, RFC 6877. */
import { promises as dns } from "node:dns";
import { readFileSync, writeFileSync } from "node:fs";
import type { Problem } from "../nat64/config.ts";
import { type DaemonIo, runTranslator } from "../nat64/daemon.ts";
import { runIp } from "../nat64/device/setup.ts";
import { parseIp6 } from "../net/ip6.ts";
import { type ClatConfiguration, type ClatFile, checkShape, readClatConfig } from "./config.ts";
import { NAME, prefixFrom } from "./discover.ts";
import { type Step, setupSteps, undoSteps } from "./setup.ts";

/** The configuration cannot be used; `problems` says why, all of it. */
export class ClatConfigError extends Error {
  readonly code = "clat-config";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.join(".") || "file"}: ${message}`).join("\n"));
    this.name = "ClatConfigError";
    this.problems = problems;
  }
}

/** Run until `signal` is aborted. Rejects with ClatConfigError, or with the system's error where the device cannot be had. */
export async function runClat(file: ClatFile, io: DaemonIo, signal: AbortSignal): Promise<void> {
  const wrong = checkShape(file);
  if (wrong.length > 0) throw new ClatConfigError(wrong);
  const { plat_prefix: wanted = "auto" } = file;
  const reading = readClatConfig(file, wanted === "auto" ? await discoveredPrefix() : wanted);
  if ("problems" in reading) throw new ClatConfigError(reading.problems);
  const { configuration } = reading;
  const before = new Map<string, string>();
  const setUp = (name: string): void => {
    for (const step of setupSteps(name, configuration)) carryOut(step, before);
  };
  try {
    await runTranslator("clat", configuration.translator, io, signal, setUp);
  } finally {
    putBack(configuration, before, io);
  }
}

/** @throws where the network has no DNS64, or does not say. */
async function discoveredPrefix(): Promise<string> {
  let answers: string[];
  try {
    answers = await dns.resolve6(NAME);
  } catch (error) {
    throw new Error(`plat_prefix: auto: ${NAME} has no AAAA here (${(error as Error).message}); name the prefix`);
  }
  const prefix = prefixFrom(answers.map((text) => parseIp6(text)).filter((bytes) => bytes !== null));
  if (prefix !== null) return prefix;
  throw new Error(
    `plat_prefix: auto: ${NAME} is ${answers.join(", ")}, which no NAT64 prefix explains; name the prefix`,
  );
}

function carryOut(step: Step, before: Map<string, string>): void {
  if ("ip" in step) {
    runIp(step.ip);
    return;
  }
  const path = `/proc/sys/${step.sysctl}`;
  const value = readFileSync(path, "utf8").trim();
  if (value === step.value) return;
  writeFileSync(path, step.value);
  before.set(step.sysctl, value);
}

/** Only what we changed. One that fails must not keep the others from being put back. */
function putBack(configuration: ClatConfiguration, before: ReadonlyMap<string, string>, io: DaemonIo): void {
  for (const step of undoSteps(configuration, before)) {
    try {
      if ("ip" in step) runIp(step.ip);
      else writeFileSync(`/proc/sys/${step.sysctl}`, step.value);
    } catch (error) {
      io.log(`not put back: ${(error as Error).message}`);
    }
  }
}
