/** `ip -j route show table all` → routes that carry traffic (those the kernel keeps for its own addresses are left out). */
import type { RouteFact } from "../protocol/facts.ts";

interface IpRoute {
  readonly type?: string;
  readonly dst?: string;
  readonly gateway?: string;
  readonly via?: { readonly host?: string };
  readonly dev?: string;
  readonly protocol?: string;
  readonly table?: string;
  /** Seconds. */
  readonly expires?: number;
  readonly nexthops?: readonly { readonly gateway?: string; readonly dev?: string }[];
}

/** Protocols by rt_protos(5) of daemons that may hold a whole routing table, which comes and goes by itself. */
const OF_DAEMONS = new Set(["babel", "bgp", "bird", "eigrp", "isis", "openr", "ospf", "rip", "zebra"]);

/** What a controller is told of: how the host is set up, and its way out, whoever keeps that. */
export function isSettled({ protocol, destination }: RouteFact): boolean {
  return !OF_DAEMONS.has(protocol) || destination === "default";
}

/** @throws SyntaxError where the text is not what `ip -j` prints. */
export function parseRoutes(json: string, family: 4 | 6): RouteFact[] {
  const routes: RouteFact[] = [];
  for (const route of JSON.parse(json.trim() === "" ? "[]" : json) as IpRoute[]) {
    if (route.dst === undefined || !(route.type === undefined || route.type === "unicast")) continue;
    if (route.table === "local") continue;
    const hops = route.nexthops ?? [route];
    for (const hop of hops) {
      routes.push({
        family,
        destination: route.dst,
        via: hop.gateway ?? route.via?.host ?? null,
        interface: hop.dev ?? route.dev ?? null,
        protocol: route.protocol ?? "boot",
        table: route.table ?? "main",
        ...(route.expires === undefined ? {} : { expiresSeconds: route.expires }),
      });
    }
  }
  return routes;
}
