/** Which handler answers which method. Each part is loaded on its first call: a hello costs none of them. */
import type { Identity } from "./identity.ts";
import { PROTOCOL_VERSION } from "./protocol/version.ts";
import { Fault, type Handlers } from "./rpc.ts";
import type { System } from "./system.ts";

export function handlersOf(sys: System, identity: () => Promise<Identity>): Handlers {
  return {
    hello: async ({ protocol }) => {
      if (protocol !== PROTOCOL_VERSION) {
        throw new Fault(
          "refused",
          `the controller speaks protocol ${protocol}, this agent ${PROTOCOL_VERSION}: use the migrate that pushed it`,
        );
      }
      return { protocol: PROTOCOL_VERSION, ...(await identity()) };
    },
    ping: async () => ({ at: sys.now() }),
  } as unknown as Handlers;
}
