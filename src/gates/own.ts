/** `own`: a gate of the operator's own, in a file beside the plan. It runs in the controller and asks from hosts; it changes nothing. */
import { createHash } from "node:crypto";
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { ProbeAnswer, ProbeQuestion } from "../../agent/protocol/probes.ts";
import type { Gate } from "./gate.ts";
import type { Judgement } from "./part.ts";

/** What the file's default export is. It may import `node:` modules and nothing else. */
export type OwnGate = (question: OwnQuestion) => Promise<OwnAnswer>;

export interface OwnQuestion {
  /** As the plan gives them. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Null where the gate is about a phase. */
  readonly service: string | null;
  readonly hosts: readonly string[];
  readonly facts: ReadonlyMap<string, HostFacts>;
  /** Put a question of the network from a host of the inventory. A host that cannot be reached answers `unable`. */
  probe(host: string, question: ProbeQuestion): Promise<ProbeAnswer>;
}

export interface OwnAnswer {
  /** unknown never counts as pass. */
  readonly finding: "pass" | "fail" | "unknown";
  /** One sentence an operator can act on. */
  readonly because: string;
  /** What was seen; kept as evidence. */
  readonly observed: unknown;
}

/** Longer is no answer. */
const ANSWER_MS = 120_000;

export const own: Gate<"own"> = {
  name: "own",
  about:
    "What the file of the operator's own asks; an answer that is none of pass, fail and unknown is unknown, and so is none within two minutes.",
  async ask({ args: { file, source, args }, service, hosts, world }) {
    const sha256 = createHash("sha256").update(source).digest("hex");
    const kept = (observed: unknown): unknown => ({ file, sha256, args, answer: observed });
    const unclear = (because: string): Judgement => ({ finding: "unknown", because, observed: kept(null) });
    let gate: unknown;
    try {
      gate = (await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`)).default;
    } catch (error) {
      return unclear(`${file} cannot be loaded: ${(error as Error).message}.`);
    }
    if (typeof gate !== "function") return unclear(`${file} is no gate: its default export is no function.`);
    const late = new AbortController();
    const answer = await Promise.race([
      (gate as OwnGate)({ args, service, hosts, facts: world.facts, probe: world.probe }),
      world.clock.wait(ANSWER_MS, late.signal).then(() => null),
    ]).finally(() => late.abort());
    if (answer === null) return unclear(`${file} gave no answer within ${ANSWER_MS / 1000} s.`);
    const { finding, because, observed } = answer ?? {};
    if (finding !== "pass" && finding !== "fail" && finding !== "unknown")
      return unclear(`${file} answered ${JSON.stringify(finding)}, which is none of pass, fail and unknown.`);
    return { finding, because: String(because), observed: kept(observed ?? null) };
  },
};
