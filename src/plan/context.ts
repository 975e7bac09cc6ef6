/** What the templates of a playbook may name: `{{ nat64.prefix }}`, `{{ host.ipv6 }}`, `{{ record.zone }}`. */
import { type HostFacts, stableAddress } from "../../agent/protocol/facts.ts";
import type {
  ClatWant,
  DnsRecordWant,
  InboundProxyWant,
  InboundSiitWant,
  RecordWant,
  SpreadConfig,
} from "../../agent/protocol/wants.ts";
import { managedResolvers, resolverOfCloud } from "./clouds.ts";
import type { Host, Inventory } from "./hosts.ts";
import type { Monitor, Plan, RecordSource, Service } from "./plan.ts";
import { keepersOf } from "./shared.ts";

export type Context = Readonly<Record<string, unknown>>;

/** What a backend wants of a host; given by the composition root, for plans do not know backends. */
export interface DaemonConfigs {
  gateway(plan: Plan, host: string, facts: HostFacts | undefined): Readonly<Record<string, unknown>>;
  resolver(
    plan: Plan,
    host: string,
    facts: HostFacts | undefined,
    ipv6: string | null,
  ): Readonly<Record<string, unknown>>;
  /** How clients are spread over the plan's gateways. @param address in service, of any host. */
  spread(plan: Plan, host: string, address: (host: string, family: 4 | 6) => string | null): SpreadConfig;
  /** @param address in service, of any host. */
  edge(plan: Plan, host: string, address: (host: string, family: 4 | 6) => string | null): EdgeWants;
}

export interface EdgeWants {
  readonly siit: InboundSiitWant;
  readonly proxy: InboundProxyWant;
}

export interface Fleet {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly configs: DaemonConfigs;
}

/** The address in service: the inventory's word, else what the host has. */
export function addressOf(fleet: Fleet, host: string, family: 4 | 6): string | null {
  const known = fleet.inventory.hosts.get(host);
  const stated = family === 4 ? known?.ipv4 : known?.ipv6;
  const facts = fleet.facts.get(host);
  return stated ?? (facts === undefined ? null : stableAddress(facts, family));
}

/** Addresses a host may speak from over IPv6: the one in service, and every other of global scope. */
function sourcesOf(fleet: Fleet, host: string): readonly string[] {
  const own = fleet.facts.get(host)?.addresses ?? [];
  const global = own.flatMap(({ family, scope, address }) => (family === 6 && scope === "global" ? [address] : []));
  return [...new Set([addressOf(fleet, host, 6), ...global].filter((address) => address !== null))].sort();
}

/** @param service null for steps about a role. @param record for steps on record sources: the source and the hosts whose records are meant. */
export function contextFor(
  fleet: Fleet,
  host: string,
  service: Service | null,
  record: {
    readonly source: RecordSource;
    readonly services: readonly Service[];
    readonly hosts: readonly string[];
    /** No earlier batch was about these services. */
    readonly first: boolean;
  } | null,
): Context {
  const { plan } = fleet;
  const inventoryHost: Partial<Host> = fleet.inventory.hosts.get(host) ?? {};
  return {
    policy_table: plan.policyTable,
    translation: endpointOf(plan.targets.tcp),
    host: {
      name: host,
      ...inventoryHost.vars,
      ipv4: addressOf(fleet, host, 4),
      ipv6: addressOf(fleet, host, 6),
      shared: keepersOf(plan, host).length > 0,
    },
    ...(service === null
      ? {}
      : {
          service: {
            name: service.name,
            hosts: service.hosts,
            target: service.target,
            unit: service.unit,
            clat: clatOf(plan, service, addressOf(fleet, host, 6)),
          },
          ipv4: service.ipv4,
        }),
    nat64: plan.nat64 === null ? { prefixes: [] } : { ...plan.nat64, prefixes: [plan.nat64.prefix] },
    vantage: { inside6: plan.vantage.inside.flatMap((name) => sourcesOf(fleet, name)) },
    dns64: { ...(plan.dns64 ?? {}), addresses: resolversFor(fleet, host) },
    ...cloudContext(plan, host),
    ...(plan.nat64?.gateways.includes(host)
      ? {
          gateway: {
            config: fleet.configs.gateway(plan, host, fleet.facts.get(host)),
            preference: PREFERENCES[plan.nat64.gateways.indexOf(host)] ?? "low",
            spread: fleet.configs.spread(plan, host, (of, family) => addressOf(fleet, of, family)),
          },
        }
      : {}),
    ...leavingContext(fleet, host),
    ...(plan.dns64?.resolvers.includes(host)
      ? { resolver: { config: fleet.configs.resolver(plan, host, fleet.facts.get(host), addressOf(fleet, host, 6)) } }
      : {}),
    ...(plan.edge?.hosts.includes(host)
      ? { edge: fleet.configs.edge(plan, host, (of, family) => addressOf(fleet, of, family)) }
      : {}),
    ...(record === null ? {} : { record: recordContext(fleet, record) }),
    ...(plan.newHosts?.hosts.includes(host)
      ? { new_host: newHostContext(plan.newHosts, addressOf(fleet, host, 6)) }
      : {}),
  };
}

