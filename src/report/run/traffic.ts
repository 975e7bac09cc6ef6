/** The share of IPv6 over time, out of the evidence of `traffic.ratio`: bytes by family since boot, host by host. */
import type { Millis } from "../../../agent/protocol/messages.ts";
import type { Entry } from "../../engine/journal.ts";
import type { RecordedRun } from "./recorded.ts";

export interface TrafficPoint {
  readonly at: Millis;
  readonly run: string;
  /** Bytes of the interval: since the host's sample before, or since boot where there was none. */
  readonly ipv4Bytes: number;
  readonly ipv6Bytes: number;
}

export interface Traffic {
  /** Every host that was ever sampled, each by its latest interval. */
  readonly fleet: readonly TrafficPoint[];
  readonly services: readonly { readonly service: string; readonly points: readonly TrafficPoint[] }[];
}

interface Sample {
  readonly host: string;
  readonly ipv4Bytes: number;
  readonly ipv6Bytes: number;
}

type Bytes = Omit<Sample, "host">;

/** @param runs of one plan, oldest first. */
export function trafficOf(runs: readonly RecordedRun[]): Traffic {
  const total = new Map<string, Bytes>();
  const interval = new Map<string, Bytes>();
  const fleet: TrafficPoint[] = [];
  const services = new Map<string, TrafficPoint[]>();
  for (const { run, entries, execution } of runs) {
    const gates = new Map(
      execution.batches
        .flatMap((batch) => batch.tasks)
        .flatMap((task) => (task.kind === "gates" || task.kind === "soak" ? task.gates : []))
        .map((gate) => [gate.id, gate]),
    );
    for (const entry of entries) {
      if (entry.type !== "gate.answered" || entry.evidence.name !== "traffic.ratio") continue;
      const samples = samplesOf(entry, gates.get(entry.evidence.gate)?.hosts ?? []);
      if (samples.length === 0) continue;
      for (const { host, ...now } of samples) {
        const before = total.get(host);
        interval.set(host, before === undefined ? now : since(before, now));
        total.set(host, now);
      }
      const at = entry.evidence.at;
      const sum = (hosts: Iterable<Bytes>): TrafficPoint => ({ at, run, ...add(hosts) });
      fleet.push(sum(interval.values()));
      const service = gates.get(entry.evidence.gate)?.service;
      if (service === null || service === undefined) continue;
      const points = services.get(service) ?? [];
      points.push(sum(samples.map(({ host }) => interval.get(host)!)));
      services.set(service, points);
    }
  }
  return { fleet, services: [...services].map(([service, points]) => ({ service, points })) };
}

export function shareOf({ ipv4Bytes, ipv6Bytes }: Bytes): number {
  const sum = ipv4Bytes + ipv6Bytes;
  return sum === 0 ? 0 : ipv6Bytes / sum;
}

/** The gate makes one part for each host, in their order. */
function samplesOf(entry: Entry & { type: "gate.answered" }, hosts: readonly string[]): Sample[] {
  const { parts } = (entry.evidence.observed ?? {}) as { parts?: readonly { observed?: Partial<Bytes> | null }[] };
  return (parts ?? []).flatMap(({ observed }, i) => {
    const host = hosts[i];
    const { ipv4Bytes, ipv6Bytes } = observed ?? {};
    if (host === undefined || typeof ipv4Bytes !== "number" || typeof ipv6Bytes !== "number") return [];
    return [{ host, ipv4Bytes, ipv6Bytes }];
  });
}

/** Counters that went back were begun anew by a reboot; ones that stood still say nothing new. */
function since(before: Bytes, now: Bytes): Bytes {
  const ipv4Bytes = now.ipv4Bytes - before.ipv4Bytes;
  const ipv6Bytes = now.ipv6Bytes - before.ipv6Bytes;
  return ipv4Bytes < 0 || ipv6Bytes < 0 || ipv4Bytes + ipv6Bytes === 0 ? now : { ipv4Bytes, ipv6Bytes };
}

function add(all: Iterable<Bytes>): Bytes {
  let [ipv4Bytes, ipv6Bytes] = [0, 0];
  for (const one of all) {
    ipv4Bytes += one.ipv4Bytes;
    ipv6Bytes += one.ipv6Bytes;
  }
  return { ipv4Bytes, ipv6Bytes };
}
