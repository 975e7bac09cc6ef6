/** The authoritative servers of the plan's zones, and what they say of a service's names. */
import type { DnsType } from "../../agent/protocol/probes.ts";
import { inZone } from "../plan/context.ts";
import type { RecordSource, Service } from "../plan/plan.ts";
import { addressOf, observedOf, type World } from "./gate.ts";
import { askDns, dataOf, dnsQuestion, PLAIN } from "./resolvers.ts";

export interface Authority {
  readonly source: RecordSource;
  /** The host that asks: the one that keeps the records. */
  readonly from: string;
  readonly servers: readonly string[];
  /** Why that may not be all; null: it is. */
  readonly lacking: string | null;
}

/** A name belongs to the source with the longest matching zone. */
export function sourceOf(sources: readonly RecordSource[], name: string): RecordSource | null {
  return (
    sources
      .filter(({ zone }) => inZone(name.toLowerCase(), zone.toLowerCase()))
      .toSorted((a, b) => b.zone.length - a.zone.length)[0] ?? null
  );
}

/** A source's servers as the plan states them; else those of the zone's NS records, as the primary tells them. */
export async function authorityOf(world: World, source: RecordSource): Promise<Authority> {
  const from = source.host;
  // A hosts file that nobody serves is read where it lies.
  if (source.source === "hosts-file" && source.reload === null) return { source, from, servers: [], lacking: null };
  if (source.servers !== null) return { source, from, servers: source.servers, lacking: null };
  const primary = source.source === "nsupdate" ? addressIn(source.server ?? "::1") : null;
  const own = primary ?? addressOf(world, source.host, 6) ?? addressOf(world, source.host, 4) ?? "::1";
  if (source.source === "hosts-file") return { source, from, servers: [own], lacking: null };
  const { seen } = await askDns(
    world,
    from,
    dnsQuestion(own, source.zone, "NS"),
    (one) => dataOf(one, "NS").length > 0,
  );
  const names = seen === null ? [] : dataOf(seen, "NS");
  if (names.length === 0) return { source, from, servers: [own], lacking: `${own} tells no NS of ${source.zone}` };
  const servers: string[] = [];
  const lost: string[] = [];
  for (const name of names) {
    const found = await addressesOf(world, from, own, name.replace(/\.$/, ""));
    if (found === null) lost.push(name);
    else servers.push(found);
  }
  return {
    source,
    from,
    servers: [...new Set(servers)],
    lacking: lost.length === 0 ? null : `the addresses of ${lost.join(", ")} are not known`,
  };
}

/** One address of a server: from the zone itself, else as the host resolves it. */
async function addressesOf(world: World, from: string, primary: string, name: string): Promise<string | null> {
  for (const type of ["AAAA", "A"] as const) {
    const { seen } = await askDns(world, from, dnsQuestion(primary, name, type), () => true);
    const [address] = seen === null ? [] : dataOf(seen, type);
    if (address !== undefined) return address;
  }
  const answer = await world.probe(from, { kind: "getaddrinfo", name, timeoutMs: 5_000 });
  return observedOf("getaddrinfo", answer)?.rows[0]?.address ?? null;
}

function addressIn(server: string): string {
  return /^\[([^\]]+)\]/.exec(server)?.[1] ?? server.replace(/^([\d.]+):\d+$/, "$1");
}

/** What one server has of a name. @returns null where it does not answer. */
export async function recordsAt(
  world: World,
  from: string,
  server: string,
  name: string,
  type: DnsType,
  good: (addresses: readonly string[]) => boolean,
): Promise<{ readonly addresses: readonly string[]; readonly observed: unknown } | { readonly because: string }> {
  const { seen, tried } = await askDns(world, from, dnsQuestion(server, name, type, "udp", PLAIN), (one) =>
    good(dataOf(one, type)),
  );
  if (seen === null) return { because: tried.last.because };
  if (seen.rcode !== "NOERROR" && seen.rcode !== "NXDOMAIN") return { because: `it answers ${seen.rcode}` };
  return { addresses: dataOf(seen, type), observed: tried };
}

/** Names of a service that some source of the plan keeps. */
export function keptNames(
  world: World,
  names: readonly string[],
): { readonly name: string; readonly source: RecordSource }[] {
  return names.flatMap((name) => {
    const source = sourceOf(world.plan.records, name);
    return source === null ? [] : [{ name, source }];
  });
}

export function servicesAbout(world: World, name: string | null, hosts: readonly string[]): readonly Service[] {
  return world.plan.services.filter((service) =>
    name === null ? service.hosts.some((host) => hosts.includes(host)) : service.name === name,
  );
}
