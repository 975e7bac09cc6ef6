/** What `apply` and `plan` are told on the command line. */
import type { ScopeOptions } from "./scope-options.ts";

export interface ApplyOptions extends ScopeOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly wait?: boolean;
  readonly byRunners?: boolean;
  readonly step?: boolean;
  readonly metrics?: string;
  /** `plan -o`: where to. */
  readonly output?: string;
  readonly expires?: string;
  readonly confirmWithin?: string;
  readonly detailedExitcode?: boolean;
}
