/**
 * The sessions the kernel program knows, and what it tells of them. A session goes in once it is established; one in which only
 * the client has spoken goes in for its direction with its second packet, so that a flood of single packets costs nothing here.
 */
import { readFileSync } from "node:fs";
import { BpfMap, MapSweep } from "../../kernel/bpf.ts";
import { embed } from "../../net/rfc6052.ts";
import { negative, withWord } from "../packet/rewrite.ts";
import { TCP, UDP } from "../packet/transport.ts";
import type { Settings } from "../settings.ts";
import type { Bindings, SessionCarrier } from "../tables/bindings.ts";
import { ICMP_TABLE, TCP_TABLE } from "../tables/pool4.ts";
import { BOTH, ESTABLISHED, FROM_6, V4_FIN_RCV, V6_FIN_RCV } from "../tables/session-states.ts";
import { CONTROL, COUNTERS, KEY4, KEY6, VALUE4, VALUE6 } from "./layout.ts";

/** Which directions of a session are in the maps. HEARD: none, and one packet has come from the only side that speaks. */
const OUT = 0;
const TOWARD_4 = 1;
const TOWARD_BOTH = 3;
const HEARD = 4;

/** After a FIN of one side the other may go on; only a SYN, FIN or RST then changes the state, and those are the TUN path's. */
const CARRIED: readonly number[] = [ESTABLISHED, V4_FIN_RCV, V6_FIN_RCV, BOTH];

/** Entries read in one sweep: well below a millisecond. */
const SWEEP = 2048;
/**
 * Even the room for sessions that are not there is walked through: some milliseconds for a million. Lifetimes are minutes, and who is about
 * to be ended is looked up by himself.
 */
const BETWEEN_ROUNDS_MS = 5000;
const NS_PER_MS = 1e6;

/** One map's sweeps. */
interface Round {
  readonly sweep: MapSweep;
  readonly layout: typeof VALUE6 | typeof VALUE4;
  /** When the next is due. */
  dueMs: number;
}

export interface KernelCounters {
  readonly packets6to4: number;
  readonly bytes6to4: number;
  readonly packets4to6: number;
  readonly bytes4to6: number;
}

/** A folded sum as it stands in memory on the wire's side. */
const wire16 = (value: number): number => ((value & 0xff) << 8) | (value >> 8);

export class KernelSessions implements SessionCarrier {
  readonly #settings: Settings;
  readonly #bindings: Bindings;
  readonly #map6: BpfMap;
  readonly #map4: BpfMap;
  readonly #counters: BpfMap;
  readonly #control: BpfMap;
  readonly #rounds: readonly Round[];
  /** By session: OUT, TOWARD_4 or TOWARD_BOTH. */
  #carried = new Uint8Array(1024);
  #count = 0;
  /** The map was full, or there was no memory: how often. */
  refused = 0;

