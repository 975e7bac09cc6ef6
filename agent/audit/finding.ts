/** How detectors say what they found. */
import type { AuditFinding, FindingKind } from "../protocol/audit.ts";

type Rest = Partial<Pick<AuditFinding, "weight" | "process" | "unit" | "address" | "port">>;

/** `blocks` unless `rest` says otherwise. */
export function finding(kind: FindingKind, place: string, what: string, fix: string, rest: Rest = {}): AuditFinding {
  return { kind, weight: "blocks", place, process: null, unit: null, address: null, port: null, what, fix, ...rest };
}

/** What a detector could not see. */
export interface Blind {
  readonly what: string;
  readonly because: string;
}

export interface Found {
  readonly findings: readonly AuditFinding[];
  readonly unknown?: readonly Blind[];
}
