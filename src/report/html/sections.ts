/** The parts of the page, in the order they are read. */
import type { ExceptionReport, GateReport, Moment, RunReport } from "../run/run-report.ts";
import { STACKS, type StackCounts } from "../run/stacks.ts";
import { html, type Markup, type Piece } from "./markup.ts";
import { clock, day, instant, lasted, many } from "./words.ts";

/** A table that stands as cards where the screen is narrow. `null` leaves a cell empty. */
export function table(heads: readonly string[], rows: readonly (readonly Piece[])[]): Markup {
  return html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, i) => html`<td data-label="${heads[i]!}">${cell}</td>`)}</tr>`,
  )}</tbody></table>`;
}

export function timeline({ batches, startedAt, end, madeAt, moments }: RunReport): Markup {
  const until = Math.max(end?.at ?? madeAt, startedAt + 1);
  const at = (time: number): number => (100 * (time - startedAt)) / (until - startedAt);
  const phases = [...new Set(batches.map(({ phase }) => phase))];
  const sameDay = day(startedAt) === day(until);
  const mark = (time: number): string => (sameDay ? clock(time) : `${day(time)} ${clock(time).slice(0, 5)}`);
  return html`<section id="timeline"><h2>Timeline</h2>
<p class="small soft">Times in UTC${sameDay ? `, ${day(startedAt)}` : ""}. One bar for each batch of hosts, from its first check to the end of its soak.</p>
<div class="gantt">${phases.map(
    (phase) =>
      html`<div class="phase">${PHASE_TITLES[phase]}</div>${batches
        .filter((batch) => batch.phase === phase)
        .map(
          ({ id, hosts, word, startedAt: from, endedAt: to }) =>
            html`<div class="row"><div title="${hosts.join(", ")}">${id.slice(phase.length + 1)} <span class="soft">${aboutPhase(id) ? "" : many(hosts.length, "host")}</span></div><div class="track">${
              from === null
                ? null
                : html`<div class="bar ${word}" style="left:${at(from).toFixed(2)}%;width:${Math.max(0.4, at(to ?? until) - at(from)).toFixed(2)}%"></div>`
            }</div><div class="dur">${from === null ? "not begun" : word === "nothing-to-do" ? (aboutPhase(id) ? "" : "no change") : word === "done" ? lasted((to ?? until) - from) : BATCH_WORDS[word]}</div></div>`,
        )}`,
  )}<div class="ticks"><span>${mark(startedAt)}</span><span>${mark((startedAt + until) / 2)}</span><span>${mark(until)}</span></div></div>
<div class="legend"><span><i style="background:var(--good)"></i>done</span><span><i style="background:#b9c2cd"></i>nothing to change</span><span><i style="background:var(--unsure)"></i>undone or stopped</span><span><i style="background:var(--bad)"></i>undo failed</span></div>
<ul class="moments">${moments.map((moment) => momentLine(moment, sameDay))}</ul></section>`;
}

/** Gates and approval before and after a phase: no batch of hosts. */
function aboutPhase(id: string): boolean {
  return /\/(entry|exit|approval)$/.test(id);
}

const PHASE_TITLES: Readonly<Record<string, string>> = {
  "phase-1": "Phase 1: prefer IPv6",
  "phase-2": "Phase 2: NAT64 and DNS64",
  "phase-3": "Phase 3: new hosts IPv6-only",
  "phase-4": "Phase 4: existing hosts IPv6-only",
};

const BATCH_WORDS: Readonly<Record<string, string>> = {
  undone: "undone",
  "undo-failed": "undo failed",
  stopped: "stopped",
  "under-way": "under way",
};

function momentLine({ at, tone, text }: Moment, sameDay: boolean): Markup {
  return html`<li class="${tone}"><time datetime="${new Date(at).toISOString()}">${sameDay ? clock(at) : `${day(at).slice(5)} ${clock(at).slice(0, 5)}`}</time><i></i><span>${text}</span></li>`;
}

const STACK_WORDS: Readonly<Record<string, string>> = {
  "ipv4-only": "IPv4 only",
  "dual-stack": "dual-stack",
  "ipv6-preferred": "dual-stack, IPv6 preferred",
  "ipv6-only": "IPv6 only",
  unknown: "not reached",
};

export function fleet({ fleet: { hosts, over } }: RunReport): Markup {
  const used = STACKS.filter((stack) => over.some(({ counts }) => counts[stack] > 0));
  return html`<section id="fleet"><h2>The fleet by stack state</h2>
<div class="small soft">When the run began</div>${bar(over[0]!.counts)}
<div class="small soft">Now</div>${bar(over.at(-1)!.counts)}
<div class="legend">${used.map((stack) => html`<span><i class="s-${stack}"></i>${STACK_WORDS[stack]!}</span>`)}</div>
${table(
  ["host", "serves", "before", "now", "target"],
  hosts.map(({ host, services, roles, before, after, target }) => [
    host,
    [...services, ...roles].join(", ") || "none",
    STACK_WORDS[before]!,
    before === after ? STACK_WORDS[after]! : html`<b>${STACK_WORDS[after]!}</b>`,
    target === null ? html`<span class="soft">none of its own</span>` : (STACK_WORDS[target] ?? target),
  ]),
)}</section>`;
}