function leavingContext(fleet: Fleet, host: string): Context {
  const leaves = fleet.plan.nat64?.retiring.find((gateway) => gateway.host === host);
  if (leaves === undefined) return {};
  const config = fleet.configs.spread(fleet.plan, host, (of, family) => addressOf(fleet, of, family));
  return { leaving: { config, steps: leaves.steps } };
}

/** A host in a cloud that synthesises asks the cloud; every other asks the plan's resolvers. */
function resolversFor(fleet: Fleet, host: string): readonly string[] {
  const { plan } = fleet;
  const home = plan.clouds.find(({ hosts }) => hosts.includes(host));
  const own = home === undefined ? null : resolverOfCloud(home);
  if (own !== null) return [own];
  return managedResolvers(plan).length > 0
    ? managedResolvers(plan).map(({ address }) => address)
    : (plan.dns64?.resolvers ?? []).map((resolver) => addressOf(fleet, resolver, 6)).filter((a) => a !== null);
}

function cloudContext(plan: Plan, host: string): Context {
  const cloud = plan.clouds.find(({ name }) => name === host);
  return cloud === undefined ? {} : { cloud };
}

function clatOf({ nat64 }: Plan, service: Service, address: string | null): ClatWant["clat"] {
  if (service.clat === null || nat64 === null) return null;
  const { health } = service;
  const url = health?.http == null ? null : new URL(health.http.url.replace(/\{\{\s*host\s*\}\}/, "host.invalid"));
  const ofUrl = url === null ? [] : [Number(url.port) || (url.protocol === "https:" ? 443 : 80)];
  const asked = [...ofUrl, ...(health?.tcp == null ? [] : [health.tcp])];
  const unlisted = asked.filter((port) => !service.listen.some((l) => l.port === port && l.protocol === "tcp"));
  return {
    unit: service.clat.unit,
    plat_prefix: nat64.prefix,
    allow_non_global: nat64.reaches.length > 0,
    address,
    listen: [...service.listen, ...unlisted.map((port) => ({ port, protocol: "tcp" as const }))],
  };
}

/** @param text `NAME:PORT` */
function endpointOf(text: string | null): { readonly name: string; readonly port: number } | null {
  const found = text === null ? null : /^([^:[\]]+):(\d+)$/.exec(text);
  return found === null ? null : { name: found[1]!, port: Number(found[2]) };
}

