/** `ipv4.quiet`: no IPv4 flow for a while. */
import type { Observation } from "../../agent/protocol/audit.ts";
import type { Ipv4Socket, Observed } from "../../agent/protocol/probes.ts";
import { formatDuration } from "../plan/durations.ts";
import { mapBounded } from "./bounded.ts";
import { endpointText, type Gate, NEVER, observedOf, type World } from "./gate.ts";
import { covers, flowText, ipv4Flows, isLive, observationOf } from "./observed.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

/** Longest window a gate watches by itself: it holds up the run meanwhile. */
const MOST_WATCHED_MS = 60_000;
const INTERVAL_MS = 1_000;
/** Flows kept as evidence where there are many. */
const MOST_NAMED = 100;
/** A longer time between two samples is a gap, and a gap is unknown, never zero. */
const GAP_MS = 5 * INTERVAL_MS;

export const ipv4Quiet: Gate<"ipv4.quiet"> = {
  name: "ipv4.quiet",
  about:
    "On each host, where `migrate audit --for` has observed without a gap for the time of `for`: no IPv4 flow in it, however short, apart from loopback, DHCP and the addresses to ignore. " +
    "Elsewhere, once a second for the time of `for`: no TCP or connected UDP socket with an IPv4 peer, `::ffff:` ones included; flows shorter than a second are then seen by the TIME-WAIT they leave behind. " +
    "Our own SSH connection is named and not counted; a unit with a CLAT has its IPv4 in a network namespace of its own, which is not watched. A window longer than a minute needs the observation; without it, or with a gap in it, the answer is unknown.",
  async ask({ args, hosts, world }) {
    const { forMs, ignore } = args;
    const parts = await mapBounded(hosts, async (host): Promise<Part> => {
      const seen = await observationOf(world, host);
      return (
        (seen === null ? null : await judgeObserved(world, host, forMs, ignore, seen)) ??
        (forMs <= MOST_WATCHED_MS ? watch(world, host, forMs, ignore) : unwatched(host, forMs, seen))
      );
    });
    return conclude(parts, `No IPv4 flow on ${listed(hosts)} for ${formatDuration(forMs)}${exempt(world, hosts)}.`);
  },
};

/** What a unit sends through its CLAT is IPv4 in its own network namespace only: the host, which is what is watched, sends IPv6. */
function exempt(world: World, hosts: readonly string[]): string {
  const units = world.plan.services.flatMap(({ clat, hosts: of }) =>
    clat !== null && of.some((host) => hosts.includes(host))
      ? [`${clat.unit} through its CLAT (${clat.owner}, until ${clat.expires})`]
      : [],
  );
  return units.length === 0 ? "" : `, but for ${listed(units)}`;
}

/** @returns null where the observation can say nothing: it does not reach back far enough, and shows no flow either. */
async function judgeObserved(
  world: World,
  host: string,
  forMs: number,
  ignore: readonly string[],
  seen: Observation,
): Promise<Part | null> {
  if (!isLive(seen)) return null;
  const own = await ownConnections(world, host);
  const isGateway = world.plan.nat64?.gateways.includes(host) === true;
  const guilty = ipv4Flows(seen, forMs, ignore, !isGateway).filter(
    (flow) =>
      !own.some(({ peer, localPort }) => flow.direction === "in" && flow.peer === peer && flow.port === localPort),
  );
  const { unbrokenSince, readAt, gaps, overflowAt, sampling } = seen;
  const observed = { unbrokenSince, readAt, gaps, overflowAt, sampling, flows: guilty.slice(0, MOST_NAMED), own };
  const asked = `${host}: IPv4 flows observed for ${formatDuration(forMs)}`;
  if (guilty.length > 0) {
    const more = guilty.length > 1 ? ` (and ${guilty.length - 1} more)` : "";
    return fail(
      asked,
      `On ${host} ${flowText(guilty[0]!)}${more}, last at ${new Date(guilty[0]!.last).toISOString()}: move that traffic to IPv6, or list the peer under \`ignore\`.`,
      observed,
    );
  }
  return covers(seen, forMs) ? pass(asked, `No IPv4 flow was counted${ownText(own)}.`, observed) : null;
}

