import type { RecordSource } from "./plan.ts";

const LOOPBACK = /^(https?:\/\/)?(\[?::1\]?|127\.0\.0\.1|localhost)(:\d+)?\/?$/;

/** Whether the zone's server runs on the very host that keeps its records: there queries for its names arrive. */
export function servedOnHost({ source, server }: Pick<RecordSource, "source" | "server">): boolean {
  switch (source) {
    case "zonefile":
      return true;
    case "nsupdate":
    case "powerdns":
      return server === null || LOOPBACK.test(server);
    default:
      return false;
  }
}
