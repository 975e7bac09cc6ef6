/** Who is touched when an address goes: what both ends observed. Pure. */
import type { HostReport } from "./host-report.ts";

export interface Blast {
  readonly address: string;
  readonly host: string;
  /** Hosts of the fleet, by name. */
  readonly managed: readonly string[];
  /** Everybody else, by address. */
  readonly unmanaged: readonly string[];
  /** Whether the host itself is observed; if not, only what other hosts saw is here. */
  readonly observed: boolean;
}

/** @param fleet address to host. */
export function blastRadius(
  host: string,
  address: string,
  hosts: readonly HostReport[],
  fleet: ReadonlyMap<string, string>,
): Blast {
  const managed = new Set<string>();
  const unmanaged = new Set<string>();
  for (const report of hosts) {
    for (const flow of report.observation?.flows ?? []) {
      if (flow.class !== "ipv4") continue;
      if (report.host !== host) {
        if (flow.direction === "out" && flow.peer === address) managed.add(report.host);
      } else if (flow.direction === "in" && flow.peer !== report.ownClient) {
        const peer = fleet.get(flow.peer);
        if (peer === undefined) unmanaged.add(flow.peer);
        else managed.add(peer);
      }
    }
  }
  const own = hosts.find((report) => report.host === host);
  return {
    address,
    host,
    managed: [...managed].sort(),
    unmanaged: [...unmanaged].sort(),
    observed: own !== undefined && own.observation !== null,
  };
}

const MOST_NAMED = 6;

/** `removing A 198.51.100.10 of api1 touches 14 peers, 3 unmanaged: …` */
export function blastText({ address, host, managed, unmanaged, observed }: Blast): string {
  const total = managed.length + unmanaged.length;
  const named = [...unmanaged, ...managed].slice(0, MOST_NAMED);
  const more = total > named.length ? ", …" : "";
  const peers = total === 1 ? "1 peer" : `${total} peers`;
  const blind = observed ? "" : "; the host itself is not observed, so there may be more";
  return `removing A ${address} of ${host} touches ${peers}, ${unmanaged.length} unmanaged${total === 0 ? "" : `: ${named.join(", ")}${more}`}${blind}`;
}

/** A change as plans list it. */
export interface ListedChange {
  readonly host: string;
  readonly key: string;
  readonly after: string | null;
}

/** Addresses that changes take away: A records (whose host is the address's) and addresses of interfaces. */
export function addressesGone(
  changes: readonly ListedChange[],
  fleet: ReadonlyMap<string, string>,
): { readonly host: string; readonly address: string }[] {
  const gone = new Map<string, string>();
  for (const { host, key, after } of changes) {
    if (after !== null) continue;
    const record = /^record:.*:A:(\d+\.\d+\.\d+\.\d+)$/.exec(key)?.[1];
    const own = /^address:.*:(\d+\.\d+\.\d+\.\d+)\/\d+$/.exec(key)?.[1];
    if (record !== undefined && fleet.has(record)) gone.set(record, fleet.get(record)!);
    if (own !== undefined) gone.set(own, host);
  }
  return [...gone].map(([address, host]) => ({ address, host }));
}
