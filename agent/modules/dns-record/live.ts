/** Servers that are asked and told over the network, one interface: RFC 2136, PowerDNS's API, a command of the operator's. */
import type { DnsRecordWant } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import { commandServer } from "./command.ts";
import type { LiveFacts, SetEdit } from "./live-plan.ts";
import { nsupdateServer } from "./nsupdate.ts";
import { powerdnsServer } from "./powerdns.ts";

export interface LiveServer {
  /** Every A, AAAA and CNAME of these names. @throws Fault */
  read(sys: System, want: LiveWant, names: readonly string[]): Promise<LiveFacts>;
  /** All of it or none, where the server can. @throws Fault */
  write(sys: System, want: LiveWant, edits: readonly SetEdit[]): Promise<void>;
}

/** The parts of a want that say where. */
export type LiveWant = Pick<DnsRecordWant, "source" | "zone" | "server" | "key" | "command">;

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