  /** @throws SystemCallError where maps cannot be had. */
  constructor(settings: Settings, bindings: Bindings) {
    this.#settings = settings;
    this.#bindings = bindings;
    const entries = settings.limits.sessions;
    this.#map6 = new BpfMap({
      name: "sessions6",
      kind: "hash",
      keyBytes: KEY6.bytes,
      valueBytes: VALUE6.bytes,
      entries,
    });
    this.#map4 = new BpfMap({
      name: "sessions4",
      kind: "hash",
      keyBytes: KEY4.bytes,
      valueBytes: VALUE4.bytes,
      entries,
    });
    const counters = {
      name: "counters",
      kind: "percpuArray",
      keyBytes: 4,
      valueBytes: COUNTERS.bytes,
      entries: 1,
    } as const;
    this.#counters = new BpfMap(counters, COUNTERS.bytes * possibleCpus());
    this.#control = new BpfMap({ name: "control", kind: "array", keyBytes: 4, valueBytes: CONTROL.bytes, entries: 1 });
    this.#rounds = [
      { sweep: new MapSweep(this.#map6, SWEEP), layout: VALUE6, dueMs: 0 },
      { sweep: new MapSweep(this.#map4, SWEEP), layout: VALUE4, dueMs: 0 },
    ];
    this.#scatterIdentification();
  }

  /** Sessions in the kernel now. */
  get count(): number {
    return this.#count;
  }

  /** Descriptors for the program, by the names it uses. */
  get maps(): Readonly<Record<string, number>> {
    return {
      sessions6: this.#map6.fd,
      sessions4: this.#map4.fd,
      counters: this.#counters.fd,
      control: this.#control.fd,
    };
  }

  opened(session: number): void {
    // Sessions that come from another gateway or a file are established already.
    this.changed(session);
  }

  changed(session: number): void {
    if (CARRIED.includes(this.#bindings.sessions.state(session))) this.#carry(session, TOWARD_BOTH);
    else this.#leave(session);
  }

  closing(session: number): void {
    this.#leave(session);
  }

  again(session: number): void {
    if (this.#bindings.sessions.state(session) !== FROM_6) return;
    this.#reserve(session);
    if (this.#carried[session] === OUT) this.#carried[session] = HEARD;
    else this.#carry(session, TOWARD_4);
  }

  lastSeenMs(session: number): number {
    const carried = (this.#carried[session] ?? OUT) & TOWARD_BOTH;
    if (carried === OUT || !this.#writeKeys(session)) return Number.NEGATIVE_INFINITY;
    let seen = 0;
    if (this.#map6.lookup()) seen = Number(this.#map6.value.getBigUint64(VALUE6.lastSeen, true));
    if (carried === TOWARD_BOTH && this.#map4.lookup())
      seen = Math.max(seen, Number(this.#map4.value.getBigUint64(VALUE4.lastSeen, true)));
    return seen === 0 ? Number.NEGATIVE_INFINITY : seen / NS_PER_MS + clockOffsetMs();
  }

  /** Bring the deadlines of some thousand sessions up to what the kernel has seen; from call to call it goes round them all. */
  sweep(nowMs: number): void {
    if (this.#count === 0) return;
    const offset = clockOffsetMs();
    for (const round of this.#rounds)
      if (nowMs >= round.dueMs && this.#step(round, offset)) round.dueMs = nowMs + BETWEEN_ROUNDS_MS;
  }

  /** The same for all of them, before the sessions are written down. */
  sweepAll(): void {
    const offset = clockOffsetMs();
    for (const round of this.#rounds) while (!this.#step(round, offset));
  }

  /**
   * Let the program act for some time from now; it stops by itself when nobody comes back.
   * @param mtu4 and mtu6 the largest packets it lets out.
   */
  control(forMs: number, mtu4: number, mtu6: number): void {
    const { value } = this.#control;
    value.setBigUint64(CONTROL.until, process.hrtime.bigint() + BigInt(forMs * NS_PER_MS), true);
    value.setUint32(CONTROL.mtu4, mtu4, true);
    value.setUint32(CONTROL.mtu6, mtu6, true);
    this.#control.update();
  }

  counters(): KernelCounters {
    const sum = { packets6to4: 0, bytes6to4: 0, packets4to6: 0, bytes4to6: 0 };
    this.#counters.lookup();
    const { value, valueBytes } = this.#counters;
    for (let at = 0; at < valueBytes.length; at += COUNTERS.bytes) {
      for (const name of Object.keys(sum) as (keyof KernelCounters)[])
        sum[name] += Number(value.getBigUint64(at + COUNTERS[name], true));
    }
    return sum;
  }

  /** Forget every session: nobody attends to them from now on. */
  clear(): void {
    for (let session = 0; session < this.#carried.length; session++) this.#leave(session);
  }

  /** Take in what is established already. */
  fill(): void {
    const { sessions } = this.#bindings;
    for (let session = 0; session < sessions.reach; session++) if (sessions.isOpen(session)) this.changed(session);
  }

  close(): void {
    for (const map of [this.#map6, this.#map4, this.#counters, this.#control]) map.close();
  }

  #reserve(session: number): void {
    if (session < this.#carried.length) return;
    const grown = new Uint8Array(Math.max(session + 1, this.#carried.length * 2));
    grown.set(this.#carried);
    this.#carried = grown;
  }

  #carry(session: number, directions: number): void {
    this.#reserve(session);
    const before = this.#carried[session]! & TOWARD_BOTH;
    if ((before & directions) === directions || !this.#writeKeys(session)) return;
    this.#writeValues(session);
    // Toward IPv4 first: should the second not fit, what is there is right by itself.
    const isIn = (before & TOWARD_4) !== 0 || this.#map6.update() === 0;
    const done = !isIn ? OUT : directions === TOWARD_4 ? TOWARD_4 : this.#map4.update() === 0 ? TOWARD_BOTH : TOWARD_4;
    if (done !== directions) this.refused += 1;
    if (before === OUT && done !== OUT) this.#count += 1;
    this.#carried[session] = done;
  }

  #leave(session: number): void {
    const before = (this.#carried[session] ?? OUT) & TOWARD_BOTH;
    if (session < this.#carried.length) this.#carried[session] = OUT;
    if (before === OUT) return;
    this.#count -= 1;
    this.#writeKeys(session);
    this.#map6.delete();
    if (before === TOWARD_BOTH) this.#map4.delete();
  }

  /** @returns false for ICMP, which the program leaves alone. */
  #writeKeys(session: number): boolean {
    const { sessions, bib } = this.#bindings;
    const entry = sessions.entry(session);
    const table = bib.protocol(entry);
    if (table === ICMP_TABLE) return false;
    const protocol = table === TCP_TABLE ? TCP : UDP;
    const remote = sessions.remote(session);
    const remotePort = sessions.remotePort(session);
    const { key: key6, keyBytes } = this.#map6;
    bib.writeClient(entry, keyBytes);
    embed(this.#settings.pool6[sessions.prefix(session)]!, remote, keyBytes, KEY6.destination);
    key6.setUint16(KEY6.ports, bib.port6(entry));
    key6.setUint16(KEY6.ports + 2, remotePort);
    key6.setUint32(KEY6.protocol, protocol, true);
    const { key: key4 } = this.#map4;
    key4.setUint32(KEY4.source, remote);
    key4.setUint32(KEY4.destination, bib.poolAddress(entry));
    key4.setUint16(KEY4.ports, remotePort);
    key4.setUint16(KEY4.ports + 2, bib.port4(entry));
    key4.setUint32(KEY4.protocol, protocol, true);
    return true;
  }

  /** After #writeKeys. */
  #writeValues(session: number): void {
    const { sessions, bib } = this.#bindings;
    const entry = sessions.entry(session);
    const [port6, port4] = [bib.port6(entry), bib.port4(entry)];
    const delta = sessions.addressDelta(session);
    // The program leaves a port alone whose delta is zero.
    const portDelta = (before: number, after: number): number => (before === after ? 0 : withWord(0, before, after));
    const { value: value6 } = this.#map6;
    value6.setBigUint64(VALUE6.lastSeen, 0n, true);
    value6.setUint32(VALUE6.session, session, true);
    value6.setUint32(VALUE6.source, bib.poolAddress(entry));
    value6.setUint32(VALUE6.destination, sessions.remote(session));
    value6.setUint16(VALUE6.sourcePort, port4);
    value6.setUint32(VALUE6.addressDelta, wire16(delta), true);
    value6.setUint32(VALUE6.portDelta, wire16(portDelta(port6, port4)), true);
    const { value: value4, valueBytes } = this.#map4;
    value4.setBigUint64(VALUE4.lastSeen, 0n, true);
    value4.setUint32(VALUE4.session, session, true);
    value4.setUint16(VALUE4.destinationPort, port6);
    const { keyBytes } = this.#map6;
    valueBytes.set(keyBytes.subarray(KEY6.destination, KEY6.destination + 16), VALUE4.source);
    valueBytes.set(keyBytes.subarray(KEY6.source, KEY6.source + 16), VALUE4.destination);
    value4.setUint32(VALUE4.addressDelta, wire16(negative(delta)), true);
    value4.setUint32(VALUE4.portDelta, wire16(portDelta(port4, port6)), true);
  }

  /** @returns whether the round is complete. */
  #step({ sweep, layout }: Round, offsetMs: number): boolean {
    const { sessions, bib } = this.#bindings;
    const { lifetimes } = this.#settings;
    const { count, isLast } = sweep.next();
    for (let at = 0; at < count * layout.bytes; at += layout.bytes) {
      const seen = Number(sweep.values.getBigUint64(at + layout.lastSeen, true));
      if (seen === 0) continue;
      const session = sweep.values.getUint32(at + layout.session, true);
      const isTcp = bib.protocol(sessions.entry(session)) === TCP_TABLE;
      const until = seen / NS_PER_MS + offsetMs + (isTcp ? lifetimes.tcpEstablished : lifetimes.udp);
      if (until > sessions.deadline(session)) sessions.setDeadline(session, until);
    }
    return isLast;
  }

  /** RFC 7739: each CPU starts its identifications elsewhere, and nobody can say where. */
  #scatterIdentification(): void {
    const { value, valueBytes } = this.#counters;
    for (let at = 0; at < valueBytes.length; at += COUNTERS.bytes)
      value.setUint32(at + COUNTERS.identification, Math.floor(Math.random() * 2 ** 32), true);
    this.#counters.update();
  }
}

/** What to add to the kernel's monotonic clock, in milliseconds, to get ours. */
function clockOffsetMs(): number {
  return performance.now() - Number(process.hrtime.bigint()) / NS_PER_MS;
}

/** Per-CPU maps have a value for each CPU that may ever be there. @returns how many. */
function possibleCpus(): number {
  const list = readFileSync("/sys/devices/system/cpu/possible", "utf8").trim();
  const last = list.split(/[-,]/).at(-1);
  return Number(last) + 1;
}
