/** The translator's status for people. Pure. */
import type { Status } from "../../agent/nat64/status.ts";
import { FAILURE_KINDS, type FailureKind } from "../../agent/nat64/tables/failures.ts";

/** Servers named that clients failed to connect to. */
const MOST_FAILED = 10;
const FAILED: Readonly<Record<FailureKind, string>> = {
  unanswered: "unanswered",
  refused: "refused",
  unreachable: "unreachable",
  no_port: "without a port left",
};

/** What the kernel's fast path adds, where there is one. */
export interface KernelShare {
  readonly fastpath?: {
    readonly state: string;
    readonly because: string | null;
    readonly sessions: number;
    readonly packets_6to4: number;
    readonly packets_4to6: number;
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const count = (n: number): string => n.toLocaleString("en-US").replaceAll(",", " ");

function duration(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

function bytes(n: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const unit = Math.min(units.length - 1, n < 1 ? 0 : Math.floor(Math.log10(n) / 3));
  return `${(n / 1000 ** unit).toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}

export function nat64StatusText(status: Status & KernelShare): string {
  const { counters, held, utilisation, transitory, sync, port_blocks: blocks, fastpath } = status;
  const lines: [string, string][] = [["running", `${duration(status.uptime_s)}, mode ${status.mode}`]];
  if (status.mode === "nat64") {
    const open = transitory.tcp + transitory.udp + transitory.icmp;
    lines.push(
      [
        "sessions",
        `${count(status.sessions)} of ${count(status.sessions_limit)}, ${count(open)} of them unanswered or over`,
      ],
      ["mappings", `${count(status.bib)}, of ${count(status.sources)} source prefixes`],
      [
        "in use",
        `${percent(utilisation.max)} (sessions ${percent(utilisation.entries)}, ports of the busiest address ${percent(utilisation.ports)}, all ports ${percent(utilisation.pool)}); highest of five minutes ${percent(utilisation.max_5m)}`,
      ],
    );
    if (blocks !== null) lines.push(["port blocks", `${count(blocks.given)} of ${count(blocks.all)} given`]);
    if (counters.evicted > 0) lines.push(["made room", `${count(counters.evicted)} sessions went before their time`]);
  }
  lines.push(
    ["to IPv4", `${count(counters.packets_6to4)} packets, ${bytes(counters.bytes_6to4)}`],
    ["to IPv6", `${count(counters.packets_4to6)} packets, ${bytes(counters.bytes_4to6)}`],
    ["own ICMP", `${count(counters.replies)} sent, ${count(counters.replies_suppressed)} over the rate`],
  );
  if (fastpath !== undefined) {
    const carried = `${count(fastpath.sessions)} sessions, ${count(fastpath.packets_6to4 + fastpath.packets_4to6)} packets`;
    lines.push(["in the kernel", fastpath.state === "on" ? carried : `${fastpath.state}: ${fastpath.because}`]);
  }
  if (sync !== null) {
    const words = sync.connected ? "connected" : "NOT CONNECTED";
    lines.push([
      "other gateway",
      `${words}, ${count(sync.records_sent)} records sent, ${count(sync.records_received)} received, ${count(sync.conflicts)} without a place`,
    ]);
  }
  for (const server of status.failures.servers.slice(0, MOST_FAILED)) {
    const kinds = FAILURE_KINDS.filter((kind) => server[kind] > 0).map(
      (kind) => `${count(server[kind])} ${FAILED[kind]}`,
    );
    lines.push([
      "failed",
      `${server.protocol} ${server.address}:${server.port}: ${kinds.join(", ")}, last ${duration(server.last_s_ago)} ago, of ${Object.keys(server.clients).join(", ")}`,
    ]);
  }
  if (held.fragments + held.syns > 0)
    lines.push([
      "waiting",
      `${count(held.fragments)} fragmented packets (${bytes(held.fragment_bytes)}), ${count(held.syns)} SYNs`,
    ]);
  if (counters.write_errors > 0) lines.push(["not taken", `${count(counters.write_errors)} packets by the kernel`]);
  const drops = Object.entries(counters.drops).sort(([, a], [, b]) => b - a);
  for (const [i, [reason, times]] of drops.entries())
    lines.push([i === 0 ? "dropped" : "", `${count(times)} ${reason}`]);
  return lines.map(([name, text]) => `${name.padEnd(14)} ${text}\n`).join("");
}
