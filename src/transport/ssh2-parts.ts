/** Of the ssh2 package what a client needs: its index reads in a server, HTTP and the making of keys as well, for several milliseconds. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export interface Ssh2 {
  readonly Client: typeof import("ssh2").Client;
  readonly createAgent: typeof import("ssh2").createAgent;
  readonly parseKey: typeof import("ssh2").utils.parseKey;
}

/** Loaded when it is asked for. */
export function ssh2(): Ssh2 {
  return {
    Client: require("ssh2/lib/client.js"),
    createAgent: require("ssh2/lib/agent.js").createAgent,
    parseKey: require("ssh2/lib/protocol/keyParser.js").parseKey,
  };
}
