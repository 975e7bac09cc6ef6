/** Puts a gate call to its gate and seals what came of it. */
import { randomBytes } from "node:crypto";
import { NAT64_STATUS_SOCKETS, TRANSLATORS } from "../../agent/protocol/daemons.ts";
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Hello } from "../../agent/protocol/messages.ts";
import type { ProbeAnswer, ProbeQuestion } from "../../agent/protocol/probes.ts";
import { PROTOCOL_VERSION } from "../../agent/protocol/version.ts";
import type { Clock, Fleet, GateCall, Gatekeeper } from "../engine/ports.ts";
import { sealEvidence } from "../engine/seal.ts";
import { type GateArgs, type GateName, isGateName } from "../plan/gates.ts";
import type { Inventory } from "../plan/hosts.ts";
import type { Plan } from "../plan/plan.ts";
import type { World } from "./gate.ts";
import type { Judgement } from "./part.ts";
import { GATES } from "./registry.ts";

export interface GatekeeperParts {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  readonly clock: Clock;
  /** Default: eight random bytes in hex. */
  readonly nonce?: () => string;
  /** Path of the translator's status socket on a gateway. Default: where the plan's backend has it. */
  readonly nat64Status?: string;
}

export function createGatekeeper(parts: GatekeeperParts): Gatekeeper {
  const { plan, inventory, fleet, clock } = parts;
  const nonce = parts.nonce ?? (() => randomBytes(8).toString("hex"));
  const translator = TRANSLATORS.find((name) => name === plan.nat64?.backend) ?? "builtin";
  const nat64Status = parts.nat64Status ?? NAT64_STATUS_SOCKETS[translator];
  return {
    async ask(call: GateCall, facts: ReadonlyMap<string, HostFacts>) {
      const probe = (host: string, question: ProbeQuestion): Promise<ProbeAnswer> =>
        probeFrom(fleet, clock, host, question);
      const ownConnection = async (host: string): Promise<Hello["connection"]> => {
        try {
          const link = await fleet.link(host);
          return (await link.call("hello", { protocol: PROTOCOL_VERSION })).connection;
        } catch {
          // A host that cannot be reached shows so in the probe that comes next.
          return null;
        }
      };
      const world: World = { plan, inventory, fleet, clock, facts, nonce, nat64Status, probe, ownConnection };
      const judgement = await judge(call, world);
      return sealEvidence({ gate: call.id, name: call.name, ...judgement, at: clock.now() });
    },
  };
}

async function judge(call: GateCall, world: World): Promise<Judgement> {
  if (!isGateName(call.name))
    return {
      finding: "unknown",
      because: `There is no gate ${call.name} in this version; take it out of the plan or use one that has it.`,
      observed: null,
    };
  try {
    return await put(call.name, call, world);
  } catch (error) {
    // What the network does never gets here; whatever does is no answer, and no answer is unknown.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      finding: "unknown",
      because: `The gate ${call.name} broke while it asked: ${error instanceof Error ? error.message : text}.`,
      observed: { error: text },
    };
  }
}

/** The plan's compiler has checked the arguments; they are typed by the name. */
function put<N extends GateName>(name: N, call: GateCall, world: World): Promise<Judgement> {
  const phase = /^phase-(\d)(?:\/|$)/.exec(call.id);
  return GATES[name].ask({
    args: call.args as unknown as GateArgs[N],
    service: call.service,
    hosts: call.hosts,
    phase: phase === null ? null : Number(phase[1]),
    world,
  });
}

/** Time for the answer to travel, beyond what the probe itself may take. */
const TRAVEL_MS = 15_000;

async function probeFrom(fleet: Fleet, clock: Clock, host: string, question: ProbeQuestion): Promise<ProbeAnswer> {
  const at = clock.now();
  try {
    const link = await fleet.link(host);
    const own = "timeoutMs" in question ? question.timeoutMs : 10_000;
    return await link.call("probe", question, { timeoutMs: own + TRAVEL_MS });
  } catch (error) {
    return {
      outcome: "unable",
      because: error instanceof Error ? error.message : String(error),
      sent: JSON.stringify(question),
      observed: { code: error instanceof Error && "code" in error ? error.code : "" },
      elapsedMs: clock.now() - at,
      at,
    };
  }
}
