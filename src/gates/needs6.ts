/** `needs6`: every dependency between services works over IPv6, asked by the host that depends. */

import type { Need, Service } from "../plan/plan.ts";
import { addressKind, planPrefix } from "./address-kind.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, observedOf, persist, TRY_MS, type Tries, triesMade, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { askDns, dataOf, dnsQuestion, planResolvers } from "./resolvers.ts";

export const needs6: Gate<"needs6"> = {
  name: "needs6",
  about:
    "From each host of the service: every `needs` connects over IPv6, a service at each of its hosts' addresses and by each of its names, an outside name by its AAAA record. " +
    "An outside name with only A is recorded as needing NAT64 in phases 1 and 2; later it must connect through the translator. UDP is asked where it answers (53, 123); elsewhere only a refusal can be seen, and the rest is unknown.",
  async ask({ service: name, hosts, phase, world }) {
    const services = world.plan.services.filter((service) => name === null || service.name === name);
    const edges = services.flatMap((service) =>
      (name === null ? service.hosts.filter((host) => hosts.includes(host)) : hosts).flatMap((from, index) =>
        service.needs.map((need) => ({ from, index, need, service })),
      ),
    );
    if (edges.length === 0)
      return {
        finding: "pass",
        because: `${name ?? "No service of these hosts"} needs nothing, by the plan.`,
        observed: { parts: [] },
      };
    const parts = await mapBounded(edges, ({ from, index, need, service }) =>
      need.kind === "service"
        ? serviceEdge(world, from, index, need, phase === 1 ? service : null)
        : outsideEdge(world, from, need, phase).then((part) => [part]),
    );
    const all = parts.flat();
    const waiting = all.flatMap(({ observed }) => (isNat64Note(observed) ? [observed.needsNat64] : []));
    const note =
      waiting.length === 0 ? "" : ` Only over IPv4 so far, needs NAT64: ${[...new Set(waiting)].join(", ")}.`;
    return conclude(all, `Everything ${name ?? "these hosts"} needs connects over IPv6.${note}`);
  },
};

interface Nat64Note {
  readonly needsNat64: string;
}

function isNat64Note(observed: unknown): observed is Nat64Note {
  return typeof observed === "object" && observed !== null && "needsNat64" in observed;
}

/** One host asks this many hosts of a service; hosts of the asking service begin at different places, so that together they ask all. */
const MOST_PROVIDERS = 20;

async function serviceEdge(
  world: World,
  from: string,
  index: number,
  need: Extract<Need, { kind: "service" }>,
  asking: Service | null,
): Promise<Part[]> {
  const provider = world.plan.services.find((service) => service.name === need.service);
  if (provider === undefined) return [unknown(`${from}: ${need.service}`, `The plan has no service ${need.service}.`)];
  const turned = [
    ...provider.hosts.slice(index % provider.hosts.length),
    ...provider.hosts.slice(0, index % provider.hosts.length),
  ];
  const hosts = turned.slice(0, MOST_PROVIDERS);
  const atHosts = hosts.map(async (host): Promise<Part> => {
    const address = addressOf(world, host, 6);
    const asked = `${from}: ${need.service} at ${host}, port ${need.port}/${need.protocol}`;
    if (address !== null) return connect(world, asked, from, host, address, need);
    return world.facts.has(host)
      ? fail(
          asked,
          `${from} needs ${need.service}, but its host ${host} has no global IPv6 address: give it one.`,
          null,
        )
      : unknown(
          asked,
          `The IPv6 address of ${host} is not known: set ipv6 in the inventory, or make the host reachable.`,
        );
  });
  const byName = [...provider.names.internal, ...provider.names.public].map((name) =>
    nameEdge(world, from, name, need, provider, asking !== null && comesLater(world, provider, asking)),
  );
  return Promise.all([...atHosts, ...byName]);
}

/** Services are listed in the order they are worked on. */
function comesLater(world: World, provider: Service, asking: Service): boolean {
  return world.plan.services.indexOf(provider) > world.plan.services.indexOf(asking);
}

/** @param itsTurnComes phase 1, before the provider's names got their AAAA records. */
async function nameEdge(
  world: World,
  from: string,
  name: string,
  need: { readonly port: number; readonly protocol: "tcp" | "udp" },
  provider: Service,
  itsTurnComes: boolean,
): Promise<Part> {
  const asked = `${from}: ${provider.name} by the name ${name}, port ${need.port}/${need.protocol}`;
  const part = await connect(world, asked, from, name, name, need);
  if (codeOf(part.observed) !== "ENOTFOUND") return part;
  if (itsTurnComes)
    return pass(
      asked,
      `${name} has no AAAA record yet: it gets one when ${provider.name} has its turn.`,
      part.observed,
    );
  return fail(
    asked,
    `From ${from}, ${name} (service ${provider.name}) has no AAAA record: add one to its zone, or see whether ${from} asks the right resolver.`,
    part.observed,
  );
}

