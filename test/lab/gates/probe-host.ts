/** What an agent does for gates, alone: one JSON request a line in, one JSON answer a line out. */
import { createInterface } from "node:readline";
import { gatherFacts } from "../../../agent/facts/gather.ts";
import { probe } from "../../../agent/probes/probe.ts";
import type { ProbeQuestion } from "../../../agent/protocol/probes.ts";
import { hostSystem } from "../../../agent/system-host.ts";

type Request = { readonly id: number; readonly method: "probe" | "facts"; readonly params: unknown };

const sys = hostSystem();

async function answer({ id, method, params }: Request): Promise<void> {
  const result = method === "facts" ? await gatherFacts(sys) : await probe(sys, params as ProbeQuestion);
  process.stdout.write(`${JSON.stringify({ id, result })}\n`);
}

createInterface({ input: process.stdin }).on("line", (line) => void answer(JSON.parse(line) as Request));
