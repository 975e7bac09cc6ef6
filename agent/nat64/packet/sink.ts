import type { Frame } from "./frame.ts";
import type { Reason } from "./reasons.ts";

/** Where the core's results go. A frame passed on is only valid during the call. */
export interface Sink {
  /** A translated packet leaves. */
  forward(frame: Frame): void;
  /** An ICMP message in our own name, about a packet that does not leave (or an answer to a ping of our own address). */
  reply(frame: Frame, reason: Reason | null): void;
  drop(reason: Reason): void;
}
