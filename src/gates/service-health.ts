/** `service.health`: the service's own health check, over IPv6, at each host's address and by each of the service's names. */
import type { Observed, ProbeQuestion } from "../../agent/protocol/probes.ts";
import type { Health, Service } from "../plan/plan.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, observedOf, persist, type Tries, triesMade, type World } from "./gate.ts";
import { agree, conclude, fail, type Part, pass, unknown } from "./part.ts";
import { askersFor } from "./vantage.ts";
import { listed } from "./words.ts";

export const serviceHealth: Gate<"service.health"> = {
  name: "service.health",
  about:
    "From a vantage point inside (else another host): the health check over IPv6 at each host's own address and by each name of the service; " +
    "while the host and the vantage point have IPv4, status and body must be those of IPv4. Without a health check, every listening TCP port must accept.",
  async ask({ args, service: name, hosts, world }) {
    const services = world.plan.services.filter((service) =>
      name === null ? service.hosts.some((host) => hosts.includes(host)) : service.name === name,
    );
    const parts = await mapBounded(services, async (service) => {
      const about = service.hosts.filter((host) => hosts.includes(host));
      // A new host may be asked to do the job of a service it is not yet listed under.
      const atHosts = await mapBounded(name === null ? about : hosts, (host) => askHost(world, service, host));
      return args.by === "address" ? atHosts : [...atHosts, ...(await askNames(world, service))];
    });
    return conclude(
      parts.flat(),
      `${listed(services.map((service) => service.name))} on ${listed(hosts)} answers over IPv6 as its health check wants.`,
    );
  },
};

async function askHost(world: World, service: Service, host: string): Promise<Part> {
  const asked = `${service.name} on ${host} over IPv6`;
  const address = addressOf(world, host, 6);
  if (address === null) {
    return world.facts.has(host)
      ? fail(asked, `${host} has no global IPv6 address, so ${service.name} cannot answer there: give it one.`, null)
      : unknown(
          asked,
          `The IPv6 address of ${host} is not known: set ipv6 in the inventory, or make the host reachable.`,
        );
  }
  const { hosts: askers, need } = askersFor(world, host);
  const voices = await mapBounded(askers, async (from) => ({
    from,
    parts: await checks(world, service, from, { host, address }),
  }));
  return agree(asked, need, voices, `${asked} is healthy, asked from ${listed(askers)}.`);
}

async function askNames(world: World, service: Service): Promise<Part[]> {
  const { http } = service.health ?? { http: null };
  if (http === null) return [];
  const fixed = !TEMPLATE.test(http.url);
  const names = fixed ? [new URL(http.url).hostname] : [...service.names.public, ...service.names.internal];
  return mapBounded([...new Set(names)], async (name) => {
    const asked = `${service.name} by the name ${name} over IPv6`;
    const { hosts: askers, need } = askersFor(world, service.hosts[0] ?? "");
    const voices = await mapBounded(askers, async (from) => ({
      from,
      parts: [await httpByName(world, service.health!, from, name)],
    }));
    return agree(asked, need, voices, `${asked} is healthy, asked from ${listed(askers)}.`);
  });
}

interface Where {
  readonly host: string;
  readonly address: string;
}

async function checks(world: World, service: Service, from: string, at: Where): Promise<Part[]> {
  const { health } = service;
  const tcpPorts = health === null ? service.listen.filter(({ protocol }) => protocol === "tcp") : [];
  const ports = health?.tcp != null ? [health.tcp] : tcpPorts.map(({ port }) => port);
  const parts = await Promise.all([
    ...(health?.http == null ? [] : [httpAtHost(world, health, from, at)]),
    ...ports.map((port) => tcpAtHost(world, health, from, at, port)),
  ]);
  if (parts.length > 0) return parts;
  return [
    unknown(
      `${service.name} from ${from}`,
      `${service.name} has neither a health check nor a listening TCP port in the plan: add health: {http: …} or {tcp: PORT}.`,
    ),
  ];
}

const TEMPLATE = /\{\{\s*host\s*\}\}/;

type HttpQuestion = Extract<ProbeQuestion, { kind: "http" }>;

function httpQuestion(health: Health, name: string): HttpQuestion {
  const { url, insecure } = health.http!;
  const literal = name.includes(":") || /^[\d.]+$/.test(name);
  return {
    kind: "http",
    url: url.replace(TEMPLATE, name.includes(":") ? `[${name}]` : name),
    family: 6,
    timeoutMs: health.timeoutMs,
    insecure: insecure || literal,
  };
}

/** Why an answer is not what the health check wants; null where it is. */
export function complaint(health: Health, answer: Observed["http"]): string | null {
  const { status, body } = health.http!;
  if (answer.status !== status) return `answered ${answer.status} instead of ${status}`;
  if (body !== null && !answer.body.includes(body))
    return `answered ${status} without the text ${JSON.stringify(body)}`;
  return null;
}

function good(health: Health): (answer: Parameters<typeof observedOf>[1]) => boolean {
  return (answer) => {
    const seen = observedOf("http", answer);
    return seen !== null && complaint(health, seen) === null;
  };
}

