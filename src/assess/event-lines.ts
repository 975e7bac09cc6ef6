/** What `audit --json` prints of an assessment, a line each as event.schema.json has it. Pure. */
import type { Assessment } from "./assessment.ts";

export interface AuditLine {
  readonly type: `audit.${"finding" | "unknown" | "proposal" | "need" | "host" | "observation" | "flow"}`;
}

export function auditLines({ findings, unknown, proposals, needs, hosts }: Assessment): readonly AuditLine[] {
  return [
    ...findings.map((finding) => ({ type: "audit.finding" as const, ...finding })),
    ...unknown.map((one) => ({ type: "audit.unknown" as const, ...one })),
    ...proposals.map((proposal) => ({ type: "audit.proposal" as const, ...proposal })),
    ...needs.map((need) => ({ type: "audit.need" as const, ...need })),
    ...hosts.map(({ host, audit, error }) => ({
      type: "audit.host" as const,
      host,
      error,
      elapsedMs: audit?.elapsedMs ?? null,
      setAside: audit?.setAside ?? {},
      listeners: audit?.listeners ?? [],
      names: audit?.names ?? [],
    })),
    ...hosts.flatMap(({ host, observation }) => {
      if (observation === null) return [];
      const { flows, ...rest } = observation;
      return [
        { type: "audit.observation" as const, host, ...rest },
        ...flows.map((flow) => ({ type: "audit.flow" as const, host, ...flow })),
      ];
    }),
  ];
}
