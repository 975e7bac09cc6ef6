/** Durations as plans write them: 120s, 10m, 1h30m, 500ms, 7d, 0. */

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @returns milliseconds, or null if the text is no duration. */
export function parseDuration(text: string): number | null {
  if (text === "0") return 0;
  if (!/^(\d+(ms|s|m|h|d))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) total += Number(amount) * UNIT_MS[unit!]!;
  return Number.isSafeInteger(total) ? total : null;
}

/** The shortest text that parses to the same: 90000 → 1m30s. @param ms whole milliseconds, not negative. */
export function formatDuration(ms: number): string {
  if (ms === 0) return "0s";
  let rest = ms;
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"]) {
    const amount = Math.floor(rest / UNIT_MS[unit]!);
    rest -= amount * UNIT_MS[unit]!;
    if (amount > 0) text += `${amount}${unit}`;
  }
  return text;
}
