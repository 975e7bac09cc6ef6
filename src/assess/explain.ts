/** Why a host or a service is still IPv4, from an assessment. Pure. */
import type { Assessment, FleetFinding, Unknown } from "./assessment.ts";
import { findingLines, wrap } from "./text.ts";

export interface Explanation {
  readonly about: string;
  readonly findings: readonly FleetFinding[];
  readonly unknown: readonly Unknown[];
  /** One sentence. */
  readonly answer: string;
  /** The one thing to do first. */
  readonly next: string | null;
}

/** @returns null where the assessment knows neither a host nor a service of that name. */
export function explain(assessment: Assessment, name: string): Explanation | null {
  const isHost = assessment.hosts.some(({ host }) => host === name);
  const isService = assessment.proposals.some(({ service }) => service === name);
  if (!isHost && !isService) return null;
  const findings = assessment.findings.filter(({ host, services }) =>
    isHost ? host === name : services.includes(name),
  );
  const members = new Set(
    isHost ? [name] : assessment.hosts.filter((one) => servesOn(assessment, one.host, name)).map(({ host }) => host),
  );
  const unknown = assessment.unknown.filter(({ host }) => members.has(host));
  const ordered = [...findings].sort((a, b) => rank(a) - rank(b));
  const open = ordered.filter(({ weight }) => weight !== "note");
  const flows = open.filter(isFlow).length;
  const answer =
    open.length > 0
      ? `${name} is still IPv4: ${plural(flows, "flow")} seen, ${plural(open.length - flows, "other finding")}.`
      : unknown.length > 0
        ? `Nothing found keeps ${name} on IPv4, but ${plural(unknown.length, "thing")} could not be seen.`
        : `Nothing found keeps ${name} on IPv4.`;
  return { about: name, findings: ordered, unknown, answer, next: open[0]?.fix ?? null };
}

function servesOn(assessment: Assessment, host: string, service: string): boolean {
  return assessment.services[service]?.includes(host) === true;
}

/** What is in use comes before what is only written down. */
function rank(finding: FleetFinding): number {
  const weight = { blocks: 0, look: 10, note: 20 }[finding.weight];
  return weight + (isFlow(finding) ? 0 : 1);
}

function isFlow({ kind }: FleetFinding): boolean {
  return kind === "flow.ipv4" || kind === "socket.af-inet" || kind.startsWith("inbound.");
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

export function explanationText({ answer, findings, unknown, next }: Explanation): string {
  const lines = [...wrap(answer, 0)];
  for (const finding of findings.filter(({ weight }) => weight !== "note")) lines.push(...findingLines(finding));
  if (unknown.length > 0) lines.push("unknown:");
  for (const { host, what, because } of unknown) lines.push(...wrap(`${host}: ${what}: ${because}`, 4));
  if (next !== null) lines.push(...wrap(`First: ${next}`, 0));
  return `${lines.join("\n")}\n`;
}
