/** Edges between services that connections show and the plan does not have. Pure. */
import type { Service } from "../plan/plan.ts";
import type { HostReport } from "./host-report.ts";

export interface ProposedNeed {
  readonly service: string;
  /** As a plan writes it: `db:5432`. */
  readonly need: string;
  readonly because: string;
}

export function proposedNeeds(
  services: readonly Service[],
  hosts: readonly HostReport[],
  fleet: ReadonlyMap<string, string>,
): ProposedNeed[] {
  const found = new Map<string, ProposedNeed>();
  for (const { host, observation } of hosts) {
    for (const flow of observation?.flows ?? []) {
      const peer = flow.direction === "out" ? fleet.get(flow.peer) : undefined;
      if (peer === undefined || peer === host) continue;
      const target = services.find(
        ({ hosts: members, listen }) =>
          members.includes(peer) &&
          listen.some(({ port, protocol }) => port === flow.port && protocol === flow.protocol),
      );
      if (target === undefined) continue;
      for (const service of services) {
        if (!service.hosts.includes(host) || service.name === target.name) continue;
        const known = service.needs.some(
          (need) => need.kind === "service" && need.service === target.name && need.port === flow.port,
        );
        const need = `${target.name}:${flow.port}${flow.protocol === "udp" ? "/udp" : ""}`;
        if (!known && !found.has(`${service.name} ${need}`))
          found.set(`${service.name} ${need}`, {
            service: service.name,
            need,
            because: `${host} connected to ${peer} (${flow.peer})${flow.process === null ? "" : ` by ${flow.process}`}`,
          });
      }
    }
  }
  return [...found.values()];
}
