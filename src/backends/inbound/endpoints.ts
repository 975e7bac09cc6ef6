/** Where an edge listens for a service, and whom it hands connections on to. */
import { servicesThrough } from "../../plan/context.ts";
import type { Plan, Service } from "../../plan/plan.ts";

export type AddressOf = (host: string, family: 4 | 6) => string | null;

export interface Endpoint {
  /** Unique among those of one edge, of letters, digits and underscores. */
  readonly id: string;
  /** IPv4, where clients come in. */
  readonly listen: readonly string[];
  readonly port: number;
  readonly toPort: number;
  readonly clientAddress: NonNullable<Service["inbound"]["clientAddress"]>;
  readonly servers: readonly { readonly name: string; readonly address: string }[];
}

/** In the order of services and ports. A host whose address nobody knows yet is left out: its gates say so. */
export function proxyEndpoints(plan: Plan, edge: string, address: AddressOf): Endpoint[] {
  return servicesThrough(plan, "proxy").flatMap((service) => {
    const { addresses, clientAddress, toPort } = service.inbound;
    const own = address(edge, 4);
    const listen = addresses.length > 0 ? addresses : own === null ? [] : [own];
    const servers = service.hosts.flatMap((name) => {
      const at = address(name, 6);
      return at === null ? [] : [{ name, address: at }];
    });
    return service.listen
      .filter(({ protocol }) => protocol === "tcp" && listen.length > 0 && servers.length > 0)
      .map(({ port }) => ({
        id: `migrate_${service.name.replaceAll(/[^A-Za-z0-9]/g, "_")}_${port}`,
        listen,
        port,
        toPort: toPort ?? port,
        clientAddress: clientAddress ?? "lost",
        servers,
      }));
  });
}
