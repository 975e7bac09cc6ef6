/**
 * A SYN nobody asked for waits: if the client sends its own SYN in time it was a simultaneous open, else the sender hears that
 * nobody listens. Answering at once would break the simultaneous open. RFC 6146 §3.5.2.2 (CLOSED, V4 INIT), RFC 5382 REQ-4.
 */
import { Frame } from "../packet/frame.ts";

interface Pending {
  readonly deadlineMs: number;
  readonly frame: Frame;
}

export class PendingSyns {
  readonly #lifetimeMs: number;
  readonly #limit: number;
  /** In the order of their deadlines: all wait equally long. */
  readonly #held = new Map<string, Pending>();

  constructor(lifetimeMs: number, limit: number) {
    this.#lifetimeMs = lifetimeMs;
    this.#limit = limit;
  }

  get count(): number {
    return this.#held.size;
  }

  /** @returns false if too many wait already. A retransmission keeps the first one's time. */
  hold(address: number, port: number, remote: number, remotePort: number, frame: Frame, nowMs: number): boolean {
    const key = keyOf(address, port, remote, remotePort);
    if (this.#held.has(key)) return true;
    if (this.#held.size >= this.#limit) return false;
    this.#held.set(key, { deadlineMs: nowMs + this.#lifetimeMs, frame: Frame.of(frame.packet()) });
    return true;
  }

  /** The client opened from its side. @returns whether a SYN from there was waiting; it is dropped, its sender repeats it. */
  take(address: number, port: number, remote: number, remotePort: number): boolean {
    return this.#held.size > 0 && this.#held.delete(keyOf(address, port, remote, remotePort));
  }

  /** @param unanswered is called for every SYN whose time is up. */
  expire(nowMs: number, unanswered: (frame: Frame) => void): void {
    for (const [key, { deadlineMs, frame }] of this.#held) {
      if (deadlineMs > nowMs) return;
      this.#held.delete(key);
      unanswered(frame);
    }
  }
}

function keyOf(address: number, port: number, remote: number, remotePort: number): string {
  return `${address}:${port}:${remote}:${remotePort}`;
}
