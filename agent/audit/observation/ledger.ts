/** What was observed so far, and how one more look at the table and the sockets is added to it. Pure; survives JSON; its size is bounded. */
import { parseIp4 } from "../../net/ip4.ts";
import { parseIp6 } from "../../net/ip6.ts";
import { contains6, type Prefix6, parsePrefix6 } from "../../net/prefix.ts";
import {
  type Flow,
  type FlowDirection,
  type Gap,
  type QueryCount,
  type ServicePorts,
  TRAFFIC_CLASSES,
  type Traffic,
  type TrafficClass,
  type TrafficPoint,
} from "../../protocol/audit.ts";
import { unitOfPath } from "../processes.ts";
import type { Connected } from "../sockets.ts";
import type { SetEntry, TableState } from "./counters.ts";
import { ENTRY_SECONDS, queryCounter, SET_SIZE, SETS, serviceCounter, UNIT_SETS } from "./ruleset.ts";

/** Flows kept; the one that was quiet longest goes first, and that is told. */
export const MOST_FLOWS = 4_096;
const MOST_GAPS = 100;
/** Points of the history; when there are more, each two become one. */
const MOST_POINTS = 1_024;
const FIRST_POINT_MS = 60_000;
const MOST_COUNTS = 512;
/** Two sweeps further apart than this leave a gap: an entry of the table might have come and gone. Half of what one lives. */
export const GAP_MS = (ENTRY_SECONDS * 1_000) / 2;

/** A flow with what is needed to go on counting it. */
interface Kept extends Flow {
  /** Packets of the table's entry when last seen. */
  readonly seen: number;
}

export interface Ledger {
  readonly format: 2;
  readonly startedAt: number;
  readonly unbrokenSince: number;
  readonly sweptAt: number;
  /** Of the table last seen; another one starts counting at zero. */
  readonly generation: string;
  readonly gaps: readonly Gap[];
  readonly overflowAt: number | null;
  readonly flows: Readonly<Record<string, Kept>>;
  /** Bytes by counter when last seen. */
  readonly counts: Readonly<Record<string, number>>;
  readonly traffic: Traffic;
  readonly services: Readonly<Record<string, Traffic>>;
  readonly history: readonly TrafficPoint[];
  readonly pointMs: number;
  readonly queries: Readonly<Record<string, readonly QueryCount[]>>;
  readonly samples: number;
}

export const NO_TRAFFIC: Traffic = { native6: 0, translated: 0, ipv4: 0 };

export function emptyLedger(now: number, generation: string): Ledger {
  return {
    format: 2,
    startedAt: now,
    unbrokenSince: now,
    sweptAt: now,
    generation,
    gaps: [],
    overflowAt: null,
    flows: {},
    counts: {},
    traffic: NO_TRAFFIC,
    services: {},
    history: [],
    pointMs: FIRST_POINT_MS,
    queries: {},
    samples: 0,
  };
}

export interface Look {
  readonly at: number;
  readonly table: TableState;
  readonly nat64: readonly string[];
  readonly services: readonly ServicePorts[];
  readonly queries: readonly string[];
  readonly userName: (uid: string) => string;
}

/** Time nobody watched: from the last look until the table was made again. */
export function addGap(ledger: Ledger, to: number, because: string): Ledger {
  const gap = { from: ledger.sweptAt, to, because };
  return { ...ledger, gaps: [...ledger.gaps, gap].slice(-MOST_GAPS), unbrokenSince: to };
}

