/** From where a host that needs a runtime gets it: pushed by us, from a mirror, or from another host of its site that has it by now. */
import type { Millis } from "../../agent/protocol/messages.ts";

export interface Distribution {
  readonly from: "push" | "mirror" | "relay";
  /** Of a mirror: the URL of a folder with `<sha256>` in it, uncompressed. */
  readonly mirror: string | null;
  /** Which site a host is at; hosts of one site fetch from one another. */
  readonly siteOf: (host: string) => string;
  /** Of all pushes together; null: as much as there is. Bytes per second. */
  readonly bandwidth: number | null;
}

export const PUSH_ONLY: Distribution = { from: "push", mirror: null, siteOf: () => "", bandwidth: null };

/** @returns the URL to fetch from, or null: we push. */
export type Source = { readonly url: string } | null;

/** The first host of a site is pushed to; the others wait for it, and fetch from it. */
export class Sites {
  readonly #distribution: Distribution;
  /** Site and runtime → its first host, and what comes of it: a URL, or null where it could not. */
  readonly #relays = new Map<
    string,
    {
      readonly host: string;
      readonly sha256: string;
      readonly url: Promise<string | null>;
      done(url: string | null): void;
    }
  >();

  constructor(distribution: Distribution) {
    this.#distribution = distribution;
  }

  async sourceFor(host: string, sha256: string): Promise<Source> {
    const { from, mirror, siteOf } = this.#distribution;
    if (from === "mirror" && mirror !== null) return { url: `${mirror.replace(/\/$/, "")}/${sha256}` };
    if (from !== "relay") return null;
    const key = `${siteOf(host)} ${sha256}`;
    for (;;) {
      const relay = this.#relays.get(key);
      if (relay === undefined) {
        const { promise: url, resolve: done } = Promise.withResolvers<string | null>();
        this.#relays.set(key, { host, sha256, url, done });
        return null;
      }
      const url = await relay.url;
      if (url !== null) return { url };
      // It did not get as far: whoever comes first now is pushed to.
      if (this.#relays.get(key) === relay) this.#relays.delete(key);
    }
  }

  /** @returns the runtime that others wait for this host to have, or null. */
  awaitedOf(host: string): string | null {
    return [...this.#relays.values()].find((relay) => relay.host === host)?.sha256 ?? null;
  }

  /** @param url null: it could not be reached, or cannot serve. */
  settle(host: string, url: string | null): void {
    for (const relay of this.#relays.values()) if (relay.host === host) relay.done(url);
  }
}

/** So many bytes per second, over everybody who takes some. */
export class Throttle {
  readonly #perMs: number | null;
  #free: Millis = 0;

  constructor(bytesPerSecond: number | null) {
    this.#perMs = bytesPerSecond === null ? null : bytesPerSecond / 1000;
  }

  /** Resolves when these bytes may go. */
  async take(bytes: number): Promise<void> {
    if (this.#perMs === null) return;
    const now = performance.now();
    const begins = Math.max(now, this.#free);
    this.#free = begins + bytes / this.#perMs;
    if (begins > now) await new Promise((resolve) => setTimeout(resolve, begins - now));
  }
}
