/** The share of IPv6 over time, drawn: lines in an SVG that stretches, labels beside it that do not. */
import type { RunReport } from "../run/run-report.ts";
import { shareOf, type TrafficPoint } from "../run/traffic.ts";
import { html, type Markup } from "./markup.ts";
import { table } from "./sections.ts";
import { bytes, clock, day, instant, percent } from "./words.ts";

const COLOURS = ["#5b9bd5", "#b45309", "#7c5cbf", "#6b8e23", "#c2557f", "#5f6b7a"];
const [WIDTH, HEIGHT] = [1000, 100];

export function traffic({ traffic: { fleet, services } }: RunReport): Markup {
  const title = html`<h2>IPv4 and IPv6 traffic</h2>`;
  if (fleet.length === 0)
    return html`<section id="traffic">${title}<p>Not measured: no gate <code>traffic.ratio</code> was answered in this run or an earlier one of this plan.</p></section>`;
  const [from, to] = [fleet[0]!.at, fleet.at(-1)!.at];
  const x = (at: number): number => (to === from ? WIDTH / 2 : (WIDTH * (at - from)) / (to - from));
  const y = (share: number): number => HEIGHT * (1 - share);
  const sameDay = day(from) === day(to);
  const mark = (at: number): string => (sameDay ? clock(at) : day(at));
  const drawn = services.slice(0, COLOURS.length).map((one) => ({ ...one, points: thinned(one.points, to - from) }));
  const bold = thinned(fleet, to - from);
  const last = fleet.at(-1)!;
  return html`<section id="traffic">${title}
<p>Last measured: <b>${percent(shareOf(last))}</b> of the bytes went over IPv6 (${bytes(last.ipv6Bytes)} of ${bytes(last.ipv6Bytes + last.ipv4Bytes)}). <span class="soft">Each point is what passed since the measurement before it, of the first since boot, from the kernel’s counters by family.</span></p>
<figure><div class="plot"><div class="y"><span>100 %</span><span>75 %</span><span>50 %</span><span>25 %</span><span>0 %</span></div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="Share of IPv6 bytes over time, from ${percent(shareOf(fleet[0]!))} to ${percent(shareOf(last))}">
${[0, 25, 50, 75, 100].map((at) => html`<line class="grid" x1="0" x2="${WIDTH}" y1="${at}" y2="${at}"/>`)}
<path d="${area(bold, x, y)}" fill="#0f6e6a" fill-opacity=".12"/>
${drawn.map(({ points }, i) => line(points, x, y, COLOURS[i]!, 1.5))}${line(bold, x, y, "#0f6e6a", 3)}
</svg><div class="x">${sameDay && to === from ? html`<span></span><span>${mark(from)}</span><span></span>` : html`<span>${mark(from)}</span><span>${mark((from + to) / 2)}</span><span>${mark(to)}</span>`}</div></div></figure>
<div class="legend"><span><i style="background:#0f6e6a"></i><b>fleet</b></span>${drawn.map(({ service }, i) => html`<span><i style="background:${COLOURS[i]!}"></i>${service}</span>`)}</div>
<details><summary>The ${fleet.length} measurements</summary><div>${table(
    ["measured", "over IPv6", "over IPv4", "share of IPv6", "run"],
    fleet.map((point) => [
      instant(point.at),
      bytes(point.ipv6Bytes),
      bytes(point.ipv4Bytes),
      percent(shareOf(point)),
      point.run,
    ]),
  )}</div></details></section>`;
}

/** Measurements that would fall on one another are drawn as the last of them. */
function thinned(points: readonly TrafficPoint[], span: number): readonly TrafficPoint[] {
  return points.filter((point, i) => i === points.length - 1 || points[i + 1]!.at - point.at > span / 200);
}

type Scale = (value: number) => number;

function path(points: readonly TrafficPoint[], x: Scale, y: Scale): string {
  return points
    .map((point, i) => `${i === 0 ? "M" : "L"}${x(point.at).toFixed(1)} ${y(shareOf(point)).toFixed(2)}`)
    .join("");
}

/** Points are short strokes with round caps: a circle would be stretched with the picture. */
function line(points: readonly TrafficPoint[], x: Scale, y: Scale, colour: string, width: number): Markup {
  const dots = points.map((point) => `M${x(point.at).toFixed(1)} ${y(shareOf(point)).toFixed(2)}h0`).join("");
  return html`<path d="${path(points, x, y)}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"/><path d="${dots}" fill="none" stroke="${colour}" stroke-width="${width + 5}" stroke-linecap="round"/>`;
}

function area(points: readonly TrafficPoint[], x: Scale, y: Scale): string {
  return `${path(points, x, y)}L${x(points.at(-1)!.at).toFixed(1)} ${HEIGHT}L${x(points[0]!.at).toFixed(1)} ${HEIGHT}Z`;
}
