/** `nat64.state`: the translator's tables are far from full, also while many connections go to one destination. */

import type { ScaleOut } from "../engine/scale-out.ts";
import { isManaged } from "../plan/clouds.ts";
import { planPrefix } from "./address-kind.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, observedOf, parseEndpoint, persist, TRY_MS, type World } from "./gate.ts";
import { conclude, fail, type Judgement, type Part, pass, unknown } from "./part.ts";
import { translatedAddress } from "./resolvers.ts";
import { type Asking, insideCandidates, withoutIpv4 } from "./vantage.ts";
import { listed } from "./words.ts";

const CONNECTIONS = 500;

export const nat64State: Gate<"nat64.state"> = {
  name: "nat64.state",
  about:
    "One host without any IPv4 opens 500 connections to one destination at once, and all must be open together; then each gateway says how full it is: its sessions, the ports of its busiest pool address, those of the whole pool, and the highest of these in the last five minutes must be below `max` percent; and its packet filter lets ICMPv6 errors and neighbour discovery through. " +
    "One that has been at 70 percent or more for ten minutes is named with what makes room, whatever the finding. Needs targets.tcp, and a vantage point inside that has no IPv4.",
  async ask({ args, phase, hosts, world }): Promise<Judgement> {
    const { nat64, targets } = world.plan;
    if (nat64 === null)
      return conclude([unknown("the translator's state", "The plan has no nat64, so there is nothing to ask.")], "");
    const load = await parallel(world, { phase, hosts }, targets.tcp);
    if (isManaged(nat64.backend))
      return conclude(
        [load],
        `${CONNECTIONS} connections to one destination were open at once. How full its tables are, ${nat64.backend} tells nobody: have its own monitoring watch them.`,
      );
    const filters = await mapBounded(nat64.gateways, (gateway) => filterOf(world, gateway));
    if (nat64.own !== null)
      return conclude(
        [load, ...filters],
        `${CONNECTIONS} connections to one destination were open at once, and the packet filters let ICMPv6 through. How full its tables are, ${nat64.own.file} tells nobody: a gate of your own can ask.`,
      );
    const states = await mapBounded(nat64.gateways, (gateway) => stateOf(world, gateway, args.max));
    const fullest = Math.max(0, ...states.map(({ share }) => share));
    const judgement = conclude(
      [load, ...states.map(({ part }) => part), ...filters],
      `${CONNECTIONS} connections to one destination were open at once; the fullest table of ${listed(nat64.gateways)} is at ${percent(fullest)}, below ${args.max}%.`,
    );
    return withScaleOut(
      judgement,
      states.filter(({ highSeconds }) => highSeconds >= HIGH_SECONDS),
      world.plan.file,
    );
  },
};

async function parallel(world: World, asking: Asking, target: string | null): Promise<Part> {
  const asked = `${CONNECTIONS} connections to one destination`;
  const to = target === null ? null : parseEndpoint(target);
  if (to === null)
    return unknown(
      asked,
      "The plan names no targets.tcp, so the load cannot be made: set it to NAME:PORT of a TCP echo server.",
    );
  const { hosts, lacking } = await withoutIpv4(
    world,
    { hosts: insideCandidates(world, asking, true).hosts, need: 1 },
    1,
  );
  const from = hosts[0];
  if (from === undefined)
    return unknown(
      asked,
      `Only a host without any IPv4 can ask this, and none is there: ${lacking.join("; ") || "the plan names none"}. Name one under vantage.inside.`,
      lacking,
    );
  const found = await translatedAddress(world, from, to.host, planPrefix(world.plan.nat64)!);
  if (found.address === null) {
    const because = `From ${from}, there is no address in the plan's prefix for ${to.host}: ${found.because}.`;
    return found.can ? fail(asked, because, found.observed) : unknown(asked, because, found.observed);
  }
  const answer = await world.probe(from, {
    kind: "parallel-connect",
    host: found.address,
    port: to.port,
    count: CONNECTIONS,
    timeoutMs: TRY_MS,
  });
  const seen = observedOf("parallel-connect", answer);
  if (seen === null) return unknown(asked, `${from} could not ask: ${answer.because}.`, answer);
  if (seen.connected === seen.asked) return pass(asked, `From ${from}, all were open at once.`, answer);
  return fail(
    asked,
    `From ${from}, only ${seen.connected} of ${seen.asked} connections to ${target} were open at once through the translator (${seen.refused} refused, ${seen.timeouts} silent, ${seen.failed} unreachable): it runs out of ports or sessions; widen pool4 or its port range.`,
    answer,
  );
}

