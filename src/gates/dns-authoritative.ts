/** `dns.authoritative`: every server of a name's zone gives the same addresses, among them an IPv6 one. */
import { mapBounded } from "./bounded.ts";
import { type Gate, observedOf, persist, TRY_MS, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { askDns, dataOf, dnsQuestion } from "./resolvers.ts";
import { askersFor } from "./vantage.ts";
import { listed } from "./words.ts";

export const dnsAuthoritative: Gate<"dns.authoritative"> = {
  name: "dns.authoritative",
  about:
    "From a vantage point inside: the A and AAAA records of each name of the service, asked of each server that the NS records of its zone name. Each must answer, have an AAAA record, and say what the others say. A resolver's cache would hide a server that was forgotten.",
  async ask({ service, hosts, world }) {
    const services = world.plan.services.filter((one) =>
      service === null ? one.hosts.some((host) => hosts.includes(host)) : one.name === service,
    );
    const names = [...new Set(services.flatMap((one) => [...one.names.public, ...one.names.internal]))];
    if (names.length === 0)
      return conclude(
        [unknown("names of the service", "The plan gives these services no names: say them under names.")],
        "",
      );
    const from = askersFor(world, hosts[0] ?? "").hosts[0]!;
    const parts = await mapBounded(names, (name) => atEachServer(world, from, name));
    return conclude(parts, `Every authoritative server has the IPv6 addresses of ${listed(names)}.`);
  },
};

interface Server {
  readonly name: string;
  readonly address: string;
}

async function atEachServer(world: World, from: string, name: string): Promise<Part> {
  const asked = `${from}: A and AAAA of ${name} at each authoritative server`;
  const found = await serversOf(world, from, name);
  if ("because" in found) return unknown(asked, found.because, found.observed);
  const voices = await mapBounded(found.servers, async (server) => {
    const [a, aaaa] = await Promise.all(
      (["A", "AAAA"] as const).map((type) =>
        askDns(world, from, dnsQuestion(server.address, name, type), ({ rcode }) => rcode === "NOERROR"),
      ),
    );
    return { server, a: a!, aaaa: aaaa! };
  });
  const observed = { zone: found.zone, voices };
  for (const { server, aaaa } of voices) {
    const at = `${server.name} (${server.address})`;
    if (aaaa.seen === null)
      return unknown(asked, `${at} does not answer for ${name}: ${aaaa.tried.last.because}.`, observed);
    if (aaaa.seen.rcode !== "NOERROR")
      return fail(
        asked,
        `${at} is named as a server of ${found.zone} and says ${aaaa.seen.rcode} for ${name}: let it serve the zone, or take its NS record away.`,
        observed,
      );
    if (dataOf(aaaa.seen, "AAAA").length === 0)
      return fail(
        asked,
        `${at} has no AAAA record of ${name}, so who asks it stays on IPv4: bring its copy of ${found.zone} up to date.`,
        observed,
      );
  }
  const said = voices.map(({ a, aaaa }) =>
    [a, aaaa]
      .map(({ seen }) => (seen === null ? [] : [...dataOf(seen, "A"), ...dataOf(seen, "AAAA")].sort()).join(" "))
      .join("; "),
  );
  const other = said.findIndex((one) => one !== said[0]);
  if (other > 0)
    return fail(
      asked,
      `${voices[0]!.server.name} says ${said[0]} for ${name}, and ${voices[other]!.server.name} says ${said[other]}: bring their copies of ${found.zone} together.`,
      observed,
    );
  return pass(asked, `${voices.length} servers say ${said[0]}.`, observed);
}

type Servers =
  | { readonly zone: string; readonly servers: readonly Server[] }
  | { readonly because: string; readonly observed: unknown };

/** The nearest name at or above that has NS records, by the asker's own name server. */
async function serversOf(world: World, from: string, name: string): Promise<Servers> {
  const resolver = world.facts.get(from)?.nameservers[0];
  if (resolver === undefined) return { because: `${from} has no name server to ask.`, observed: null };
  const labels = name.split(".");
  for (let i = 0; i < labels.length - 1; i++) {
    const zone = labels.slice(i).join(".");
    const { seen, tried } = await askDns(
      world,
      from,
      dnsQuestion(resolver, zone, "NS"),
      ({ rcode }) => rcode !== "SERVFAIL",
    );
    if (seen === null || seen.rcode === "SERVFAIL")
      return { because: `${from} cannot find the servers of ${zone}: ${tried.last.because}.`, observed: tried };
    const names = dataOf(seen, "NS").map((one) => one.replace(/\.$/, ""));
    if (names.length === 0) continue;
    const servers: Server[] = [];
    for (const server of names) {
      const found = await persist(world, from, { kind: "getaddrinfo", name: server, timeoutMs: TRY_MS });
      const address = observedOf("getaddrinfo", found.last)?.rows[0]?.address;
      if (address === undefined)
        return {
          because: `${from} finds no address of ${server}, a server of ${zone}: ${found.last.because}.`,
          observed: found,
        };
      servers.push({ name: server, address });
    }
    return { zone, servers };
  }
  return { because: `No name at or above ${name} has NS records by ${resolver}.`, observed: null };
}
