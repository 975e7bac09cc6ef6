/** An assessment for people: grouped by service and weight, 80 columns. Pure. */
import { TRAFFIC_CLASSES } from "../../agent/protocol/audit.ts";
import type { Assessment, FleetFinding } from "./assessment.ts";

const COLUMNS = 80;
const MOST_OF_A_KIND = 12;
const WEIGHTS = [
  ["blocks", "breaks when IPv4 goes"],
  ["look", "needs a look"],
  ["note", "good to know"],
] as const;

/** @param all also what is only good to know. */
export function assessmentText(assessment: Assessment, all: boolean): string {
  const lines: string[] = [];
  for (const [weight, title] of WEIGHTS) {
    const found = assessment.findings.filter((one) => one.weight === weight);
    if (found.length === 0) continue;
    if (weight === "note" && !all) {
      lines.push(`${title}: ${found.length}, shown with -v`, "");
      continue;
    }
    lines.push(`${title}: ${found.length}`);
    for (const [kind, some] of groupBy(found, ({ kind }) => kind)) {
      lines.push(`  ${kind}`);
      for (const one of some.slice(0, MOST_OF_A_KIND)) lines.push(...findingLines(one));
      if (some.length > MOST_OF_A_KIND) lines.push(`    and ${some.length - MOST_OF_A_KIND} more, in --json`);
    }
    lines.push("");
  }
  if (assessment.unknown.length > 0) {
    lines.push(`unknown: ${assessment.unknown.length}`);
    for (const [text, some] of groupBy(assessment.unknown, ({ what, because }) => `${what}: ${because}`))
      lines.push(...wrap(`${some.map(({ host }) => host).join(", ")}: ${text}`, 2));
    lines.push("");
  }
  lines.push(...traffic(assessment), ...proposals(assessment));
  if (assessment.findings.every(({ weight }) => weight === "note"))
    lines.push(
      assessment.unknown.length === 0
        ? "nothing found that needs IPv4"
        : "nothing found that needs IPv4 where it could be looked at; the rest is unknown",
      "",
    );
  return lines.join("\n");
}

export function findingLines({ host, place, what, fix, package: from }: FleetFinding): string[] {
  const said = what.includes(place) ? what : `${place}: ${what}`;
  const brought = from === null ? "" : ` (package ${from})`;
  return [...wrap(`${host}: ${said}${brought}`, 4), ...wrap(`→ ${fix}`, 6)];
}

function traffic({ hosts }: Assessment): string[] {
  const observed = hosts.filter(({ observation }) => observation !== null);
  if (observed.length === 0) return [];
  const rows = observed.map(({ host, observation }) => {
    const { traffic } = observation!;
    const total = TRAFFIC_CLASSES.reduce((sum, name) => sum + traffic[name], 0);
    const share = (bytes: number): string => `${total === 0 ? 0 : Math.round((100 * bytes) / total)}%`.padStart(5);
    const since = new Date(observation!.unbrokenSince).toISOString().slice(0, 16).replace("T", " ");
    return `  ${host.padEnd(16)}${TRAFFIC_CLASSES.map((name) => share(traffic[name]).padStart(12)).join("")}  ${since}`;
  });
  const head = `  ${"".padEnd(16)}${TRAFFIC_CLASSES.map((name) => name.padStart(12)).join("")}  unbroken since`;
  return ["traffic", head, ...rows, ""];
}

function proposals({ proposals: targets, needs }: Assessment): string[] {
  const lines: string[] = [];
  if (targets.length > 0) lines.push("proposed targets");
  for (const { service, stated, target, reason, because } of targets) {
    const differs = stated === target ? "" : ` (the plan says ${stated})`;
    lines.push(...wrap(`${service}: ${target}${reason === null ? "" : `, reason: ${reason}`}${differs}`, 2));
    for (const one of because) lines.push(...wrap(one, 4));
  }
  if (needs.length > 0) lines.push("", "needs the plan does not have");
  for (const { service, need, because } of needs) lines.push(...wrap(`${service}: needs: [${need}]  ${because}`, 2));
  return lines.length === 0 ? [] : [...lines, ""];
}

/** Words put on lines of 80 columns; what has no blank stays whole. */
export function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== "" && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = " ".repeat(indent + 2);
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}

function groupBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}
