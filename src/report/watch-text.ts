/** A view of the fleet as lines of a terminal, as wide and as high as it is. Pure. */
import { formatDuration } from "../plan/durations.ts";
import type { Paint } from "./color.ts";
import {
  type FleetView,
  type GroupView,
  isTrouble,
  STANDINGS,
  type Standing,
  type StandingCounts,
} from "./fleet-view.ts";

const MARKS: Readonly<Record<Standing, string>> = {
  "undo-failed": "!",
  failed: "x",
  unreachable: "?",
  undone: "<",
  armed: "~",
  changing: ">",
  checking: ":",
  waiting: ".",
  done: "#",
  unchanged: "=",
};

const COLORS: Readonly<Partial<Record<Standing, "red" | "yellow" | "green" | "cyan" | "dim">>> = {
  "undo-failed": "red",
  failed: "red",
  unreachable: "red",
  undone: "yellow",
  armed: "yellow",
  changing: "cyan",
  checking: "cyan",
  waiting: "dim",
  done: "green",
  unchanged: "green",
};

/** Fewer columns than this say nothing. */
const NARROWEST = 30;

/** @returns at most `height` lines, none wider than `width` (colours not counted). */
export function watchLines(
  view: FleetView,
  width: number,
  height: number,
  now: number,
  paint: Paint,
): readonly string[] {
  const w = Math.max(width, NARROWEST);
  const all = STANDINGS.reduce((sum, standing) => sum + view.counts[standing], 0);
  const head = [
    paint("bold", cut(`${view.plan}  run ${view.run}`, w)),
    ...wrapped(view.ended ? view.waits : `waits for ${view.waits}`, w, 3),
    cut(times(view, now), w),
    cut(`batch ${view.batch.number} of ${view.batch.of}${view.batch.id === null ? "" : `: ${view.batch.id}`}`, w),
    bar(view.counts, all, w, paint),
    ...counted(view.counts, w),
  ];
  const gates = view.gates.map(({ name, finding, because }) => gateLine(name, finding, because, w, paint));
  const trouble = view.groups.flatMap((group) =>
    group.hosts
      .filter(({ standing }) => isTrouble(standing))
      .map(({ host, standing, because }) => paint("red", cut(`${host} ${standing}: ${because ?? ""}`, w))),
  );
  const foot = view.next === "" ? [] : wrapped(view.next, w, 2);
  const room = Math.max(0, height - head.length - foot.length);
  const groups = groupLines(view.groups, w, paint);
  const parts = share([groups, gates, trouble], room);
  return [...head, ...parts.flat(), ...foot].slice(0, height);
}

function times(view: FleetView, now: number): string {
  const since = `since ${clock(view.since)} (${formatDuration(whole(now - view.since))})`;
  if (view.until === null) return since;
  const left = view.until.at - now;
  const when = left > 0 ? `in ${formatDuration(whole(left))}` : "now";
  return `${since}, until ${clock(view.until.at)} (${when}): ${view.until.what}`;
}

function clock(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)}Z`;
}

function whole(ms: number): number {
  return Math.max(0, Math.round(ms / 1000)) * 1000;
}

function bar(counts: StandingCounts, all: number, width: number, paint: Paint): string {
  const inside = width - 2;
  let used = 0;
  let seen = 0;
  let text = "";
  // The good end first; whatever is there has at least one column, as long as there is one.
  for (const standing of STANDINGS.toReversed()) {
    if (counts[standing] === 0) continue;
    seen += counts[standing];
    const upTo = Math.max(used + 1, Math.round((inside * seen) / all));
    const columns = Math.min(inside, upTo) - used;
    used += columns;
    text += painted(standing, MARKS[standing].repeat(columns), paint);
  }
  return `[${text}${" ".repeat(inside - used)}]`;
}

function painted(standing: Standing, text: string, paint: Paint): string {
  const color = COLORS[standing];
  return color === undefined ? text : paint(color, text);
}

/** `# 4312 done · > 64 changing · . 5624 waiting`, as many lines as it takes. */
function counted(counts: StandingCounts, width: number): readonly string[] {
  const words = STANDINGS.toReversed()
    .filter((standing) => counts[standing] > 0)
    .map((standing) => `${MARKS[standing]} ${counts[standing]} ${standing}`);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 3 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} · ${word}`;
  }
  return lines;
}

/** Those that have trouble, then those under way, then the rest; each with a bar of its own where there is room. */
function groupLines(groups: readonly GroupView[], width: number, paint: Paint): readonly string[] {
  const named = Math.min(Math.max(...groups.map(({ name }) => name.length), 0), Math.floor(width / 3));
  return [...groups]
    .sort((a, b) => urgency(a) - urgency(b))
    .map((group) => {
      const all = group.hosts.length;
      const settled = group.counts.done + group.counts.unchanged;
      const figures = ` ${settled}/${all}`.padEnd(14);
      const columns = width - named - figures.length - 1;
      return `${cut(group.name, named).padEnd(named)}${figures}${columns >= 10 ? bar(group.counts, all, Math.min(columns, 80), paint) : ""}`;
    });
}

function urgency({ counts, hosts }: GroupView): number {
  if (counts.failed + counts["undo-failed"] + counts.unreachable + counts.undone > 0) return 0;
  if (counts.changing + counts.checking + counts.armed > 0) return 1;
  return counts.done + counts.unchanged === hosts.length ? 3 : 2;
}

function gateLine(name: string, finding: string, because: string, width: number, paint: Paint): string {
  const text = cut(`gate ${name}: ${finding}${because === "" ? "" : `: ${because}`}`, width);
  return finding === "fail" ? paint("red", text) : finding === "unknown" ? paint("yellow", text) : text;
}

/** Each part what it needs, and where that is too much, its fair share and a line that says how much is not shown. */
function share(parts: readonly (readonly string[])[], room: number): readonly (readonly string[])[] {
  const fair = Math.floor(room / Math.max(1, parts.filter((part) => part.length > 0).length));
  let spare = parts.reduce((sum, part) => sum + Math.max(0, part.length === 0 ? 0 : fair - part.length), 0);
  return parts.map((part) => {
    if (part.length <= fair) return part;
    const more = Math.min(spare, part.length - fair);
    spare -= more;
    const shown = fair + more;
    if (part.length <= shown) return part;
    return shown < 1 ? [] : [...part.slice(0, shown - 1), `and ${part.length - shown + 1} more`];
  });
}

function wrapped(text: string, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] = cut(`${shown[most - 1]} …`, width);
  return shown.map((line) => cut(line, width));
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
