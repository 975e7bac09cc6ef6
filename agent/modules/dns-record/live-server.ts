/** One interface to servers that are asked and told over the network. */
import type { DnsRecordWant } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import type { LiveFacts, SetEdit } from "./live-plan.ts";

export interface LiveServer {
  /** Every A, AAAA and CNAME of these names. @throws Fault */
  read(sys: System, want: LiveWant, names: readonly string[]): Promise<LiveFacts>;
  /** All of it or none, where the server can. @throws Fault */
  write(sys: System, want: LiveWant, edits: readonly SetEdit[]): Promise<void>;
}

/** The parts of a want that say where. */
export type LiveWant = Pick<DnsRecordWant, "source" | "zone" | "server" | "key" | "command">;
