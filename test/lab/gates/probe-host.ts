/** What an agent does for gates, alone: one JSON request a line in, one JSON answer a line out. */
import { createInterface } from "node:readline";
import { inspect } from "../../../agent/audit/inspect.ts";
import { readObservation } from "../../../agent/audit/observation/control.ts";
import { gatherFacts } from "../../../agent/facts/gather.ts";
import { probe } from "../../../agent/probes/probe.ts";
import type { Inspection } from "../../../agent/protocol/audit.ts";
import type { ProbeQuestion } from "../../../agent/protocol/probes.ts";
import { hostSystem } from "../../../agent/system-host.ts";

const ANSWERS: Readonly<Record<string, (params: unknown) => Promise<unknown>>> = {
  facts: () => gatherFacts(sys),
  probe: (params) => probe(sys, params as ProbeQuestion),
  "audit.inspect": (params) => inspect(sys, params as Inspection),
  "audit.read": async () => ({ observation: await readObservation(sys) }),
};

type Request = { readonly id: number; readonly method: string; readonly params: unknown };

const sys = hostSystem();

async function answer({ id, method, params }: Request): Promise<void> {
  const result = await ANSWERS[method]!(params);
  process.stdout.write(`${JSON.stringify({ id, result })}\n`);
}

createInterface({ input: process.stdin }).on("line", (line) => void answer(JSON.parse(line) as Request));