function bar(counts: StackCounts): Markup {
  const all = STACKS.reduce((sum, stack) => sum + counts[stack], 0);
  const words = STACKS.filter((stack) => counts[stack] > 0).map((stack) => `${counts[stack]} ${STACK_WORDS[stack]}`);
  return html`<div class="stack" role="img" aria-label="${words.join(", ")}">${STACKS.filter(
    (stack) => counts[stack] > 0,
  ).map(
    (stack) =>
      html`<i class="s-${stack}" style="width:${((100 * counts[stack]) / all).toFixed(2)}%">${counts[stack]}</i>`,
  )}</div>`;
}

const FINDING_TONE = { pass: "good", fail: "bad", unknown: "unsure" } as const;

/** What failed or is unknown stands open and first; raw evidence of passed gates is folded, and not printed. */
export function gates({ gates: all }: RunReport): Markup {
  const groups = [
    { title: "Failed", of: all.filter(({ finding }) => finding === "fail") },
    { title: "Unknown, which never counts as passed", of: all.filter(({ finding }) => finding === "unknown") },
    { title: "Passed", of: all.filter(({ finding }) => finding === "pass") },
  ].filter(({ of }) => of.length > 0);
  return html`<section id="gates"><h2>Gates</h2>
<p class="small soft">What each gate last saw, with everything it sent and received. The hash seals the evidence; it is also a link of the journal’s chain.</p>
${all.length === 0 ? html`<p>No gate was asked.</p>` : null}
${groups.map(
  ({ title, of }) =>
    html`<h3>${title} (${of.length})</h3>${Object.entries(Object.groupBy(of, ({ phase }) => phase)).map(
      ([phase, some]) =>
        html`<div class="phase soft small">${PHASE_TITLES[phase] ?? phase}</div>${(some ?? []).map(gate)}`,
    )}`,
)}</section>`;
}

function gate({ gate: id, name, service, finding, answers }: GateReport): Markup {
  const last = answers.at(-1)!;
  const { because, at, sha256, observed } = last.evidence;
  const passed = finding === "pass";
  return html`<details class="${passed ? "raw-pass" : "raw"}"${passed ? null : html` open`}><summary><span class="word ${FINDING_TONE[finding]}">${finding}</span><b>${name}</b> <span class="soft">${[service ?? "", answers.length > 1 ? `asked ${answers.length} times` : ""].filter((word) => word !== "").join(" · ")}</span><span class="because">${because}</span></summary><div>
<dl class="facts"><dt>gate</dt><dd class="mono">${id}</dd><dt>asked</dt><dd>${instant(at)}, entry ${last.seq} of the journal</dd><dt>sha256</dt><dd class="mono">${sha256}</dd></dl>
${
  answers.length > 1
    ? html`<ul class="answers">${answers
        .slice(0, -1)
        .map(
          ({ seq, evidence }) =>
            html`<li><span class="word ${FINDING_TONE[evidence.finding]}">${evidence.finding}</span> ${clock(evidence.at)}, entry ${seq}: ${evidence.because} <span class="mono soft">${evidence.sha256.slice(0, 12)}</span></li>`,
        )}</ul>`
    : null
}<pre>${JSON.stringify(observed, null, 1)}</pre></div></details>`;
}

export function exceptions({ exceptions: all }: RunReport): Markup {
  return html`<section id="exceptions"><h2>Exceptions</h2>${
    all.length === 0
      ? html`<p>None: no service stays dual-stack, and none has a CLAT.</p>`
      : table(
          ["service", "what", "why", "owner", "until", "hosts"],
          all.map((one) => [
            html`<b>${one.service}</b>`,
            WHAT[one.kind],
            why(one),
            one.owner,
            until(one),
            one.hosts.join(", "),
          ]),
        )
  }</section>`;
}

const WHAT = { "dual-stack": "stays dual-stack", clat: "has a CLAT" } as const;

function why({ kind, reason, because }: ExceptionReport): string {
  return kind === "clat" || because === null ? (because ?? reason) : `${reason}: ${because}`;
}

function until({ kind, until: date, overdue }: ExceptionReport): Piece {
  const text = kind === "clat" ? `ends ${date}` : `review ${date}`;
  return overdue ? html`<span class="word bad">overdue</span> ${text}` : text;
}

export function addresses({ addresses: { freed, held, pool4, returnable }, run }: RunReport): Markup {
  return html`<section id="addresses"><h2>IPv4 addresses</h2>
<h3>May go back to the lessor (${returnable.length})</h3>
${
  returnable.length === 0
    ? html`<p>None.</p>`
    : html`<p class="mono">${returnable.join(", ")}</p><p class="small soft">Freed, and held by no host of this fleet. Look once more for DNS records and allow-lists of others that name them.</p>`
}
<h3>Freed (${freed.length})</h3>
${
  freed.length === 0
    ? html`<p>None yet.</p>`
    : table(
        ["address", "host", "when", "may go back"],
        freed.map((one) => [
          html`<span class="mono fit">${one.address}</span>`,
          one.host,
          one.run === run ? instant(one.at) : `${instant(one.at)}, by run ${one.run}`,
          one.stays === null ? html`<b>yes</b>` : `no: ${one.stays}`,
        ]),
      )
}
<h3>Still held (${held.length})</h3>
${
  held.length === 0
    ? html`<p>None.</p>`
    : table(
        ["address", "host", "why"],
        held.map((one) => [html`<span class="mono fit">${one.address}</span>`, one.host, one.why]),
      )
}
${pool4.length === 0 ? null : html`<p>The translator keeps <span class="mono">${pool4.join(", ")}</span> for everybody behind it.</p>`}</section>`;
}
