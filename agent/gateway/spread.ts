/** `agent.cjs nat64-spread`: passes on what other gateways translate, for as long as it runs. */
import type { SpreadConfig } from "../protocol/wants.ts";
import type { System } from "../system.ts";
import { attempt, must } from "./commands.ts";
import { markOf, maskText, peersOf, routesOf, spreadRules, TABLE } from "./spread-rules.ts";

/** UDP flows that speak within this time stay where they are. */
const LISTEN_MS = 3_000;
const ALIVE_MS = 3_600_000;

export async function runSpread(
  config: SpreadConfig,
  io: { readonly sys: System; ready(line: string): void },
  signal: AbortSignal,
): Promise<void> {
  const { sys } = io;
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await must(sys, ["nft", "-f", "-"], spreadRules(config, true));
  for (const call of ways(config, "replace")) await must(sys, ["ip", ...call]);
  for (const call of rules(config)) {
    await attempt(sys, ["ip", "-6", "rule", "del", ...call]);
    await must(sys, ["ip", "-6", "rule", "add", ...call]);
  }
  await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
  await must(sys, ["nft", "-f", "-"], spreadRules(config, false));
  io.ready(`nat64-spread ready ${config.self + 1} of ${config.gateways.length}`);
  // A promise alone keeps no process alive.
  const alive = setInterval(() => undefined, ALIVE_MS);
  if (!signal.aborted) await ended;
  clearInterval(alive);
  await attempt(sys, ["nft", "delete", "table", "ip6", TABLE]);
  for (const call of rules(config)) await attempt(sys, ["ip", "-6", "rule", "del", ...call]);
  for (const call of ways(config, "del")) await attempt(sys, ["ip", ...call]);
}

/** To each other gateway: the prefix in a table of its own, and its part of pool4. */
function ways(config: SpreadConfig, verb: "replace" | "del"): string[][] {
  return peersOf(config).flatMap((i) => {
    const { ipv4, ipv6, pool4 } = config.gateways[i]!;
    return [
      ["-6", "route", verb, config.pool6, "via", ipv6, "table", routesOf(i)],
      ...(ipv4 === null ? [] : pool4.map((prefix) => ["-4", "route", verb, prefix, "via", ipv4])),
    ];
  });
}

function rules(config: SpreadConfig): string[][] {
  return peersOf(config).map((i) => ["fwmark", `${markOf(i)}/${maskText()}`, "lookup", routesOf(i)]);
}
