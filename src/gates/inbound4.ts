/** `inbound4`: IPv4 clients outside reach a service that has no IPv4, through the edge, and the service sees who they are. */

import { parseIp4 } from "../../agent/net/ip4.ts";
import { formatIp6 } from "../../agent/net/ip6.ts";
import { parsePrefix6 } from "../../agent/net/prefix.ts";
import { embed } from "../../agent/net/rfc6052.ts";
import type { ProbeQuestion } from "../../agent/protocol/probes.ts";
import type { Service } from "../plan/plan.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, endpointText, type Gate, observedOf, persist, TRY_MS, triesMade, type World } from "./gate.ts";
import { agree, conclude, fail, type Part, pass, unknown } from "./part.ts";
import { complaint } from "./service-health.ts";
import { listed } from "./words.ts";

export const inbound4: Gate<"inbound4"> = {
  name: "inbound4",
  about:
    "From every vantage.outside4: over IPv4, at each address where clients of the service come in, its health check (where that is on a port it lists under `listen`) and a connection to every other TCP port; " +
    "then `inbound.sees`, which must answer with the vantage point's own address, under the prefix with siit. A service with inbound_ipv4: none passes.",
  async ask({ service: name, hosts, world }) {
    const services = world.plan.services.filter(
      (service) =>
        (name === null ? service.hosts.some((host) => hosts.includes(host)) : service.name === name) &&
        (service.inboundIpv4 === "siit" || service.inboundIpv4 === "proxy"),
    );
    if (services.length === 0)
      return {
        finding: "pass",
        because: `No IPv4 clients are promised ${name ?? "anything"}, by the plan.`,
        observed: { parts: [] },
      };
    const parts = await mapBounded(services, (service) => askService(world, service, hosts));
    const names = listed(services.map((service) => service.name));
    return conclude(
      parts.flat(),
      `IPv4 clients outside reach ${names}, asked from ${listed(world.plan.vantage.outside4)}.`,
    );
  },
};

async function askService(world: World, service: Service, hosts: readonly string[]): Promise<Part[]> {
  const { outside4, confirm } = world.plan.vantage;
  if (outside4.length === 0)
    return [
      unknown(
        `${service.name} over IPv4`,
        `Only a host outside with IPv4 can ask this, and the plan names none: vantage: {outside4: [HOST]}.`,
      ),
    ];
  return mapBounded(entrances(world, service, hosts), async (address) => {
    const asked = `${service.name} at ${address}`;
    const voices = await mapBounded(outside4, async (from) => ({
      from,
      parts: await askFrom(world, service, from, address),
    }));
    return agree(asked, Math.min(confirm, outside4.length), voices, `${asked} answers IPv4 clients.`);
  });
}

/** Addresses where clients come in: of these hosts with siit, of the edges with a proxy. */
function entrances(world: World, { hosts: all, inbound, inboundIpv4 }: Service, hosts: readonly string[]): string[] {
  if (inboundIpv4 === "siit") return inbound.addresses.filter((_, i) => hosts.includes(all[i]!));
  if (inbound.addresses.length > 0) return [...inbound.addresses];
  return (world.plan.edge?.hosts ?? []).flatMap((edge) => addressOf(world, edge, 4) ?? []);
}

async function askFrom(world: World, service: Service, from: string, address: string): Promise<Part[]> {
  const health = service.health?.http ?? null;
  const url = health === null ? null : urlFor(service, health.url, address);
  const tcp = service.listen.filter(({ protocol }) => protocol === "tcp").map(({ port }) => port);
  const healthPort = url === null ? null : portOf(url);
  const parts = tcp
    .filter((port) => port !== healthPort)
    .map((port) => connects(world, from, address, port, service.health?.tries));
  if (url !== null && tcp.includes(healthPort!)) parts.push(healthy(world, service, from, address, url));
  if (parts.length === 0)
    return [
      unknown(`${service.name} from ${from}`, `${service.name} lists no TCP port to ask at: UDP shows no answer.`),
    ];
  return [...(await Promise.all(parts)), ...(await seen(world, service, from, address))];
}

