/** Ports that only IPv4 reaches. Pure. */
import type { AuditFinding, HostAudit } from "../protocol/audit.ts";
import { finding } from "./finding.ts";
import type { Listening } from "./sockets.ts";

type Port = HostAudit["listeners"][number];

/** Loopback is left out; a socket on `*` or `::` without `v6only` serves both families. */
export function portsOf(listeners: readonly Listening[], bindv6only: boolean): Port[] {
  const ports = new Map<string, Port>();
  for (const one of listeners) {
    if (one.port === 0 || isLoopback(one.address) || isEphemeralUdp(one)) continue;
    const key = `${one.protocol} ${one.port}`;
    const old = ports.get(key);
    const both = one.address === "*" || (one.address === "::" && !one.v6only && !bindv6only);
    const families = new Set([...(old?.families ?? []), ...(both ? ([4, 6] as const) : [one.family])]);
    ports.set(key, {
      protocol: one.protocol,
      port: one.port,
      families: [...families].sort(),
      process: old?.process ?? one.process,
      unit: old?.unit ?? one.unit,
    });
  }
  return [...ports.values()];
}

export function ipv4OnlyListeners(listeners: readonly Listening[], ports: readonly Port[]): AuditFinding[] {
  return ports
    .filter(({ families, protocol, port }) => !families.includes(6) && !DHCP.has(`${protocol} ${port}`))
    .map(({ protocol, port, process, unit }) => {
      const at = listeners.find((one) => one.protocol === protocol && one.port === port)!;
      return finding(
        "listener.ipv4-only",
        `${at.address}:${port}/${protocol}`,
        `${process ?? "a process"} listens on ${at.address}:${port}/${protocol} and on no IPv6 address`,
        at.address === "0.0.0.0"
          ? `let it listen on [::]:${port}, which serves both families`
          : `let it also listen on this host's IPv6 address, port ${port}`,
        { process, unit, port },
      );
    });
}

/** Ports of DHCPv4, which goes with IPv4 itself. */
const DHCP = new Set(["udp 67", "udp 68"]);

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}

/** A client's own UDP socket looks like a server's. */
function isEphemeralUdp({ protocol, port }: Listening): boolean {
  return protocol === "udp" && port >= 32_768;
}