async function outsideEdge(
  world: World,
  from: string,
  need: Extract<Need, { kind: "name" }>,
  phase: number | null,
): Promise<Part> {
  const asked = `${from}: ${need.name}, port ${need.port}/${need.protocol}`;
  const direct = await connect(world, asked, from, need.name, need.name, need);
  if (codeOf(direct.observed) !== "ENOTFOUND") return direct;

  const rows = observedOf(
    "getaddrinfo",
    await world.probe(from, { kind: "getaddrinfo", name: need.name, timeoutMs: TRY_MS }),
  )?.rows;
  const over4 = rows?.find(({ address }) => addressKind(address, null) === "ipv4");
  const note = { needsNat64: need.name, direct: direct.observed, rows };
  if (over4 !== undefined && phase !== null && phase <= 2)
    return pass(asked, `${need.name} has only IPv4 (${over4.address}): needs NAT64.`, note);
  // A host that still has IPv4 may not use the DNS64 resolvers yet: what counts is that they and the translator would carry it.
  if (over4 !== undefined) return throughResolvers(world, asked, from, need, direct.observed);
  return fail(
    asked,
    `From ${from}, ${need.name} has no IPv6 address, native or synthesised: check that the name exists and that ${from} asks a DNS64 resolver.`,
    { direct: direct.observed, rows },
  );
}

async function throughResolvers(
  world: World,
  asked: string,
  from: string,
  need: Extract<Need, { kind: "name" }>,
  direct: unknown,
): Promise<Part> {
  const prefix = planPrefix(world.plan.nat64);
  const { known } = planResolvers(world);
  for (const resolver of known) {
    const { seen } = await askDns(
      world,
      from,
      dnsQuestion(resolver.address, need.name, "AAAA"),
      (one) => dataOf(one, "AAAA").length > 0,
    );
    const address = seen === null ? undefined : dataOf(seen, "AAAA")[0];
    if (address === undefined) continue;
    const part = await connect(world, asked, from, need.name, address, need);
    if (part.finding !== "pass") return part;
    const kind = addressKind(address, prefix) === "translated" ? "through NAT64" : "natively";
    return pass(asked, `${need.name} connects ${kind} at ${address}, as ${resolver.host} resolves it.`, {
      direct,
      resolver,
      through: part.observed,
    });
  }
  return fail(
    asked,
    `From ${from}, ${need.name} has only IPv4 and no DNS64 resolver of the plan gives an IPv6 address for it: it needs NAT64 and DNS64 in the plan, or a provider with IPv6.`,
    { direct, resolvers: known },
  );
}

/** Code of the last error among the tries, where there was one. */
function codeOf(observed: unknown): unknown {
  return (observed as Tries | null)?.last?.observed.code;
}

/** @param where an IPv6 address, or a name to be looked up by `from` itself. */
async function connect(
  world: World,
  asked: string,
  from: string,
  what: string,
  where: string,
  { port, protocol }: { readonly port: number; readonly protocol: "tcp" | "udp" },
): Promise<Part> {
  if (protocol === "udp") return connectUdp(world, asked, from, what, where, port);
  const tried = await persist(world, from, {
    kind: "tcp",
    host: where,
    port,
    family: 6,
    read: "nothing",
    timeoutMs: TRY_MS,
  });
  if (tried.last.outcome === "answered") return pass(asked, "Connected over IPv6.", tried);
  if (tried.last.outcome === "unable") return unknown(asked, `${from} could not ask: ${tried.last.because}.`, tried);
  return fail(
    asked,
    `From ${from}, ${what} port ${port} cannot be reached over IPv6 (${triesMade(tried)}): ${tried.last.because}. Check that it listens on IPv6, and the firewalls between.`,
    tried,
  );
}

/** An NTP client's request: version 4, mode 3 (RFC 5905 §7.3), every other field zero. */
const NTP_REQUEST = `#${"\0".repeat(47)}`;
/** SOA of the root, recursion desired (RFC 1035 §4.1): whatever a DNS server thinks of it, it answers. */
const DNS_REQUEST = "mg\u0001\0\0\u0001\0\0\0\0\0\0\0\0\u0006\0\u0001";

async function connectUdp(
  world: World,
  asked: string,
  from: string,
  what: string,
  where: string,
  port: number,
): Promise<Part> {
  const send = port === 123 ? NTP_REQUEST : port === 53 ? DNS_REQUEST : "";
  const tried = await persist(world, from, { kind: "udp", host: where, port, family: 6, send, timeoutMs: TRY_MS });
  const { outcome, because } = tried.last;
  if (outcome === "answered") return pass(asked, "Answered over IPv6.", tried);
  if (outcome === "unable") return unknown(asked, `${from} could not ask: ${because}.`, tried);
  if (outcome === "timeout" && send === "")
    return unknown(
      asked,
      `From ${from}, ${what} port ${port}/udp was not refused over IPv6, and UDP shows no more than that: check it by the service's own health.`,
      tried,
    );
  return fail(
    asked,
    `From ${from}, ${what} port ${port}/udp does not answer over IPv6 (${triesMade(tried)}): ${because}. Check that it listens on IPv6, and the firewalls between.`,
    tried,
  );
}
