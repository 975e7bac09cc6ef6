/** Wall time that no correction moves while the program runs, and waiting that can be called off. */
import type { Clock } from "../engine/ports.ts";

export const systemClock: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      }
    }),
};
