/** What of the configuration the front obeys. */
import type { Settings } from "../config.ts";
import type { FrontSettings } from "./front.ts";

/** Part of a lifetime in which an answer that is still asked for is asked anew. */
const PREFETCH_BELOW = 0.1;

export function frontSettings({
  clients,
  views,
  cookieSecret,
  rateLimit,
  prefetch,
  queryLog,
}: Settings): FrontSettings {
  return {
    clients: { rest: clients, views },
    cookieSecret,
    rateLimit,
    prefetchBelow: prefetch ? PREFETCH_BELOW : 0,
    tell: queryLog !== null,
  };
}
