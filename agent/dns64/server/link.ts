/** The core as the thread with the event loop sees it, wherever it runs. */
import type { FromCore, ToCore } from "./core.ts";

export interface CoreLink {
  post(message: ToCore): void;
  /** Sums over workers beside the core's, in the order of FRONT_COUNTERS. */
  otherCounters(): readonly number[];
  end(): Promise<void>;
}

export interface CoreEvents {
  told(message: FromCore): void;
  /** The core ended by itself: nobody would answer any more. */
  died(error: Error): void;
}
