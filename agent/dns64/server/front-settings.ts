/** What of the configuration the front obeys. */
import type { Settings } from "../config.ts";
import type { FrontSettings } from "./front.ts";

export function frontSettings({ clients }: Settings): FrontSettings {
  return {
    clients: { rest: clients, views: [] },
    cookieSecret: null,
    rateLimit: null,
    prefetchBelow: 0,
    tell: false,
  };
}
