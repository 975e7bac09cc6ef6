/**
 * `agent.cjs nat64-spread`: passes on what other gateways translate. What it tells the kernel stays when it ends, so that starting it
 * again with another configuration loses nothing; `forgetSpread` takes it away.
 */
import { NAT64_STATUS_SOCKETS, SPREAD_TABLE, TRANSLATORS } from "../protocol/daemons.ts";
import type { LeavingConfig, SpreadConfig } from "../protocol/wants.ts";
import type { System } from "../system.ts";
import { attempt, must } from "./commands.ts";
import { sessionsOf } from "./sessions.ts";
import { Peers } from "./spread-peers.ts";
import { peersOf, routesOf, ruleOf, type Slots, slotsFor, spreadRules } from "./spread-rules.ts";

/** UDP flows that speak within this time stay where they are. */
const LISTEN_MS = 3_000;
const LOOK_MS = 1_000;
/** Looks that must find nothing held before a gateway that leaves is done: a translator that is just being restarted answers none. */
const EMPTY_LOOKS = 10;
/** What the kernel was told; gone with it at a reboot. */
const TOLD = "/run/migrate-nat64-spread.told";

interface Told {
  readonly slots: Slots;
  /** To parts of pool4 that are others'. */
  readonly routes: readonly { readonly prefix: string; readonly via: string }[];
}

export interface SpreadIo {
  readonly sys: System;
  ready(line: string): void;
  log(line: string): void;
}

/** @param leave called once, when a gateway that leaves holds nothing any more or its time is over. */
export async function runSpread(
  config: SpreadConfig | LeavingConfig,
  io: SpreadIo,
  signal: AbortSignal,
  leave: () => Promise<void>,
): Promise<void> {
  const { sys } = io;
  const known = await readTold(sys);
  const slots = slotsFor(config, known?.slots ?? {});
  const stale = Object.entries(known?.slots ?? {}).flatMap(([ipv6, slot]) => (slots[ipv6] === slot ? [] : [slot]));
  const routes = peersOf(config).flatMap(({ ipv4, pool4 }) =>
    ipv4 === null ? [] : pool4.map((prefix) => ({ prefix, via: ipv4 })),
  );
  const tell = (dead: ReadonlySet<string>, old: readonly number[] = [], listening = false): Promise<string> =>
    must(sys, ["nft", "-f", "-"], spreadRules(config, slots, dead, old, listening));
  const leavers = new Set(config.leaving.map(({ ipv6 }) => ipv6));
  const peers = await Peers.listen(peersOf(config).map(({ ipv6 }) => ({ address: ipv6, leaves: leavers.has(ipv6) })));
  try {
    await sys.write(TOLD, `${JSON.stringify({ slots, routes } satisfies Told)}\n`);
    for (const [ipv6, slot] of Object.entries(slots)) {
      await must(sys, ["ip", "-6", "route", "replace", config.pool6, "via", ipv6, "table", routesOf(slot)]);
      await attempt(sys, ["ip", "-6", "rule", "del", ...ruleOf(slot)]);
      await must(sys, ["ip", "-6", "rule", "add", ...ruleOf(slot)]);
    }
    for (const { prefix, via } of routes) await must(sys, ["ip", "-4", "route", "replace", prefix, "via", via]);
    if (known === null) {
      await tell(new Set(), [], true);
      await passes(signal, LISTEN_MS);
    }
    await tell(new Set(), stale);
    for (const slot of stale) await forgetWay(sys, slot);
    for (const { prefix, via } of known?.routes ?? [])
      if (!routes.some((route) => route.prefix === prefix))
        await attempt(sys, ["ip", "-4", "route", "del", prefix, "via", via]);
    io.ready(`nat64-spread ready ${config.self === null ? "and leaving" : `as one of ${config.gateways.length}`}`);
    let dead: ReadonlySet<string> = new Set();
    const watch = "steps" in config ? new Watch(config, sys, io) : null;
    while (await passes(signal, LOOK_MS)) {
      const held = await sessionsHere();
      peers.ask(held !== null);
      const now = peers.dead();
      if (now.size !== dead.size || [...now].some((ipv6) => !dead.has(ipv6))) {
        dead = now;
        io.log(
          dead.size === 0
            ? "every other gateway answers again"
            : `${[...dead].join(", ")} does not translate: its clients are translated where they come to`,
        );
        await tell(dead);
      }
      if (await watch?.isOver(held)) await leave();
    }
  } finally {
    peers.close();
  }
}

/** Of a gateway that leaves: whether it is time to go. */
class Watch {
  readonly #config: LeavingConfig;
  readonly #sys: System;
  readonly #io: SpreadIo;
  #empty = 0;
  #over = false;
  #since: number | null = null;

  constructor(config: LeavingConfig, sys: System, io: SpreadIo) {
    this.#config = config;
    this.#sys = sys;
    this.#io = io;
  }

  /** @returns true once. @param held sessions; null where no translator answers. */
  async isOver(held: number | null): Promise<boolean> {
    if (this.#over) return false;
    this.#since ??= await this.#begun();
    this.#empty = (held ?? 0) === 0 ? this.#empty + 1 : 0;
    const late = this.#sys.now() >= this.#since + this.#config.drain_s * 1000;
    if (!late && this.#empty < EMPTY_LOOKS) return false;
    this.#over = true;
    this.#io.log(`${held ?? "no"} sessions left${late ? ", and its time is over" : ""}: this gateway is undone`);
    return true;
  }

  /** Written down, for a boot must not begin the time anew. */
  async #begun(): Promise<number> {
    const written = Number(await this.#sys.read(LEAVING_SINCE));
    if (written > 0) return written;
    const now = this.#sys.now();
    await this.#sys.write(LEAVING_SINCE, `${now}\n`);
    return now;
  }
}

/** Since when a gateway leaves, milliseconds since the epoch. */
export const LEAVING_SINCE = "/var/lib/migrate/nat64-leaving";

/** Of all translators here; null where none answers. */
async function sessionsHere(): Promise<number | null> {
  const counts = await Promise.all(TRANSLATORS.map((name) => sessionsOf(NAT64_STATUS_SOCKETS[name])));
  const answered = counts.filter((count) => count !== null);
  return answered.length === 0 ? null : answered.reduce((sum, count) => sum + count, 0);
}

/** Every client to whoever is here. */
export async function forgetSpread(sys: System): Promise<void> {
  const told = await readTold(sys);
  if (told === null) return;
  await attempt(sys, ["nft", "delete", "table", "ip6", SPREAD_TABLE]);
  for (const slot of Object.values(told.slots)) await forgetWay(sys, slot);
  for (const { prefix, via } of told.routes) await attempt(sys, ["ip", "-4", "route", "del", prefix, "via", via]);
  await sys.remove(TOLD);
}

async function forgetWay(sys: System, slot: number): Promise<void> {
  await attempt(sys, ["ip", "-6", "rule", "del", ...ruleOf(slot)]);
  await attempt(sys, ["ip", "-6", "route", "flush", "table", routesOf(slot)]);
}

async function readTold(sys: System): Promise<Told | null> {
  const text = await sys.read(TOLD);
  return text === null ? null : (JSON.parse(text) as Told);
}

/** @returns false where the signal came first. */
function passes(signal: AbortSignal, ms: number): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve(true);
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
