/**
 * Change windows as plans write them: `Mon-Thu 22:00-05:00 Europe/Berlin`. The days are those on which a window opens; one that ends before it begins
 * ends on the next day. `not` in front makes it a pause, which wins; `not 2026-12-20 to 2027-01-06 Europe/Berlin` is one of whole days.
 */
import type { Millis } from "../../agent/protocol/messages.ts";

export interface Window {
  /** 0 Sunday … 6 Saturday, on which it opens. */
  readonly days: ReadonlySet<number>;
  /** Minutes after midnight; `to` above `from`, up to 48 hours. */
  readonly from: number;
  readonly to: number;
  /** IANA name. */
  readonly zone: string;
  /** A pause. */
  readonly not: boolean;
}

/** Whole days, the last among them; days since the epoch. Always a pause. */
export interface Freeze {
  readonly first: number;
  readonly last: number;
  readonly zone: string;
}

export type OpenOrNot =
  | { readonly open: true; readonly until: Millis }
  | { readonly open: false; readonly opens: Millis };

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MINUTE: Millis = 60_000;
const DAY: Millis = 86_400_000;
/** Windows that follow one another without a gap are told as one, up to this. */
const FAR_DAYS = 8;

/** @returns the window, or in words what is wrong with the text. */
export function parseWindow(text: string): Window | Freeze | string {
  const negated = /^not +(.*)$/.exec(text.trim());
  const bare = negated?.[1] ?? text.trim();
  const dates = /^(\d{4}-\d{2}-\d{2}) +to +(\d{4}-\d{2}-\d{2})(?: +(\S+))?$/.exec(bare);
  if (dates !== null) return freezeOf(dates[1]!, dates[2]!, dates[3], negated !== null);
  const found = /^(\S+) +(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})(?: +(\S+))?$/.exec(bare);
  if (found === null) return "a window is days, times and a time zone, such as `Mon-Thu 22:00-05:00 Europe/Berlin`";
  const [, dayText, fromHour, fromMinute, toHour, toMinute, zone] = found;
  const days = daysOf(dayText!.toLowerCase());
  if (days === null) return `\`${dayText}\` are no days: Mon-Thu, Sat,Sun or daily`;
  const from = minutes(fromHour!, fromMinute!);
  const to = minutes(toHour!, toMinute!);
  if (from === null || to === null || from === 1440) return "times are 00:00 to 24:00";
  if (from === to) return "it ends when it begins; the whole day is 00:00-24:00";
  const wrong = wrongZone(zone);
  if (wrong !== null) return wrong;
  return { days, from, to: to > from ? to : to + 1440, zone: zone!, not: negated !== null };
}

function freezeOf(first: string, last: string, zone: string | undefined, not: boolean): Freeze | string {
  if (!not) return "days of a calendar are for pauses: `not 2026-12-20 to 2027-01-06 Europe/Berlin`";
  const [from, to] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  if (Number.isNaN(from) || Number.isNaN(to)) return `\`${first} to ${last}\`: one of them is no day`;
  if (to < from) return `it ends on ${last}, before it begins`;
  return wrongZone(zone) ?? { first: from / DAY, last: to / DAY, zone: zone! };
}

function wrongZone(zone: string | undefined): string | null {
  if (zone === undefined) return "it names no time zone: Europe/Berlin, or UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return null;
  } catch {
    return `there is no time zone \`${zone}\``;
  }
}

/** Pauses that follow on one another, until one must be an end. */
const MOST_PAUSES = 100;

/** @throws where a text is no window, or pauses leave nothing of them: `check` has refused such plans. */
export function windowAt(texts: readonly string[], now: Millis): OpenOrNot {
  const parsed = texts.map((text) => {
    const window = parseWindow(text);
    if (typeof window === "string") throw new Error(`window ${text}: ${window}`);
    return window;
  });
  const windows = parsed.filter((one): one is Window => "days" in one && !one.not);
  let at = now;
  for (let i = 0; i < MOST_PAUSES; i++) {
    const pauses = parsed.flatMap((one) => ("days" in one ? (one.not ? openingsAround(one, at) : []) : [spanOf(one)]));
    const paused = pauses.find(({ from, to }) => from <= at && to > at);
    if (paused !== undefined) {
      at = paused.to;
      continue;
    }
    const found = windows.length === 0 ? { open: true as const, until: at + FAR_DAYS * DAY } : openOf(windows, at);
    if (!found.open) {
      at = found.opens;
      continue;
    }
    if (at > now) return { open: false, opens: at };
    const next = pauses.filter(({ from }) => from > at).map(({ from }) => from);
    return { open: true, until: Math.min(found.until, ...next) };
  }
  throw new Error(`windows ${texts.join(", ")}: the pauses leave nothing of them`);
}

function openOf(windows: readonly Window[], now: Millis): OpenOrNot {
  const openings = windows.flatMap((window) => openingsAround(window, now)).toSorted((a, b) => a.from - b.from);
  let until: Millis | null = null;
  for (const { from, to } of openings) if (from <= (until ?? now) && to > (until ?? now)) until = to;
  if (until !== null) return { open: true, until };
  return { open: false, opens: openings.find(({ from }) => from > now)!.from };
}

function spanOf({ first, last, zone }: Freeze): { readonly from: Millis; readonly to: Millis } {
  return { from: instantOf(first, 0, zone), to: instantOf(last + 1, 0, zone) };
}

function daysOf(text: string): ReadonlySet<number> | null {
  if (text === "daily") return new Set(DAYS.keys());
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first, last = first] = part.split("-");
    const [from, to] = [DAYS.indexOf(first!), DAYS.indexOf(last!)];
    if (from < 0 || to < 0 || part.split("-").length > 2) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return days;
}

function minutes(hour: string, minute: string): number | null {
  const total = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && total <= 1440 ? total : null;
}

/** From the day before `now` until every day of the week has come. */
function openingsAround(
  { days, from, to, zone }: Window,
  now: Millis,
): { readonly from: Millis; readonly to: Millis }[] {
  const today = Math.floor((now + offsetOf(zone, now)) / DAY);
  return Array.from({ length: FAR_DAYS + 3 }, (_, i) => today - 2 + i)
    .filter((day) => days.has((((day + 4) % 7) + 7) % 7))
    .map((day) => ({ from: instantOf(day, from, zone), to: instantOf(day, to, zone) }));
}

/** A wall clock's time as an instant. One that a change of clocks leaves out becomes the time after it, one that comes twice the first. */
function instantOf(day: number, minute: number, zone: string): Millis {
  const wall = day * DAY + minute * MINUTE;
  const early = wall - offsetOf(zone, wall - DAY);
  if (early + offsetOf(zone, early) === wall) return early;
  const late = wall - offsetOf(zone, early);
  return late + offsetOf(zone, late) === wall ? late : early;
}

/** How far the zone's wall clock is ahead of UTC at an instant. */
function offsetOf(zone: string, at: Millis): Millis {
  const parts = formatFor(zone).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)!.value);
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return wall - Math.floor(at / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}
