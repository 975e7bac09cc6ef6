/** `dns.quiet`: before an A record goes, hardly anybody still asks for it alone. */
import { formatDuration } from "../plan/durations.ts";
import { servedOnHost } from "../plan/records.ts";
import { mapBounded } from "./bounded.ts";
import type { Gate, World } from "./gate.ts";
import { isLive, observationOf } from "./observed.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

/** Clients of both families ask for both records: so many more A than AAAA are chance. */
const SLACK = 1.1;

export const dnsQuiet: Gate<"dns.quiet"> = {
  name: "dns.quiet",
  about:
    "On each host that serves the service's names (records in the plan), where `migrate audit --for` counts the queries over UDP for them: with `max`, no more queries for A a minute than that; without, hardly more for A than for AAAA, since whoever speaks IPv6 asks for both. " +
    "The observation must reach back for the time of `for`; otherwise, and with a gap in it, the answer is unknown.",
  async ask({ args: { forMs, max }, service, hosts, world }) {
    const services = world.plan.services.filter((one) =>
      service === null ? one.hosts.some((host) => hosts.includes(host)) : one.name === service,
    );
    const names = [...new Set(services.flatMap((one) => [...one.names.public, ...one.names.internal]))];
    const counted = names.flatMap((name) => serversOf(world, name).map((host) => ({ name, host })));
    if (counted.length === 0)
      return conclude(
        [
          unknown(
            "queries for A records",
            "No host of the plan's records serves a name of these services: queries can be counted only where they arrive.",
          ),
        ],
        "",
      );
    const parts = await mapBounded(counted, ({ name, host }) => queries(world, host, name, forMs, max));
    return conclude(
      parts,
      `Queries for A records of ${listed(names)} have ceased enough for ${formatDuration(forMs)}.`,
    );
  },
};

/** Hosts whose zone in the plan holds the name. */
function serversOf(world: World, name: string): string[] {
  const zones = world.plan.records.filter(
    (source) => servedOnHost(source) && (name === source.zone || name.endsWith(`.${source.zone}`)),
  );
  return [...new Set(zones.map(({ host }) => host))];
}

async function queries(world: World, host: string, name: string, forMs: number, max: number | null): Promise<Part> {
  const asked = `${host}: queries for ${name} in ${formatDuration(forMs)}`;
  const seen = await observationOf(world, host);
  const counts = seen?.queries[name];
  if (seen === null || counts === undefined || !isLive(seen))
    return unknown(
      asked,
      `Nobody counts the queries for ${name} on ${host}: run \`migrate audit PLAN --for ${formatDuration(forMs)}\` first.`,
    );
  const from = seen.readAt - forMs;
  const then = counts.findLast(({ at }) => at <= from);
  const now = counts.at(-1)!;
  if (then === undefined || seen.unbrokenSince > from)
    return unknown(
      asked,
      `Queries for ${name} are counted on ${host} since ${new Date(Math.max(seen.unbrokenSince, counts[0]!.at)).toISOString()} only, and ${formatDuration(forMs)} are asked for. Ask again later.`,
      { counts },
    );
  const minutes = (now.at - then.at) / 60_000;
  const [a, aaaa] = [now.a - then.a, now.aaaa - then.aaaa];
  const observed = { a, aaaa, minutes };
  const rate = a / Math.max(minutes, 1 / 60);
  const most = max ?? (aaaa * SLACK + 1) / Math.max(minutes, 1 / 60);
  if (rate > most)
    return fail(
      asked,
      `${host} was asked ${a} times for A of ${name} and ${aaaa} times for AAAA in ${formatDuration(Math.round(minutes) * 60_000)}: ${max === null ? "some clients ask for A alone" : `more than ${max} a minute`}. Find out who (migrate audit on them), or wait twice the record's TTL after the last change.`,
      observed,
    );
  return pass(asked, `${a} queries for A, ${aaaa} for AAAA.`, observed);
}
