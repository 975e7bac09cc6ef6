/** The plan's DNS64 resolvers as gates ask them, and the way from a name to its translated address. */

import { parseIp4 } from "../../agent/net/ip4.ts";
import { formatIp6 } from "../../agent/net/ip6.ts";
import type { Prefix6 } from "../../agent/net/prefix.ts";
import { embed } from "../../agent/net/rfc6052.ts";
import type { DnsType, Observed, ProbeQuestion } from "../../agent/protocol/probes.ts";
import { managedResolvers } from "../plan/clouds.ts";
import { addressKind } from "./address-kind.ts";
import { addressOf, observedOf, persist, TRY_MS, type Tries, type World } from "./gate.ts";

export interface Resolver {
  readonly host: string;
  readonly address: string;
}

/** @returns the resolvers whose IPv6 address is known, and the names of those whose is not. */
export function planResolvers(world: World): { readonly known: readonly Resolver[]; readonly lost: readonly string[] } {
  const known: Resolver[] = [];
  const lost: string[] = [];
  known.push(...managedResolvers(world.plan));
  for (const host of world.plan.dns64?.resolvers ?? []) {
    const address = addressOf(world, host, 6);
    if (address === null) lost.push(host);
    else known.push({ host, address });
  }
  return { known, lost };
}

export interface DnsFlags {
  readonly dnssecOk: boolean;
  readonly checkingDisabled: boolean;
}

export const PLAIN: DnsFlags = { dnssecOk: false, checkingDisabled: false };

export function dnsQuestion(
  server: string,
  name: string,
  type: DnsType,
  transport: "udp" | "tcp" = "udp",
  flags: DnsFlags = PLAIN,
): Extract<ProbeQuestion, { kind: "dns" }> {
  return { kind: "dns", server, port: 53, transport, name, type, ...flags, timeoutMs: TRY_MS };
}

/** Ask until the answer is as wanted. @returns the last answer's content, null where none came. */
export async function askDns(
  world: World,
  from: string,
  question: Extract<ProbeQuestion, { kind: "dns" }>,
  good: (seen: Observed["dns"]) => boolean,
): Promise<{ readonly seen: Observed["dns"] | null; readonly tried: Tries }> {
  const tried = await persist(world, from, question, (answer) => {
    const seen = observedOf("dns", answer);
    return seen !== null && good(seen);
  });
  return { seen: observedOf("dns", tried.last), tried };
}

export function dataOf(seen: Observed["dns"], type: string): string[] {
  return seen.answers.filter((answer) => answer.type === type).map(({ data }) => data);
}

export type Translated =
  | { readonly address: string }
  /** `can: false`: it could not be asked; otherwise the answer was wrong. */
  | { readonly address: null; readonly can: boolean; readonly because: string; readonly observed: unknown };

/** IPv6 address under the prefix for an IPv4-only name or an IPv4 address, as a client of the plan's resolvers gets it; without resolvers in the plan, as `from` itself gets it. */
export async function translatedAddress(
  world: World,
  from: string,
  name: string,
  prefix: Prefix6,
): Promise<Translated> {
  const literal = parseIp4(name);
  if (literal !== null) return { address: formatIp6(embed(prefix, literal)) };
  const { addresses, because, observed, can } = await lookUp(world, from, name);
  const translated = addresses.find((address) => addressKind(address, prefix) === "translated");
  if (translated !== undefined) return { address: translated };
  if (addresses.length === 0) return { address: null, can, because, observed };
  return {
    address: null,
    can: false,
    because: `${name} has an IPv6 address of its own (${addresses[0]}), so reaching it proves nothing about NAT64: name an IPv4-only server`,
    observed,
  };
}

async function lookUp(
  world: World,
  from: string,
  name: string,
): Promise<{ addresses: string[]; because: string; observed: unknown; can: boolean }> {
  if (world.plan.dns64 === null) {
    const tried = await persist(world, from, { kind: "getaddrinfo", name, timeoutMs: TRY_MS });
    const rows = observedOf("getaddrinfo", tried.last)?.rows ?? [];
    const addresses = [...new Set(rows.map(({ address }) => address))];
    return { addresses, because: tried.last.because, observed: tried, can: tried.last.outcome !== "unable" };
  }
  const { known, lost } = planResolvers(world);
  let found = { because: `the IPv6 address of ${lost.join(", ")} is not known`, observed: null as unknown, can: false };
  for (const { address } of known) {
    const { seen, tried } = await askDns(
      world,
      from,
      dnsQuestion(address, name, "AAAA"),
      (one) => one.answers.length > 0,
    );
    const addresses = seen === null ? [] : dataOf(seen, "AAAA");
    found = { because: tried.last.because, observed: tried, can: tried.last.outcome !== "unable" };
    if (addresses.length > 0) return { addresses, ...found };
  }
  return { addresses: [], ...found };
}
