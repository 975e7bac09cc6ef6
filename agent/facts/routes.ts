import type { RouteFact } from "../protocol/facts.ts";

/** Protocols by rt_protos(5) of daemons that may hold a whole routing table, which comes and goes by itself. */
const OF_DAEMONS = new Set(["babel", "bgp", "bird", "eigrp", "isis", "openr", "ospf", "rip", "zebra"]);

/** What a controller is told of: how the host is set up, and its way out, whoever keeps that. */
export function isSettled({ protocol, destination }: RouteFact): boolean {
  return !OF_DAEMONS.has(protocol) || destination === "default";
}
