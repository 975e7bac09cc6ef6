/** The wall clock, as far as it can be believed. */
export interface WallClock {
  /** Since 1970, whole seconds. */
  unixSeconds(): number;
}

/** 2026-01-01: before this program was written, so a clock that shows less was never set. */
const NOT_BEFORE = 1_767_225_600;

/**
 * @returns the time to judge signatures by; null where the clock was never set. Then signatures are checked but not their times, and
 * nothing is called authentic: a host without a clock battery must resolve its time servers' names before it can know the time.
 */
export function believedTime(clock: WallClock): number | null {
  const seconds = clock.unixSeconds();
  return Number.isFinite(seconds) && seconds >= NOT_BEFORE ? Math.floor(seconds) : null;
}

/** `a - b` in the serial arithmetic of RFC 1982 that RFC 4034 §3.1.5 wants for times of 32 bits. */
export function secondsBetween(a: number, b: number): number {
  return (a - b) | 0;
}
