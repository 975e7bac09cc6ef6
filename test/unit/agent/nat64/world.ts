/** A translator with its time and what leaves it, for tests of stateful behaviour. */
import { readConfig } from "../../../../agent/nat64/config.ts";
import type { Frame } from "../../../../agent/nat64/packet/frame.ts";
import { Translator } from "../../../../agent/nat64/translator.ts";
import { faultOf } from "./packet-oracle.ts";
import { type IpFields, type Seen, seen } from "./packets.ts";

export const CLIENT = "2001:db8:1::10";
export const OTHER = "2001:db8:1::20";
export const SERVER = "198.51.100.7";
export const SERVER6 = "2001:db8:64::c633:6407";
export const POOL = "203.0.113.1";

export const TO_SERVER: IpFields = { from: CLIENT, to: SERVER6 };

/** Always the middle. */
export const HALF = (): number => 0.5;

export function translatorOf(config: Record<string, unknown> = {}, random: () => number = HALF): Translator {
  // A small table: tests make thousands of translators.
  const limits = { sessions: 8192, ...(config.limits as object | undefined) };
  const reading = readConfig({ tun: "t", pool6: "2001:db8:64::/96", pool4: [POOL], ...config, limits });
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return new Translator(reading.configuration.settings, 0, random);
}

export class World {
  readonly translator: Translator;
  nowMs = 0;
  /** What the translator sent by itself when time passed. */
  readonly sent: Uint8Array[] = [];

  constructor(config: Record<string, unknown> = {}, random?: () => number) {
    this.translator = translatorOf(config, random);
  }

  get sessions(): number {
    return this.translator.stateful!.bindings.sessions.count;
  }

  get bib(): number {
    return this.translator.stateful!.bindings.bib.count;
  }

  /** Let time pass. @param seconds more than before. */
  pass(seconds: number): void {
    this.nowMs += seconds * 1000;
    const keep = (frame: Frame): void => {
      this.sent.push(frame.packet());
    };
    this.translator.expire(this.nowMs, { forward: keep, reply: keep, drop() {} });
  }

  /** All packets that leave; each is checked. */
  packets(packet: Uint8Array): Uint8Array[] {
    const verdict = this.translator.translate(packet, this.nowMs);
    if ("drop" in verdict) return [];
    return this.#checked("reply" in verdict ? [verdict.reply] : [...verdict.forward]);
  }

  /** What a packet becomes: what is seen of it, or why it was dropped or answered; "kept" where nothing left. */
  send(packet: Uint8Array): Seen | string {
    const verdict = this.translator.translate(packet, this.nowMs);
    if ("drop" in verdict) return verdict.drop;
    if ("reply" in verdict) return `${verdict.reason}!`;
    const [first] = this.#checked(verdict.forward);
    return first === undefined ? "kept" : seen(first);
  }

  #checked(packets: readonly Uint8Array[]): Uint8Array[] {
    for (const packet of packets) {
      const fault = faultOf(packet);
      if (fault !== null) throw new Error(`${fault}: ${Buffer.from(packet).toString("hex")}`);
    }
    return [...packets];
  }
}
