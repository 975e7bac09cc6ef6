/** A run's report as one HTML file that fetches nothing: for a phone, a desk, and paper. */
import type { RunReport } from "../run/run-report.ts";
import { html, Markup } from "./markup.ts";
import { addresses, exceptions, fleet, gates, timeline } from "./sections.ts";
import { STYLE } from "./style.ts";
import { traffic } from "./traffic-plot.ts";
import { instant, lasted, many } from "./words.ts";

export function htmlReport(report: RunReport): string {
  // What evidence holds was said by others: should an escape ever be missed, nothing of it may run or be fetched.
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const page = html`<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="migrate">
<title>${report.plan}: run ${report.run}</title><style>${new Markup(STYLE)}</style></head><body><main>
${head(report)}${timeline(report)}${fleet(report)}${traffic(report)}${addresses(report)}${exceptions(report)}${gates(report)}${foot(report)}</main></body></html>
`;
  return `<!doctype html>\n<html lang="en"><head>${page.text}`;
}

interface Verdict {
  readonly tone: "good" | "bad" | "unsure";
  readonly word: string;
  readonly because: string;
}

function verdict({ end }: RunReport): Verdict {
  if (end === null) return { tone: "unsure", word: "under way", because: "it has not ended yet" };
  const { exit, because } = end;
  const word: Readonly<Record<number, readonly [Verdict["tone"], string]>> = {
    0: ["good", "done"],
    3: ["bad", "a gate or step failed; put back"],
    4: ["bad", "hosts unreachable"],
    5: ["unsure", "stopped part-way"],
    6: ["bad", "a person must look"],
    9: ["unsure", "waits"],
  };
  const [tone, text] =
    word[exit] ?? (exit >= 128 ? (["unsure", "stopped by a signal"] as const) : (["bad", "failed"] as const));
  return { tone, word: `${text} (exit ${exit})`, because };
}

function head(report: RunReport): Markup {
  const { tone, word, because } = verdict(report);
  const { hosts } = report.fleet;
  const only = hosts.filter(({ after }) => after === "ipv6-only").length;
  const before = hosts.filter(({ before: was }) => was === "ipv6-only").length;
  const kept = report.steps.filter((step) => step.word === "kept" && step.changes.length > 0);
  const count = (finding: string): number => report.gates.filter((gate) => gate.finding === finding).length;
  const { freed, returnable } = report.addresses;
  const until = report.end?.at ?? report.madeAt;
  return html`<header><h1>${report.plan}</h1><div class="soft">Run ${report.run}${report.mode === "dry-run" ? ", a dry run" : ""}</div>
<div class="verdict tone-${tone}"><b>${word}</b><span>${because}.</span></div>
<div class="tiles"><div class="tile"><b>${only} of ${hosts.length}</b><span>hosts IPv6-only${only > before ? `, ${only - before} more than before` : ""}</span></div>
<div class="tile"><b>${kept.reduce((sum, step) => sum + step.changes.length, 0)}</b><span>changes kept, on ${many(new Set(kept.map((step) => step.host)).size, "host")}</span></div>
<div class="tile"><b>${count("pass")} of ${report.gates.length}</b><span>gates passed; ${count("fail")} failed, ${count("unknown")} unknown</span></div>
<div class="tile"><b>${freed.length}</b><span>IPv4 addresses freed; ${returnable.length} may go back</span></div></div>
<dl class="facts"><dt>began</dt><dd>${instant(report.startedAt)}</dd><dt>${report.end === null ? "so far" : "ended"}</dt><dd>${instant(until)}, after ${lasted(until - report.startedAt)}</dd>
<dt>plan file</dt><dd>${report.planFile} <span class="mono soft">sha256 ${report.planSha256.slice(0, 16)}…</span></dd>
${unreachable(report)}</dl></header>`;
}

function unreachable({ unreachable: hosts }: RunReport): Markup | null {
  const names = Object.keys(hosts);
  if (names.length === 0) return null;
  return html`<dt>unreachable</dt><dd>${names.map((name) => `${name}: ${hosts[name]}`).join("; ")}</dd>`;
}

function foot({ head: hash, entries, run, madeAt }: RunReport): Markup {
  return html`<footer><p>Made ${instant(madeAt)} from the ${entries} entries of the run’s journal. ${
    hash === null
      ? html`<b>The journal’s hash chain does not close:</b> <code>migrate evidence verify ${run}</code> names the first broken link.`
      : html`The last link of its hash chain is <span class="mono">${hash}</span>; <code>migrate evidence verify ${run}</code> checks it.`
  }</p></footer>`;
}
