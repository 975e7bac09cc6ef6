/** BIB, sessions and pool4 together: what opening and closing a session means for all three. RFC 6146 §3.5. */
import { fold } from "../../net/checksum.ts";
import { embed } from "../../net/rfc6052.ts";
import { halves, i32, words6 } from "../packet/bytes.ts";
import type { Reason } from "../packet/reasons.ts";
import { negative, withWord } from "../packet/rewrite.ts";
import type { Settings } from "../settings.ts";
import { Bib } from "./bib.ts";
import { finish, mix } from "./hash.ts";
import { Pool4, type Protocol } from "./pool4.ts";
import type { Random } from "./ports.ts";
import { Sessions } from "./sessions.ts";
import { SourceLimits } from "./source-limits.ts";

const NONE = -1;

export class Bindings {
  readonly bib: Bib;
  readonly sessions: Sessions;
  readonly pool4: Pool4;
  readonly #settings: Settings;
  readonly #sources: SourceLimits;
  readonly #seed: number;
  readonly #remote6 = new Uint8Array(16);

  constructor(settings: Settings, nowMs: number, random: Random) {
    this.#settings = settings;
    this.#seed = Math.floor(random() * 2 ** 32) | 0;
    this.pool4 = new Pool4(settings.pool4, random);
    // Every dynamic entry has a session, so there can be no more of them than sessions, plus the static ones.
    this.bib = new Bib(settings.limits.sessions + settings.bib.length, this.#seed);
    this.sessions = new Sessions(this.bib, settings.limits.sessions, this.#seed, nowMs);
    this.#sources = new SourceLimits(settings.limits.sourcePrefixLength, settings.limits.perSource);
    for (const { protocol, address6, port6, address4, port4 } of settings.bib) {
      this.pool4.take(protocol, address4, port4);
      const [a, b, c, d] = [i32(address6, 0), i32(address6, 4), i32(address6, 8), i32(address6, 12)];
      this.bib.add(protocol, a, b, c, d, port6, address4, port4, true);
    }
  }

  /**
   * Open a session for a packet from a client; with a new BIB entry if it has none. RFC 6146 §3.5.1.
   * @param at offset of the client's address. @returns a session, or why there is none.
   */
  openFrom6(
    protocol: Protocol,
    bytes: Uint8Array,
    at: number,
    port: number,
    prefix: number,
    remote: number,
    remotePort: number,
    state: number,
    deadlineMs: number,
  ): number | Reason {
    if (this.sessions.count >= this.sessions.limit) return "session-limit";
    const a = i32(bytes, at);
    const b = i32(bytes, at + 4);
    const c = i32(bytes, at + 8);
    const d = i32(bytes, at + 12);
    let entry = this.bib.find6(protocol, a, b, c, d, port);
    if (!this.#sources.add(a, b)) return "source-limit";
    if (entry === NONE) {
      const clientHash = finish(mix(mix(mix(mix(this.#seed, a), b), c), d));
      const mapped = this.pool4.allocate(protocol, clientHash, port);
      if (mapped === null) {
        this.#sources.remove(a, b);
        return "ports-exhausted";
      }
      entry = this.bib.add(protocol, a, b, c, d, port, mapped.address, mapped.port, false);
    }
    return this.#open(entry, prefix, remote, remotePort, state, deadlineMs);
  }

  /** Open a session for a packet from the IPv4 side to an existing entry. @returns a session, or why there is none. */
  openFrom4(entry: number, remote: number, remotePort: number, state: number, deadlineMs: number): number | Reason {
    if (this.sessions.count >= this.sessions.limit) return "session-limit";
    if (!this.#sources.add(this.bib.clientWord(entry, 0), this.bib.clientWord(entry, 1))) return "source-limit";
    // Which prefix the client knows this host by: the one it already uses for a session of this entry, else the first.
    const known = this.bib.firstSession(entry);
    const prefix = known === NONE ? 0 : this.sessions.prefix(known);
    return this.#open(entry, prefix, remote, remotePort, state, deadlineMs);
  }

  #open(entry: number, prefix: number, remote: number, remotePort: number, state: number, deadlineMs: number): number {
    const address = this.addressDelta(entry, prefix, remote);
    const full = withWord(address, this.bib.port6(entry), this.bib.port4(entry));
    return this.sessions.add(entry, prefix, remote, remotePort, state, address, full, deadlineMs);
  }

  /** What mapping (X', Y') to (T, Z) adds to a checksum. */
  addressDelta(entry: number, prefix: number, remote: number): number {
    const { bib } = this;
    embed(this.#settings.pool6[prefix]!, remote, this.#remote6);
    let sum6 = words6(this.#remote6, 0);
    for (let i = 0; i < 4; i++) sum6 += halves(bib.clientWord(entry, i));
    return fold(negative(sum6) + halves(bib.poolAddress(entry)) + halves(remote));
  }

  /** Remove a session, and its entry with the last one unless it is static. */
  close(session: number): void {
    const entry = this.sessions.entry(session);
    const left = this.sessions.remove(session);
    this.#sources.remove(this.bib.clientWord(entry, 0), this.bib.clientWord(entry, 1));
    if (left > 0 || this.bib.isStatic(entry)) return;
    this.pool4.release(this.bib.protocol(entry), this.bib.poolAddress(entry), this.bib.port4(entry));
    this.bib.remove(entry);
  }

  /** Whether the entry has a session with this IPv4 host, on any port: address-dependent filtering asks. RFC 6146 §3.5.1. */
  hasSessionWith(entry: number, remote: number): boolean {
    for (let session = this.bib.firstSession(entry); session !== NONE; session = this.sessions.sibling(session)) {
      if (this.sessions.remote(session) === remote) return true;
    }
    return false;
  }
}
