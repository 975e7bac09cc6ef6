/**
 * A plan and its inventory as a lab: every host of the plan, a server on every port it says it serves or others say they need,
 * a name on the internet for every name it looks for. Pure.
 *
 * Inventory variables under `lab` add to that: `serve: [{port, kind, body, status, families}]`, `hosts: [LINE for /etc/hosts]`,
 * `kind: systemd` with `stack: networkd` (or another) for a host that boots its own Debian, `disk: MEGABYTES` for one with an ext4 of its own.
 */
import { formatIp4, parseIp4 } from "../../agent/net/ip4.ts";
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import { parsePrefix4, parsePrefix6 } from "../../agent/net/prefix.ts";
import { isWellKnown } from "../../agent/net/rfc6052.ts";
import type { Host, Inventory } from "../plan/hosts.ts";
import type { Plan, Service, Targets } from "../plan/plan.ts";
import { LabError } from "./process.ts";
import {
  type Family,
  GLOBAL_INTERNET,
  type InternetName,
  type LabHost,
  type LabSpec,
  NETWORK_STACKS,
  PRIVATE_INTERNET,
  type Serve,
  type ServedZone,
  zoneOf,
} from "./spec.ts";

/** Room for the runtime and the agent, and a little more. */
const LEAST_DISK_MEGABYTES = 256;

const KINDS = ["http", "https", "tcp-echo", "udp-echo"] as const;

/** @throws LabError where the inventory says something the lab cannot build. */
export function specFromPlan(plan: Plan, inventory: Inventory): LabSpec {
  const { nat64, dns64, vantage, targets } = plan;
  const names = [
    ...plan.services.flatMap((service) => service.hosts),
    ...(nat64?.gateways ?? []),
    ...(dns64?.resolvers ?? []),
    ...(plan.edge?.hosts ?? []),
    ...plan.records.map(({ host }) => host),
    ...vantage.inside,
    ...vantage.outside6,
    ...vantage.outside4,
    ...(plan.newHosts?.hosts ?? []),
  ];
  const outside = new Set([...vantage.outside6, ...vantage.outside4].filter((host) => !vantage.inside.includes(host)));
  const hosts = [...new Set(names)].map((name) => {
    const host = inventory.hosts.get(name);
    if (host === undefined) throw new LabError(`${name} is not in the inventory`);
    return labHost(host, plan, inventory, outside.has(name));
  });
  const internet = internetNames(plan);
  return {
    name: plan.name,
    hosts,
    nat64:
      nat64 === null
        ? null
        : {
            prefix: nat64.prefix,
            gateway: nat64.gateways[0]!,
            pool4: nat64.pool4.map(({ prefix }) => withLength(prefix)),
          },
    routes: edgeRoutes(plan),
    upstream: dns64?.upstream ?? [],
    internet:
      nat64 === null || isWellKnown(parsePrefix6(nat64.prefix)!) ? GLOBAL_INTERNET : privateInternet(nat64.reaches),
    names: internet,
    signed: [
      ...new Set([targets.signed, targets.signedNative, targets.bogus].filter((name) => name !== null).map(zoneOf)),
    ],
    serves: internetServes(plan),
    internetMtu: 1500,
  };
}

function edgeRoutes({ edge, services }: Plan): { prefix: string; via: string }[] {
  const [via] = edge?.hosts ?? [];
  if (via === undefined) return [];
  const addresses = services.flatMap(({ inboundIpv4, inbound }) => (inboundIpv4 === "siit" ? inbound.addresses : []));
  return [edge!.siit.prefix, ...addresses.map(withLength)].map((prefix) => ({ prefix, via }));
}

/** Private IPv4 that the plan wants through its own prefix: the first range that is wide enough. */
function privateInternet(reaches: readonly string[]): string {
  const wide = reaches.map((text) => parsePrefix4(text)).find((prefix) => prefix !== null && prefix.length <= 24);
  return wide == null ? PRIVATE_INTERNET : `${formatIp4(wide.network)}/24`;
}

