/** What is being pushed to hosts, in one line: how many have it, how fast it goes, and how long it will take. */
import { formatDuration } from "../plan/durations.ts";
import type { FleetEvent } from "../transport/fleet.ts";

/** The rate is that of the last so many milliseconds. */
const RECENT_MS = 10_000;
/** Less than this is over before anybody has read a line. Bytes. */
const WORTH_TELLING = 4_000_000;

export class PushProgress {
  /** Host → bytes still to go. */
  readonly #open = new Map<string, number>();
  readonly #recent: { readonly at: number; readonly bytes: number }[] = [];
  #hosts = 0;
  #total = 0;
  #sent = 0;

  observe(event: FleetEvent, now: number): void {
    if (event.type === "push" && event.from === null) {
      if (!this.#open.has(event.host)) this.#hosts += 1;
      this.#open.set(event.host, (this.#open.get(event.host) ?? 0) + event.bytes);
      this.#total += event.bytes;
    } else if (event.type === "sent") {
      this.#open.set(event.host, Math.max(0, (this.#open.get(event.host) ?? 0) - event.bytes));
      this.#sent += event.bytes;
      this.#recent.push({ at: now, bytes: event.bytes });
    } else if (event.type === "connected" || event.type === "lost") {
      this.#total -= this.#open.get(event.host) ?? 0;
      this.#open.delete(event.host);
    }
  }

  /** @returns `runtime and agent: 3 of 20 hosts, 312 of 840 MB, 24.1 MB/s, 22s left`; null where there is nothing to tell. */
  line(now: number): string | null {
    if (this.#open.size === 0 || this.#total < WORTH_TELLING) return null;
    while (this.#recent.length > 0 && this.#recent[0]!.at < now - RECENT_MS) this.#recent.shift();
    const span = Math.max(500, Math.min(RECENT_MS, now - (this.#recent[0]?.at ?? now)));
    // The first of them had begun before the span did.
    const within = this.#recent.filter(({ at }) => at > this.#recent[0]!.at);
    const rate = within.reduce((sum, { bytes }) => sum + bytes, 0) / (span / 1000);
    const left = Math.max(0, this.#total - this.#sent);
    const time = rate > 0 ? `, ${formatDuration(Math.ceil(left / rate) * 1000)} left` : "";
    return `runtime and agent: ${this.#hosts - this.#open.size} of ${this.#hosts} hosts, ${megabytes(this.#sent)} of ${megabytes(this.#total)} MB, ${(rate / 1e6).toFixed(1)} MB/s${time}`;
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
