/** What `nat64.state` says of gateways that have been nearly full for long: evidence carries it, whatever the finding. */
import type { Evidence } from "./ports.ts";

export interface ScaleOut {
  /** One sentence: which gateways, how full, since when. */
  readonly because: string;
  /** What makes room. */
  readonly next: string;
}

export function scaleOutOf(evidence: Pick<Evidence, "observed">): ScaleOut | null {
  const { observed } = evidence;
  if (typeof observed !== "object" || observed === null || !("scale_out" in observed)) return null;
  return observed.scale_out as ScaleOut;
}
