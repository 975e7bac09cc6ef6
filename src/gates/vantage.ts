/** From where gates ask. */
import { observedOf, type World } from "./gate.ts";
import { agree, conclude, type Judgement, type Part, unknown } from "./part.ts";
import { listed } from "./words.ts";

/** Of the gate's question. */
export interface Asking {
  readonly phase: number | null;
  readonly hosts: readonly string[];
}

/** Hosts a gate about the path through the translator may ask from, and how many of them must. */
export interface Candidates {
  readonly hosts: readonly string[];
  readonly need: number;
}

/**
 * Phase 3 is about the new hosts, so every one of them asks that the gate is about. Otherwise, in order: vantage points inside, new hosts, and hosts on their
 * way to IPv6-only that have no IPv4 any more.
 * @param load for gates that make some: those last are at work, and are left alone.
 */
export function insideCandidates(world: World, { phase, hosts }: Asking, load: boolean): Candidates {
  const { vantage, newHosts, services } = world.plan;
  if (phase === 3 && newHosts !== null) {
    const about = newHosts.hosts.filter((host) => hosts.includes(host));
    const asked = about.length > 0 ? about : newHosts.hosts;
    return { hosts: asked, need: asked.length };
  }
  const becoming = (load ? [] : services)
    .filter(({ target }) => target === "ipv6-only")
    .flatMap(({ hosts }) => hosts)
    .filter((host) => world.facts.get(host)?.addresses.every((a) => a.family === 6 || a.scope === "host") === true);
  return {
    hosts: [...new Set([...vantage.inside, ...(newHosts?.hosts ?? []), ...becoming])],
    need: vantage.confirm,
  };
}

export interface Vantages {
  /** Asserted just now: no IPv4 address outside loopback, no IPv4 route. */
  readonly hosts: readonly string[];
  /** Why the others are not among them. */
  readonly lacking: readonly string[];
}

/** More vantage points than this, or than must agree, are not asked. */
const MOST = 3;

/** Only a host without IPv4 proves anything about NAT64 and DNS64: everybody else may have gone round them. */
export async function withoutIpv4(world: World, candidates: Candidates, most: number = MOST): Promise<Vantages> {
  const hosts: string[] = [];
  const lacking: string[] = [];
  for (const host of candidates.hosts) {
    if (hosts.length >= Math.max(most, candidates.need)) break;
    const answer = await world.probe(host, { kind: "ipv4-use", ignore: [] });
    const use = observedOf("ipv4-use", answer);
    if (use === null) lacking.push(`${host}: ${answer.because}`);
    else if (use.addresses.length > 0) lacking.push(`${host} has IPv4 (${use.addresses.join(", ")})`);
    else if (use.routes.length > 0) lacking.push(`${host} has an IPv4 route (${use.routes[0]})`);
    else hosts.push(host);
  }
  return { hosts, lacking };
}

/**
 * Ask from vantage points without IPv4 and join what they say: a single failure fails; to pass, as many as `vantage.confirm` says must have passed.
 * @param passed the sentence for pass, given the vantage points that asked.
 */
export async function fromInside(
  world: World,
  asking: Asking,
  load: boolean,
  asked: string,
  ask: (host: string) => Promise<readonly Part[]>,
  passed: (hosts: string) => string,
): Promise<Judgement> {
  const candidates = insideCandidates(world, asking, load);
  const { hosts, lacking } = await withoutIpv4(world, candidates, load ? candidates.need : MOST);
  const { need } = candidates;
  if (hosts.length < need) {
    const why = lacking.length === 0 ? "the plan names none" : lacking.join("; ");
    const because = `Only a host without any IPv4 can ask this, and ${hosts.length} of ${need} needed are there: ${why}. Name an IPv6-only host under vantage.inside.`;
    return conclude([unknown(asked, because, { hosts, lacking })], "");
  }
  const voices = await Promise.all(hosts.map(async (from) => ({ from, parts: await ask(from) })));
  const sentence = passed(listed(hosts));
  return conclude([agree(asked, need, voices, sentence)], sentence);
}

/** Hosts that ask about another host: vantage points inside, else another host of the fleet, else the host itself. */
export function askersFor(world: World, about: string): { readonly hosts: readonly string[]; readonly need: number } {
  const { inside, confirm } = world.plan.vantage;
  const others = inside.filter((host) => host !== about).slice(0, Math.max(3, confirm));
  if (others.length > 0) return { hosts: others, need: Math.min(confirm, others.length) };
  const other = [...world.facts.keys()].find((host) => host !== about);
  return { hosts: [other ?? about], need: 1 };
}
