/** Carries notifications to their channels beside the run: each channel in order, tried again, given up at last, and never waited for while the run goes. */
import type { Entry } from "../engine/journal.ts";
import type { Clock } from "../engine/ports.ts";
import type { RunState } from "../engine/state.ts";
import type { NotifyEvent } from "../plan/plan.ts";
import { type Channel, DeliveryError } from "./channel.ts";
import { type Notification, notificationsOf } from "./notification.ts";

export interface Route {
  readonly channel: Channel;
  readonly on: ReadonlySet<NotifyEvent>;
}

export interface Notifier {
  observe(entry: Entry, state: RunState): void;
  /** After the run: what is left gets this much more time. */
  close(graceMs: number): Promise<void>;
}

/** Pauses before each further try. */
const RETRY_MS = [1_000, 4_000, 15_000, 60_000, 300_000];

/** A run that has more to say than this to a channel that is down loses the oldest. */
const MOST_WAITING = 100;

/**
 * @param clean takes secrets out of every text.
 * @param complain told in one line what could not be delivered, and why.
 */
export function notifier(
  routes: readonly Route[],
  run: string,
  clock: Clock,
  clean: <T>(value: T) => T,
  complain: (text: string) => void,
): Notifier {
  const lanes = routes.map((route) => new Lane(route, clock, (text) => complain(clean(text))));
  const told = new Set<string>();
  return {
    observe(entry, state) {
      for (const notification of notificationsOf(entry, state, run)) {
        // A gate that stays red through its rounds is news once.
        const key = `${notification.event} ${notification.title} ${notification.text}`;
        if (notification.event.startsWith("gate.") && told.has(key)) continue;
        told.add(key);
        for (const lane of lanes) lane.take(clean(notification));
      }
    },
    async close(graceMs) {
      const over = new AbortController();
      const grace = clock.wait(graceMs, over.signal).then(() => {
        for (const lane of lanes) lane.giveUp();
      });
      await Promise.all(lanes.map((lane) => lane.empty()));
      over.abort();
      await grace;
    },
  };
}

class Lane {
  readonly #route: Route;
  readonly #clock: Clock;
  readonly #complain: (text: string) => void;
  readonly #waiting: Notification[] = [];
  readonly #gaveUp = new AbortController();
  #working: Promise<void> = Promise.resolve();
  #idle = true;

  constructor(route: Route, clock: Clock, complain: (text: string) => void) {
    this.#route = route;
    this.#clock = clock;
    this.#complain = complain;
  }

  take(notification: Notification): void {
    if (!this.#route.on.has(notification.event) || this.#gaveUp.signal.aborted) return;
    this.#waiting.push(notification);
    if (this.#waiting.length > MOST_WAITING) {
      const lost = this.#waiting.shift()!;
      this.#complain(`${this.#route.channel.name}: too much is waiting; not delivered: ${lost.title}`);
    }
    if (!this.#idle) return;
    this.#idle = false;
    this.#working = this.#work();
  }

  async empty(): Promise<void> {
    await this.#working;
  }

  giveUp(): void {
    this.#gaveUp.abort();
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await this.#deliver(next);
      if (!this.#gaveUp.signal.aborted || this.#waiting.length === 0) continue;
      this.#complain(`${this.#route.channel.name}: ${this.#waiting.length} more were waiting behind it`);
      this.#waiting.length = 0;
    }
    this.#idle = true;
  }

  async #deliver(notification: Notification): Promise<void> {
    const { channel } = this.#route;
    for (let tries = 1; ; tries++) {
      let because: string;
      try {
        await channel.send(notification, this.#gaveUp.signal);
        return;
      } catch (error) {
        because = (error as Error).message;
        const pause = RETRY_MS[tries - 1];
        const over = !(error instanceof DeliveryError && error.retry) || pause === undefined;
        if (!over && !this.#gaveUp.signal.aborted) {
          await this.#clock.wait(pause, this.#gaveUp.signal);
          if (!this.#gaveUp.signal.aborted) continue;
        }
      }
      const count = tries === 1 ? "1 try" : `${tries} tries`;
      this.#complain(`${channel.name}: not delivered after ${count} (${because}): ${notification.title}`);
      return;
    }
  }
}
