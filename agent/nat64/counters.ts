/** What the translator counted since it started. */
import { REASONS, type Reason } from "./packet/reasons.ts";

export class Counters {
  /** Translated packets that left, by direction; a super-packet counts once. */
  packets6to4 = 0;
  packets4to6 = 0;
  bytes6to4 = 0;
  bytes4to6 = 0;
  /** ICMP messages in our own name. */
  replies = 0;
  /** ICMP messages we owed but did not send: over the rate, or no address of our own. */
  repliesSuppressed = 0;
  readonly drops: Record<Reason, number> = Object.fromEntries(REASONS.map((reason) => [reason, 0])) as Record<
    Reason,
    number
  >;
}
