/** One entry of every type: the compiler refuses a list that lacks one. */
import type { EntryBody, EntryType } from "../../../../src/engine/journal.ts";
import { sealEvidence } from "../../../../src/engine/seal.ts";

const BY = { who: "ann", from: "desk", why: "" };
const STEP = "phase-4/api/batch-1/remove/api1";
const BATCH = "phase-4/api/batch-1";

export const SAMPLES: { readonly [T in EntryType]: EntryBody & { readonly type: T } } = {
  "run.started": {
    type: "run.started",
    journal: 2,
    run: "r1",
    plan: "p",
    planFile: "plan.yaml",
    planSha256: "00",
    mode: "apply",
    stepwise: true,
  },
  "run.resumed": { type: "run.resumed" },
  "run.ended": { type: "run.ended", exit: 0, because: "the plan is through" },
  "host.unreachable": { type: "host.unreachable", host: "api1", because: "no route" },
  "batch.started": { type: "batch.started", batch: BATCH },
  "batch.done": { type: "batch.done", batch: BATCH, outcome: "done" },
  "check.outcome": {
    type: "check.outcome",
    step: STEP,
    changes: [{ key: "k", title: "t", before: null, after: "x" }],
    because: ["so"],
    refused: null,
  },
  "step.intent": { type: "step.intent", step: STEP, attempt: 1 },
  "step.outcome": {
    type: "step.outcome",
    step: STEP,
    attempt: 1,
    outcome: "changed",
    changes: [],
    because: [],
    armed: {
      nonce: "never-to-be-shown",
      transaction: {
        id: "t",
        steps: [STEP],
        state: "armed",
        armedAt: 0,
        deadline: 9,
        heartbeats: 0,
        undoScript: "u",
        because: [],
      },
    },
  },
  "heartbeat.outcome": {
    type: "heartbeat.outcome",
    step: STEP,
    nonce: "never-to-be-shown",
    transaction: { id: "t", steps: [STEP], state: "confirmed", armedAt: 0, deadline: 9, undoScript: "u", because: [] },
    because: "the switch was moved out",
  },
  "step.failed": { type: "step.failed", step: STEP, unreachable: false, because: "disk full" },
  "confirm.outcome": { type: "confirm.outcome", step: STEP, ok: true, because: "confirmed" },
  "commit.intent": { type: "commit.intent", step: STEP },
  "commit.outcome": { type: "commit.outcome", step: STEP, ok: true, because: "committed" },
  "gate.answered": {
    type: "gate.answered",
    task: `${BATCH}/soak`,
    round: 1,
    evidence: sealEvidence({ gate: "g", name: "prefer6", finding: "pass", because: "Good.", observed: {}, at: 1 }),
  },
  "soak.started": { type: "soak.started", task: `${BATCH}/soak`, until: 9 },
  "soak.round": { type: "soak.round", task: `${BATCH}/soak`, round: 1 },
  "undo.started": { type: "undo.started", batch: BATCH, cause: "gate", because: "red" },
  "rollback.started": { type: "rollback.started", steps: [STEP], who: "ann", from: "desk" },
  "undo.intent": { type: "undo.intent", step: STEP },
  "undo.outcome": { type: "undo.outcome", step: STEP, outcome: "undone", because: "as before" },
  "settle.outcome": { type: "settle.outcome", step: STEP, found: "undone", because: "the host says undone" },
  "approval.needed": { type: "approval.needed", task: "phase-4/approval", phase: "phase-4" },
  "approval.given": { type: "approval.given", task: "phase-4/approval", ...BY },
  "pause.requested": { type: "pause.requested", by: BY },
  "pause.lifted": { type: "pause.lifted", by: BY },
  "window.awaited": { type: "window.awaited", batch: BATCH, opens: 9 },
  "window.entered": { type: "window.entered", batch: BATCH, until: 9 },
  "stop.requested": { type: "stop.requested", level: "undo", signal: "abort", by: BY },
};