function withLength(prefix: string): string {
  return prefix.includes("/") ? prefix : `${prefix}/32`;
}

function labHost(host: Host, plan: Plan, inventory: Inventory, outside: boolean): LabHost {
  const { name, address, vars } = host;
  const become = host.become ?? plan.fleet.become;
  return {
    name,
    address,
    port: host.port ?? plan.fleet.port ?? 22,
    user: host.user ?? plan.fleet.user ?? "root",
    sudoPassword: become?.password == null ? null : literal(become.password, name),
    ipv4: host.ipv4 ?? (parseIp4(address) === null ? null : address),
    ipv6: host.ipv6 ?? canonicalIp6(address),
    outside,
    serves: hostServes(name, plan, vars.lab),
    zones: plan.records
      .filter(({ host: at, source }) => at === name && (source === "zonefile" || source === "nsupdate"))
      .map((source) => zone(source, plan, inventory)),
    hostsFile: [
      ...plan.records
        .filter((source) => source.host === name && source.source === "hosts-file")
        .flatMap((source) => hostsLines(source.zone, plan, inventory)),
      ...textsOf(labVar(vars.lab, "hosts", name), `${name}: lab.hosts`),
    ],
    ...bootsItself(vars.lab, name),
    ...diskOf(labVar(vars.lab, "disk", name), name),
  };
}

function bootsItself(lab: unknown, host: string): Pick<LabHost, "systemd"> {
  const kind = labVar(lab, "kind", host) ?? "namespace";
  const stack = labVar(lab, "stack", host);
  if (kind === "systemd") {
    const known = NETWORK_STACKS.find((one) => one === stack);
    if (known === undefined) throw new LabError(`${host}: lab.stack is one of ${NETWORK_STACKS.join(", ")}`);
    return { systemd: known };
  }
  if (kind !== "namespace") throw new LabError(`${host}: lab.kind is systemd or namespace`);
  if (stack !== undefined) throw new LabError(`${host}: lab.stack is for lab.kind: systemd`);
  return {};
}

function diskOf(value: unknown, host: string): Pick<LabHost, "diskMegabytes"> {
  if (value === undefined) return {};
  if (!Number.isInteger(value) || (value as number) < LEAST_DISK_MEGABYTES)
    throw new LabError(`${host}: lab.disk is a number of megabytes, ${LEAST_DISK_MEGABYTES} or more`);
  return { diskMegabytes: value as number };
}

/** Passwords in files or commands belong to the operator's real hosts; the lab has one of its own for `env`. */
function literal(password: object, host: string): string {
  if ("literal" in password) return String(password.literal);
  if ("env" in password) return process.env[String(password.env)] ?? "lab";
  throw new LabError(`${host}: the lab cannot know a sudo password that comes from a file or a command`);
}

function labVar(lab: unknown, key: string, host: string): unknown {
  if (lab === undefined || lab === null) return undefined;
  if (typeof lab !== "object" || Array.isArray(lab)) throw new LabError(`${host}: vars.lab must be a mapping`);
  return (lab as Record<string, unknown>)[key];
}

function textsOf(value: unknown, where: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((line) => typeof line === "string"))
    throw new LabError(`${where} must be a list of texts`);
  return value;
}

