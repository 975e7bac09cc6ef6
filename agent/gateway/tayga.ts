/** tayga behind nftables: stateless translation to an address of its own for each source, which the kernel masquerades. */
import { parsePrefix4 } from "../net/prefix.ts";
import type { TaygaConfig } from "../protocol/wants.ts";
import type { System } from "../system.ts";
import { attempt, must } from "./commands.ts";
import { busiest, insertFailures, parseConntrack } from "./conntrack.ts";
import type { Foreign, Measure } from "./foreign.ts";
import {
  BLACKHOLE_METRIC,
  behindOf,
  CONF,
  DATA,
  DEVICE,
  innerSize,
  PID,
  routes,
  ruleset,
  TABLE,
  taygaConf,
} from "./tayga-files.ts";

const CONNTRACK = "/proc/net/nf_conntrack";
const FAILURES = "/proc/net/stat/nf_conntrack";
const SYSCTLS = "/proc/sys/net/netfilter";
/** Ports a source keeps its own of where the plan gives no range: those above the privileged ones. */
const USUAL_PORTS = 64_512;
const GONE_MS = 5_000;

export function tayga(sys: System, config: TaygaConfig): Foreign {
  let failures: number | null = null;
  return {
    async up() {
      await stop(sys);
      await must(sys, ["mkdir", "-p", DATA]);
      await must(sys, ["chown", "nobody:nogroup", DATA]);
      const own = await must(sys, ["ip", "-o", "-4", "address", "show"]);
      await sys.write(
        CONF,
        taygaConf(
          config,
          [...own.matchAll(/inet ([\d.]+)/g)].map((match) => match[1]!),
        ),
      );
      await must(sys, ["tayga", "-c", CONF, "--mktun"]);
      // Rules before routes: nothing is translated for strangers, not even once.
      await must(sys, ["nft", "-f", "-"], ruleset(config));
      await must(sys, ["tayga", "-c", CONF, "-p", PID, "-u", "nobody", "-g", "nogroup", "-r"]);
      for (const call of routes(config)) await must(sys, ["ip", ...call]);
      failures = await failuresNow(sys);
    },
    async ended() {
      const pid = await running(sys);
      return pid === null ? "tayga ended; its reason is in the system's log" : null;
    },
    async measure(): Promise<Measure> {
      const connections = parseConntrack((await sys.read(CONNTRACK)) ?? "", parsePrefix4(config.inner4)!);
      const limit = Number(await sys.read(`${SYSCTLS}/nf_conntrack_max`)) || null;
      const count = Number(await sys.read(`${SYSCTLS}/nf_conntrack_count`)) || 0;
      const now = await failuresNow(sys);
      const refused = now !== null && failures !== null && now > failures;
      failures = now;
      const sources = new Set(connections.map(({ source }) => source)).size;
      const entries = limit === null ? 0 : count / limit;
      // FACTS: exhaustion shows here and nowhere else.
      const ports = refused ? 1 : busiest(connections) / fewestPorts(config);
      const pool = (await given(sys, sources)) / innerSize(config);
      const max = Math.max(entries, ports, pool);
      const transitory = { tcp: connections.filter(({ over }) => over).length };
      return {
        sessions: connections.length,
        sessions_limit: limit,
        transitory,
        sources,
        fullness: { entries, ports, pool, max },
      };
    },
    async down() {
      await stop(sys);
      await attempt(sys, ["nft", "delete", "table", "inet", TABLE]);
      for (const { prefix } of config.pool4)
        await attempt(sys, ["ip", "-4", "route", "del", "blackhole", prefix, "metric", BLACKHOLE_METRIC]);
      await attempt(sys, ["ip", "link", "del", "dev", DEVICE]);
      await sys.remove(CONF);
    },
  };
}

function fewestPorts(config: TaygaConfig): number {
  const ranges = behindOf(config).map(({ ports }) => {
    if (ports === null) return USUAL_PORTS;
    const [low, high] = ports.split("-").map(Number);
    return high! - low! + 1;
  });
  return Math.min(...ranges);
}

/** Addresses tayga holds for sources. It writes them down now and then; those with connections are known at once. */
async function given(sys: System, active: number): Promise<number> {
  const map = (await sys.read(`${DATA}/dynamic.map`)) ?? "";
  const written = map.split("\n").filter((line) => /^\d/.test(line)).length;
  return Math.max(active, written);
}

async function failuresNow(sys: System): Promise<number | null> {
  const text = await sys.read(FAILURES);
  return text === null ? null : insertFailures(text);
}

async function running(sys: System): Promise<string | null> {
  const pid = (await sys.read(PID))?.trim() ?? "";
  if (!/^\d+$/.test(pid)) return null;
  const command = (await sys.read(`/proc/${pid}/cmdline`)) ?? "";
  return command.includes(`tayga\0-c\0${CONF}`) ? pid : null;
}

async function stop(sys: System): Promise<void> {
  const pid = await running(sys);
  if (pid !== null) {
    await attempt(sys, ["kill", pid]);
    for (let waited = 0; waited < GONE_MS && (await running(sys)) !== null; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await sys.remove(PID);
}
