/** One service, in the controller's words. */
import { parseDuration } from "../durations.ts";
import type { GateCall } from "../gates.ts";
import type { Gate, Need as NeedFile, PlanFile, Service as ServiceFile } from "../plan.generated.ts";
import type { Ipv4Decisions, Need, Rollout, Service } from "../plan.ts";
import { rolloutOverride } from "./rollout.ts";

/** Services in the order of `after`; those that may come in any order stay as written. */
export function inOrder(services: PlanFile["services"]): [string, ServiceFile][] {
  const ordered = new Map<string, ServiceFile>();
  const place = (name: string): void => {
    if (ordered.has(name)) return;
    for (const before of services[name]!.after ?? []) place(before);
    ordered.set(name, services[name]!);
  };
  for (const name of Object.keys(services)) place(name);
  return [...ordered];
}

export function serviceOf(
  name: string,
  file: ServiceFile,
  hosts: (names: readonly string[]) => string[],
  gates: (list: readonly Gate[] | undefined) => GateCall[],
  below: Rollout,
  ipv4: Ipv4Decisions,
): Service {
  const { health, clat } = file;
  return {
    name,
    hosts: hosts(file.hosts),
    target: file.target,
    names: {
      public: (file.names?.public ?? []).map(withoutDot),
      internal: (file.names?.internal ?? []).map(withoutDot),
    },
    needs: (file.needs ?? []).map(needOf),
    after: file.after ?? [],
    listen: (file.listen ?? []).map((text) => {
      const [port, protocol] = text.split("/") as [string, "tcp" | "udp"];
      return { port: Number(port), protocol };
    }),
    inboundIpv4: file.inbound_ipv4 ?? null,
    inbound: {
      addresses: file.inbound?.addresses ?? [],
      clientAddress: file.inbound?.client_address ?? null,
      toPort: file.inbound?.to_port ?? null,
      sees: file.inbound?.sees ?? null,
    },
    health:
      health === undefined
        ? null
        : {
            http:
              health.http === undefined
                ? null
                : {
                    url: health.http.url,
                    status: health.http.status ?? 200,
                    body: health.http.body ?? null,
                    insecure: health.http.insecure ?? false,
                  },
            tcp: health.tcp ?? null,
            timeoutMs: parseDuration(health.timeout ?? "5s")!,
            tries: health.tries ?? 3,
          },
    gates: gates(file.gates),
    rollout: rolloutOverride(file.rollout, below),
    unit: file.unit ?? null,
    ipv4: {
      keep: [...new Set([...ipv4.keep, ...(file.ipv4?.keep ?? [])])],
      remove: [...new Set([...ipv4.remove, ...(file.ipv4?.remove ?? [])])],
    },
    clat:
      clat === undefined
        ? null
        : {
            because: clat.because,
            owner: clat.owner,
            expires: clat.expires,
            unit: file.unit ?? `${name}.service`,
          },
    exception:
      file.target !== "dual-stack"
        ? null
        : {
            reason: file.reason!,
            because: file.because ?? null,
            owner: file.owner!,
            review: file.review!,
          },
  };
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

function needOf(need: NeedFile): Need {
  if (typeof need === "object")
    return { kind: "name", name: withoutDot(need.name), port: need.port, protocol: need.protocol ?? "tcp" };
  const [, service, port, protocol] = /^(.+):(\d+)(?:\/(tcp|udp))?$/.exec(need)!;
  return {
    kind: "service",
    service: service!,
    port: Number(port),
    protocol: (protocol as "tcp" | "udp" | undefined) ?? "tcp",
  };
}