/** What the host is asked for: by its own variables, its service's health check, its service's `listen`, and by those who need it. The first that names a port decides. */
function hostServes(host: string, plan: Plan, lab: unknown): Serve[] {
  const serves = servesOf(labVar(lab, "serve", host), host);
  const add = (serve: Serve) => {
    const transport = (kind: Serve["kind"]) => (kind === "udp-echo" ? "udp" : "tcp");
    if (!serves.some(({ port, kind }) => port === serve.port && transport(kind) === transport(serve.kind)))
      serves.push(serve);
  };
  const both: readonly Family[] = [4, 6];
  const { newHosts } = plan;
  const jobs = newHosts?.hosts.includes(host) ? newHosts.services : [];
  for (const service of plan.services.filter(({ name, hosts }) => hosts.includes(host) || jobs.includes(name))) {
    const http = healthServe(service, both);
    if (http !== null) add(http);
    for (const serve of inboundServes(service)) add(serve);
    if (service.health?.tcp != null) add({ port: service.health.tcp, kind: "tcp-echo", families: both });
    for (const { port, protocol } of service.listen) add({ port, kind: `${protocol}-echo`, families: both });
    for (const need of plan.services.flatMap(({ needs }) => needs)) {
      if (need.kind === "service" && need.service === service.name)
        add({ port: need.port, kind: `${need.protocol}-echo`, families: both });
    }
  }
  return serves;
}

function healthServe({ name, health, inbound }: Service, families: readonly Family[]): Serve | null {
  if (health?.http == null) return null;
  const { port, kind } = endpoint(health.http.url);
  const sees = inbound.sees === null ? null : endpoint(inbound.sees);
  return {
    port,
    kind,
    families,
    status: health.http.status,
    body: `${health.http.body ?? name}\n`,
    ...(sees?.port === port ? { routes: { [sees.path]: "client" as const } } : {}),
  };
}

/** What the edge's proxy connects to, where that is a port of its own. */
function inboundServes(service: Service): Serve[] {
  const { toPort, clientAddress } = service.inbound;
  const serve = toPort === null ? null : healthServe(service, [6]);
  if (serve === null) return [];
  return [{ ...serve, port: toPort!, ...(clientAddress === "proxy-protocol" ? { proxied: true as const } : {}) }];
}

function endpoint(url: string): { port: number; kind: "http" | "https"; host: string; path: string } {
  const parsed = new URL(url.replaceAll(/\{\{\s*[a-z0-9_.]+\s*\}\}/g, "host.invalid"));
  const kind = parsed.protocol === "https:" ? "https" : "http";
  return {
    port: Number(parsed.port) || (kind === "https" ? 443 : 80),
    kind,
    host: parsed.hostname,
    path: parsed.pathname,
  };
}

function servesOf(value: unknown, host: string): Serve[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new LabError(`${host}: lab.serve must be a list`);
  return value.map((entry: Record<string, unknown>) => {
    const { port, kind, families = [4, 6], body, status } = entry ?? {};
    const known = KINDS.find((one) => one === kind);
    if (!Number.isInteger(port) || known === undefined || !Array.isArray(families)) {
      throw new LabError(`${host}: lab.serve needs a port, and kind: ${KINDS.join(", ")}`);
    }
    return {
      port: port as number,
      kind: known,
      families: families.filter((family): family is Family => family === 4 || family === 6),
      ...(typeof body === "string" ? { body } : {}),
      ...(typeof status === "number" ? { status } : {}),
    };
  });
}

/** The zone as the fleet has it before the migration: A records only. */
function zone(source: Plan["records"][number], plan: Plan, inventory: Inventory): ServedZone {
  const records = serviceAddresses(source.zone, plan, inventory).map(({ name, address }) => ({
    name,
    type: "A" as const,
    address,
  }));
  const served = { zone: source.zone, file: source.file, ttlSeconds: source.ttlSeconds, records };
  return source.source === "nsupdate"
    ? { ...served, file: `/var/cache/bind/${source.zone}.zone`, updateKey: source.key! }
    : served;
}

function hostsLines(suffix: string, plan: Plan, inventory: Inventory): string[] {
  return serviceAddresses(suffix, plan, inventory).map(({ name, address }) => `${address} ${name}`);
}

