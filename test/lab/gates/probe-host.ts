/** What an agent does for gates, alone: one JSON request a line in, one JSON answer a line out. */
import { createInterface } from "node:readline";
import { inspect } from "../../../agent/audit/inspect.ts";
import { bootIdOf, readConfig, readLedger, writeConfig, writeLedger } from "../../../agent/audit/observation/config.ts";
import { readObservation } from "../../../agent/audit/observation/control.ts";
import { emptyLedger } from "../../../agent/audit/observation/ledger.ts";
import { makeTable, sweep } from "../../../agent/audit/observation/look.ts";
import { FOLDER } from "../../../agent/audit/observation/paths.ts";
import { gatherFacts } from "../../../agent/facts/gather.ts";
import { readStanding } from "../../../agent/guard/standing.ts";
import { listReceipts, runStep } from "../../../agent/modules/registry.ts";
import { probe } from "../../../agent/probes/probe.ts";
import type { Inspection, Observation } from "../../../agent/protocol/audit.ts";
import type { StepRequest } from "../../../agent/protocol/messages.ts";
import type { ProbeQuestion } from "../../../agent/protocol/probes.ts";
import { hostSystem } from "../../../agent/system-host.ts";

/** Counts from now on, as `audit.start` does, without the process that reads the counters now and then: here they are read when asked for. */
async function observe(queries: readonly string[]): Promise<string | null> {
  const [generation, now] = ["0123456789abcdef", sys.now()];
  const config = { forMs: 3_600_000, survivesReboot: false, nat64: [], services: [], queries, connectHooks: false };
  await sys.mkdir(FOLDER, 0o700);
  await writeConfig(sys, { ...config, until: now + config.forMs, bootId: await bootIdOf(sys) });
  await writeLedger(sys, emptyLedger(now, generation));
  return makeTable(sys, config, generation);
}

async function look(): Promise<Observation | null> {
  const [config, ledger] = [await readConfig(sys), await readLedger(sys)];
  if (config !== null && ledger !== null) await writeLedger(sys, await sweep(sys, ledger, config, () => "other"));
  return readObservation(sys);
}

const ANSWERS: Readonly<Record<string, (params: unknown) => Promise<unknown>>> = {
  ping: async () => ({ at: sys.now() }),
  facts: () => gatherFacts(sys),
  probe: (params) => probe(sys, params as ProbeQuestion),
  "audit.inspect": (params) => inspect(sys, params as Inspection),
  "audit.read": async () => ({ observation: await look() }),
  observe: async (params) => observe((params as { queries: string[] }).queries),
  receipts: async () => ({ receipts: await listReceipts(sys) }),
  standing: () => readStanding(sys),
  step: (params) => runStep(sys, params as StepRequest, null),
};

type Request = { readonly id: number; readonly method: string; readonly params: unknown };

const sys = hostSystem();

async function answer({ id, method, params }: Request): Promise<void> {
  const result = await ANSWERS[method]!(params);
  process.stdout.write(`${JSON.stringify({ id, result })}\n`);
}

createInterface({ input: process.stdin }).on("line", (line) => void answer(JSON.parse(line) as Request));