/** A window too long to watch, and what is there of an observation of it. */
function unwatched(host: string, forMs: number, seen: Observation | null): Part {
  const window = formatDuration(forMs);
  const asked = `${host}: IPv4 flows for ${window}`;
  if (seen === null)
    return unknown(
      asked,
      `Nothing observed ${host} for the last ${window}: run \`migrate audit PLAN --for ${window}\` first, or shorten \`for\` to ${formatDuration(MOST_WATCHED_MS)} or less.`,
    );
  const { unbrokenSince, readAt, gaps, overflowAt, because } = seen;
  const observed = { unbrokenSince, readAt, gaps, overflowAt };
  if (!isLive(seen))
    return unknown(asked, `The observation of ${host} has ended: ${because}. Start it again.`, observed);
  const since = Math.max(unbrokenSince, overflowAt ?? 0);
  const gap = gaps.at(-1);
  const why =
    overflowAt !== null && since === overflowAt
      ? "; before that there were more flows than could be kept"
      : gap === undefined
        ? ""
        : `; before that is a gap: ${gap.because}`;
  return unknown(
    asked,
    `${host} has been observed without a gap since ${new Date(since).toISOString()} only, and ${window} are asked for${why}. Ask again after ${new Date(since + forMs).toISOString()}.`,
    observed,
  );
}

function ownText(own: readonly SocketEnds[]): string {
  return own.length > 0 ? "; our own SSH connection still comes over IPv4" : "";
}

interface Sample {
  readonly at: number;
  readonly sockets: readonly Ipv4Socket[];
}

async function watch(world: World, host: string, forMs: number, ignore: readonly string[]): Promise<Part> {
  const asked = `${host}: IPv4 sockets for ${formatDuration(forMs)}`;
  const own = await ownConnections(world, host);
  const samples: Sample[] = [];
  let listeners: Observed["ipv4-use"]["listenersIpv4Only"] = [];
  const from = world.clock.now();
  for (;;) {
    const answer = await world.probe(host, { kind: "ipv4-use", ignore });
    const use = observedOf("ipv4-use", answer);
    if (use === null)
      return unknown(asked, `${host} could not be watched to the end: ${answer.because}.`, {
        samples: samples.length,
        answer,
      });
    const at = world.clock.now();
    const last = samples.at(-1);
    if (last !== undefined && at - last.at > GAP_MS)
      return unknown(asked, `The watch on ${host} has a gap of ${formatDuration(at - last.at)}: ask again.`, {
        samples: samples.length,
      });
    samples.push({ at, sockets: use.sockets });
    listeners = use.listenersIpv4Only;
    const guilty = flows(samples).filter((socket) => !own.some((mine) => same(mine, socket)));
    const counts = samples.map(({ at: when, sockets }) => ({ at: when, sockets: sockets.length }));
    const observed = { samples: counts, flows: guilty.slice(0, MOST_NAMED), own, listenersIpv4Only: listeners };
    if (guilty.length > 0)
      return fail(
        asked,
        `On ${host} ${describe(guilty)}: move that traffic to IPv6, or list the peer under \`ignore\`.`,
        observed,
      );
    if (at - from >= forMs) return pass(asked, `No IPv4 flow in ${samples.length} samples${ownText(own)}.`, observed);
    await world.clock.wait(Math.min(INTERVAL_MS, forMs - (at - from)), NEVER);
  }
}

/** A TIME-WAIT from before the first sample belongs to a flow from before the window. */
function flows(samples: readonly Sample[]): Ipv4Socket[] {
  const before = samples[0]!.sockets.filter(({ state }) => state === "TIME-WAIT");
  return samples
    .at(-1)!
    .sockets.filter((socket) => socket.state !== "TIME-WAIT" || !before.some((old) => same(old, socket)));
}

function same(a: SocketEnds, b: SocketEnds): boolean {
  return a.peer === b.peer && a.peerPort === b.peerPort && a.localPort === b.localPort;
}

type SocketEnds = Pick<Ipv4Socket, "peer" | "peerPort" | "localPort">;

/** The run's own channel to the host, where it came over IPv4. */
async function ownConnections(world: World, host: string): Promise<SocketEnds[]> {
  const connection = await world.ownConnection(host);
  if (connection === null) return [];
  const peer = connection.client.replace(/^::ffff:/i, "");
  return peer.includes(":") ? [] : [{ peer, peerPort: connection.clientPort, localPort: connection.serverPort }];
}

function describe(sockets: readonly Ipv4Socket[]): string {
  const first = sockets[0]!;
  const who = first.process ?? "a process";
  const more = sockets.length > 1 ? ` (and ${sockets.length - 1} more)` : "";
  return `${who} has an IPv4 flow: ${first.protocol} ${endpointText(first.local, first.localPort)} with ${endpointText(first.peer, first.peerPort)}, ${first.state}${more}`;
}
