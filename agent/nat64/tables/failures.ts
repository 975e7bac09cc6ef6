/** Connections through the translator that did not come about, by the server they were for. Pure. */
import { formatIp4 } from "../../net/ip4.ts";
import { formatIp6 } from "../../net/ip6.ts";
import { PROTOCOLS, type Protocol } from "./pool4.ts";

/**
 * unanswered: a SYN sent again because nobody had answered · refused: RST before the connection stood · unreachable: an ICMP error about it ·
 * no_port: no port or session was left for it here.
 */
export const FAILURE_KINDS = ["unanswered", "refused", "unreachable", "no_port"] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** Servers remembered; the one that failed longest ago goes first. */
const MOST_SERVERS = 1000;
/** Clients named for each. */
const MOST_CLIENTS = 8;

interface Server {
  readonly protocol: Protocol;
  readonly address: number;
  readonly port: number;
  readonly counts: Record<FailureKind, number>;
  readonly clients: Map<string, number>;
  lastMs: number;
}

/** As `status` tells it. */
export interface FailedServer extends Readonly<Record<FailureKind, number>> {
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly address: string;
  readonly port: number;
  readonly last_s_ago: number;
  /** Failures by client; the first eight clients. */
  readonly clients: Readonly<Record<string, number>>;
}

export class Failures {
  readonly totals: Record<FailureKind, number> = { unanswered: 0, refused: 0, unreachable: 0, no_port: 0 };
  /** In the order of their last failure. */
  readonly #servers = new Map<number, Server>();

  /** @param client 16 bytes at `at`. */
  note(
    kind: FailureKind,
    protocol: Protocol,
    address: number,
    port: number,
    client: Uint8Array,
    at: number,
    nowMs: number,
  ): void {
    this.totals[kind]++;
    // 2 bits of protocol, 32 of address, 16 of port: below 2^53.
    const key = (protocol * 2 ** 32 + (address >>> 0)) * 65_536 + port;
    let server = this.#servers.get(key);
    if (server === undefined) {
      const counts = { unanswered: 0, refused: 0, unreachable: 0, no_port: 0 };
      server = { protocol, address: address >>> 0, port, counts, clients: new Map(), lastMs: nowMs };
      if (this.#servers.size >= MOST_SERVERS) this.#servers.delete(this.#servers.keys().next().value!);
    } else this.#servers.delete(key);
    this.#servers.set(key, server);
    server.counts[kind]++;
    server.lastMs = nowMs;
    const text = formatIp6(client.subarray(at, at + 16));
    const before = server.clients.get(text);
    if (before !== undefined || server.clients.size < MOST_CLIENTS) server.clients.set(text, (before ?? 0) + 1);
  }

  /** The newest first. */
  list(nowMs: number): FailedServer[] {
    return [...this.#servers.values()].reverse().map(({ protocol, address, port, counts, clients, lastMs }) => ({
      protocol: PROTOCOLS[protocol],
      address: formatIp4(address),
      port,
      ...counts,
      last_s_ago: Math.max(0, Math.round((nowMs - lastMs) / 1000)),
      clients: Object.fromEntries(clients),
    }));
  }
}
