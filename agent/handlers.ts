/** Which handler answers which method. Each part is loaded on its first call: a hello costs none of them. */
import type { Hello } from "./protocol/messages.ts";
import { PROTOCOL_VERSION } from "./protocol/version.ts";
import { Fault, type Handlers } from "./rpc.ts";
import type { System } from "./system.ts";

/** Who answers: what it says of itself. */
export type Identity = Omit<Hello, "protocol">;

/** @param identity of this agent and its connection. @param bundleFolder holds `agent.cjs`. */
export function handlersOf(sys: System, identity: Identity, bundleFolder: string): Handlers {
  const { connection, node, agent } = identity;
  return {
    hello: async ({ protocol }) => {
      if (protocol !== PROTOCOL_VERSION) {
        throw new Fault(
          "refused",
          `the controller speaks protocol ${protocol}, this agent ${PROTOCOL_VERSION}: use the migrate that pushed it`,
        );
      }
      return { protocol: PROTOCOL_VERSION, ...identity };
    },
    ping: async () => ({ at: sys.now() }),
    relay: async ({ sha256 }) => (await import("./relay.ts")).startRelay(node.path, sha256),
    facts: async () => (await import("./facts/gather.ts")).gatherFacts(sys),
    probe: async (question) => (await import("./probes/probe.ts")).probe(sys, question),
    step: async (request) => {
      const home = { node: node.path, bundleDir: bundleFolder, sha256: agent };
      return (await import("./modules/registry.ts")).runStep(sys, request, connection, home);
    },
    undo: async ({ step, run }) => (await import("./modules/registry.ts")).undoStep(sys, step, run),
    receipts: async ({ run }) => ({ receipts: await (await import("./modules/registry.ts")).listReceipts(sys, run) }),
    "transaction.confirm": async (params) => (await import("./guard/transactions.ts")).confirm(sys, params, connection),
    "transaction.heartbeat": async (params) =>
      (await import("./guard/transactions.ts")).heartbeat(sys, params, connection),
    "transaction.adopt": async (params) => (await import("./guard/transactions.ts")).adopt(sys, params),
    reboot: async ({ transaction }) => (await import("./guard/reboot.ts")).reboot(sys, transaction ?? null),
    vitals: async ({ names }) => (await import("./facts/vitals.ts")).gatherVitals(sys, names),
    "transaction.judged": async (params) => (await import("./guard/transactions.ts")).judged(sys, params),
    "transaction.commit": async (params) => (await import("./guard/transactions.ts")).commit(sys, params),
    "transaction.undo": async (params) => (await import("./guard/transactions.ts")).undoNow(sys, params),
    standing: async () => (await import("./guard/standing.ts")).readStanding(sys),
    transactions: async ({ id }) => {
      const { clearLeftovers, transactions } = await import("./guard/transactions.ts");
      await clearLeftovers(sys);
      return { transactions: await transactions(sys, id) };
    },
    "audit.start": async (want) => {
      const programs = { node: node.path, bundleDir: bundleFolder };
      const { startObservation } = await import("./audit/observation/control.ts");
      const { randomBytes } = await import("node:crypto");
      return startObservation(sys, want, programs, () => randomBytes(8).toString("hex"));
    },
    "audit.read": async () => ({
      observation: await (await import("./audit/observation/control.ts")).readObservation(sys),
    }),
    "audit.stop": async () => ({
      removed: await (await import("./audit/observation/control.ts")).stopObservation(sys),
    }),
    "audit.inspect": async (inspection) => (await import("./audit/inspect.ts")).inspect(sys, inspection),
    remove: async ({ everything }) => (await import("./remove.ts")).removeAgent(sys, everything),
  };
}
