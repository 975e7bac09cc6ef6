/** Everything `audit` can tell of a host by looking at it now. Changes nothing. */
import type { HostAudit, Inspection } from "../protocol/audit.ts";
import type { System } from "../system.ts";
import { ipv4OnlyListeners, portsOf } from "./listeners.ts";
import { LISTENING, parseListening } from "./sockets.ts";

const COMMAND_MS = 20_000;

export async function inspect(sys: System, _inspection: Inspection): Promise<HostAudit> {
  const at = sys.now();
  const listed = await sys.exec(LISTENING, { timeoutMs: COMMAND_MS });
  const listeners = parseListening(listed.stdout);
  const bindv6only = (await sys.read("/proc/sys/net/ipv6/bindv6only"))?.trim() === "1";
  const ports = portsOf(listeners, bindv6only);
  return {
    at,
    elapsedMs: sys.now() - at,
    findings: ipv4OnlyListeners(listeners, ports),
    names: [],
    listeners: ports,
    setAside: {},
    unknown:
      listed.code === 0 ? [] : [{ what: "listening sockets", because: `${LISTENING.join(" ")}: exit ${listed.code}` }],
  };
}
