/**
 * The kernel's fast path from start to end: which interfaces it is attached to, when it has to step aside, what it has done.
 * Packets that a kernel program sends on see neither nftables nor the routing of the TUN device; where rules would be passed by,
 * it does not start, or lets go until they are gone.
 */
import { release } from "node:os";
import { attachTcx, BpfProgram } from "../../kernel/bpf.ts";
import { attachClsact, detachClsact } from "../../kernel/clsact.ts";
import { close, EINVAL, SystemCallError } from "../../kernel/libc.ts";
import { type Link, listLinks } from "../../kernel/links.ts";
import { type Chain, chainsOnTheWay, legacyTables } from "../../kernel/netfilter.ts";
import { AF_INET, AF_INET6, RouteMtus } from "../../kernel/route-mtus.ts";
import type { Settings } from "../settings.ts";
import type { Bindings } from "../tables/bindings.ts";
import { KernelSessions } from "./kernel-sessions.ts";
import { fastPathProgram } from "./program.ts";
import { FIB_SKIP_NEIGHBOUR } from "./skb.ts";

export interface FastPathOptions {
  /** Names; null for every Ethernet interface that is up and no part of another. */
  readonly interfaces: readonly string[] | null;
  /** Run although netfilter rules are passed by. */
  readonly bypassRules: boolean;
  readonly tunIndex: number;
  readonly log: (line: string) => void;
  readonly attach: "auto" | "tcx" | "clsact";
}

/** As the status socket tells it. */
export interface FastPathStatus {
  /** on; off: not wanted or not to be had; aside: it would pass rules by, until they are gone. */
  readonly state: "on" | "off" | "aside";
  /** Why it is not on. */
  readonly because: string | null;
  readonly attach: "tcx" | "clsact" | null;
  readonly interfaces: readonly string[];
  readonly sessions: number;
  /** Sessions that found no room in the kernel's maps. */
  readonly refused: number;
  readonly packets_6to4: number;
  readonly bytes_6to4: number;
  readonly packets_4to6: number;
  readonly bytes_4to6: number;
}

export function fastPathOff(because: string): FastPathStatus {
  const nothing = { sessions: 0, refused: 0, packets_6to4: 0, bytes_6to4: 0, packets_4to6: 0, bytes_4to6: 0 };
  return { state: "off", because, attach: null, interfaces: [], ...nothing };
}

/** It cannot be had here; the message says why, in words for an operator. */
export class FastPathUnavailable extends Error {
  readonly code = "nat64-fastpath";
}

const LOOK_MS = 2000;
/** A filter that outlives us stops after this long. */
const TERM_MS = 3000;

interface Attachment {
  readonly name: string;
  detach(): void;
}

export class FastPath {
  readonly sessions: KernelSessions;
  readonly #options: FastPathOptions;
  readonly #program: BpfProgram;
  readonly #usesTcx: boolean;
  /** By index of the interface. */
  readonly #attached = new Map<number, Attachment>();
  /** Interfaces that refused, so that it is said once. */
  readonly #refusals = new Set<number>();
  #aside: string | null = null;
  readonly #routes = [new RouteMtus(AF_INET), new RouteMtus(AF_INET6)] as const;
  readonly #settings: Settings;
  #looked: number;

