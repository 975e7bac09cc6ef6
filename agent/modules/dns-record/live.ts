/** Servers that are asked and told over the network, by what a plan calls them: RFC 2136, PowerDNS's API, a command of the operator's. */
import type { DnsRecordWant } from "../../protocol/wants.ts";
import { commandServer } from "./command.ts";
import type { LiveServer } from "./live-server.ts";
import { nsupdateServer } from "./nsupdate.ts";
import { powerdnsServer } from "./powerdns.ts";

export function liveServer(source: DnsRecordWant["source"]): LiveServer | null {
  switch (source) {
    case "nsupdate":
      return nsupdateServer;
    case "powerdns":
      return powerdnsServer;
    case "command":
      return commandServer;
    default:
      return null;
  }
}
