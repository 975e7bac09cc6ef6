/** `monitoring.ipv6`: monitoring checks each host over IPv6, and no longer over IPv4. */
import type { Flow } from "../../agent/protocol/audit.ts";
import { formatDuration } from "../plan/durations.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, type World } from "./gate.ts";
import { covers, observationOf } from "./observed.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export const monitoringIpv6: Gate<"monitoring.ipv6"> = {
  name: "monitoring.ipv6",
  about:
    "On each host, from what `migrate audit --for` observed in the time of `for`: connections of the monitoring hosts (`from`, else vantage.inside) came over IPv6, and none over IPv4; each is named with its port. A check that never came fails: monitoring pinned to IPv4 falls silent, and silence looks like health.",
  async ask({ args: { forMs, from }, hosts, world }) {
    const monitors = from.length > 0 ? from : world.plan.vantage.inside;
    if (monitors.length === 0)
      return conclude(
        [unknown("monitoring", "Who monitors is not said: give the gate from: [HOST], or the plan vantage.inside.")],
        "",
      );
    const parts = await mapBounded(hosts, (host) =>
      watched(
        world,
        host,
        monitors.filter((one) => one !== host),
        forMs,
      ),
    );
    return conclude(parts, `${listed(monitors)} check ${listed(hosts)} over IPv6.`);
  },
};

async function watched(world: World, host: string, monitors: readonly string[], forMs: number): Promise<Part> {
  const asked = `${host}: checks of ${listed(monitors)} for ${formatDuration(forMs)}`;
  const seen = await observationOf(world, host);
  if (seen === null)
    return unknown(asked, `Nothing observed ${host}: run \`migrate audit PLAN --for ${formatDuration(forMs)}\` first.`);
  const since = seen.readAt - forMs;
  const recent = seen.flows.filter(({ direction, last }) => direction === "in" && last >= since);
  const of = (family: 4 | 6): Flow[] =>
    monitors.flatMap((monitor) => {
      const address = addressOf(world, monitor, family);
      return address === null ? [] : recent.filter(({ peer }) => peer === address);
    });
  const [four, six] = [of(4), of(6)];
  const observed = { four, six, unbrokenSince: seen.unbrokenSince, readAt: seen.readAt };
  if (four.length > 0)
    return fail(
      asked,
      `${four[0]!.peer} still checks ${four[0]!.protocol} ${four[0]!.port} of ${host} over IPv4${four.length > 1 ? ` (and ${four.length - 1} more)` : ""}: point that check at the IPv6 address, or at a name with AAAA and the family pinned.`,
      observed,
    );
  if (!covers(seen, forMs))
    return unknown(
      asked,
      `${host} has been observed without a gap since ${new Date(seen.unbrokenSince).toISOString()} only, and ${formatDuration(forMs)} are asked for.`,
      observed,
    );
  if (six.length === 0)
    return fail(
      asked,
      `No check of ${listed(monitors)} reached ${host} over IPv6 in ${formatDuration(forMs)}: pin its checks to IPv6.`,
      observed,
    );
  const ports = [...new Set(six.map(({ protocol, port }) => `${protocol} ${port}`))];
  return pass(asked, `Checked over IPv6 on ${ports.join(", ")}.`, observed);
}
