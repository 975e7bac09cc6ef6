/** SIIT: addresses map by EAM first, then by RFC 6052; ports stay. RFC 7915 §6, RFC 7757 §3.3. */
import { embed, extract } from "../../net/rfc6052.ts";
import type { Frame } from "../packet/frame.ts";
import type { Ip4View } from "../packet/ip4.ts";
import type { Ip6View } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import { deltaTo4, deltaTo6, type To4, type To6 } from "../packet/rewrite.ts";
import type { Settings } from "../settings.ts";
import { EamTable } from "../tables/eam.ts";
import type { Random } from "../tables/ports.ts";
import type { AddressMap, Destination4, MapOutcome } from "./address-map.ts";
import { type Admission, isUnusable4 } from "./admission.ts";
import { errorSource4, errorSource6 } from "./error-source.ts";

const NOTHING: readonly Frame[] = [];

export class StatelessMap implements AddressMap {
  readonly #settings: Settings;
  readonly #eam: EamTable;
  readonly #admission: Admission;
  readonly #random: Random;
  /** How the destination of the last packet toward IPv4 was given. */
  #isUnderPool6 = false;

  constructor(settings: Settings, admission: Admission, random: Random) {
    this.#settings = settings;
    this.#eam = new EamTable(settings.eam);
    this.#admission = admission;
    this.#random = random;
  }

  to4(frame: Frame, view: Ip6View, _where: Destination4, _nowMs: number, to: To4): MapOutcome {
    return this.#addresses4(frame, view, to, this.#destination4(frame.bytes, view.destination));
  }

  to6(_frame: Frame, view: Ip4View, _nowMs: number, to: To6): MapOutcome {
    const between = this.#isBetweenMapped(view.source, view.destination);
    const reason = this.#to6(view.source, to.source, between) ?? this.#to6(view.destination, to.destination, false);
    if (reason !== null) return reason;
    this.#setDelta6(view, to);
    return null;
  }

  errorTo4(frame: Frame, view: Ip6View, quoted: Frame, inner: Ip6View, outer: To4, inside: To4): Reason | null {
    const destination = this.#destination4(frame.bytes, view.destination);
    if (typeof destination === "string") return destination;
    const source = this.#to4(frame.bytes, view.source);
    const named = typeof source === "string" ? errorSource4(this.#settings, this.#random) : source;
    if (named === null) return "untranslatable-address";
    outer.source = named;
    outer.destination = destination;
    return this.#addresses4(quoted, inner, inside, this.#to4(quoted.bytes, inner.destination));
  }

  errorTo6(_frame: Frame, view: Ip4View, _quoted: Frame, inner: Ip4View, outer: To6, inside: To6): Reason | null {
    const between = this.#isBetweenMapped(view.source, view.destination);
    const reason = this.#to6(view.destination, outer.destination, false);
    if (reason !== null) return reason;
    if (this.#to6(view.source, outer.source, between) !== null) {
      const named = errorSource6(this.#settings, this.#random);
      if (named === null) return "untranslatable-address";
      outer.source.set(named);
    }
    // The quoted packet went the other way: its destination is the one that was known under pool6.
    const innerBetween = this.#isBetweenMapped(inner.source, inner.destination);
    const innerReason =
      this.#to6(inner.source, inside.source, false) ?? this.#to6(inner.destination, inside.destination, innerBetween);
    if (innerReason !== null) return innerReason;
    this.#setDelta6(inner, inside);
    return null;
  }

  /**
   * RFC 7757 §4.2.2: the destination was given as IPv4 under pool6, and has an IPv6 address of its own, so the packet never needs
   * to be seen as IPv4. One that came to that IPv6 address itself is where it should be.
   */
  hairpins(destination: number): boolean {
    return this.#isUnderPool6 && this.#eam.has4(destination);
  }

  /** RFC 7915 §4.5: a stateless translator cannot know the rest of the packet. */
  gather(_frame: Frame, _view: Ip4View, lacksChecksum: boolean): MapOutcome {
    return lacksChecksum ? "udp-zero-checksum" : null;
  }

  released(): readonly Frame[] {
    return NOTHING;
  }

  /** There is no state to expire. */
  expire(): boolean {
    return false;
  }

  #destination4(bytes: Uint8Array, at: number): number | Reason {
    this.#isUnderPool6 = this.#eam.to4(bytes, at) === null;
    return this.#to4(bytes, at);
  }

  #addresses4(frame: Frame, view: Ip6View, to: To4, destination: number | Reason): Reason | null {
    const source = this.#to4(frame.bytes, view.source);
    if (typeof source === "string") return source;
    if (typeof destination === "string") return destination;
    to.source = source;
    to.destination = destination;
    to.addressDelta = deltaTo4(frame.bytes, view.source, view.destination, source, destination);
    to.fullDelta = to.addressDelta;
    return null;
  }

  #setDelta6(view: Ip4View, to: To6): void {
    to.addressDelta = deltaTo6(view.source, view.destination, to.source, to.destination);
    to.fullDelta = to.addressDelta;
  }

  #to4(bytes: Uint8Array, at: number): number | Reason {
    const mapped = this.#eam.to4(bytes, at);
    if (mapped !== null) return mapped;
    const { pool6 } = this.#settings;
    for (let i = 0; i < pool6.length; i++) {
      const address = extract(pool6[i]!, bytes, at);
      if (address === null) continue;
      if (isUnusable4(address)) return "unusable-address";
      return this.#admission.isForbidden(i, address) ? "non-global-under-well-known-prefix" : address;
    }
    return "untranslatable-address";
  }

  /** @param pool6Only leaves the explicit mappings out. */
  #to6(address: number, into: Uint8Array, pool6Only: boolean): Reason | null {
    if (!pool6Only && this.#eam.to6(address, into)) return null;
    const prefix = this.#settings.pool6[0];
    if (prefix === undefined) return "untranslatable-address";
    if (this.#admission.isForbidden(0, address)) return "non-global-under-well-known-prefix";
    embed(prefix, address, into);
    return null;
  }

  /**
   * RFC 7757 §4: between two hosts that both have mappings, the other one is known by its pool6 address, so that answers
   * come back the same way.
   */
  #isBetweenMapped(source: number, destination: number): boolean {
    return this.#settings.pool6.length > 0 && this.#eam.has4(source) && this.#eam.has4(destination);
  }
}
