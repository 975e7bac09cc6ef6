/** Jool: translation in the kernel, set up through its own client. What it holds outlives its keeper. */
import { parsePrefix4 } from "../net/prefix.ts";
import type { JoolConfig } from "../protocol/wants.ts";
import type { System } from "../system.ts";
import { attempt, must } from "./commands.ts";
import type { Foreign, Measure } from "./foreign.ts";
import { CONF, INSTANCE, joolConf, parseBib, parseStats, portsPerAddress, ruleset, TABLE } from "./jool-files.ts";
import { BLACKHOLE_METRIC } from "./tayga-files.ts";

const JOOL = ["jool", "--instance", INSTANCE];
const CSV = ["--csv", "--no-headers"];
const PROTOCOLS = ["tcp", "udp", "icmp"] as const;

export function jool(sys: System, config: JoolConfig): Foreign {
  /** What Jool leaves alone must not go back where it came from. */
  const nowhere = [
    ["-6", "route", "replace", "unreachable", config.pool6, "metric", BLACKHOLE_METRIC],
    ...config.pool4.map(({ prefix }) => ["-4", "route", "replace", "blackhole", prefix, "metric", BLACKHOLE_METRIC]),
  ];
  return {
    async up() {
      await must(sys, ["modprobe", "jool"]);
      await sys.write(CONF, joolConf(config));
      await must(sys, ["nft", "-f", "-"], ruleset(config));
      for (const call of nowhere) await must(sys, ["ip", ...call]);
      await must(sys, ["jool", "file", "handle", CONF]);
    },
    async ended() {
      const shown = await sys.exec([...JOOL, "global", "display", ...CSV], { timeoutMs: 10_000 });
      return shown.code === 0 ? null : `Jool's instance ${INSTANCE} is gone: ${shown.stderr.trim()}`;
    },
    async measure(): Promise<Measure> {
      const stats = parseStats(await must(sys, [...JOOL, "stats", "display", ...CSV, "--all"]));
      const tables = await Promise.all(
        PROTOCOLS.map(async (protocol) => ({
          protocol,
          bib: parseBib(await must(sys, [...JOOL, "bib", "display", ...CSV, "--numeric", `--${protocol}`])),
        })),
      );
      const addresses = config.pool4.reduce((sum, { prefix }) => sum + 2 ** (32 - parsePrefix4(prefix)!.length), 0);
      const ports = Math.max(...tables.map(({ protocol, bib }) => busiest(bib) / portsPerAddress(config, protocol)));
      const pool = Math.max(
        ...tables.map(({ protocol, bib }) => bib.length / (addresses * portsPerAddress(config, protocol))),
      );
      const sources = new Set(tables.flatMap(({ bib }) => bib.map(({ source }) => source))).size;
      // Jool has no limit but memory.
      const fullness = { entries: 0, ports, pool, max: Math.max(ports, pool) };
      return { sessions: stats.JSTAT_SESSIONS ?? 0, sessions_limit: null, transitory: { tcp: 0 }, sources, fullness };
    },
    async down() {
      await attempt(sys, [...JOOL, "instance", "remove"]);
      await attempt(sys, ["nft", "delete", "table", "inet", TABLE]);
      for (const call of nowhere)
        await attempt(sys, ["ip", ...call.map((word) => (word === "replace" ? "del" : word))]);
      await sys.remove(CONF);
    },
  };
}

function busiest(bib: readonly { readonly behind: string }[]): number {
  const counts = new Map<string, number>();
  for (const { behind } of bib) counts.set(behind, (counts.get(behind) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
