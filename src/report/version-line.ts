/** The first line of every NDJSON stream. */
import manifest from "../../package.json" with { type: "json" };

/** Version of the events' shapes. New types and keys may come; none changes its meaning within a version. */
export const EVENTS_VERSION = 1;
export const VERSION: string = manifest.version;

export function versionLine(): string {
  return `${JSON.stringify({ type: "version", events: EVENTS_VERSION, migrate: VERSION })}\n`;
}
