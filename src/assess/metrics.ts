/** Traffic by class as Prometheus text. Pure. */
import { TRAFFIC_CLASSES, type Traffic } from "../../agent/protocol/audit.ts";
import type { Plan } from "../plan/plan.ts";
import type { HostReport } from "./host-report.ts";

/** A service with a host to itself has all of the host's bytes; services that share one have those of their own ports, and the rest has no service. */
export function trafficOf(report: HostReport, services: Plan["services"]): { service: string; traffic: Traffic }[] {
  const { observation } = report;
  if (observation === null) return [];
  const here = services.filter(({ hosts }) => hosts.includes(report.host));
  if (here.length === 1) return [{ service: here[0]!.name, traffic: observation.traffic }];
  const shared = here.map(({ name }) => ({ service: name, traffic: observation.services[name] ?? NONE }));
  const rest = Object.fromEntries(
    TRAFFIC_CLASSES.map((name) => [
      name,
      Math.max(0, observation.traffic[name] - shared.reduce((sum, { traffic }) => sum + traffic[name], 0)),
    ]),
  ) as unknown as Traffic;
  return [...shared, { service: "", traffic: rest }];
}

const NONE: Traffic = { native6: 0, translated: 0, ipv4: 0 };

export function trafficMetrics(hosts: readonly HostReport[], services: Plan["services"]): string {
  const lines = [
    "# HELP migrate_traffic_bytes_total Bytes since observation began, both directions, by how they travelled.",
    "# TYPE migrate_traffic_bytes_total counter",
  ];
  for (const report of hosts) {
    for (const { service, traffic } of trafficOf(report, services)) {
      for (const name of TRAFFIC_CLASSES)
        lines.push(
          `migrate_traffic_bytes_total{service=${quoted(service)},host=${quoted(report.host)},class="${name}"} ${traffic[name]}`,
        );
    }
  }
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
