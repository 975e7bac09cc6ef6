/** Which name a synthesised address was last given out for: who watches the translator sees addresses, and people know names. Pure. */
import { formatIp4 } from "../net/ip4.ts";
import { extract } from "../net/rfc6052.ts";
import type { Policy } from "./policy.ts";
import { TYPE } from "./wire/constants.ts";
import { ANSWER, type Message, sectionOf } from "./wire/message.ts";
import { nameToText } from "./wire/name.ts";

/** Addresses remembered; the one given out longest ago goes first. */
const MOST_ADDRESSES = 2000;

export class GivenNames {
  readonly #names = new Map<number, Uint8Array>();

  /** @param message a synthesised answer. */
  remember(policy: Policy, message: Message): void {
    for (const record of sectionOf(message, ANSWER)) {
      if (record.type !== TYPE.AAAA) continue;
      for (const { prefix } of policy.prefixes) {
        const address = extract(prefix, message.bytes, record.data);
        if (address === null) continue;
        if (!this.#names.delete(address) && this.#names.size >= MOST_ADDRESSES)
          this.#names.delete(this.#names.keys().next().value!);
        this.#names.set(address, message.name);
      }
    }
  }

  /** Name by IPv4 address, as text. */
  list(): Record<string, string> {
    return Object.fromEntries([...this.#names].map(([address, name]) => [formatIp4(address), nameToText(name)]));
  }
}