/** @param look whose table has the ledger's generation, or that of a table made since: then its counters began at zero. */
export function addLook(before: Ledger, look: Look): Ledger {
  const { at, table } = look;
  let ledger = before;
  const fresh = table.generation !== null && table.generation !== before.generation;
  if (!fresh && at - before.sweptAt > GAP_MS)
    ledger = addGap(ledger, at, "nobody read the counters in time: entries may have come and gone");
  const prefixes = look.nat64.flatMap((text) => parsePrefix6(text) ?? []);
  const flows = new Map(Object.entries(ledger.flows));
  let overflow = SETS.some((name) => table.sets[name].length >= SET_SIZE);
  for (const name of SETS) {
    for (const entry of table.sets[name]) {
      const met = flowOf(name, entry, at, prefixes, look.userName);
      const key = keyOf(met);
      const old = flows.get(key);
      const counted = old !== undefined && !fresh && entry.packets >= old.seen ? old.seen : 0;
      flows.set(key, {
        ...met,
        first: old?.first ?? Math.max(met.first, ledger.startedAt),
        process: old?.process ?? null,
        unit: old?.unit ?? null,
        mapped: old?.mapped ?? false,
        packets: (old?.packets ?? 0) + entry.packets - counted,
        seen: entry.packets,
      });
    }
  }
  if (fresh) for (const [key, flow] of flows) if (flow.last < before.sweptAt) flows.set(key, { ...flow, seen: 0 });
  nameUnits(flows, table, look.userName);
  overflow = trim(flows) || overflow;
  const delta = (name: string): number => {
    const now = table.counts[name] ?? 0;
    const then = fresh ? 0 : (ledger.counts[name] ?? 0);
    return now >= then ? now - then : now;
  };
  const added = byClass((name) => delta(`class_${name}`));
  return {
    ...ledger,
    sweptAt: at,
    generation: table.generation ?? ledger.generation,
    overflowAt: overflow ? at : ledger.overflowAt,
    flows: Object.fromEntries(flows),
    counts: table.counts,
    traffic: plus(ledger.traffic, added),
    services: Object.fromEntries(
      look.services.map(({ service }, index) => [
        service,
        plus(
          ledger.services[service] ?? NO_TRAFFIC,
          byClass((name) => delta(serviceCounter(index, name))),
        ),
      ]),
    ),
    queries: Object.fromEntries(
      look.queries.map((name, index) => {
        const counts = ledger.queries[name] ?? [{ at: ledger.sweptAt, a: 0, aaaa: 0 }];
        const last = counts.at(-1)!;
        const [a, aaaa] = [last.a + delta(queryCounter(index, "a")), last.aaaa + delta(queryCounter(index, "aaaa"))];
        return [name, thinned([...counts, { at, a, aaaa }])];
      }),
    ),
    ...withPoint(ledger, { at, ...added }),
  };
}

/** A flow's unit by the control group its packets left from; a group that is gone is listed by its number, and says nothing. */
function nameUnits(flows: Map<string, Kept>, table: TableState, userName: (uid: string) => string): void {
  const units = new Map<string, Set<string>>();
  for (const name of UNIT_SETS) {
    for (const { key } of table.sets[name]) {
      const [group, uid, peer, protocol, port] = key;
      const unit = unitOfPath(group!);
      if (unit === null) continue;
      const flow = ["out", protocol, peer, port, userName(uid!), ""].join(" ");
      units.set(flow, (units.get(flow) ?? new Set()).add(unit));
    }
  }
  for (const [key, names] of units) {
    const flow = flows.get(key);
    if (flow === undefined) continue;
    const all = new Set([...(flow.unit?.split(", ") ?? []), ...names]);
    flows.set(key, { ...flow, unit: [...all].sort().join(", ") });
  }
}

/** When there are too many counts, every other one of the older half goes: they add up, so nothing is lost but resolution. */
function thinned(counts: readonly QueryCount[]): readonly QueryCount[] {
  if (counts.length <= MOST_COUNTS) return counts;
  const half = MOST_COUNTS / 2;
  return [...counts.slice(0, half).filter((_, i) => i % 2 === 0), ...counts.slice(half)];
}

/**
 * Names and units for flows from a sample of the sockets; also flows that were there before the table was: they opened with no packet we saw.
 * @param served local ports, `tcp 22`: a connection on one of them came in.
 */
export function addSample(
  ledger: Ledger,
  sample: readonly Connected[],
  served: ReadonlySet<string>,
  look: Pick<Look, "at" | "nat64" | "userName">,
): Ledger {
  const prefixes = look.nat64.flatMap((text) => parsePrefix6(text) ?? []);
  const flows = new Map(Object.entries(ledger.flows));
  for (const socket of sample) {
    if (isLocal(socket.peer)) continue;
    const direction = served.has(`${socket.protocol} ${socket.localPort}`) ? "in" : "out";
    const met: Kept = {
      direction,
      class: classOf(socket.peer, prefixes),
      peer: socket.peer,
      protocol: socket.protocol,
      port: direction === "in" ? socket.localPort : socket.peerPort,
      user: direction === "in" ? null : look.userName(String(socket.uid)),
      process: socket.process,
      unit: socket.unit,
      mapped: socket.mapped,
      first: look.at,
      last: look.at,
      packets: 0,
      seen: 0,
    };
    const key = keyOf(met);
    const old = flows.get(key);
    flows.set(key, {
      ...(old ?? met),
      process: socket.process ?? old?.process ?? null,
      unit: socket.unit ?? old?.unit ?? null,
      mapped: socket.mapped || old?.mapped === true,
      last: look.at,
    });
  }
  const overflow = trim(flows);
  return {
    ...ledger,
    flows: Object.fromEntries(flows),
    overflowAt: overflow ? look.at : ledger.overflowAt,
    samples: ledger.samples + 1,
  };
}

