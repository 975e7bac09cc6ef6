/** `prefer6`: new processes choose IPv6. */
import type { Service } from "../plan/plan.ts";
import { addressKind, planPrefix } from "./address-kind.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, observedOf, persist, TRY_MS, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export const prefer6: Gate<"prefer6"> = {
  name: "prefer6",
  about:
    "On each host, in a new process: the first STREAM row of `getent ahosts` for a name with A and AAAA is native IPv6, the host has an IPv6 default route, and localhost is ::1 first where /etc/hosts has it. " +
    "Needs targets.dual, or a name of the service that has both records.",
  async ask({ args, service, hosts, world }) {
    const names = candidates(world, args.name, service);
    const parts = await mapBounded(hosts, (host) =>
      Promise.all([defaultRoute(world, host), preference(world, host, names), localhost(world, host)]),
    );
    return conclude(parts.flat(), `New processes on ${listed(hosts)} choose IPv6.`);
  },
};

function candidates(world: World, stated: string | null, service: string | null): string[] {
  if (stated !== null) return [stated];
  const own = (one: Service): string[] => [...one.names.internal, ...one.names.public];
  const services = world.plan.services.filter(({ name }) => service === null || name === service);
  return [
    ...new Set([...(world.plan.targets.dual === null ? [] : [world.plan.targets.dual]), ...services.flatMap(own)]),
  ];
}

/** Without one, IPv4 comes first whatever the policy table says. */
function defaultRoute(world: World, host: string): Part {
  const asked = `${host}: IPv6 default route`;
  const facts = world.facts.get(host);
  if (facts === undefined) return unknown(asked, `No facts of ${host} are there: it could not be reached.`);
  const route = facts.routes.find(
    ({ family, destination }) => family === 6 && (destination === "default" || destination === "::/0"),
  );
  if (route !== undefined) return pass(asked, `default via ${route.via ?? route.interface}`, route);
  return fail(
    asked,
    `${host} has no IPv6 default route, so its processes keep choosing IPv4: give it one (router advertisement or static).`,
    facts.routes,
  );
}

/** Most names tried before giving up on finding one with both records. */
const MOST_NAMES = 5;

async function preference(world: World, host: string, names: readonly string[]): Promise<Part> {
  const asked = `${host}: getent ahosts`;
  const prefix = planPrefix(world.plan.nat64);
  if (names.length === 0)
    return unknown(asked, "The plan names nothing with both A and AAAA to ask for: set targets.dual.");
  const seen: unknown[] = [];
  for (const name of names.slice(0, MOST_NAMES)) {
    const tried = await persist(world, host, { kind: "getaddrinfo", name, timeoutMs: TRY_MS });
    const rows = observedOf("getaddrinfo", tried.last)?.rows;
    seen.push(tried);
    if (rows === undefined) {
      if (tried.last.outcome === "unable") return unknown(asked, `${host} could not ask: ${tried.last.because}.`, seen);
      continue;
    }
    const stream = rows.filter(({ type }) => type === "STREAM");
    const kinds = stream.map(({ address }) => addressKind(address, prefix));
    // A host without IPv4 is shown no A (AI_ADDRCONFIG): it has nothing else to choose.
    if (kinds[0] === "native" && (kinds.includes("ipv4") || !hasIpv4(world, host)))
      return pass(asked, `${name}: ${stream[0]!.address} first.`, seen);
    if (kinds.includes("native") && kinds.includes("ipv4"))
      return fail(
        asked,
        `On ${host}, a new process gets ${stream[0]!.address} first for ${name}, although it has an IPv6 address: check /etc/gai.conf (::/0 must stand above ::ffff:0:0/96, and the NAT64 prefix below).`,
        seen,
      );
  }
  return unknown(
    asked,
    `On ${host}, none of ${names.slice(0, MOST_NAMES).join(", ")} has both A and AAAA, so nothing can be preferred: set targets.dual to a name that has both.`,
    seen,
  );
}

function hasIpv4(world: World, host: string): boolean {
  return world.facts.get(host)?.addresses.some((a) => a.family === 4 && a.scope === "global") ?? true;
}

async function localhost(world: World, host: string): Promise<Part> {
  const asked = `${host}: getent ahosts localhost`;
  const tried = await persist(world, host, { kind: "getaddrinfo", name: "localhost", timeoutMs: TRY_MS });
  const rows = observedOf("getaddrinfo", tried.last)?.rows.filter(({ type }) => type === "STREAM");
  if (rows === undefined) return unknown(asked, `${host} could not look up localhost: ${tried.last.because}.`, tried);
  const has6 = rows.some(({ address }) => address === "::1");
  if (has6 && rows[0]?.address !== "::1")
    return fail(
      asked,
      `On ${host}, localhost is ${rows[0]?.address} first although ::1 is there: the policy table in /etc/gai.conf prefers IPv4.`,
      tried,
    );
  if (rows.length === 0) return fail(asked, `On ${host}, localhost has no address at all: repair /etc/hosts.`, tried);
  return pass(asked, has6 ? "::1 first." : `Only ${rows[0]!.address}: /etc/hosts has no ::1 for localhost.`, tried);
}
