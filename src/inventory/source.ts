/** What any inventory source says, before sources are merged and variables are read. */
import type { Diagnostic, Position } from "../plan/diagnostics.ts";
import type { Host } from "../plan/hosts.ts";

export type Vars = Readonly<Record<string, unknown>>;

export interface SourceHost {
  readonly name: string;
  readonly vars: Vars;
  /** What our own format states as such; it wins over variables. */
  readonly own: Partial<Host>;
  /** Groups that the host itself names. */
  readonly groups: readonly string[];
  readonly at: Position;
}

export interface SourceGroup {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly children: readonly string[];
  readonly vars: Vars;
  readonly at: Position;
}

export interface InventorySource {
  readonly hosts: readonly SourceHost[];
  readonly groups: readonly SourceGroup[];
  readonly diagnostics: readonly Diagnostic[];
}

export function problem(at: Position, code: string, message: string, hint?: string): Diagnostic {
  return { severity: "error", code, ...at, message, ...(hint === undefined ? {} : { hint }) };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
