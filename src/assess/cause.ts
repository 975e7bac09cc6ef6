/** Why a flow is still IPv4, as well as what was found on the host can tell. Pure. */
import type { AuditFinding, FindingKind, Flow } from "../../agent/protocol/audit.ts";
import type { HostReport } from "./host-report.ts";

export interface Cause {
  readonly kind: FindingKind;
  /** Where it is written, or which process it is. */
  readonly place: string | null;
  readonly because: string;
  readonly fix: string;
}

/** In this order: an address somebody wrote down, a name without AAAA, a runtime that will not, a resolver that prefers IPv4, a socket of one family. */
export function causeOf(
  flow: Flow,
  { audit }: HostReport,
  hosts: readonly HostReport[],
  fleet: ReadonlyMap<string, string>,
): Cause {
  const findings = audit?.findings ?? [];
  const written = findings.filter((one) => one.address === flow.peer && !one.kind.startsWith("name."));
  const literal =
    written.find((one) => one.port === flow.port) ?? written.find((one) => one.port === null) ?? written[0];
  if (literal !== undefined)
    return {
      kind: "flow.ipv4",
      place: literal.place,
      because: `the address stands in ${literal.place}`,
      fix: literal.fix,
    };
  const names = hosts.flatMap((report) => report.audit?.names ?? []);
  const without = names.find(({ a, aaaa }) => a.includes(flow.peer) && aaaa.length === 0);
  if (without !== undefined)
    return {
      kind: "flow.ipv4",
      place: null,
      because: `${without.name} has no AAAA record`,
      fix: "reach it through NAT64 and DNS64 (phase 2), or ask its owner for AAAA",
    };
  const owner = ofProcess(findings, flow);
  if (owner !== undefined) return { kind: "flow.ipv4", place: flow.process, because: owner.what, fix: owner.fix };
  const order = findings.find(({ kind }) => kind === "resolver.order");
  const dual = names.find(({ a, aaaa }) => a.includes(flow.peer) && aaaa.length > 0);
  if (order !== undefined && dual !== undefined)
    return { kind: "flow.ipv4", place: order.place, because: order.what, fix: order.fix };
  const peer = fleet.get(flow.peer);
  if (dual !== undefined || peerHasIp6(peer, hosts)) {
    const name = dual?.name ?? peer!;
    return {
      kind: "socket.af-inet",
      place: flow.process,
      because: `${name} can be had over IPv6, so the program opens AF_INET sockets or was told to`,
      fix: "let the program use both families; where it cannot be changed, give the service a clat",
    };
  }
  return {
    kind: "flow.ipv4",
    place: null,
    because: "no file, environment or name here explains it",
    fix: "find who opens it (run audit for longer, so that a sample meets the process); clat is for what cannot be changed",
  };
}

function ofProcess(findings: readonly AuditFinding[], { process }: Flow): AuditFinding | undefined {
  if (process === null) return undefined;
  return findings.find(
    (one) => one.process === process && /^(runtime|symbols)\./.test(one.kind) && one.weight !== "note",
  );
}

function peerHasIp6(peer: string | undefined, hosts: readonly HostReport[]): boolean {
  const facts = hosts.find(({ host }) => host === peer)?.facts;
  return facts?.addresses.some(({ family, scope }) => family === 6 && scope === "global") === true;
}