function serviceAddresses(suffix: string, plan: Plan, inventory: Inventory): { name: string; address: string }[] {
  return plan.services.flatMap(({ names, hosts }) =>
    [...names.public, ...names.internal]
      .filter((name) => name === suffix || name.endsWith(`.${suffix}`))
      .flatMap((name) =>
        hosts.flatMap((host) => {
          const address = inventory.hosts.get(host)?.ipv4;
          return address === undefined ? [] : [{ name, address }];
        }),
      ),
  );
}

function hostOf(target: string | null): string | null {
  if (target === null) return null;
  return target.includes("://") ? endpoint(target).host : target.slice(0, target.lastIndexOf(":"));
}

function externalNeeds(plan: Plan): { name: string; port: number; protocol: "tcp" | "udp" }[] {
  return plan.services.flatMap(({ needs }) => needs.flatMap((need) => (need.kind === "name" ? [need] : [])));
}

/** Names on the lab's internet. A name that is asked for in several ways has each of its records once. */
function internetNames(plan: Plan): InternetName[] {
  const { targets, records } = plan;
  const inFleet = (name: string) => records.some(({ zone }) => name === zone || name.endsWith(`.${zone}`));
  const names = new Map<string, InternetName>();
  const add = (name: string | null, has: Partial<InternetName>) => {
    if (name === null || parseIp4(name) !== null || inFleet(name)) return;
    const key = name.replace(/\.$/, "").toLowerCase();
    const before = names.get(key) ?? { name: key, a: false, aaaa: false, bogus: false };
    names.set(key, { ...before, ...has });
  };
  const urls = [
    targets.http,
    targets.download,
    targets.upload,
    targets.serverSees,
    targets.tcp,
    targets.udp,
    targets.closed,
  ];
  for (const target of urls) add(hostOf(target), { a: true });
  for (const name of [targets.ping, targets.ipv4Only, targets.signed]) add(name, { a: true });
  for (const { name } of externalNeeds(plan)) add(name, { a: true });
  add(targets.wildcard === null ? null : `*.${targets.wildcard}`, { a: true });
  add(targets.dual, { a: true, aaaa: true });
  add(targets.signedNative, { aaaa: true });
  add(targets.bogus, { a: true, bogus: true });
  return [...names.values()];
}

const ROUTES = { download: "download", upload: "upload", serverSees: "client" } as const satisfies Partial<
  Record<keyof Targets, string>
>;

/** Servers of the IPv4-only internet, one for each port that a target or a need names; nothing listens on `closed`. */
function internetServes(plan: Plan): Serve[] {
  const { targets } = plan;
  const serves = new Map<string, Serve>();
  const families: readonly Family[] = [4];
  const web = (url: string, route: "download" | "upload" | "client" | null) => {
    const { port, kind, path } = endpoint(url);
    const before = serves.get(`tcp ${port}`)?.routes ?? {};
    const routes = route === null ? before : { ...before, [path]: route };
    serves.set(`tcp ${port}`, { port, kind, families, body: "an IPv4-only server\n", routes });
  };
  if (targets.http !== null) web(targets.http, null);
  for (const [key, route] of Object.entries(ROUTES)) {
    const url = targets[key as keyof typeof ROUTES];
    if (url !== null) web(url, route);
  }
  const echo = (port: number, protocol: "tcp" | "udp") => {
    const key = `${protocol} ${port}`;
    if (serves.has(key)) return;
    const http = protocol === "tcp" && (port === 80 || port === 443);
    serves.set(
      key,
      http
        ? { port, kind: port === 443 ? "https" : "http", families, body: "an IPv4-only server\n" }
        : { port, kind: `${protocol}-echo`, families },
    );
  };
  const portOf = (target: string) => Number(target.slice(target.lastIndexOf(":") + 1));
  if (targets.tcp !== null) echo(portOf(targets.tcp), "tcp");
  if (targets.udp !== null) echo(portOf(targets.udp), "udp");
  for (const { port, protocol } of externalNeeds(plan)) echo(port, protocol);
  if (targets.closed !== null) serves.delete(`tcp ${portOf(targets.closed)}`);
  return [...serves.values()];
}
