/** The monotonic clock, the same in every thread: what one thread writes down another can compare. */
const start = process.hrtime();
const shift = start[0] * 1000 + start[1] / 1e6 - performance.now();

/** Milliseconds of CLOCK_MONOTONIC, with fraction. */
export function monotonicMs(): number {
  return performance.now() + shift;
}
