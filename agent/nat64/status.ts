/** What the translator holds, as the status socket tells it. */
import type { SyncStatus } from "./state/sync.ts";
import type { FailedServer, FailureKind } from "./tables/failures.ts";
import { ICMP_TABLE, type PROTOCOLS, type Protocol, TCP_TABLE, UDP_TABLE } from "./tables/pool4.ts";
import type { Translator } from "./translator.ts";
import type { Fullness, Peak, Utilisation } from "./utilisation.ts";

export interface Status {
  readonly mode: "nat64" | "siit";
  readonly uptime_s: number;
  readonly sessions: number;
  /** The most there may be. */
  readonly sessions_limit: number;
  /** Not answered yet, or over: what goes first when room is needed. */
  readonly transitory: Readonly<Record<(typeof PROTOCOLS)[number], number>>;
  readonly bib: number;
  /** Source prefixes that hold anything. */
  readonly sources: number;
  /** Null where ports are given out one by one. */
  readonly port_blocks: { readonly given: number; readonly all: number } | null;
  /** The other gateway; null where there is none. */
  readonly sync: SyncStatus | null;
  readonly utilisation: Utilisation;
  readonly counters: {
    readonly packets_6to4: number;
    readonly packets_4to6: number;
    readonly bytes_6to4: number;
    readonly bytes_4to6: number;
    readonly replies: number;
    readonly replies_suppressed: number;
    readonly write_errors: number;
    /** Sessions that had to make room. */
    readonly evicted: number;
    /** Only reasons that occurred. */
    readonly drops: Readonly<Record<string, number>>;
  };
  /** Connections that did not come about: all since the start by kind, and the servers they were for. */
  readonly failures: Readonly<Record<FailureKind, number>> & { readonly servers: readonly FailedServer[] };
  readonly held: { readonly fragments: number; readonly fragment_bytes: number; readonly syns: number };
}

export function utilisationNow(translator: Translator): Fullness {
  const { stateful } = translator;
  if (stateful === null) return { entries: 0, ports: 0, pool: 0, max: 0 };
  const { sessions, pool4 } = stateful.bindings;
  const { busiest, whole } = pool4.use();
  const entries = sessions.count / sessions.limit;
  return { entries, ports: busiest, pool: whole, max: Math.max(entries, busiest, whole) };
}

/** What the daemon knows and the translator does not. */
export interface Surroundings {
  readonly writeErrors: number;
  /** Packets that never came out of the device's queue, by reason. */
  readonly queueDrops: Readonly<Record<string, number>>;
  readonly sync: SyncStatus | null;
}

/** @param startedMs on the same monotonic clock as `nowMs`. */
export function statusOf(
  translator: Translator,
  peak: Peak,
  { writeErrors, queueDrops, sync }: Surroundings,
  startedMs: number,
  nowMs: number,
): Status {
  const { counters, stateful, settings } = translator;
  const now = utilisationNow(translator);
  const drops = Object.entries({ ...counters.drops, ...queueDrops }).filter(([, count]) => count > 0);
  const bindings = stateful?.bindings;
  const held = stateful === null ? [] : [stateful.fragments6, stateful.fragments4, stateful.gathering];
  const transitory = (protocol: Protocol): number => bindings?.sessions.transitoryCount(protocol) ?? 0;
  return {
    mode: settings.mode,
    uptime_s: Math.floor((nowMs - startedMs) / 1000),
    sessions: bindings?.sessions.count ?? 0,
    sessions_limit: bindings?.sessions.limit ?? 0,
    transitory: { tcp: transitory(TCP_TABLE), udp: transitory(UDP_TABLE), icmp: transitory(ICMP_TABLE) },
    bib: bindings?.bib.count ?? 0,
    sources: bindings?.sources.count ?? 0,
    port_blocks: bindings?.blocks?.use ?? null,
    sync,
    utilisation: peak.utilisation(now, nowMs),
    counters: {
      packets_6to4: counters.packets6to4,
      packets_4to6: counters.packets4to6,
      bytes_6to4: counters.bytes6to4,
      bytes_4to6: counters.bytes4to6,
      replies: counters.replies,
      replies_suppressed: counters.repliesSuppressed,
      write_errors: writeErrors,
      evicted: bindings?.evicted ?? 0,
      drops: Object.fromEntries(drops),
    },
    failures: {
      ...(stateful?.failures.totals ?? { unanswered: 0, refused: 0, unreachable: 0, no_port: 0 }),
      servers: stateful?.failures.list(nowMs) ?? [],
    },
    held: {
      fragments: held.reduce((sum, { count }) => sum + count, 0),
      fragment_bytes: held.reduce((sum, { heldBytes }) => sum + heldBytes, 0),
      syns: stateful?.pendingSyns.count ?? 0,
    },
  };
}
