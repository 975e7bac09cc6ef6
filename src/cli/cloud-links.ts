/** Clouds stand among the hosts of a run: their links are served in this process, their receipts lie with the run. */
import { join } from "node:path";
import type { StepRequest } from "../../agent/protocol/messages.ts";
import { CloudError } from "../backends/cloud/action.ts";
import { cloudServer, helloOf } from "../backends/cloud/link.ts";
import { CloudReceipts } from "../backends/cloud/receipts.ts";
import { AgentError, UnreachableError } from "../engine/ports.ts";
import type { CloudPlan } from "../plan/plan.ts";
import { secrets } from "../secrets/secrets.ts";
import type { AgentFleet } from "../transport/fleet.ts";
import type { AgentLink } from "../transport/rpc-client.ts";

/** @param home where runs are kept. */
export function withClouds(fleet: AgentFleet, clouds: readonly CloudPlan[], home: string): AgentFleet {
  const links = new Map(clouds.map(({ name }) => [name, linkOf(name, home)]));
  if (links.size === 0) return fleet;
  const refuseCloud = (host: string): void => {
    if (links.has(host)) throw new UnreachableError(host, `${host} is a cloud: nothing connects to it`);
  };
  return {
    ...fleet,
    link: async (host) => links.get(host) ?? fleet.link(host),
    freshOverIpv6: async (host, from) => {
      refuseCloud(host);
      return fleet.freshOverIpv6(host, from);
    },
    knockOverIpv6: async (host, from) => {
      refuseCloud(host);
      return fleet.knockOverIpv6(host, from);
    },
  };
}

function linkOf(name: string, home: string): AgentLink {
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const server = cloudServer(name, {
    receipts: new CloudReceipts(join(home, "runs"), name),
    // The providers' code is loaded when one is spoken to.
    open: async (want: StepRequest["want"]) => {
      const { openCloud } = await import("../backends/cloud/open.ts");
      const { cloud } = want as unknown as { cloud: CloudPlan };
      return openCloud(cloud, { learn: (secret) => secrets.learn(secret), wait });
    },
    now: Date.now,
    wait,
  });
  return {
    host: name,
    hello: helloOf(name),
    via: "the provider's API",
    lost: null,
    call: async (method, params) => {
      try {
        return await server.call(method, params);
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        if (error.trouble === "unreachable")
          throw new UnreachableError(name, `${name}: ${error.message}`, { cause: error });
        throw new AgentError(name, error.trouble === "refused" ? "refused" : "io", `${name}: ${error.message}`);
      }
    },
    close: async () => undefined,
  };
}