  /** Load, attach and take in what is established. @throws FastPathUnavailable */
  constructor(settings: Settings, bindings: Bindings, options: FastPathOptions, nowMs: number) {
    this.#options = options;
    this.#settings = settings;
    this.#looked = nowMs;
    const rules = options.bypassRules ? null : rulesOnTheWay();
    if (rules !== null) throw new FastPathUnavailable(rules);
    try {
      this.sessions = new KernelSessions(settings, bindings);
    } catch (error) {
      throw new FastPathUnavailable(inWords(error));
    }
    try {
      const links = this.#wanted();
      this.#usesTcx = options.attach !== "clsact" && hasTcx(this.#load(settings, false), links[0]?.index ?? 1);
      if (options.attach === "tcx" && !this.#usesTcx) throw new FastPathUnavailable("this kernel has no tcx");
      this.#program = this.#load(settings, !this.#usesTcx);
      for (const mtus of this.#routes) mtus.look();
      this.#control();
      this.#attachTo(links);
      if (this.#attached.size === 0) throw new FastPathUnavailable(noInterface(options.interfaces));
    } catch (error) {
      this.stop();
      throw error instanceof FastPathUnavailable ? error : new FastPathUnavailable(inWords(error));
    }
    this.sessions.fill();
    bindings.carryBy(this.sessions);
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    this.sessions.sweep(nowMs);
    const isDue = nowMs - this.#looked >= LOOK_MS;
    if (isDue) this.#looked = nowMs;
    try {
      for (const mtus of this.#routes) if (isDue || mtus.isLooking) mtus.step();
      if (isDue) this.#look();
    } catch (error) {
      // What is attached goes on; the next look may have more luck.
      if (!(error instanceof SystemCallError)) throw error;
      this.#options.log(`fastpath: looking around failed: ${inWords(error)}`);
    }
    this.#control();
  }

  /** In words, for the log. */
  get described(): string {
    const names = [...this.#attached.values()].map(({ name }) => name).join(",");
    return `fastpath: sessions are carried in the kernel, attached by ${this.#usesTcx ? "tcx" : "clsact"} to ${names}`;
  }

  status(): FastPathStatus {
    const { packets6to4, bytes6to4, packets4to6, bytes4to6 } = this.sessions.counters();
    return {
      state: this.#aside === null ? "on" : "aside",
      because: this.#aside,
      attach: this.#usesTcx ? "tcx" : "clsact",
      interfaces: [...this.#attached.values()].map(({ name }) => name),
      sessions: this.sessions.count,
      refused: this.sessions.refused,
      packets_6to4: packets6to4,
      bytes_6to4: bytes6to4,
      packets_4to6: packets4to6,
      bytes_4to6: bytes4to6,
    };
  }

  /** Detach everywhere; every packet takes the TUN path from here on. */
  stop(): void {
    this.#detachAll();
    this.#program?.close();
    for (const mtus of this.#routes) mtus.close();
    this.sessions.close();
  }

  /** What a route's metric forbids takes the TUN path: there the kernel answers with its ICMP message. */
  #control(): void {
    const { mtu4, mtu6 } = this.#settings;
    const [routes4, routes6] = this.#routes;
    this.sessions.control(TERM_MS, Math.min(mtu4, routes4.least), Math.min(mtu6, routes6.least));
  }

  #load(settings: Settings, hasTerm: boolean): BpfProgram {
    const { lowestIpv6Mtu } = settings;
    const fibFlags = skipsNeighbour() ? FIB_SKIP_NEIGHBOUR : 0;
    const { tunIndex } = this.#options;
    const code = fastPathProgram({ lowestIpv6Mtu, tunIndex, fibFlags, hasTerm });
    return new BpfProgram("nat64", code.assemble(this.sessions.maps));
  }

  #look(): void {
    const rules = this.#options.bypassRules ? null : rulesOnTheWay();
    if (rules !== null) {
      if (this.#aside === null)
        this.#options.log(`fastpath: stepping aside, every packet takes the TUN path: ${rules}`);
      this.#aside = rules;
      this.#detachAll();
      return;
    }
    const wasAside = this.#aside !== null;
    this.#aside = null;
    this.#attachTo(this.#wanted());
    if (wasAside) this.#options.log(this.described);
  }

  #wanted(): Link[] {
    const { interfaces, tunIndex } = this.#options;
    return listLinks().filter(({ index, name, isUp, isEthernet, isEnslaved }) => {
      if (!isUp || !isEthernet || index === tunIndex) return false;
      return interfaces === null ? !isEnslaved : interfaces.includes(name);
    });
  }

  /** Attach to what is new, forget what is gone. */
  #attachTo(links: readonly Link[]): void {
    const wanted = new Set(links.map(({ index }) => index));
    for (const [index, attachment] of this.#attached) {
      if (wanted.has(index)) continue;
      attachment.detach();
      this.#attached.delete(index);
    }
    for (const link of links) {
      if (this.#attached.has(link.index) || this.#refusals.has(link.index)) continue;
      try {
        this.#attached.set(link.index, this.#attach(link));
      } catch (error) {
        this.#refusals.add(link.index);
        this.#options.log(`fastpath: not on ${link.name}: ${inWords(error)}`);
      }
    }
  }

  #attach({ index, name }: Link): Attachment {
    if (this.#usesTcx) {
      const link = attachTcx(this.#program, index);
      if (link < 0) throw new SystemCallError(`attaching to ${name}`, -link);
      return { name, detach: () => close(link) };
    }
    attachClsact(this.#program, index);
    return {
      name,
      detach: () => {
        try {
          detachClsact(index);
        } catch (error) {
          // Gone with its interface, or by somebody else's hand.
          if (!(error instanceof SystemCallError)) throw error;
        }
      },
    };
  }

  #detachAll(): void {
    for (const { detach } of this.#attached.values()) detach();
    this.#attached.clear();
  }
}

/** tcx is there from Linux 6.6 on: tried, and let go again. */
function hasTcx(program: BpfProgram, ifindex: number): boolean {
  const link = attachTcx(program, ifindex);
  program.close();
  if (link >= 0) close(link);
  else if (link !== -EINVAL) throw new SystemCallError("attaching by tcx", -link);
  return link >= 0;
}

/** BPF_FIB_LOOKUP_SKIP_NEIGH is known from Linux 6.3 on, and refused before. */
function skipsNeighbour(): boolean {
  const [major = 0, minor = 0] = release().split(".").map(Number);
  return major > 6 || (major === 6 && minor >= 3);
}

/** Tables of the gateway itself: who translates what, and what another translator beside us takes. The sessions we carry are those they leave here. */
const OURS = /^migrate_nat64_/;

/** Why it may not run beside the netfilter rules there are, or null. */
function rulesOnTheWay(): string | null {
  const chains = chainsOnTheWay().filter(({ table }) => !OURS.test(table));
  const places = [...chains.map(chainName), ...legacyTables().map((table) => `iptables ${table}`)];
  if (places.length === 0) return null;
  const some = places.slice(0, 3).join(", ") + (places.length > 3 ? ", …" : "");
  return `rules on forwarded packets would be passed by (${some}); remove them, or say fastpath: {bypass_rules: true}`;
}

function chainName({ family, table, name, hook }: Chain): string {
  return `${hook} chain ${family} ${table} ${name}`;
}

function noInterface(names: readonly string[] | null): string {
  return names === null
    ? "there is no Ethernet interface that is up"
    : `none of the interfaces ${names.join(", ")} is there, up and Ethernet`;
}

function inWords(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  if (code === "EPERM") return `${message}: it takes CAP_BPF and CAP_NET_ADMIN`;
  if (code === "ENOSYS" || code === "errno 38") return `${message}: this kernel has no bpf(2)`;
  return message;
}
