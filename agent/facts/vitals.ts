/** What a boot must bring back besides the network: time, names and units. */
import type { Vitals } from "../protocol/messages.ts";
import type { System } from "../system.ts";
import { bootMark } from "./boot.ts";

const COMMAND_MS = 10_000;

/** @param names asked one beside the other, as any program here would. */
export async function gatherVitals(sys: System, names: readonly string[]): Promise<Vitals> {
  const said = async (...argv: string[]): Promise<string> => (await sys.exec(argv, { timeoutMs: COMMAND_MS })).stdout;
  const resolved = await Promise.all(names.map((name) => resolves(sys, name)));
  return {
    bootId: await bootMark(sys),
    synchronised: (await said("timedatectl", "show", "--property=NTPSynchronized", "--value")).trim() === "yes",
    starting: ["initializing", "starting"].includes((await said("systemctl", "is-system-running")).trim()),
    failedUnits: parseUnits(await said("systemctl", "list-units", "--state=failed", "--plain", "--no-legend")),
    resolved: names.filter((_, i) => resolved[i]),
    at: sys.now(),
  };
}

async function resolves(sys: System, name: string): Promise<boolean> {
  return (await sys.exec(["getent", "ahosts", name], { timeoutMs: COMMAND_MS })).code === 0;
}

/** First words of `systemctl list-units --plain --no-legend`. */
export function parseUnits(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim().split(/\s+/)[0]!)
    .filter((unit) => unit !== "");
}