function recordContext(
  fleet: Fleet,
  {
    source,
    services,
    hosts,
    first,
  }: {
    readonly source: RecordSource;
    readonly services: readonly Service[];
    readonly hosts: readonly string[];
    readonly first: boolean;
  },
): Context {
  const records = (
    family: 4 | 6,
    names: (service: Service) => readonly string[],
    state: RecordWant["state"],
  ): DnsRecordWant["records"] =>
    services.flatMap((service) =>
      names(service)
        .filter((name) => inZone(name, source.zone))
        .flatMap((name) =>
          service.hosts
            .filter((host) => hosts.includes(host))
            .flatMap((host) => {
              const address = addressOf(fleet, host, family);
              return address === null
                ? []
                : [{ name, type: family === 4 ? ("A" as const) : ("AAAA" as const), address, state }];
            }),
        ),
    );
  return {
    zone: source.zone,
    file: source.file,
    source: source.source,
    reload: source.reload,
    ttl: source.ttlSeconds,
    server: source.server,
    key: source.key,
    command: source.command,
    aaaa_present: records(6, (s) => [...s.names.public, ...s.names.internal], "present"),
    // A TTL is that of all records of a name and type: the first batch shortens it for the others.
    a_short: first
      ? records(4, namesThatMove, "short-lived").map((record) => ({ ...record, ttl: source.shortTtlSeconds }))
      : [],
    // Where IPv4 clients come in by an edge, its A records stand before those of the hosts go.
    a_absent: [
      ...services.flatMap((service) => edgeRecords(fleet, service, hosts, source.zone)),
      ...records(4, namesThatMove, "absent"),
    ],
    answers: services
      .filter(({ names }) => names.internal.some((name) => inZone(name, source.zone)))
      .flatMap((service) =>
        service.hosts
          .filter((host) => hosts.includes(host))
          .flatMap((host) => {
            const address = addressOf(fleet, host, 4);
            const port = service.listen.find(({ protocol }) => protocol === "tcp")?.port;
            return address === null || port === undefined ? [] : [{ address, port }];
          }),
      ),
  };
}

/** Names whose A records leave the hosts in phase 4: internal ones, and public ones whose IPv4 clients come in by an edge. */
export function namesThatMove({ names, inboundIpv4 }: Service): readonly string[] {
  return inboundIpv4 === "siit" || inboundIpv4 === "proxy" ? [...names.internal, ...names.public] : names.internal;
}

function edgeRecords(
  fleet: Fleet,
  { hosts: all, names, inbound, inboundIpv4 }: Service,
  hosts: readonly string[],
  zone: string,
): DnsRecordWant["records"] {
  const own = (fleet.plan.edge?.hosts ?? []).flatMap((host) => addressOf(fleet, host, 4) ?? []);
  const addresses =
    inboundIpv4 === "siit"
      ? inbound.addresses.filter((_, i) => hosts.includes(all[i]!))
      : inboundIpv4 !== "proxy"
        ? []
        : inbound.addresses.length > 0
          ? inbound.addresses
          : own;
  return names.public
    .filter((name) => inZone(name, zone))
    .flatMap((name) => addresses.map((address) => ({ name, type: "A" as const, address, state: "present" as const })));
}

/** Services whose IPv4 clients come in through an edge. */
export function servicesThrough(plan: Plan, way: "siit" | "proxy"): readonly Service[] {
  return plan.services.filter(({ inboundIpv4 }) => inboundIpv4 === way);
}

/** A file of the monitoring, and the hosts that it is to ask over IPv6 from now on. */
export function monitorContext(fleet: Fleet, monitor: Monitor, service: Service, hosts: readonly string[]): Context {
  const { host: _host, ...file } = monitor;
  return {
    ...file,
    hosts: hosts.flatMap((name) => {
      const ipv6 = addressOf(fleet, name, 6);
      return ipv6 === null ? [] : [{ name, service: service.name, ipv4: addressOf(fleet, name, 4), ipv6 }];
    }),
  };
}

export function inZone(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** Of routes to the gateways, in their order (RFC 4191 §2.1). */
const PREFERENCES = ["high", "medium"] as const;

function newHostContext(newHosts: NonNullable<Plan["newHosts"]>, ipv6: string | null): Context {
  return {
    renderer: newHosts.renderer,
    interface: newHosts.interface,
    address: newHosts.address === "slaac" ? "auto" : newHosts.address.replace(/\{\{\s*host\.ipv6\s*\}\}/, ipv6 ?? ""),
    gateway: newHosts.gateway === "ra" ? null : newHosts.gateway,
  };
}
