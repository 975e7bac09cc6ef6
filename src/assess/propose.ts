/** A target for each service, with what speaks for it. Pure. */
import type { Service, Stack } from "../plan/plan.ts";
import type { HostReport } from "./host-report.ts";

export interface Proposal {
  readonly service: string;
  /** What the plan says now. */
  readonly stated: Stack;
  readonly target: Stack;
  readonly reason: "public-web" | "sla" | "mail" | null;
  /** Null where too little was observed to say. */
  readonly ipv4ClientShare: number | null;
  readonly because: readonly string[];
}

const MAIL = [25, 465, 587];
const WEB = [80, 443];

export function proposeTarget(
  service: Service,
  hosts: readonly HostReport[],
  fleet: ReadonlyMap<string, string>,
): Proposal {
  const own = hosts.filter(({ host }) => service.hosts.includes(host));
  const ports = new Set(service.listen.map(({ port }) => port));
  const flows = own.flatMap(({ observation }) => observation?.flows ?? []);
  const served = flows.filter(({ direction, port }) => direction === "in" && ports.has(port));
  const outside = served.filter(({ peer }) => !fleet.has(peer));
  const clients = new Set(outside.map(({ peer }) => peer));
  const clients4 = new Set(outside.filter((flow) => flow.class === "ipv4").map(({ peer }) => peer));
  const share = clients.size === 0 ? null : clients4.size / clients.size;
  const observed = own.filter(({ observation }) => observation !== null).length;
  const stated = { service: service.name, stated: service.target, ipv4ClientShare: share };
  const counted =
    share === null
      ? `no client from outside the fleet was seen${observed < own.length ? `, and ${own.length - observed} of ${own.length} hosts are not observed` : ""}`
      : `${clients4.size} of ${clients.size} clients from outside the fleet came over IPv4 (${Math.round(100 * share)}%)`;
  const sends = flows.some(
    (flow) => flow.direction === "out" && flow.class === "ipv4" && flow.port === 25 && !fleet.has(flow.peer),
  );
  const mail = MAIL.filter((port) => ports.has(port));
  if (mail.length > 0 || sends)
    return {
      ...stated,
      target: "dual-stack",
      reason: "mail",
      because: [
        mail.length > 0 ? `it listens on mail ports (${mail.join(", ")})` : "it sends mail over IPv4",
        "many receivers and senders of mail have IPv4 only",
        counted,
      ],
    };
  const isPublic = service.names.public.length > 0;
  if (clients4.size > 0 && service.inboundIpv4 !== "siit" && service.inboundIpv4 !== "proxy") {
    const web = isPublic && WEB.some((port) => ports.has(port));
    return {
      ...stated,
      target: "dual-stack",
      reason: web ? "public-web" : "sla",
      because: [
        counted,
        web ? "it has public names" : "these clients were promised IPv4, or say inbound_ipv4: siit or proxy",
      ],
    };
  }
  return {
    ...stated,
    target: "ipv6-only",
    reason: null,
    because: [counted, ...(isPublic ? ["it has public names: observe for longer before IPv4 goes"] : [])],
  };
}
