/** Runs inside a throw-away host: one call of audit from argv, one answer to stdout, by the agent's own code. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { inspect } from "../../../agent/audit/inspect.ts";
import { readObservation, startObservation, stopObservation } from "../../../agent/audit/observation/control.ts";
import { hostSystem } from "../../../agent/system-host.ts";

// Fails closed: these calls write below /etc and /var.
if (execFileSync("stat", ["-f", "-c", "%T", "/"], { encoding: "utf8" }).trim() !== "overlayfs") {
  throw new Error("not in a lab host");
}

const [, , method, params = "{}"] = process.argv;
const sys = hostSystem();
const { bundleDir, ...given } = JSON.parse(params);
const calls: Readonly<Record<string, () => Promise<unknown>>> = {
  start: () =>
    startObservation(sys, given, { node: process.execPath, bundleDir }, () => randomBytes(8).toString("hex")),
  read: () => readObservation(sys),
  stop: () => stopObservation(sys),
  inspect: () => inspect(sys, given),
};
process.stdout.write(JSON.stringify(await calls[method!]!()));
