/** What `audit` heard from every host, joined: each remaining IPv4 flow with its process, its cause and one way out. Pure. */

import type { AuditFinding, Flow } from "../../agent/protocol/audit.ts";
import { stableAddress } from "../../agent/protocol/facts.ts";
import type { Inventory } from "../plan/hosts.ts";
import type { Plan, Service } from "../plan/plan.ts";
import { causeOf } from "./cause.ts";
import type { HostReport } from "./host-report.ts";
import { type ProposedNeed, proposedNeeds } from "./needs.ts";
import { type Proposal, proposeTarget } from "./propose.ts";

export interface FleetFinding extends AuditFinding {
  readonly host: string;
  /** Services of the host; several where they share it. */
  readonly services: readonly string[];
  /** Of the process's program; null where it is not known, or came with none. */
  readonly package: string | null;
}

export interface Unknown {
  readonly host: string;
  readonly what: string;
  readonly because: string;
}

export interface Assessment {
  readonly format: 1;
  readonly plan: string;
  readonly at: number;
  /** Hosts of each service. */
  readonly services: Readonly<Record<string, readonly string[]>>;
  readonly hosts: readonly HostReport[];
  readonly findings: readonly FleetFinding[];
  readonly unknown: readonly Unknown[];
  readonly proposals: readonly Proposal[];
  readonly needs: readonly ProposedNeed[];
}

/** The part of a plan that joins need; an inventory alone has no services. */
export type Subject = Pick<Plan, "name" | "services" | "vantage" | "nat64">;

export function assess(plan: Subject, inventory: Inventory, hosts: readonly HostReport[], at: number): Assessment {
  const fleet = fleetAddresses(inventory, hosts);
  const findings = hosts.flatMap((report) => {
    const services = plan.services.filter(({ hosts: members }) => members.includes(report.host));
    const all = [...(report.audit?.findings ?? []), ...flowFindings(plan, report, services, hosts, fleet)];
    return all.map(
      (one): FleetFinding => ({
        ...one,
        host: report.host,
        services: services.map(({ name }) => name),
        package: one.process === null ? null : (report.audit?.packages[one.process] ?? null),
      }),
    );
  });
  const unknown = hosts.flatMap(({ host, audit, observation, error }) => [
    ...(error === null ? [] : [{ host, what: "everything", because: error }]),
    ...(audit?.unknown ?? []).map((one) => ({ host, ...one })),
    ...(error === null && observation === null
      ? [{ host, what: "IPv4 flows", because: "nothing observes this host: run `migrate audit PLAN --for 7d`" }]
      : []),
    ...(observation?.gaps ?? []).map(({ from, to, because }) => ({
      host,
      what: `IPv4 flows from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`,
      because,
    })),
  ]);
  return {
    format: 1,
    plan: plan.name,
    at,
    services: Object.fromEntries(plan.services.map(({ name, hosts: members }) => [name, members])),
    hosts,
    findings,
    unknown,
    proposals: plan.services.map((service) => proposeTarget(service, hosts, fleet)),
    needs: proposedNeeds(plan.services, hosts, fleet),
  };
}

/** Address to host of the fleet, both families. */
export function fleetAddresses(inventory: Inventory, hosts: readonly HostReport[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { name, ipv4, ipv6 } of inventory.hosts.values())
    for (const address of [ipv4, ipv6]) if (address !== undefined) known.set(address, name);
  for (const { host, facts } of hosts) {
    for (const { address, scope } of facts?.addresses ?? []) if (scope === "global") known.set(address, host);
    const stable = facts === null ? null : stableAddress(facts, 4);
    if (stable !== null) known.set(stable, host);
  }
  return known;
}

const SSH = 22;

function flowFindings(
  plan: Subject,
  report: HostReport,
  services: readonly Service[],
  hosts: readonly HostReport[],
  fleet: ReadonlyMap<string, string>,
): AuditFinding[] {
  const flows = (report.observation?.flows ?? []).filter(
    (flow) =>
      flow.class === "ipv4" && !(flow.direction === "in" && flow.port === SSH && flow.peer === report.ownClient),
  );
  return flows.flatMap((flow) => {
    if (flow.direction === "forward")
      return plan.nat64?.gateways.includes(report.host) === true ? [] : [forwarded(flow)];
    return flow.direction === "in" ? [inbound(plan, flow, services, fleet)] : [outbound(flow, report, hosts, fleet)];
  });
}

function base(flow: Flow): Pick<AuditFinding, "process" | "unit" | "address" | "port"> {
  return { process: flow.process, unit: flow.unit, address: flow.peer, port: flow.port === 0 ? null : flow.port };
}

function portText({ protocol, port }: Flow): string {
  return port === 0 ? protocol : `${protocol} ${port}`;
}

function outbound(
  flow: Flow,
  report: HostReport,
  hosts: readonly HostReport[],
  fleet: ReadonlyMap<string, string>,
): AuditFinding {
  const cause = causeOf(flow, report, hosts, fleet);
  const who = flow.process ?? (flow.user === null ? "the kernel" : `a process of ${flow.user}`);
  const peer = fleet.get(flow.peer);
  const whom = peer === undefined ? flow.peer : `${flow.peer} (${peer})`;
  return {
    kind: cause.kind,
    weight: "blocks",
    place: cause.place ?? `${who} to ${flow.peer} ${portText(flow)}`,
    ...base(flow),
    what: `${who} talks to ${whom} ${portText(flow)} over IPv4: ${cause.because}`,
    fix: cause.fix,
  };
}

function inbound(
  plan: Subject,
  flow: Flow,
  services: readonly Service[],
  fleet: ReadonlyMap<string, string>,
): AuditFinding {
  const peer = fleet.get(flow.peer);
  const service = services.find(({ listen }) => listen.some(({ port }) => port === flow.port)) ?? services[0];
  const monitors = [...plan.vantage.inside, ...plan.vantage.outside4, ...plan.vantage.outside6];
  const monitoring = peer !== undefined && monitors.includes(peer);
  const met =
    service !== undefined &&
    (service.exception !== null || service.inboundIpv4 === "siit" || service.inboundIpv4 === "proxy");
  const whom = flow.process ?? `port ${portText(flow)}`;
  return {
    kind: monitoring ? "inbound.monitoring" : flow.mapped ? "inbound.mapped" : "inbound.ipv4",
    weight: met ? "note" : "blocks",
    place: `${flow.peer} to ${portText(flow)}`,
    ...base(flow),
    what: `${flow.peer}${peer === undefined ? "" : ` (${peer})`} talks to ${whom} on ${portText(flow)} over IPv4${flow.mapped ? ", which the program sees as ::ffff: on its IPv6 socket" : ""}`,
    fix: monitoring
      ? `let ${peer} check over IPv6`
      : met
        ? "nothing: the plan says how IPv4 clients are served"
        : peer === undefined
          ? "say inbound_ipv4: siit or proxy for the service, or keep it dual-stack with a reason"
          : `let ${peer} connect over IPv6`,
  };
}

function forwarded(flow: Flow): AuditFinding {
  return {
    kind: "flow.ipv4",
    weight: "look",
    place: `${flow.peer} to ${flow.to} ${portText(flow)}`,
    ...base(flow),
    what: `this host forwards IPv4 of ${flow.peer} to ${flow.to} ${portText(flow)}, as it does for containers and virtual machines`,
    fix: "give what runs inside IPv6 addresses, or the NAT64 prefix",
  };
}