/** One connect(2) to an IPv4 address, as a hook in the kernel saw it. */
export interface Connect {
  readonly peer: string;
  readonly port: number;
  readonly uid: number;
  readonly pid: number;
  readonly comm: string;
}

/** Processes for flows whose connect a hook saw and no sample met. @param pids whether numbers are those of this host's own /proc. */
export function addConnects(
  ledger: Ledger,
  connects: readonly Connect[],
  userName: (uid: string) => string,
  pids: boolean,
): Ledger {
  const flows = new Map(Object.entries(ledger.flows));
  for (const { peer, port, uid, pid, comm } of connects) {
    for (const protocol of ["tcp", "udp"]) {
      const key = ["out", protocol, peer, port, userName(String(uid)), ""].join(" ");
      const flow = flows.get(key);
      if (flow !== undefined && flow.process === null)
        flows.set(key, { ...flow, process: pids ? `${comm}[${pid}]` : comm });
    }
  }
  return { ...ledger, flows: Object.fromEntries(flows) };
}

export function flowsOf(ledger: Ledger): Flow[] {
  return Object.values(ledger.flows).map(({ seen: _, ...flow }) => flow);
}

/** @returns whether anything had to go. */
function trim(flows: Map<string, Kept>): boolean {
  const over = flows.size - MOST_FLOWS;
  if (over <= 0) return false;
  // IPv4 is what all this is about: it goes last.
  const order = [...flows].sort(
    ([, a], [, b]) => Number(a.class === "ipv4") - Number(b.class === "ipv4") || a.last - b.last,
  );
  for (const [key] of order.slice(0, over)) flows.delete(key);
  return true;
}

function keyOf(flow: Flow): string {
  return [flow.direction, flow.protocol, flow.peer, flow.port, flow.user ?? "", flow.to ?? ""].join(" ");
}

function flowOf(
  set: string,
  { key, packets, expires }: SetEntry,
  at: number,
  prefixes: readonly Prefix6[],
  userName: (uid: string) => string,
): Kept {
  // nft cuts the seconds off: a flow is never made older than it may be.
  const last = Math.min(at, at - (ENTRY_SECONDS - expires) * 1_000 + 999);
  const direction: FlowDirection = set.startsWith("out") ? "out" : set.startsWith("in") ? "in" : "forward";
  const parts = [...key];
  const user = set === "out4" || set === "out6" ? userName(parts.shift()!) : null;
  const peer = parts.shift()!;
  const to = set === "fwd4" ? { to: parts.shift()! } : {};
  return {
    direction,
    class: classOf(peer, prefixes),
    peer,
    protocol: parts[0] ?? "",
    port: Number(parts[1] ?? 0),
    user,
    process: null,
    unit: null,
    mapped: false,
    first: last,
    last,
    packets,
    seen: packets,
    ...to,
  };
}

function classOf(peer: string, prefixes: readonly Prefix6[]): TrafficClass {
  if (parseIp4(peer) !== null) return "ipv4";
  const bytes = parseIp6(peer);
  return bytes !== null && prefixes.some((prefix) => contains6(prefix, bytes)) ? "translated" : "native6";
}

function isLocal(peer: string): boolean {
  return peer.startsWith("127.") || peer === "::1" || /^fe[89ab]/.test(peer);
}

function byClass(of: (name: TrafficClass) => number): Traffic {
  return Object.fromEntries(TRAFFIC_CLASSES.map((name) => [name, of(name)])) as unknown as Traffic;
}

function plus(a: Traffic, b: Traffic): Traffic {
  return byClass((name) => a[name] + b[name]);
}

/** The last point grows until it covers `pointMs`; then a new one begins. */
function withPoint(ledger: Ledger, point: TrafficPoint): Pick<Ledger, "history" | "pointMs"> {
  const { history, pointMs } = ledger;
  const last = history.at(-1);
  const began = history.at(-2)?.at ?? ledger.startedAt;
  if (last !== undefined && point.at - began <= pointMs)
    return { history: [...history.slice(0, -1), { at: point.at, ...plus(last, point) }], pointMs };
  const longer = [...history, point];
  if (longer.length <= MOST_POINTS) return { history: longer, pointMs };
  const halved = longer.flatMap((one, i) => {
    if (i % 2 === 0) return i === longer.length - 1 ? [one] : [];
    return [{ at: one.at, ...plus(one, longer[i - 1]!) }];
  });
  return { history: halved, pointMs: pointMs * 2 };
}
