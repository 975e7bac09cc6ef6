/** One row of the gates' table: a world, and what the gate says of it. */
import type { ProbeQuestion } from "../../../../agent/protocol/probes.ts";
import type { Finding } from "../../../../src/engine/ports.ts";
import type { Reply, Script, World } from "./scripted.ts";

export interface Row {
  readonly gate: string;
  readonly args?: Record<string, unknown>;
  readonly service?: string;
  readonly hosts?: readonly string[];
  readonly id?: string;
  readonly when: string;
  readonly world?: World;
  readonly finding: Finding;
  /** Must stand in the sentence. */
  readonly says?: readonly (string | RegExp)[];
}

/** A script for questions of one kind that match. */
export function on<K extends ProbeQuestion["kind"]>(
  kind: K,
  matches: (question: Extract<ProbeQuestion, { kind: K }>, host: string) => boolean,
  reply: Reply | null,
): Script {
  return (host, question) =>
    question.kind === kind && matches(question as Extract<ProbeQuestion, { kind: K }>, host) ? reply : null;
}