async function httpAtHost(world: World, health: Health, from: string, { host, address }: Where): Promise<Part> {
  const question = { ...httpQuestion(health, host), address };
  const asked = `${from}: GET ${question.url} at ${address}`;
  const over6 = await persist(world, from, question, good(health), health.tries);
  const judged = judgeHttp(asked, `on ${host} (${address})`, health, over6, from);
  const seen = observedOf("http", over6.last);
  const address4 = comparable(world, from, host);
  if (judged.finding !== "pass" || seen === null || address4 === null) return judged;
  return compare(world, from, { ...question, family: 4, address: address4 }, asked, seen, over6);
}

/** The host's IPv4 address, where both it and the one who asks have IPv4 by their facts. */
function comparable(world: World, from: string, host: string): string | null {
  const has4 = (name: string): string | null =>
    world.facts.get(name)?.addresses.find((a) => a.family === 4 && a.scope === "global" && a.interface !== "lo")
      ?.address ?? null;
  return has4(from) === null ? null : has4(host);
}

/** A body that differs between two requests over the same family (a clock, a request number) says nothing about the family. */
async function compare(
  world: World,
  from: string,
  question: HttpQuestion,
  asked: string,
  over6: Observed["http"],
  tries6: Tries,
): Promise<Part> {
  const first = await world.probe(from, question);
  const second = await world.probe(from, question);
  const observed = { over6: tries6.tries, over4: [first, second] };
  const [a, b] = [observedOf("http", first), observedOf("http", second)];
  if (a === null || b === null)
    return pass(asked, `Healthy over IPv6; over IPv4 nothing answered to compare with (${first.because}).`, observed);
  if (a.status !== over6.status)
    return fail(
      asked,
      `From ${from}, ${question.url} answers ${over6.status} over IPv6 but ${a.status} over IPv4 (${question.address}): the listeners differ; make them the same.`,
      observed,
    );
  if (a.sha256 === b.sha256 && a.sha256 !== over6.sha256)
    return fail(
      asked,
      `From ${from}, ${question.url} answers another body over IPv6 (${over6.bytes} bytes) than over IPv4 (${a.bytes} bytes): look for a second virtual host or default page on the IPv6 listener.`,
      observed,
    );
  const same = a.sha256 === b.sha256 ? "status and body" : "status; the body changes with every request";
  return pass(asked, `Healthy over IPv6, as over IPv4 (${same}).`, observed);
}

async function httpByName(world: World, health: Health, from: string, name: string): Promise<Part> {
  const question = httpQuestion(health, name);
  const asked = `${from}: GET ${question.url}`;
  const tried = await persist(world, from, question, good(health), health.tries);
  if (tried.last.observed.code !== "ENOTFOUND") return judgeHttp(asked, `by the name ${name}`, health, tried, from);
  const rows = observedOf(
    "getaddrinfo",
    await world.probe(from, { kind: "getaddrinfo", name, timeoutMs: health.timeoutMs }),
  );
  if (rows === null || rows.rows.length === 0)
    return unknown(
      asked,
      `${from} cannot resolve ${name} at all: check the resolver of ${from}, or ask from another vantage point.`,
      tried,
    );
  return fail(
    asked,
    `From ${from}, ${name} has no AAAA record (only ${rows.rows[0]!.address}): add one before clients come over IPv6.`,
    tried,
  );
}

function judgeHttp(asked: string, where: string, health: Health, tried: Tries, from: string): Part {
  const seen = observedOf("http", tried.last);
  if (seen === null) {
    if (tried.last.outcome === "unable") return unknown(asked, `${from} could not ask: ${tried.last.because}.`, tried);
    return fail(
      asked,
      `From ${from}, the service ${where} does not answer over IPv6 (${triesMade(tried)}): ${tried.last.because}. Check that it listens on IPv6 and that the firewall lets it.`,
      tried,
    );
  }
  const wrong = complaint(health, seen);
  if (wrong === null) return pass(asked, `Status ${seen.status} over IPv6.`, tried);
  return fail(
    asked,
    `From ${from}, the service ${where} ${wrong} over IPv6 (${triesMade(tried)}): look at its log on the host.`,
    tried,
  );
}

async function tcpAtHost(
  world: World,
  health: Health | null,
  from: string,
  { host, address }: Where,
  port: number,
): Promise<Part> {
  const asked = `${from}: TCP connect to ${host} ([${address}]:${port})`;
  const question = {
    kind: "tcp",
    host: address,
    port,
    family: 6,
    read: "nothing",
    timeoutMs: health?.timeoutMs ?? 5_000,
  } as const;
  const tried = await persist(world, from, question, undefined, health?.tries);
  if (tried.last.outcome === "answered") return pass(asked, "Connected over IPv6.", tried);
  if (tried.last.outcome === "unable") return unknown(asked, `${from} could not ask: ${tried.last.because}.`, tried);
  return fail(
    asked,
    `From ${from}, port ${port} of ${host} does not accept over IPv6 (${triesMade(tried)}): ${tried.last.because}. Check that the service listens on [::]:${port} and that the firewall lets it.`,
    tried,
  );
}