function urlFor({ names }: Service, url: string, address: string): string {
  return url.replace(/\{\{\s*host\s*\}\}/, names.public[0] ?? address);
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

function question(service: Service, url: string, address: string): Extract<ProbeQuestion, { kind: "http" }> {
  const insecure = service.health?.http?.insecure === true || /^\d+(\.\d+){3}$/.test(new URL(url).hostname);
  return { kind: "http", url, family: 4, address, timeoutMs: service.health?.timeoutMs ?? TRY_MS, insecure };
}

async function healthy(world: World, service: Service, from: string, address: string, url: string): Promise<Part> {
  const asked = `${from}: GET ${url} at ${address}`;
  const health = service.health!;
  const tried = await persist(
    world,
    from,
    question(service, url, address),
    (answer) => {
      const got = observedOf("http", answer);
      return got !== null && complaint(health, got) === null;
    },
    health.tries,
  );
  const got = observedOf("http", tried.last);
  if (got === null) return noAnswer(asked, from, endpointText(address, portOf(url)), tried);
  const wrong = complaint(health, got);
  if (wrong === null) return pass(asked, `Status ${got.status} over IPv4.`, tried);
  return fail(asked, `From ${from}, ${url} at ${address} ${wrong} over IPv4 (${triesMade(tried)}).`, tried);
}

async function connects(world: World, from: string, address: string, port: number, tries?: number): Promise<Part> {
  const asked = `${from}: TCP connect to ${address}:${port}`;
  const tried = await persist(
    world,
    from,
    { kind: "tcp", host: address, port, family: 4, read: "nothing", timeoutMs: TRY_MS },
    undefined,
    tries,
  );
  if (tried.last.outcome === "answered") return pass(asked, "Connected over IPv4.", tried);
  return noAnswer(asked, from, endpointText(address, port), tried);
}

function noAnswer(asked: string, from: string, where: string, tried: Awaited<ReturnType<typeof persist>>): Part {
  if (tried.last.outcome === "unable") return unknown(asked, `${from} could not ask: ${tried.last.because}.`, tried);
  return fail(
    asked,
    `From ${from}, ${where} does not answer IPv4 clients (${triesMade(tried)}): ${tried.last.because}. Check that the address leads to the edge, and the edge's firewall.`,
    tried,
  );
}

/** Whether the service sees the client as the plan promises. */
async function seen(world: World, service: Service, from: string, address: string): Promise<Part[]> {
  const { sees, clientAddress } = service.inbound;
  if (service.inboundIpv4 === "proxy" && clientAddress === "lost") return [];
  const asked = `${from}: whom ${service.name} sees`;
  if (sees === null)
    return [
      unknown(
        asked,
        `That ${service.name} sees who its IPv4 clients are cannot be asked: name a URL of it that answers with the client's address under inbound.sees${service.inboundIpv4 === "proxy" ? ", or say client_address: lost" : ""}.`,
      ),
    ];
  const url = urlFor(service, sees, address);
  const tried = await persist(world, from, question(service, url, address));
  const got = observedOf("http", tried.last);
  if (got === null) return [noAnswer(asked, from, endpointText(address, portOf(url)), tried)];
  // A vantage point behind a NAT has two: the one it uses, and the one the inventory says it is known by.
  const own = [got.local, addressOf(world, from, 4)].filter((one) => one !== null);
  const wanted = own.map((one) => asSeen(world, service, one)).filter((one) => one !== null);
  const body = got.body.trim();
  const found = wanted.find((one) => sameAddress(body, one));
  if (got.status === 200 && found !== undefined) return [pass(asked, `${service.name} sees ${found}.`, tried)];
  return [
    fail(
      asked,
      `${service.name} sees ${JSON.stringify(body.slice(0, 100))} (status ${got.status}) where ${listed(wanted)} asked: its client's address is lost on the way.`,
      tried,
    ),
  ];
}

function asSeen(world: World, { inboundIpv4 }: Service, address: string): string | null {
  const parsed = parseIp4(address);
  if (inboundIpv4 === "proxy" || parsed === null) return parsed === null ? null : address;
  const prefix = parsePrefix6(world.plan.edge!.siit.prefix);
  return prefix === null ? null : formatIp6(embed(prefix, parsed));
}

/** The body may say more than the address, and in brackets or with a port. */
function sameAddress(body: string, address: string): boolean {
  return body
    .toLowerCase()
    .split(/[\s"',[\]{}]+/)
    .includes(address);
}
