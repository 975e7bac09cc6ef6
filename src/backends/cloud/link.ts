/** The methods of a host that make sense at a provider; everything else is refused by name. */
import type { Hello, Method, Methods, StepRequest } from "../../../agent/protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../../agent/protocol/version.ts";
import { CloudError } from "./action.ts";
import { type CloudWorld, runCloudStep, undoCloudStep } from "./step.ts";

export interface CloudServer {
  call<M extends Method>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]>;
}

export function cloudServer(name: string, world: CloudWorld): CloudServer {
  const handlers: { readonly [M in Method]?: (params: Methods[M]["params"]) => Promise<Methods[M]["result"]> } = {
    ping: async () => ({ at: world.now() }),
    hello: async () => helloOf(name),
    step: (request: StepRequest) => runCloudStep(world, request),
    undo: ({ step, run }) => undoCloudStep(world, step, run),
    receipts: async ({ run }) => ({ receipts: await world.receipts.list(run) }),
    transactions: async () => ({ transactions: [] }),
    standing: async () => ({ watching: false, returned: [], translation: null }),
  };
  return {
    call: async (method, params) => {
      const handler = handlers[method];
      if (handler === undefined)
        throw new CloudError("refused", `${name} is a cloud, not a host: there is no ${method} there`);
      return handler(params as never);
    },
  };
}

export function helloOf(name: string): Hello {
  return {
    protocol: PROTOCOL_VERSION,
    agent: "",
    node: { path: process.execPath, version: process.version },
    pid: process.pid,
    uid: process.getuid?.() ?? -1,
    hostname: name,
    connection: null,
  };
}