/** Errors that come back through the gateway, and its neighbours: a filter that drops them breaks what gates do not always meet. */
async function filterOf(world: World, gateway: string): Promise<Part> {
  const asked = `${gateway}: ICMPv6 through its packet filter`;
  const answer = await world.probe(gateway, { kind: "icmpv6-filter" });
  const seen = observedOf("icmpv6-filter", answer);
  if (seen === null)
    return unknown(asked, `The packet filter of ${gateway} could not be read: ${answer.because}.`, answer);
  const [block] = seen.blocks;
  if (block === undefined) return pass(asked, answer.because, answer);
  return fail(
    asked,
    `On ${gateway} the chain ${block.family} ${block.table} ${block.chain} (hook ${block.hook}) drops ICMPv6 ${block.missing.join(", ")}: accept them there (RFC 4890 §4.3.1).`,
    answer,
  );
}

/** Nearly full for so long is no burst: PRODUCT wants it said, whether the gate passes or not. */
const HIGH_SECONDS = 600;

function withScaleOut(judgement: Judgement, high: readonly State[], planFile: string): Judgement {
  if (high.length === 0) return judgement;
  const said = high.map(
    ({ gateway, share, highSeconds }) =>
      `${gateway} has been more than 70% full for ${Math.floor(highSeconds / 60)} minutes (now ${percent(share)})`,
  );
  const scaleOut: ScaleOut = {
    because: `${said.join("; ")}: one more gateway takes its share of clients and pool4.`,
    next: `add a host to nat64.gateways in ${planFile}, then: migrate apply ${planFile} --phase 2`,
  };
  const observed = { ...(judgement.observed as object), scale_out: scaleOut };
  return { ...judgement, because: `${judgement.because} ${scaleOut.because} Next: ${scaleOut.next}.`, observed };
}

interface State {
  readonly gateway: string;
  /** How long it has been at 70 % or above without a break. */
  readonly highSeconds: number;
  readonly part: Part;
  /** 0 to 1, the fullest; 0 where it is not known. */
  readonly share: number;
}

async function stateOf(world: World, gateway: string, max: number): Promise<State> {
  const asked = `${gateway}: how full the translator is`;
  const question = { kind: "daemon-status", socket: world.nat64Status, timeoutMs: TRY_MS } as const;
  const { last } = await persist(world, gateway, question);
  const seen = observedOf("daemon-status", last);
  if (seen === null)
    return {
      part: unknown(
        asked,
        `The translator on ${gateway} does not say how full it is: ${last.because}. See whether it runs.`,
        last,
      ),
      gateway,
      share: 0,
      highSeconds: 0,
    };
  const shares = sharesOf(seen.status);
  if (shares === null)
    return {
      part: unknown(asked, `The status of the translator on ${gateway} has no utilisation.`, last),
      gateway,
      share: 0,
      highSeconds: 0,
    };
  const highSeconds = highSecondsOf(seen.status);
  const [what, share] = Object.entries(shares).reduce((a, b) => (b[1] > a[1] ? b : a));
  const words = `${gateway}: ${what} ${percent(share)} full`;
  if (share * 100 < max) return { part: pass(asked, `${words}.`, last), gateway, share, highSeconds };
  return {
    part: fail(
      asked,
      `The translator on ${gateway} is too full: ${what} at ${percent(share)}, and ${max}% is the limit. Widen pool4, add a gateway, or find the client that holds so much.`,
      last,
    ),
    gateway,
    share,
    highSeconds,
  };
}

function highSecondsOf(status: Readonly<Record<string, unknown>>): number {
  const { high_s: seconds } = (status as { utilisation: { high_s?: unknown } }).utilisation;
  return typeof seconds === "number" ? seconds : 0;
}

/** Names of the shares in the status, in words. `max_5m` is the highest of any of the last five minutes. */
const SHARES: Readonly<Record<string, string>> = {
  entries: "sessions",
  ports: "the ports of the busiest pool address",
  pool: "the ports of the whole pool",
  max_5m: "the fullest table of the last five minutes",
};

/** Shares from 0 to 1 by what they are of. @returns null unless all are there. */
export function sharesOf(status: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> | null {
  const { utilisation } = status as { utilisation?: Readonly<Record<string, unknown>> };
  const shares: Record<string, number> = {};
  for (const [key, words] of Object.entries(SHARES)) {
    const share = utilisation?.[key];
    if (typeof share !== "number") return null;
    shares[words] = share;
  }
  return shares;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
